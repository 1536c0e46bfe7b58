"""A merge while the very customer writes: two connections, whichever comes first."""

from collections.abc import Callable
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, transaction

from aspa.cases.models import Case
from aspa.customers.touch import MergedAway
from aspa.people import merging, parting, verbs
from aspa.people.models import Merge
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db(transaction=True)
WORK = "Liisa Virtanen <liisa@tyo.example>"


@pytest.fixture
def two(aino):
    return a_case("Paketti").customer, a_case("Lasku", sender=WORK).customer


@contextmanager
def waiting(deed: Callable[[], object]):
    """Let a deed begin on a connection of its own while ours is still open; it must wait for us, and then end well."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            deed()
        except BaseException as trouble:  # noqa: BLE001  # told below
            failed.append(trouble)
        finally:
            connection.close()

    thread = Thread(target=run)
    with transaction.atomic():
        yield
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), failed
    thread.join(20)
    assert not thread.is_alive()
    assert failed == []


def written(subject):
    return Case.objects.get(subject=subject).customer


def test_a_letter_in_hand_is_written_first_and_then_moves(two, aino):
    home, work = two
    arrives(mail("Kesken", "Hei", sender=WORK, at=NINE), at=NINE)

    with waiting(lambda: merging.merge(home, work, by=aino, at=NINE)):
        tell(NINE)
        assert written("Kesken") == work

    assert written("Kesken") == home


def test_a_letter_that_comes_during_a_merge_is_the_kept_customers(two, aino):
    home, work = two
    arrives(mail("Kesken", "Hei", sender=WORK, at=NINE), at=NINE)

    with waiting(lambda: tell(NINE)):
        merging.merge(home, work, by=aino, at=NINE)

    assert written("Kesken") == home
    assert work.cases.count() == 0


def test_a_letter_that_comes_while_a_merge_is_undone_is_its_writers_own(two, aino):
    home, work = two
    done = merging.merge(home, work, by=aino, at=NINE)
    arrives(mail("Kesken", "Hei", sender=WORK, at=NINE), at=NINE)

    with waiting(lambda: tell(NINE)):
        parting.part(done, by=aino, at=NINE)

    assert written("Kesken") == work


def test_a_case_opened_by_hand_meanwhile_moves_too(two, aino):
    home, work = two

    with waiting(lambda: merging.merge(home, work, by=aino, at=NINE)):
        verbs.open_case(work, subject="Soitto", text="Hei", channel="phone", by=aino, at=NINE)

    assert written("Soitto") == home


def test_of_two_who_merge_at_once_one_is_refused(two, aino, vaino):
    home, work = two

    def the_other_way_round() -> None:
        with pytest.raises(MergedAway):
            merging.merge(work, home, by=vaino, at=NINE)

    with waiting(the_other_way_round):
        merging.merge(home, work, by=aino, at=NINE)

    assert [(done.kept, done.merged) for done in Merge.objects.all()] == [(home, work)]
