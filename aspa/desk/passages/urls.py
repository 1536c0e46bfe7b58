"""Addresses of ready passages: where they are kept, and where one is chosen for an answer."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.passages import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<int:number>/passages/", views.offered, name="offered_passages"),
    path("settings/passages/", views.passages, name="passages"),
    path("settings/passages/new/", views.new_passage, name="new_passage"),
    path("settings/passages/<int:passage_id>/", views.passage, name="passage"),
    path("settings/passages/<int:passage_id>/archiving/", views.archiving, name="passage_archiving"),
    path("settings/passages/<int:passage_id>/restoring/", views.restoring, name="passage_restoring"),
    path(
        "settings/passages/<int:passage_id>/versions/<int:version>/setting-back/",
        views.setting_back,
        name="passage_setting_back",
    ),
]
