"""What is written leaves, and what becomes of it is noted once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from aspa.channels import files, queries, verbs
from aspa.channels.models import Delivery
from aspa.history.models import Event

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
LATER = NINE + timedelta(hours=1)
Writes = Callable[..., Delivery]


def told() -> list[str]:
    return list(Event.objects.filter(name__startswith="delivery.").order_by("id").values_list("name", flat=True))


def test_a_delivery_waits_until_it_is_sent(writes: Writes) -> None:
    delivery = writes()
    assert queries.outgoing().waiting == 1

    verbs.sent(delivery, at=LATER)
    verbs.sent(delivery, at=LATER + timedelta(hours=1))

    assert Delivery.objects.get().sent_at == LATER
    assert told() == ["delivery.sent"]
    assert queries.outgoing().waiting == 0


@pytest.mark.parametrize(
    "recipients", [[], ["liisa"], ["a@b.fi\r\nRCPT TO:<otso@muu.fi>"], [f"{nth}@example.fi" for nth in range(10_000)]]
)
def test_nobody_ten_thousand_or_a_broken_address_is_refused(writes: Writes, recipients: list[str]) -> None:
    with pytest.raises(verbs.BadRecipients):
        writes(recipients=recipients)

    assert not Delivery.objects.exists()


def test_one_address_written_twice_gets_one_letter(writes: Writes) -> None:
    assert writes(recipients=["Liisa@Example.fi", "liisa@example.fi "]).recipients == ["liisa@example.fi"]


def test_what_the_database_cannot_hold_is_replaced(writes: Writes) -> None:
    delivery = writes(subject="a\x00b\ud800", text="\x00hei\udfff")

    delivery.refresh_from_db()
    assert (delivery.subject, delivery.text) == ("ab?", "hei?")


def test_tries_are_put_off_longer_and_longer_for_three_days(writes: Writes) -> None:
    delivery, waits, at = writes(), [], NINE
    while not delivery.failed_at:
        delivery.tries += 1
        delivery.save()
        verbs.failed(delivery, error="450 later", at=at, permanent=False)
        waits.append(delivery.next_try_at - at)
        at = max(at, delivery.next_try_at)

    minutes = [wait.total_seconds() / 60 for wait in waits[:6]]
    assert minutes == [1, 5, 15, 60, 240, 240]
    assert timedelta(days=3) < at - NINE < timedelta(days=3, hours=2)
    assert Event.objects.get(name="delivery.failed").facts == {"permanent": False}


def test_a_clear_refusal_fails_at_once(writes: Writes) -> None:
    delivery = writes()

    verbs.failed(delivery, error="550 no such user\r\nhere", at=LATER, permanent=True)
    verbs.failed(delivery, error="550 again", at=LATER, permanent=True)

    delivery.refresh_from_db()
    assert (delivery.failed_at, delivery.error) == (LATER, "550 no such user here")
    assert told() == ["delivery.failed"]


def test_a_report_of_failure_is_news_once(writes: Writes) -> None:
    delivery = writes()
    verbs.sent(delivery, at=NINE)

    assert verbs.reported(delivery.id, error="mailbox full", at=LATER)
    assert not verbs.reported(delivery.id, error="mailbox full", at=LATER)
    assert not verbs.reported(None, message_id=f"<{delivery.message_id}>", error="mailbox full", at=LATER)
    assert not verbs.reported(99_999, error="mailbox full", at=LATER)

    delivery.refresh_from_db()
    assert (delivery.sent_at, delivery.failed_at) == (NINE, LATER)
    assert told() == ["delivery.sent", "delivery.failed"]


def test_a_report_without_a_return_path_finds_its_message_by_id(writes: Writes) -> None:
    delivery = writes()

    assert verbs.reported(None, message_id=f"<{delivery.message_id}>", error="gone", at=LATER)
    assert not verbs.reported(None, error="gone", at=LATER)


def test_only_what_failed_is_sent_again(writes: Writes) -> None:
    delivery = writes()
    with pytest.raises(verbs.NotFailed):
        verbs.retry(delivery, at=LATER)
    verbs.failed(delivery, error="550", at=LATER, permanent=True)

    verbs.retry(delivery, at=LATER, by="agent:1")

    assert (delivery.failed_at, delivery.tries, delivery.error) == (None, 0, "")
    assert queries.mail_due(at=LATER)
    assert told() == ["delivery.failed", "delivery.retried"]


def test_a_clock_gone_wrong_does_not_hold_mail_back_for_years(writes: Writes) -> None:
    writes()
    Delivery.objects.update(next_try_at=NINE + timedelta(days=3650))

    assert queries.mail_due(at=NINE)
    assert verbs.claim(at=NINE) is not None


def test_what_waits_for_the_server_three_days_has_failed(writes: Writes) -> None:
    old, new = writes(), writes(at=NINE + timedelta(days=2))
    now = NINE + timedelta(days=3)
    Delivery.objects.update(next_try_at=NINE)

    verbs.wait_for_server(error="The mail server is away.", at=now, pause=timedelta(minutes=1))

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.failed_at, new.failed_at) == (now, None)
    assert (new.tries, new.next_try_at, new.error) == (0, now + timedelta(minutes=1), "The mail server is away.")


def test_a_file_is_kept_once_and_read_back_whole(writes: Writes) -> None:
    stored = files.store(b"lasku", name="lasku\r\n.pdf", content_type="application/pdf")
    assert files.store(b"lasku", name="sama.pdf", content_type="application/pdf").sha256 == stored.sha256

    enclosure = queries.enclosures_of(writes(enclosures=[stored]))[0]

    assert (enclosure.name, enclosure.size) == ("lasku .pdf", 5)
    assert files.content(enclosure.sha256) == b"lasku"
