"""Writing down: nothing lost, nothing doubled, keys in the order of arrival."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from aspa.brands.models import Brand, Organisation
from aspa.journal import queries, verbs
from aspa.journal.models import Entry
from aspa.journal.verbs import Arrival
from tests.parts.together import at_once

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def brand(name: str) -> Brand:
    return Brand.objects.create(organisation=Organisation.objects.create(name=name), name=name)


@pytest.fixture
def kuusi() -> Brand:
    return brand("Kuusi")


def arrival(to: Brand, raw: bytes = b"Hei", *, envelope_from: str = "liisa@example.fi") -> Arrival:
    return Arrival(to.organisation_id, to.pk, "email", raw, envelope_from, "tuki@kuusi.fi", "door", NINE)


@pytest.mark.django_db
def test_what_arrives_is_kept_byte_for_byte(kuusi: Brand) -> None:
    raw = bytes(range(256)) * 40

    [key] = verbs.write_down([arrival(kuusi, raw)])

    kept = Entry.objects.get(pk=key)
    assert queries.raw_of(key) == raw
    assert (kept.size, kept.envelope_from, kept.source, kept.received_at) == (
        len(raw),
        "liisa@example.fi",
        "door",
        NINE,
    )
    assert (kept.told_at, kept.error, kept.tries) == (None, "", 0)


@pytest.mark.django_db
def test_keys_follow_the_order_of_arrival(kuusi: Brand) -> None:
    keys = verbs.write_down([arrival(kuusi, str(n).encode()) for n in range(200)])

    assert keys == sorted(keys)
    assert len(set(keys)) == 200


@pytest.mark.django_db
def test_the_same_bytes_twice_are_one_entry(kuusi: Brand) -> None:
    [first] = verbs.write_down([arrival(kuusi)])

    again = verbs.write_down([arrival(kuusi), arrival(kuusi, b"Moi"), arrival(kuusi)])

    assert again[0] == again[2] == first
    assert Entry.objects.count() == 2


@pytest.mark.django_db
def test_the_same_bytes_to_two_organisations_are_two_entries(kuusi: Brand) -> None:
    keys = verbs.write_down([arrival(kuusi), arrival(brand("Honka"))])

    assert len(set(keys)) == 2


@pytest.mark.django_db
def test_an_envelope_with_odd_bytes_is_kept_as_far_as_text_can(kuusi: Brand) -> None:
    [key] = verbs.write_down([arrival(kuusi, envelope_from="a\x00b\udce4c@example.fi")])

    assert Entry.objects.get(pk=key).envelope_from == "ab\ufffdc@example.fi"


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.binary(max_size=30), max_size=12))
def test_any_bytes_in_any_batch_come_back_by_their_keys(kuusi: Brand, raws: list[bytes]) -> None:
    keys = verbs.write_down([arrival(kuusi, raw) for raw in raws])

    assert [queries.raw_of(key) for key in keys] == raws


@pytest.mark.django_db(transaction=True)
def test_a_failed_batch_leaves_nothing_behind(kuusi: Brand) -> None:
    gone = Arrival(0, 0, "email", b"Kenelle", "", "", "door", NINE)

    with pytest.raises(IntegrityError):
        verbs.write_down([arrival(kuusi), gone])

    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_reception_is_woken_when_the_entry_is_committed(kuusi: Brand) -> None:
    with listener() as notices:
        with transaction.atomic():
            verbs.write_down([arrival(kuusi)])
            assert next(notices.notifies(timeout=0.05), None) is None

        assert next(notices.notifies(timeout=5)).payload == "reception"


@pytest.mark.django_db(transaction=True)
def test_two_feeders_with_the_same_mails_make_each_entry_once(kuusi: Brand) -> None:
    mails = [arrival(kuusi, f"Paketti {n}".encode()) for n in range(300)]
    keys: list[list[int]] = []

    def feed() -> None:
        keys.append([key for start in range(0, 300, 30) for key in verbs.write_down(mails[start : start + 30])])

    at_once(*[feed] * 4)

    assert len(keys) == 4
    assert all(line == keys[0] for line in keys)
    assert Entry.objects.count() == 300


@contextmanager
def listener() -> Iterator[psycopg.Connection]:
    """A connection of its own that hears what other connections commit."""
    settings = {**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}
    settings.pop("context", None)
    with psycopg.connect(**settings, autocommit=True) as heard:
        heard.execute("listen aspa_work")
        yield heard


def test_nothing_to_write_asks_nothing_of_the_database() -> None:
    assert verbs.write_down([]) == []
