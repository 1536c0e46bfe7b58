"""Addresses of the audit log."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.audit import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.audit, name="audit"),
    path("file/", views.file, name="audit_file"),
    path("<int:event_id>/undoing/", views.undoing, name="setting_undoing"),
]
