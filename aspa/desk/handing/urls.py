"""Addresses of hand-overs; what is done to one is a noun below it."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.handing import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("handovers/", views.handovers, name="handovers"),
    path("cases/<int:number>/handover/", views.handover, name="handover"),
    path("handovers/<int:handover_id>/acceptance/", views.acceptance, name="acceptance"),
    path("handovers/<int:handover_id>/refusal/", views.refusal, name="refusal"),
    path("handovers/<int:handover_id>/withdrawal/", views.withdrawal, name="handover_withdrawal"),
    path("checks/<int:check_id>/", views.check, name="check"),
]
