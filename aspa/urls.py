"""Where every address leads."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("aspa.api.urls")),
    path("", include("aspa.desk.urls")),
]
handler400 = "aspa.desk.answers.not_understood"
handler403 = "aspa.desk.answers.forbidden"
handler404 = "aspa.desk.answers.not_found"
handler500 = "aspa.desk.answers.broken"
