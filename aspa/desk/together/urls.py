"""Addresses of what agents share: who is where, saved views, many cases at once."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.together import presence, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("views/new/", views.new_view, name="new_view"),
    path("views/<int:view_id>/", views.view, name="view"),
    path("views/<int:view_id>/removal/", views.removal, name="removal_of_view"),
    path("cases/<int:number>/presence/", presence.presence, name="presence"),
]
