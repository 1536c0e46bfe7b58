"""Addresses of what is suspected to be spam."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.suspecting import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<int:number>/suspicion/verdict/", views.verdict, name="verdict"),
    path("cases/<int:number>/suspicion/verdict/undoing/", views.undoing, name="verdict_undoing"),
    path("settings/brands/<int:brand_id>/watch/", views.watch, name="watch"),
]
