"""Four writers, rollbacks, broken connections, a restarted database: nothing lost, nothing doubled, all in order."""

import random
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from aspa.live import queries, verbs
from aspa.live.models import Hint, Stream
from tests.parts.waiting import LONGEST

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, TURNS, PAGES = 4, 100, 6


class ChangedMind(Exception):
    """A writer rolls back."""


def write(organisation_id: int, writer: int, kept: list[str]) -> None:
    """Leave hints turn by turn, a third of them rolled back."""
    chance = random.Random(writer)
    for turn in range(TURNS):
        topics = [f"case-{writer}-{turn}-{nth}" for nth in range(chance.randint(1, 3))]
        try:
            with transaction.atomic():
                verbs.hint(topics, organisation_id=organisation_id, at=timezone.now())
                if chance.random() < 0.33:
                    raise ChangedMind
            kept.extend(topics)
        except ChangedMind:
            pass
    connection.close()


def listen(page, newest: threading.Event, organisation_id: int, chance: random.Random) -> None:
    """Listen, break off at random moments and come back, until everything there is has been heard."""
    while True:
        for _ in range(chance.randint(1, 40)):
            page.next_event()
            if newest.is_set() and page.last and int(page.last) == queries.newest(organisation_id):
                return connection.close()
        page.close()
        page.open()


def test_four_writers_and_broken_lines(kuusi, browse) -> None:
    kept: list[str] = []
    all_written = threading.Event()
    pages = [browse(kuusi) for _ in range(PAGES)]
    writers = [threading.Thread(target=write, args=[kuusi.id, n, kept]) for n in range(WRITERS)]
    ears = [threading.Thread(target=listen, args=[p, all_written, kuusi.id, random.Random(p.last)]) for p in pages]

    start(writers + ears)
    end(writers)
    all_written.set()
    say_last(kuusi.id, kept)  # wakes who waits
    end(ears)

    for page in pages:
        assert page.positions == list(range(1, len(kept) + 1))
        assert sorted(page.topics) == sorted(kept)


def start(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()


def end(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(LONGEST)
        assert not thread.is_alive()


def say_last(organisation_id: int, kept: list[str]) -> None:
    with transaction.atomic():
        verbs.hint(["list"], organisation_id=organisation_id, at=timezone.now())
    kept.append("list")


def test_the_hub_goes_on_when_the_database_has_dropped_it(kuusi, browse, hint) -> None:
    page = browse(kuusi)
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = %s",
            [connection.settings_dict["NAME"]],
        )

    hint(kuusi, "case-1")

    page.stay(lambda page: bool(page.topics), within=LONGEST)  # a line that was about to ask breaks, the others do not
    again = browse(kuusi, "/live/?after=0")  # the thread that asks has found its way back too
    assert again.listen(lambda page: bool(page.topics)).topics == page.topics == ["case-1"]


def test_a_transaction_that_rolls_back_says_nothing(kuusi) -> None:
    with transaction.atomic():
        verbs.hint(["case-1"], organisation_id=kuusi.id, at=timezone.now())
        transaction.set_rollback(True)

    assert not Stream.objects.filter(pk=kuusi.id).exists()
    assert not Hint.objects.filter(organisation_id=kuusi.id).exists()


def test_hints_outside_a_transaction_are_refused(kuusi) -> None:
    with pytest.raises(RuntimeError):
        verbs.hint(["case-1"], organisation_id=kuusi.id, at=timezone.now())


def test_no_topics_is_no_hint(kuusi) -> None:
    with transaction.atomic():
        verbs.hint([], organisation_id=kuusi.id, at=timezone.now())

    assert queries.newest(kuusi.id) == 0
