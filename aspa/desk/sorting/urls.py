"""Addresses of sorting: of a case, and its settings."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.sorting import keeping, views

PLACES = [
    path(
        f"settings/brands/<int:brand_id>/{what}/<int:key>/{act}/",
        keeping.place,
        {"what": what, "act": act},
        name=f"{what}_{act}",
    )
    for what in ("reasons", "fields")
    for act in ("raising", "lowering", "archiving", "restoring")
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("tags/", views.tags, name="tags"),
    path("cases/<int:number>/tags/", views.tagging, name="tagging"),
    path("cases/<int:number>/tags/<int:tag_id>/removal/", views.untagging, name="untagging"),
    path("cases/<int:number>/reason/", views.reason, name="case_reason"),
    path("cases/<int:number>/fields/<int:field_id>/", views.field, name="case_field"),
    path("settings/tags/", keeping.tags, name="tag_words"),
    path("settings/tags/<int:tag_id>/", keeping.tag, name="tag"),
    path("settings/tags/<int:tag_id>/merging/", keeping.merging, name="tag_merging"),
    path("settings/brands/<int:brand_id>/sorting/", keeping.sorting, name="sorting"),
    path("settings/brands/<int:brand_id>/reasons/", keeping.new_reason, name="new_reason"),
    path("settings/brands/<int:brand_id>/reasons/<int:key>/", keeping.reason, name="reason"),
    path("settings/brands/<int:brand_id>/fields/", keeping.new_field, name="new_field"),
    path("settings/brands/<int:brand_id>/fields/<int:key>/", keeping.field, name="field"),
    *PLACES,
]
