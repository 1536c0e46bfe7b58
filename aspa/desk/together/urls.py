"""Addresses of what agents share: who is where, saved views, many cases at once."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.together import presence

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<int:number>/presence/", presence.presence, name="presence"),
]
