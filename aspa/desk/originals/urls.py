"""
What customers sent, as they sent it.

A page shows `original` in a frame with `sandbox="allow-popups allow-popups-to-escape-sandbox"` and a name; "show
pictures" is a plain link to the same address with `?pictures=1` and that name as its target. A file's link is
`url("attachment", args=[number, attachment.id])`: the browser hears the file's name with the answer.
"""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.originals import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<int:number>/messages/<int:message_id>/original/", views.original, name="original"),
    path("cases/<int:number>/attachments/<int:attachment_id>/", views.attachment, name="attachment"),
    path("cases/<int:number>/attachments/<int:attachment_id>/release/", views.release, name="attachment_release"),
    path("cases/<int:number>/attachments/<int:attachment_id>/<path:name>", views.attachment, name="attachment"),
]
