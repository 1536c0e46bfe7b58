"""What becomes of entries: told, failed, told again; and what the journal answers about it."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from aspa.brands.models import Brand, Organisation
from aspa.journal import queries, verbs
from aspa.journal.models import Entry
from aspa.journal.verbs import Arrival
from aspa.kit.errors import Missing
from aspa.kit.powers import EVERY
from aspa.kit.viewer import Empowered

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Desk(Empowered):
    """Whoever looks from an organisation."""

    actor = "agent:1"
    powers = EVERY

    def __init__(self, brand: Brand) -> None:
        self.organisation_id = brand.organisation_id


@pytest.fixture
def kuusi() -> Brand:
    return Brand.objects.create(organisation=Organisation.objects.create(name="Kuusi"), name="Kuusi")


@pytest.fixture
def honka() -> Brand:
    return Brand.objects.create(organisation=Organisation.objects.create(name="Honka"), name="Honka")


def write(to: Brand, *raws: bytes) -> list[int]:
    return verbs.write_down([Arrival(to.organisation_id, to.pk, "email", raw, "", "", "door", NINE) for raw in raws])


def test_a_told_entry_waits_no_more(kuusi: Brand) -> None:
    first, second = write(kuusi, b"1", b"2")

    Entry.objects.filter(pk=first).update(told_at=NINE)

    assert queries.summary(Desk(kuusi)) == queries.Summary(waiting=1, failed=0, told=1, oldest_waiting_at=NINE)
    assert [row.id for row in queries.entries(Desk(kuusi), state="waiting")] == [second]


def test_a_failed_entry_is_tried_later_and_later(kuusi: Brand) -> None:
    [key] = write(kuusi, b"1")
    pauses = []

    for _ in range(12):
        verbs.failed(key, error="The text could not be read.", at=NINE)
        pauses.append(Entry.objects.get(pk=key).next_try_at - NINE)

    assert pauses[:3] == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
    assert pauses[-1] == timedelta(hours=1)
    assert queries.entry(Desk(kuusi), key).state == "failed"


def test_replay_lets_failed_entries_be_told_at_once(kuusi: Brand) -> None:
    failed, waiting = write(kuusi, b"1", b"2")
    verbs.failed(failed, error="Odd.", at=NINE)

    assert verbs.replay(at=NINE) == 1
    assert verbs.replay([waiting], at=NINE) == 0
    assert Entry.objects.get(pk=failed).next_try_at == NINE


def test_entries_are_paged_both_ways(kuusi: Brand) -> None:
    keys = write(kuusi, *[str(n).encode() for n in range(5)])

    newest = queries.entries(Desk(kuusi), limit=2)
    older = queries.entries(Desk(kuusi), before=newest[-1].id, limit=2)
    follow = queries.entries(Desk(kuusi), after=keys[0], limit=2)

    assert [row.id for row in newest + older] == keys[:0:-1]
    assert [row.id for row in follow] == keys[1:3]


def test_a_journal_is_seen_by_its_own_organisation_only(kuusi: Brand, honka: Brand) -> None:
    [key] = write(kuusi, b"1")

    assert queries.entries(Desk(honka)) == []
    assert queries.summary(Desk(honka)).waiting == 0
    with pytest.raises(Missing):
        queries.entry(Desk(honka), key)


def test_an_entry_tells_its_digest_and_state(kuusi: Brand) -> None:
    [key] = write(kuusi, b"Hei")

    row = queries.entry(Desk(kuusi), key)

    assert row.sha256 == sha256(b"Hei").hexdigest()
    assert (row.state, row.size, row.source) == ("waiting", 3, "door")
