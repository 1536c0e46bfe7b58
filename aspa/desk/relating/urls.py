"""Addresses of how cases belong together; what is done to one is a noun below it."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.relating import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<int:number>/relation/", views.relation, name="relation"),
    path("cases/<int:number>/relations/<int:link_id>/removal/", views.unlinking, name="unlinking"),
    path("cases/<int:number>/parent/removal/", views.taking_out, name="taking_out"),
    path("cases/<int:number>/children/answers/", views.children, name="children"),
]
