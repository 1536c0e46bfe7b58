"""Mail leaves through a real server outside, which may be slow, rude or away."""

import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection

from aspa.channels import files, verbs
from aspa.channels.email import plus, send, smtp
from aspa.channels.files import Stored
from aspa.channels.models import Delivery
from aspa.history.models import Event
from tests.parts.together import at_once

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
Writes = Callable[..., Delivery]
LIISA, PEKKA = "liisa@example.fi", "pekka@example.fi"


def goes_on(delivery: Delivery) -> Delivery:
    """The next try comes, and what became of it."""
    Delivery.objects.filter(failed_at=None).update(next_try_at=NINE - timedelta(days=9))
    send.turn()
    delivery.refresh_from_db()
    return delivery


def test_an_answer_leaves_with_a_return_path_of_its_own(outside, writes: Writes) -> None:
    delivery = goes_on(writes())

    assert delivery.sent_at
    assert plus.delivery_of(outside.taken[0].mail_from) == delivery.id
    assert outside.taken[0].rcpt_tos == [LIISA]
    assert outside.letters[0]["Message-ID"] == f"<{delivery.message_id}>"
    assert Event.objects.get(name="delivery.sent").subject_id == delivery.id


def test_an_acknowledgement_leaves_without_a_return_path(outside, writes: Writes) -> None:
    goes_on(writes(purpose="acknowledgement"))

    assert outside.taken[0].mail_from == "<>"


def test_files_go_along(outside, writes: Writes) -> None:
    goes_on(writes(enclosures=[files.store(b"%PDF", name="lasku.pdf", content_type="application/pdf")]))

    assert [part.get_filename() for part in outside.letters[0].iter_attachments()] == ["lasku.pdf"]


def test_a_missing_file_fails_for_all_to_see(outside, writes: Writes) -> None:
    delivery = goes_on(writes(enclosures=[Stored("lasku.pdf", "application/pdf", 4, "0" * 64)]))

    assert delivery.failed_at
    assert outside.taken == []


def test_many_leave_through_one_connection_each_once(outside, writes: Writes) -> None:
    for _nth in range(20):
        writes()

    while send.turn() == 0:
        pass

    assert len({letter["Message-ID"] for letter in outside.letters}) == len(outside.taken) == 20
    assert outside.connections <= 3
    assert send.turn() == send.PATIENCE


def test_a_permanent_refusal_fails_at_once_and_the_next_letter_still_leaves(outside, writes: Writes) -> None:
    outside.to_recipient[LIISA] = ["550 5.1.1 no such user"]
    refused, other = writes(), writes(recipients=[PEKKA])

    goes_on(refused)

    other.refresh_from_db()
    assert (refused.error, refused.sent_at) == ("550 5.1.1 no such user", None)
    assert refused.failed_at
    assert other.sent_at


@pytest.mark.parametrize("where", ["to_letter", "to_sender"])
def test_later_means_later(outside, writes: Writes, where: str) -> None:
    getattr(outside, where).append("451 come back later")

    delivery = goes_on(writes())
    assert (delivery.sent_at, delivery.failed_at, delivery.tries) == (None, None, 1)
    assert delivery.next_try_at > datetime.now(UTC)

    assert goes_on(delivery).sent_at
    assert len(outside.taken) == 1


def test_a_server_that_hangs_up_half_way_is_tried_again(outside, writes: Writes) -> None:
    outside.to_letter.append("hang up")

    delivery = goes_on(writes())
    assert (delivery.sent_at, delivery.failed_at) == (None, None)

    assert goes_on(delivery).sent_at


def test_a_letter_waits_until_every_recipient_is_taken(outside, writes: Writes) -> None:
    outside.to_recipient[PEKKA] = ["450 greylisted"]

    delivery = goes_on(writes(recipients=[LIISA, PEKKA]))
    assert outside.taken == []

    assert goes_on(delivery).sent_at
    assert outside.taken[0].rcpt_tos == [LIISA, PEKKA]


def test_after_some_tries_a_letter_leaves_to_those_who_can_be_reached(outside, writes: Writes) -> None:
    outside.to_recipient[PEKKA] = ["452 mailbox full"] * 9
    delivery = writes(recipients=[LIISA, PEKKA])
    Delivery.objects.update(tries=send.PATIENT_TRIES)

    goes_on(delivery)

    assert outside.taken[0].rcpt_tos == [LIISA]
    assert (delivery.failed_at, delivery.error) == (None, f"{PEKKA}: 452 mailbox full")


def test_a_copy_that_is_refused_does_not_stop_the_answer(outside, writes: Writes) -> None:
    outside.to_recipient[PEKKA] = ["550 unknown"]

    delivery = goes_on(writes(recipients=[LIISA, PEKKA]))

    assert delivery.sent_at
    assert (delivery.failed_at, delivery.error) == (None, f"{PEKKA}: 550 unknown")


def test_an_answer_that_reached_only_its_copies_has_failed(outside, writes: Writes) -> None:
    outside.to_recipient[LIISA] = ["550 unknown"]

    delivery = goes_on(writes(recipients=[LIISA, PEKKA]))

    assert delivery.sent_at
    assert delivery.failed_at
    assert Event.objects.filter(name="delivery.failed", subject_id=delivery.id).count() == 1


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:1", "smtp://127.0.0.1:1?tls=starttls", "gopher://x", "smtp://h:x"])
def test_a_server_that_is_away_costs_no_tries(writes: Writes, settings: LazySettings, url: str) -> None:
    settings.SMTP_URL = url

    delivery = goes_on(writes())

    assert (delivery.tries, delivery.failed_at) == (0, None)
    assert delivery.error
    assert delivery.next_try_at > datetime.now(UTC)


def test_a_server_without_encryption_is_not_spoken_to_when_it_was_asked_for(outside, writes: Writes, settings) -> None:
    settings.SMTP_URL = outside.url + "?tls=starttls"

    assert goes_on(writes()).sent_at is None
    assert outside.taken == []


def test_a_server_that_says_nothing_is_not_waited_for_long(writes: Writes, settings, monkeypatch) -> None:
    monkeypatch.setattr(smtp, "CONNECT_WITHIN", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SMTP_URL = f"smtp://127.0.0.1:{silent.getsockname()[1]}"

        assert goes_on(writes()).error


def test_a_server_that_drips_its_answers_is_cut_off(writes: Writes, settings, monkeypatch) -> None:
    monkeypatch.setattr(smtp, "LONGEST", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.SMTP_URL = f"smtp://127.0.0.1:{listening.getsockname()[1]}"
        dripping = threading.Thread(target=drip, args=[listening])
        dripping.start()
        delivery = goes_on(writes())
        dripping.join(5)

    assert (delivery.sent_at, delivery.failed_at, delivery.tries) == (None, None, 1)


def drip(listening: socket.socket) -> None:
    """Greet properly, then answer one letter at a time for ever."""
    talk, _where = listening.accept()
    with talk:
        talk.sendall(b"220 hello\r\n")
        talk.recv(1000)
        talk.sendall(b"250 hello\r\n")
        try:
            while not threading.Event().wait(0.05):
                talk.sendall(b"x")
        except OSError:
            return


def test_an_address_with_letters_like_these_is_reached_too(outside, writes: Writes) -> None:
    goes_on(writes(recipients=["käyttäjä@säästö.fi"]))

    assert outside.taken[0].rcpt_tos == ["käyttäjä@xn--sst-qlaa4i.fi"]


def test_what_the_server_took_while_the_database_was_away_is_not_sent_twice(outside, writes, monkeypatch) -> None:
    delivery, sent = writes(), verbs.sent
    monkeypatch.setattr(verbs, "sent", lambda *_, **__: (_ for _ in ()).throw(OperationalError("gone")))
    with pytest.raises(OperationalError):
        goes_on(delivery)
    monkeypatch.setattr(verbs, "sent", sent)

    assert goes_on(delivery).sent_at
    assert len(outside.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_hold_one_letter(writes: Writes) -> None:
    delivery = writes()
    assert verbs.claim(at=NINE + timedelta(days=400)) == delivery
    Delivery.objects.update(next_try_at=NINE - timedelta(days=400))  # the first is slow, and its claim has run out
    seen: list[Delivery | None] = []

    def other() -> None:
        seen.append(verbs.claim(at=NINE))
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()

    assert seen == [None]
    verbs.let_go(delivery)


@pytest.mark.django_db(transaction=True)
def test_senders_at_once_send_each_letter_once(outside, writes: Writes) -> None:
    for _nth in range(24):
        writes()

    def work() -> None:
        sender = send.Sender()
        while sender.turn() == 0:
            pass

    at_once(*[work] * 3)

    assert len({letter["Message-ID"] for letter in outside.letters}) == len(outside.taken) == 24


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_inside_a_transaction(outside, writes: Writes, monkeypatch) -> None:
    during: list[bool] = []
    original = smtp.Peer.send
    monkeypatch.setattr(
        smtp.Peer, "send", lambda *a, **k: (during.append(connection.in_atomic_block), original(*a, **k))[1]
    )

    goes_on(writes())

    assert during == [False]
