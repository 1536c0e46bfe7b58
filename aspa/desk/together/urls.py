"""Addresses of what agents share: who is where, saved views, many cases at once."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.together import asking, presence, sweeps, views, work

urlpatterns: list[URLPattern | URLResolver] = [
    path("colleagues/", asking.colleagues, name="colleagues"),
    path("next/", work.next_case, name="next_case"),
    path("focus/", work.focus, name="focus"),
    path("focus/end/", work.end_of_focus, name="end_of_focus"),
    path("sweeps/", sweeps.sweeps, name="sweeps"),
    path("sweeps/choices/", sweeps.choices, name="sweep_choices"),
    path("sweeps/<int:sweep_id>/", sweeps.sweep, name="sweep"),
    path("sweeps/<int:sweep_id>/insistence/", sweeps.insistence, name="sweep_insistence"),
    path("sweeps/<int:sweep_id>/undoing/", sweeps.undoing, name="sweep_undoing"),
    path("views/new/", views.new_view, name="new_view"),
    path("views/<int:view_id>/", views.view, name="view"),
    path("views/<int:view_id>/removal/", views.removal, name="removal_of_view"),
    path("cases/<int:number>/questions/", asking.asking, name="asking"),
    path("cases/<int:number>/questions/<int:question_id>/", asking.answering, name="answering"),
    path("cases/<int:number>/presence/", presence.presence, name="presence"),
]
