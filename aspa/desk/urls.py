"""The desk's addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("aspa.desk.cases.urls")),
    path("", include("aspa.desk.together.urls")),
    path("", include("aspa.desk.passages.urls")),
    path("", include("aspa.desk.people.urls")),
    path("", include("aspa.desk.handing.urls")),
    path("", include("aspa.desk.relating.urls")),
    path("", include("aspa.desk.originals.urls")),
    path("", include("aspa.desk.sorting.urls")),
    path("", include("aspa.desk.tasks.urls")),
    path("", include("aspa.desk.writing.urls")),
    path("", include("aspa.desk.suspecting.urls")),
    path("", include("aspa.desk.understanding.urls")),
    path("", include("aspa.desk.house.urls")),
    path("settings/", include("aspa.desk.staff.urls")),
    path("settings/audit/", include("aspa.desk.audit.urls")),
    path("", include("aspa.desk.doors.urls")),
]
