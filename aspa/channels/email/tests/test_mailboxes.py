"""Connecting mailboxes: what stands in the way is said in a sentence."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from aspa.brands.models import Brand
from aspa.channels.email import queries, verbs
from aspa.channels.email.imap import Mail
from aspa.channels.models import Mailbox
from aspa.history.models import Event
from aspa.journal.models import Entry
from aspa.kit.errors import Missing, Unreachable
from aspa.kit.secrets import OtherKey
from tests.parts.dovecot import PASSWORD, Dovecot
from tests.parts.proxy import wire
from tests.parts.servers import free_ports

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
MAIL = Mail(uid=1, raw=b"From: liisa@example.fi\r\nSubject: Paketti\r\n\r\nHei\r\n", arrived_at=NINE)


class Aino:
    """The administrator who connects mailboxes."""

    actor = "agent:1"

    def __init__(self, organisation_id: int = 0) -> None:
        self.organisation_id = organisation_id


def connect(brand: Brand, server: Dovecot, **reach) -> Mailbox:
    given = {"host": "127.0.0.1", "port": server.port["imap"], "is_encrypted": False, "username": "aino@kuusi.fi"}
    return verbs.connect_mailbox(brand, by=Aino(), at=NINE, **{**given, "secret": PASSWORD, **reach})


def test_a_secret_is_not_kept_as_it_is(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot)

    kept = bytes(Mailbox.objects.get().secret)
    assert PASSWORD.encode() not in kept
    assert queries.fetched_from(mailbox).account.secret == PASSWORD


def test_a_secret_from_another_installation_is_asked_for_again(kuusi: Brand, dovecot: Dovecot, settings) -> None:
    mailbox = connect(kuusi, dovecot)
    settings.SECRET_KEY = "another"

    with pytest.raises(OtherKey), translation.override("en"):
        verbs.check(mailbox, at=NINE)

    with translation.override("en"):
        assert "Enter it again" in mailbox.trouble


def test_what_was_disconnected_meanwhile_is_missing(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot)
    verbs.disconnect(Mailbox.objects.get(), by=Aino(), at=NINE)

    with pytest.raises(Missing):
        verbs.change(mailbox, by=Aino(), at=NINE, folder="Arkisto")

    assert not Mailbox.objects.exists()


def test_one_folder_is_fetched_once(kuusi: Brand, honka: Brand, dovecot: Dovecot) -> None:
    connect(kuusi, dovecot)
    with pytest.raises(verbs.AlreadyConnected):
        connect(honka, dovecot)

    connect(honka, dovecot, folder="Arkisto")


@pytest.mark.parametrize("again", [{"port": 143}, {"host": "127.0.0.1 "}, {"folder": "inbox"}])
def test_one_folder_is_one_however_it_is_written(kuusi: Brand, dovecot: Dovecot, again: dict) -> None:
    connect(kuusi, dovecot)

    with pytest.raises(verbs.AlreadyConnected):
        connect(kuusi, dovecot, **again)


@pytest.mark.parametrize("host", ["http://imap.kuusi.fi", "aino@kuusi.fi", "imap kuusi fi", "imap.kuusi.fi:993"])
def test_a_server_is_named_and_not_linked_to(kuusi: Brand, dovecot: Dovecot, host: str) -> None:
    with pytest.raises(verbs.BadServer):
        connect(kuusi, dovecot, host=host)


@pytest.mark.parametrize("wrong", [{"host": " "}, {"port": 0}, {"port": 70_000}, {"username": ""}])
def test_what_cannot_be_reached_is_not_connected(kuusi: Brand, dovecot: Dovecot, wrong: dict) -> None:
    with pytest.raises(verbs.NotAMailbox):
        connect(kuusi, dovecot, **wrong)


def test_a_check_tells_how_mailbox_and_journal_stand(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot, username="tarkistus@kuusi.fi")
    dovecot.append("tarkistus@kuusi.fi", b"Subject: 1\r\n\r\n", b"Subject: 2\r\n\r\n")

    verbs.check(mailbox, at=NINE)

    assert (mailbox.on_server, mailbox.missing, mailbox.checked_at, mailbox.error) == (2, 2, NINE, "")


@pytest.mark.parametrize(
    ("reach", "sentence", "is_permanent"),
    [
        ({"secret": "väärä"}, "did not accept the user name aino@kuusi.fi with this password. Check both", True),
        ({"folder": "Ei ole"}, "There is no folder Ei ole in the mailbox of aino@kuusi.fi. There are: INBOX", True),
        ({"host": "palvelin..fi"}, "There is no server named palvelin..fi. Check how the name is written", True),
        ({"is_encrypted": True}, "The certificate of 127.0.0.1 cannot be trusted: nobody known", True),
        ({"sign_in": "xoauth2"}, "127.0.0.1 did not take the access token of aino@kuusi.fi. Get a new one", True),
    ],
)
def test_each_obstacle_has_its_sentence(kuusi, dovecot, reach: dict, sentence: str, is_permanent: bool) -> None:
    mailbox = connect(kuusi, dovecot, **reach)

    with translation.override("en"), pytest.raises(Unreachable) as trouble:
        verbs.check(mailbox, at=NINE)

    with translation.override("en"):
        assert (sentence in str(trouble.value), trouble.value.permanent) == (True, is_permanent)
        assert mailbox.trouble == str(trouble.value)


def test_an_obstacle_is_told_to_everybody_in_their_own_language(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot, folder="100 % Ei ole")
    with translation.override("sv"), pytest.raises(Unreachable):
        verbs.check(mailbox, at=NINE)

    with translation.override("fi"):
        assert "ei ole kansiota 100 % Ei ole. Siellä on: INBOX" in mailbox.trouble
    with translation.override("en"):
        assert "There is no folder 100 % Ei ole in the mailbox of aino@kuusi.fi." in mailbox.trouble


def test_a_server_that_cannot_speak_tls_hears_no_password(kuusi: Brand, dovecot: Dovecot) -> None:
    with wire(dovecot.port["imap"]) as deaf:
        deaf.hides = b"STARTTLS"
        mailbox = connect(kuusi, dovecot, port=deaf.port, is_encrypted=True)

        with translation.override("en"), pytest.raises(Unreachable, match="does not speak TLS on port") as trouble:
            verbs.check(mailbox, at=NINE)

    assert trouble.value.permanent


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot, port=dovecot.port["imaps"], is_encrypted=True)

    with translation.override("en"), pytest.raises(Unreachable, match=r"certificate of 127\.0\.0\.1 cannot be trusted"):
        verbs.check(mailbox, at=NINE)


def test_a_server_that_is_not_there_does_not_answer(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot, port=free_ports(1)[0])

    with translation.override("en"), pytest.raises(Unreachable, match="nothing answers on its port"):
        verbs.check(mailbox, at=NINE)


def test_a_changed_password_helps_at_once(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot, secret="väärä")
    with pytest.raises(Unreachable):
        verbs.check(mailbox, at=NINE)

    verbs.change(mailbox, by=Aino(), at=NINE, secret=PASSWORD)
    verbs.check(mailbox, at=NINE)

    assert mailbox.error == ""
    assert [event.name for event in Event.objects.order_by("id")] == ["mailbox.connected", "mailbox.changed"]


def test_elsewhere_the_same_numbers_are_other_mails(kuusi: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot)
    verbs.renumber(mailbox.pk, uid_validity=7)
    verbs.keep(queries.fetched_from(mailbox), [MAIL], uid_validity=7, at=NINE)

    verbs.change(mailbox, by=Aino(), at=NINE, is_encrypted=True)
    assert queries.uids_in_journal(mailbox.pk, 7) == {1}  # the same folder
    verbs.change(mailbox, by=Aino(), at=NINE, folder="Arkisto")

    assert queries.uids_in_journal(mailbox.pk, 7) == set()
    assert Mailbox.objects.get().uid_validity is None
    assert Entry.objects.count() == 1


def test_what_was_on_its_way_from_the_former_folder_is_kept_and_not_taken_for_mail_of_the_new_one(
    kuusi: Brand, dovecot: Dovecot
) -> None:
    mailbox = connect(kuusi, dovecot)
    former = queries.fetched_from(mailbox)
    verbs.change(mailbox, by=Aino(), at=NINE, folder="Arkisto")

    verbs.keep(former, [MAIL], uid_validity=7, at=NINE)

    assert Entry.objects.count() == 1
    assert queries.uids_in_journal(mailbox.pk, 7) == set()


def test_a_mailbox_is_seen_by_its_own_organisation(kuusi: Brand, honka: Brand, dovecot: Dovecot) -> None:
    mailbox = connect(kuusi, dovecot)

    assert queries.mailbox(Aino(kuusi.organisation_id), mailbox.pk) == mailbox
    with pytest.raises(Missing):
        queries.mailbox(Aino(honka.organisation_id), mailbox.pk)
