"""An administrator invites colleagues, sees which links are still open, and takes one back."""

import pytest
from django.test import Client
from django.utils import timezone

from aspa.history.models import Event
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent, Invitation
from tests.cast import PASSWORD

SOFIA = {"name": "Sofia Lindqvist", "email": "sofia@kuusi.fi", "password": PASSWORD, "language": "sv"}


@pytest.fixture
def head(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


def test_a_link_is_shown_once_in_a_field_and_reloading_shows_the_settings(head):
    answer = head.post("/settings/invitations/", {"name": "Sofia"})
    assert answer.url == "/settings/#invited"

    assert 'id="invited-link" value="http' in head.get("/settings/").content.decode()

    assert "/join/" not in head.get("/settings/").content.decode()
    assert head.get("/settings/invitations/").url == "/settings/"


def test_who_is_invited_as_an_administrator_becomes_one(head, client):
    head.post("/settings/invitations/", {"name": "Sofia", "is_administrator": "on"})
    link = "/join/" + head.get("/settings/").content.decode().partition("/join/")[2].partition('"')[0]

    client.post(link, SOFIA)

    assert Agent.objects.get(email="sofia@kuusi.fi").is_administrator


def test_an_open_invitation_is_shown_and_withdrawn(head, client, vaino):
    secret = inviting.invite(vaino.organisation, name="Sofia Lindqvist", at=timezone.now())
    assert "Sofia Lindqvist" in head.get("/settings/").content.decode()

    head.post(f"/settings/invitations/{Invitation.objects.get().pk}/withdrawal/")

    page = head.get("/settings/").content.decode()
    assert "Kutsu on peruttu." in page
    assert "Sofia Lindqvist" not in page
    assert client.get(f"/join/{secret}/").status_code == 404
    assert Event.objects.get(name="invitation.withdrawn").actor == vaino.actor


def test_only_administrators_of_the_house_see_and_withdraw_invitations(desk, vaino, otso):
    inviting.invite(vaino.organisation, name="Sofia Lindqvist", at=timezone.now())
    place = f"/settings/invitations/{Invitation.objects.get().pk}/withdrawal/"
    outside = Client()
    outside.force_login(otso)

    assert desk.post(place).status_code == 403
    assert outside.post(place).status_code == 404
    assert "Sofia Lindqvist" not in desk.get("/settings/").content.decode()
    assert "Sofia Lindqvist" not in outside.get("/settings/").content.decode()
    assert Invitation.objects.exists()
