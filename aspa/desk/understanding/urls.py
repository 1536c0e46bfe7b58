"""Addresses of what was understood of a case."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.understanding import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<int:number>/asked/", views.asked, name="asked"),
    path("cases/<int:number>/asked/<int:question_id>/dismissal/", views.dismissal, name="question_dismissal"),
    path("cases/<int:number>/mood/", views.mood, name="mood"),
]
