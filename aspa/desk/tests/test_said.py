"""Whatever is saved in the settings is said, once, and to screen readers too."""

import pytest
from django.test import Client
from django.utils import timezone

from aspa.channels.email import verbs as email
from aspa.channels.email.obstacles import Obstacle
from aspa.channels.models import Mailbox
from aspa.live import queries as live

SAVED = '<p class="alert good said" role="status"'
BRAND = {"name": "Kuusi", "signature": "Kuusi Oy", "language": "fi", "answers_within": "8"}
WEEK = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], "8–16")


@pytest.fixture
def head(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


@pytest.mark.parametrize(
    ("noun", "facts", "place"),
    [
        ("", BRAND, ""),
        ("hours/", WEEK, "#hours"),
        ("special-days/", {"on": "2040-12-24"}, "#special-days"),
        ("special-days/removal/", {"on": "2040-12-24"}, "#special-days"),
    ],
)
def test_what_is_saved_of_a_brand_is_said_once(head, kuusi, noun, facts, place):
    page = f"/settings/brands/{kuusi.pk}/"

    answer = head.post(f"{page}{noun}", facts)

    assert answer.url == page + place
    shown = head.get(page).content.decode()
    assert SAVED in shown
    assert "Tallennettu." in shown
    assert SAVED not in head.get(page).content.decode()


def test_a_new_address_and_an_own_name_are_said_too(head, kuusi):
    head.post(f"/settings/brands/{kuusi.pk}/addresses/", {"address": "myynti@kuusi.fi"})
    assert SAVED in head.get(f"/settings/brands/{kuusi.pk}/").content.decode()

    head.post("/profile/", {"name": "Väinö K.", "language": "fi"})
    assert SAVED in head.get("/profile/").content.decode()


def test_an_address_that_is_there_already_is_said_beside_it(head, kuusi):
    answer = head.post(f"/settings/brands/{kuusi.pk}/addresses/", {"address": "Tuki@kuusi.fi"})

    assert answer.status_code == 422
    assert "Tämä osoite on jo käytössä." in answer.content.decode()
    assert SAVED not in head.get("/settings/").content.decode()


def test_a_mailbox_that_is_fetched_and_one_that_is_no_more_are_said(head, kuusi):
    reach = {"username": "tuki", "secret": "salaisuus", "host": "imap.kuusi.fi", "port": "993", "folder": "INBOX"}

    head.post(f"/mailboxes/of/{kuusi.pk}/", reach)
    assert "Sitä kokeillaan nyt" in head.get("/mailboxes/").content.decode()

    head.post(f"/mailboxes/{Mailbox.objects.get().pk}/disconnection/")
    assert SAVED in head.get("/mailboxes/").content.decode()


def test_a_mailbox_whose_server_is_dead_is_being_tried_until_it_is_said_what_is_wrong(head, kuusi):
    reach = {"username": "tuki", "secret": "salaisuus", "host": "127.0.0.1", "port": "1", "folder": "INBOX"}
    head.post(f"/mailboxes/of/{kuusi.pk}/", reach)
    assert "kokeillaan …" in head.get("/mailboxes/").text
    before = live.newest(kuusi.organisation_id)

    with pytest.raises(Obstacle):
        email.check(Mailbox.objects.get(), at=timezone.now())

    page = head.get("/mailboxes/").text
    assert "kokeillaan …" not in page
    assert "127.0.0.1 on paikallaan, mutta sen portissa 1 ei vastaa mikään. Tarkista portti" in page
    assert live.newest(kuusi.organisation_id) > before  # so open pages hear of it

    assert head.post(f"/mailboxes/{Mailbox.objects.get().pk}/trial/").status_code == 302
    assert "kokeillaan …" in head.get("/mailboxes/").text
