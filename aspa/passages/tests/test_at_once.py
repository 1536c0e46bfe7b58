"""Two at one passage on two connections: one is first, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from aspa.kit.errors import Refused
from aspa.passages import queries, verbs
from aspa.passages.models import Passage, Tally, Version
from aspa.passages.tests.test_passages import as_it_is
from aspa.passages.tests.test_using import SAID, leaving_now
from aspa.passages.using import verbs as using
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Let each deed begin on a connection of its own at one moment; return what was refused, by its code."""
    ready = Barrier(len(deeds))

    def run(deed):
        ready.wait()
        try:
            deed()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def test_of_two_editors_at_one_moment_the_second_is_told(returns, vaino):
    def editor(name):
        mine = queries.passage_of(vaino, returns.pk)
        return lambda: verbs.change(mine, by=vaino, at=NINE, **as_it_is(mine, name=name))

    assert at_once(editor("Yksi"), editor("Kaksi")) == ["", "passage_changed"]
    assert Version.objects.count() == 2
    assert Passage.objects.get().name == Passage.objects.get().latest.name


def test_of_two_who_take_one_code_the_second_is_told(written, vaino):
    assert at_once(lambda: written("sama"), lambda: written("sama")) == ["", "code_taken"]
    assert Passage.objects.count() == 1


def test_every_reply_is_counted_also_at_one_moment(returns, aino):
    first, second = (leaving_now(a_case(text), aino) for text in ("Eka", "Toka"))
    assert SAID in first.text

    at_once(*[lambda one=one: using.note(one, versions=[returns.latest_id]) for one in (first, second)])

    assert Tally.objects.get().count == 2
