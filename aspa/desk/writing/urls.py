"""Addresses of what is written and not sent."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.writing import advice, drafts, held, settings

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/<int:number>/advice/", advice.advice, name="advice"),
    path("cases/<int:number>/drafts/files/<int:file_id>/", drafts.draft_file, name="draft_file"),
    path("cases/<int:number>/drafts/files/<int:file_id>/removal/", drafts.draft_file_removal, name="draft_removal"),
    path("cases/<int:number>/held/<int:held_id>/withdrawal/", held.withdrawal, name="held_withdrawal"),
    path("cases/<int:number>/held/<int:held_id>/departure/", held.departure, name="held_departure"),
    path("profile/habits/", settings.habits, name="habits"),
    path("stopped/", held.stopped, name="stopped"),
    path("cases/<int:number>/drafts/<slug:kind>/", drafts.draft, name="draft"),
    path("cases/<int:number>/drafts/<slug:kind>/files/", drafts.draft_files, name="draft_files"),
]
