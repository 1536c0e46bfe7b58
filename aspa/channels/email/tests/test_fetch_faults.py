"""Fetching when the wire breaks, the database goes away, or one mail is poison."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection

from aspa.brands.models import Brand
from aspa.channels.email import fetch, verbs
from aspa.channels.models import FetchedMail, Mailbox
from aspa.journal.models import Entry
from tests.parts.dovecot import PASSWORD, Dovecot
from tests.parts.proxy import Wire, wire
from tests.parts.waiting import until

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
POISON = b"poison-that-ends-the-conversation"


class Aino:
    """The administrator who connects mailboxes."""

    actor = "agent:1"
    organisation_id = 1


@pytest.fixture
def username() -> str:
    """A mailbox of this test alone."""
    return f"{uuid.uuid4().hex[:12]}@kuusi.fi"


@pytest.fixture
def broken_wire(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """A wire to Dovecot that can be cut; fetchers come back sooner than they would."""
    monkeypatch.setattr(fetch, "STOP_LOOK", 0.05)
    monkeypatch.setattr(fetch, "PAUSES", {False: (0.02, 0.1), True: (0.02, 0.1)})
    with wire(dovecot.port["imap"]) as made:
        yield made


@pytest.fixture
def fetchers(kuusi: Brand, broken_wire: Wire, username: str) -> Iterator[fetch.Fetchers]:
    """Fetchers that follow one mailbox over the wire; a test starts them by `turn`."""
    verbs.connect_mailbox(
        kuusi, by=Aino(), at=NINE, host="127.0.0.1", port=broken_wire.port, is_encrypted=False,
        username=username, secret=PASSWORD,
    )  # fmt: skip
    at_work = fetch.Fetchers()
    yield at_work
    at_work.stop()


def mails(count: int) -> list[bytes]:
    return [f"Subject: {number}\r\n\r\n".encode() + b"x" * 3000 + b"\r\n" for number in range(count)]


def test_one_bad_mail_never_stops_the_next(dovecot, broken_wire, username, fetchers) -> None:
    dovecot.append(username, *mails(20), b"Subject: " + POISON + b"\r\n\r\n", *mails(40)[20:])
    broken_wire.cuts_at = POISON

    fetchers.turn()

    until(lambda: Entry.objects.count() == 40)
    until(lambda: Mailbox.objects.get().missing == 1)
    assert Mailbox.objects.get().on_server == 41
    assert Mailbox.objects.get().error != ""


def test_a_wire_cut_again_and_again_loses_nothing_and_doubles_nothing(
    dovecot, broken_wire, username, fetchers, monkeypatch
) -> None:
    monkeypatch.setattr(fetch, "BATCH_COUNT", 10)
    dovecot.append(username, *mails(200))
    fetchers.turn()

    for share in range(20, 200, 20):
        until(lambda share=share: Entry.objects.count() >= share)
        broken_wire.cut()

    until(lambda: Entry.objects.count() == FetchedMail.objects.count() == 200)
    until(lambda: Mailbox.objects.get().missing == 0)


def test_a_database_that_was_away_is_no_reason_to_stop(dovecot, username, fetchers) -> None:
    fetchers.turn()
    until(lambda: Mailbox.objects.get().checked_at is not None)
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
                       "and pid <> pg_backend_pid()")  # fmt: skip

    dovecot.append(username, *mails(3))

    until(lambda: Entry.objects.count() == 3)


def test_a_big_mailbox_is_asked_only_for_what_is_new(dovecot, username, fetchers, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "SMALL", 5)
    dovecot.append(username, *mails(10))
    fetchers.turn()
    until(lambda: Entry.objects.count() == 10)

    dovecot.append(username, *mails(15)[10:])

    until(lambda: Entry.objects.count() == FetchedMail.objects.count() == 15)


def test_a_server_without_idle_is_asked_now_and_then(dovecot, broken_wire, username, fetchers, monkeypatch) -> None:
    monkeypatch.setattr(fetch, "ASK_EVERY", 0.1)
    broken_wire.hides = b" IDLE"
    fetchers.turn()

    for count in (1, 2, 3):
        dovecot.append(username, mails(count)[-1])
        until(lambda count=count: Entry.objects.count() == count)
