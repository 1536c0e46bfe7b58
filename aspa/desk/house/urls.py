"""Addresses of the house and oneself."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.house import brands, hearing, invitations, looks, mailboxes, queues, senders, views, wording
from aspa.desk.staff import sign_ins

urlpatterns: list[URLPattern | URLResolver] = [
    path("profile/", views.profile, name="profile"),
    path("profile/sign-ins/ending/", sign_ins.own_endings, name="own_endings"),
    path("profile/sign-ins/<int:sign_in_id>/ending/", sign_ins.own_ending, name="own_ending"),
    path("settings/", views.house, name="house"),
    path("settings/invitations/", invitations.invitations, name="invitations"),
    path("settings/invitations/<int:invitation_id>/withdrawal/", invitations.withdrawal, name="invitation_withdrawal"),
    path("settings/brands/", views.openings, name="openings"),
    path("settings/brands/<int:brand_id>/addresses/", hearing.addresses, name="addresses"),
    path(
        "settings/brands/<int:brand_id>/addresses/<int:address_id>/retirement/",
        hearing.retirement,
        name="address_retirement",
    ),
    path("settings/brands/<int:brand_id>/queues/", queues.queues, name="queues"),
    path("settings/brands/<int:brand_id>/queues/<int:queue_id>/name/", queues.queue_name, name="queue_name"),
    path("settings/brands/<int:brand_id>/queues/<int:queue_id>/ending/", queues.queue_ending, name="queue_ending"),
    path("settings/brands/<int:brand_id>/", brands.brand, name="brand"),
    path("settings/brands/<int:brand_id>/speech/", brands.speech, name="speech"),
    path("settings/brands/<int:brand_id>/words/", wording.words, name="avoided_words"),
    path("settings/brands/<int:brand_id>/words/removal/", wording.removal, name="avoided_word_removal"),
    path("settings/brands/<int:brand_id>/colour/", looks.colour, name="colour"),
    path("settings/brands/<int:brand_id>/colour/seen/", looks.colour_seen, name="colour_seen"),
    path("settings/brands/<int:brand_id>/logo/", looks.logo, name="logo"),
    path("settings/brands/<int:brand_id>/logo/removal/", looks.logo_removal, name="logo_removal"),
    path("brands/<int:brand_id>/logos/<str:sha256>/", looks.brand_logo, name="brand_logo"),
    path("settings/brands/<int:brand_id>/hours/", brands.hours, name="hours"),
    path("settings/brands/<int:brand_id>/special-days/", brands.special_days, name="special_days"),
    path("settings/brands/<int:brand_id>/special-days/removal/", brands.removal, name="special_day_removal"),
    path("settings/senders/", senders.senders, name="senders"),
    path("settings/senders/<int:domain_id>/look/", senders.look, name="sender_look"),
    path("mailboxes/", mailboxes.mailboxes, name="mailboxes"),
    path("mailboxes/of/<int:brand_id>/", mailboxes.connection, name="connection"),
    path("mailboxes/<int:mailbox_id>/", mailboxes.mailbox, name="mailbox"),
    path("mailboxes/<int:mailbox_id>/trial/", mailboxes.trial, name="mailbox_trial"),
    path("mailboxes/<int:mailbox_id>/disconnection/", mailboxes.disconnection, name="disconnection"),
]
