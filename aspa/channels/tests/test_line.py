"""The way to the mail server: kept while letters flow, and knocked at ever more slowly while nobody opens."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from django.conf import LazySettings

from aspa.channels.email import line, send
from aspa.channels.models import Delivery

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
Writes = Callable[..., Delivery]


def test_the_connection_is_kept_from_letter_to_letter(outside, writes: Writes) -> None:
    sender = send.Sender()

    for _nth in range(5):
        writes()
        sender.turn()

    assert (len(outside.taken), outside.connections) == (5, 1)


def test_a_connection_that_nobody_needs_is_closed(outside, writes: Writes) -> None:
    sender = send.Sender()
    writes()

    assert sender.turn() == send.PATIENCE
    assert sender.line.is_open
    sender.turn()
    assert not sender.line.is_open


def test_a_server_that_has_had_enough_of_one_connection_gets_another(outside, writes: Writes) -> None:
    outside.to_sender += ["250 OK", "421 so many are enough"]
    for _nth in range(3):
        writes()

    while send.turn() == 0:
        pass

    assert (len(outside.taken), outside.connections) == (3, 2)
    assert set(Delivery.objects.values_list("tries", "error")) == {(1, "")}


def test_a_connection_is_renewed_before_it_is_old(outside, monkeypatch) -> None:
    monkeypatch.setattr(line, "RENEWED_AFTER", 0)
    way = line.Line()

    for _nth in range(2):
        way.open(outside.url)
        way.send("tuki@kuusi.fi", ["liisa@example.fi"], b"Subject: hei\r\n\r\nhei\r\n", whole=True)
    way.close()

    assert (len(outside.taken), outside.connections) == (2, 2)


@pytest.mark.parametrize(("away", "pause"), [(0, send.SOON), (20, 20), (3600, send.LATEST)])
def test_the_longer_a_server_is_away_the_later_it_is_asked_again(
    writes: Writes, settings: LazySettings, away: float, pause: float
) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    delivery, sender = writes(), send.Sender(away_since=monotonic() - away if away else None)
    Delivery.objects.update(next_try_at=NINE - timedelta(days=9))
    before = datetime.now(UTC)

    waits = sender.turn()

    delivery.refresh_from_db()
    assert waits == pytest.approx(pause, rel=0.5)
    assert delivery.next_try_at >= before + timedelta(seconds=waits)


def test_a_server_that_is_back_is_as_good_as_new(outside, writes: Writes) -> None:
    sender = send.Sender(away_since=monotonic() - 3600)
    writes(at=NINE)
    Delivery.objects.update(next_try_at=NINE - timedelta(days=9))

    sender.turn()

    assert (len(outside.taken), sender.away_since) == (1, None)
