"""Addresses of customers; what changes one is a noun below it."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.people import changes, merges, views

ONE = "customers/<int:customer_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("customers/", views.all_customers, name="customers"),
    path("customers/new/", views.new_customer, name="new_customer"),
    path(ONE, views.customer, name="customer"),
    path(f"{ONE}cases/new/", views.new_case_of, name="new_case_of"),
    path(f"{ONE}export/", views.exported, name="export_customer"),
    path(f"{ONE}facts/", changes.facts, name="facts"),
    path(f"{ONE}identities/", changes.identities, name="identities"),
    path(f"{ONE}identities/<int:identity_id>/removal/", changes.identity_removal, name="identity_removal"),
    path(f"{ONE}identities/<int:identity_id>/preference/", changes.preference, name="preference"),
    path(f"{ONE}notes/", changes.notes, name="notes"),
    path(f"{ONE}notes/<int:note_id>/", changes.note, name="note"),
    path(f"{ONE}notes/<int:note_id>/end/", changes.note_end, name="note_end"),
    path(f"{ONE}consents/", changes.consents, name="consents"),
    path(f"{ONE}likenesses/", merges.likenesses, name="likenesses"),
    path(f"{ONE}merges/", merges.merges, name="merges"),
    path(f"{ONE}merges/<int:merge_id>/parting/", merges.parted, name="parting"),
    path(f"{ONE}distinctions/", merges.distinctions, name="distinctions"),
    path(f"{ONE}consents/<int:consent_id>/withdrawal/", changes.withdrawal_of_consent, name="withdrawal_of_consent"),
]
