"""A mailbox is reached in another way: what is not written stays, and its password is never shown."""

import pytest
from django.test import Client
from django.utils import timezone

from aspa.channels.email import queries, verbs
from aspa.channels.models import Mailbox
from aspa.history.models import Event

REACH = {"username": "tuki", "host": "127.0.0.1", "port": "993", "folder": "INBOX", "is_encrypted": "on"}


@pytest.fixture
def head(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


@pytest.fixture
def mailbox(kuusi, vaino) -> Mailbox:
    """A mailbox of Kuusi."""
    return connected(kuusi, vaino)


def connected(brand, by, **reach) -> Mailbox:
    given = {"host": "127.0.0.1", "username": "tuki", "secret": "salaisuus", **reach}
    return verbs.connect_mailbox(brand, by=by, at=timezone.now(), **given)


def secret_of(mailbox: Mailbox) -> str:
    return queries.fetched_from(Mailbox.objects.get(pk=mailbox.pk)).account.secret


def test_the_form_shows_how_it_is_reached_and_no_password(head, mailbox):
    page = head.get(f"/mailboxes/{mailbox.pk}/").text

    assert 'value="127.0.0.1"' in page
    assert 'value="993"' in page
    assert "salaisuus" not in page
    assert f'href="/mailboxes/{mailbox.pk}/"' in head.get("/mailboxes/").text


def test_a_password_that_is_not_written_stays(head, mailbox):
    Mailbox.objects.update(checked_at=timezone.now())

    answer = head.post(f"/mailboxes/{mailbox.pk}/", {**REACH, "username": "asiakaspalvelu", "secret": ""})

    assert answer.url == "/mailboxes/"
    page = head.get("/mailboxes/").text
    assert "Sitä kokeillaan nyt" in page
    assert "kokeillaan …" in page
    assert (Mailbox.objects.get().username, secret_of(mailbox)) == ("asiakaspalvelu", "salaisuus")
    assert Event.objects.filter(name="mailbox.changed", facts__secret_changed=False).count() == 1


def test_a_kept_password_goes_to_no_other_server(head, mailbox):
    for elsewhere in ({"host": "imap.kuusi.fi"}, {"port": "1993"}, {"is_encrypted": ""}):
        answer = head.post(f"/mailboxes/{mailbox.pk}/", {**REACH, **elsewhere, "secret": ""})

        assert answer.status_code == 422
        assert "on annettu toista palvelinta varten" in answer.text
        assert 'id="id_secret_error"' in answer.text
    assert (Mailbox.objects.get().host, Mailbox.objects.get().port) == ("127.0.0.1", 993)
    assert Mailbox.objects.get().is_encrypted

    head.post(f"/mailboxes/{mailbox.pk}/", {**REACH, "host": "imap.kuusi.fi", "secret": "toinen"})

    assert (Mailbox.objects.get().host, secret_of(mailbox)) == ("imap.kuusi.fi", "toinen")


def test_a_password_that_is_written_takes_the_place_of_the_former(head, mailbox):
    head.post(f"/mailboxes/{mailbox.pk}/", {**REACH, "secret": " toinen "})

    assert secret_of(mailbox) == " toinen "
    assert "toinen" not in str(Event.objects.get(name="mailbox.changed").facts)


def test_a_token_is_called_a_token(head, kuusi, vaino):
    mailbox = connected(kuusi, vaino, sign_in="xoauth2")

    assert "Pääsytunnus" in head.get(f"/mailboxes/{mailbox.pk}/").text


@pytest.mark.parametrize("wrong", [{"port": "0"}, {"port": "70000"}, {"host": ""}, {"username": " "}, {"folder": ""}])
def test_what_is_wrong_is_said_and_changes_nothing(head, mailbox, wrong):
    answer = head.post(f"/mailboxes/{mailbox.pk}/", {**REACH, "secret": "toinen", "folder": "Arkisto", **wrong})

    assert answer.status_code == 422
    assert 'class="wrong"' in answer.text
    assert "toinen" not in answer.text
    assert (Mailbox.objects.get().folder, secret_of(mailbox)) == ("INBOX", "salaisuus")


def test_a_folder_that_is_fetched_already_is_refused_beside_what_was_written(head, mailbox, kuusi, vaino):
    connected(kuusi, vaino, folder="Arkisto")

    answer = head.post(f"/mailboxes/{mailbox.pk}/", {**REACH, "folder": "Arkisto"})

    assert answer.status_code == 422
    assert "haetaan jo" in answer.text
    assert Mailbox.objects.get(pk=mailbox.pk).folder == "INBOX"


@pytest.mark.parametrize(("who", "status"), [("aino", 403), ("otso", 404)])
def test_agents_and_other_organisations_change_no_mailbox(client, mailbox, request, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(f"/mailboxes/{mailbox.pk}/").status_code == status
    assert client.post(f"/mailboxes/{mailbox.pk}/", {**REACH, "folder": "Arkisto"}).status_code == status
    assert Mailbox.objects.get().folder == "INBOX"


def test_what_is_fetched_no_more_is_told_before(head, client, aino, mailbox):
    at = f"/mailboxes/{mailbox.pk}/disconnection/"

    page = head.get(at).text

    assert "haeta brändille Kuusi" in page
    assert Mailbox.objects.exists()
    client.force_login(aino)
    assert client.get(at).status_code == 403
    assert head.post(at).url == "/mailboxes/"
    assert not Mailbox.objects.exists()
    assert head.get(at).status_code == 404
