"""Fetching from a real Dovecot: all mail, whatever its flags, once, whatever happens in between."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient

from aspa.brands.models import Brand
from aspa.channels.email import fetch, verbs
from aspa.channels.models import FetchedMail, Mailbox
from aspa.journal.models import Entry
from tests.parts.dovecot import PASSWORD, TOKEN, Dovecot
from tests.parts.waiting import until

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


class Aino:
    """The administrator who connects mailboxes."""

    actor = "agent:1"
    organisation_id = 1


def mail(subject: str, size: int = 10) -> bytes:
    return f"From: liisa@example.fi\r\nSubject: {subject}\r\n\r\n".encode() + b"x" * size + b"\r\n"


@pytest.fixture
def username() -> str:
    """A mailbox of this test alone."""
    return f"{uuid.uuid4().hex[:12]}@kuusi.fi"


@pytest.fixture
def mailbox(kuusi: Brand, dovecot: Dovecot, username: str) -> Mailbox:
    """An empty mailbox of Kuusi, connected."""
    return connect(kuusi, dovecot, username)


def connect(brand: Brand, server: Dovecot, username: str, **reach) -> Mailbox:
    given = {"host": "127.0.0.1", "port": server.port["imap"], "is_encrypted": False, "username": username}
    return verbs.connect_mailbox(brand, by=Aino(), at=NINE, **{**given, "secret": PASSWORD, **reach})


@pytest.fixture
def fetchers(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[fetch.Fetchers]:
    """Fetchers at work; they come back sooner than they would."""
    monkeypatch.setattr(fetch, "STOP_LOOK", 0.05)
    monkeypatch.setattr(fetch, "PAUSES", {False: (0.05, 0.2), True: (0.05, 0.2)})
    yield from working()


def working() -> Iterator[fetch.Fetchers]:
    at_work = fetch.Fetchers()
    at_work.turn()
    yield at_work
    at_work.stop()


def in_journal(count: int) -> None:
    until(lambda: Entry.objects.count() == count)


def test_all_mail_is_fetched_whatever_its_flags_and_no_flag_is_touched(dovecot, mailbox, username, fetchers) -> None:
    dovecot.append(username, mail("1"), mail("2"))
    dovecot.append(username, mail("3"), flags=(b"\\Seen",))
    dovecot.append(username, mail("4"), flags=(b"\\Deleted", b"\\Answered"))

    in_journal(4)

    assert {bytes(entry.raw) for entry in Entry.objects.all()} == {mail(n) for n in "1234"}
    with dovecot.client(username) as client:
        seen = [b"\\Seen" in flags[b"FLAGS"] for flags in client.fetch(client.search(), ["FLAGS"]).values()]
    assert seen == [False, False, True, False]


def test_an_entry_says_where_it_came_from(dovecot, kuusi, mailbox, username, fetchers) -> None:
    dovecot.append(username, mail("1"))
    in_journal(1)

    entry = Entry.objects.get()
    assert (entry.organisation_id, entry.brand_id) == (kuusi.organisation_id, kuusi.pk)
    assert (entry.source, entry.envelope_to) == (f"mailbox:{mailbox.pk}", username)


def test_new_mail_is_heard_of_at_once(dovecot, mailbox, username, fetchers) -> None:
    until(lambda: Mailbox.objects.get().checked_at is not None)
    for number in range(5):
        dovecot.deliver(username, mail(str(number)))
        in_journal(number + 1)


def test_the_mailbox_is_compared_with_the_journal(dovecot, mailbox, username, fetchers) -> None:
    dovecot.append(username, *[mail(str(n)) for n in range(250)])

    until(lambda: Mailbox.objects.get().on_server == 250)

    assert (Mailbox.objects.get().missing, Mailbox.objects.get().error) == (0, "")
    assert FetchedMail.objects.count() == Entry.objects.count() == 250


def test_fetching_goes_on_where_it_was_stopped(dovecot, mailbox, username, monkeypatch) -> None:
    dovecot.append(username, *[mail(str(n)) for n in range(100)])
    monkeypatch.setattr(fetch, "BATCH_COUNT", 7)
    interrupted = fetch.Fetchers()
    interrupted.turn()
    until(lambda: Entry.objects.count() > 10)
    interrupted.stop()
    assert Entry.objects.count() == FetchedMail.objects.count()

    for _ in working():
        in_journal(100)

    assert FetchedMail.objects.count() == 100


def test_new_numbers_on_the_server_make_no_second_entries(kuusi, dovecot, username, fetchers) -> None:
    with dovecot.client(username) as client:
        fill(client, "Posti", mail("1"), mail("2"))
        mailbox = connect(kuusi, dovecot, username, folder="Posti")
        fetchers.turn()
        until(lambda: mailbox_now(mailbox).on_server == 2)
        before = mailbox_now(mailbox).uid_validity

        fill(client, "Uusi", mail("2"), mail("3"))
        client.delete_folder("Posti")
        client.rename_folder("Uusi", "Posti")

    in_journal(3)
    until(lambda: mailbox_now(mailbox).on_server == 2 and mailbox_now(mailbox).missing == 0)
    assert mailbox_now(mailbox).uid_validity != before
    assert FetchedMail.objects.count() == 2


def fill(client: IMAPClient, folder: str, *raws: bytes) -> None:
    client.create_folder(folder)
    for raw in raws:
        client.append(folder, raw)


def mailbox_now(mailbox: Mailbox) -> Mailbox:
    mailbox.refresh_from_db()
    return mailbox


def test_a_big_mail_comes_whole(dovecot, mailbox, username, fetchers) -> None:
    big = mail("Iso", size=30_000_000)
    dovecot.append(username, mail("1"), big, mail("2"))

    in_journal(3)

    assert bytes(Entry.objects.order_by("-size").first().raw) == big


def test_an_access_token_opens_a_mailbox(kuusi, dovecot, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "STOP_LOOK", 0.05)
    before = len(list_of_mails(dovecot, "liisa"))
    mailbox = connect(kuusi, dovecot, "liisa", secret=TOKEN, sign_in="xoauth2")
    dovecot.append("liisa", mail(uuid.uuid4().hex))

    for _ in working():
        in_journal(before + 1)

    mailbox.refresh_from_db()
    assert mailbox.error == ""


def list_of_mails(dovecot: Dovecot, username: str) -> list[int]:
    with dovecot.client(username) as client:
        return client.search()


def test_a_server_that_goes_away_is_waited_for(kuusi, username, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "STOP_LOOK", 0.05)
    monkeypatch.setattr(fetch, "PAUSES", {False: (0.05, 0.2), True: (0.05, 0.2)})
    with Dovecot() as server:
        connect(kuusi, server, username)
        server.append(username, mail("1"))
        for _ in working():
            in_journal(1)
            server.stop()
            until(lambda: Mailbox.objects.get().error != "")
            server.start()
            server.append(username, mail("2"))
            in_journal(2)
            until(lambda: Mailbox.objects.get().error == "")


def test_whoever_wants_it_tried_anew_does_not_wait(kuusi, dovecot, username, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "STOP_LOOK", 0.05)
    monkeypatch.setattr(fetch, "PAUSES", {False: (600.0, 600.0), True: (600.0, 600.0)})
    mailbox = connect(kuusi, dovecot, username, folder="Arkisto")
    for at_work in working():
        until(lambda: "Arkisto" in str(Mailbox.objects.get().error_facts))
        with dovecot.client(username) as client:
            client.create_folder("Arkisto")

        verbs.try_anew(mailbox, by=Aino(), at=NINE)
        at_work.turn()

        until(lambda: Mailbox.objects.get().checked_at is not None)
    assert Mailbox.objects.get().error == ""


def test_threads_follow_the_mailboxes(dovecot, mailbox, username, fetchers) -> None:
    until(lambda: Mailbox.objects.get().checked_at is not None)
    thread = fetchers._fetchers[mailbox.pk]

    verbs.disconnect(mailbox, by=Aino(), at=NINE)
    fetchers.turn()

    until(lambda: not thread.is_alive())
    assert fetchers._fetchers == {}
