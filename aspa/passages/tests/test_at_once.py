"""Two at one passage on two connections: one is first, the other is told."""

import pytest

from aspa.passages import queries, verbs
from aspa.passages.models import Passage, Tally, Version
from aspa.passages.tests.test_passages import as_it_is
from aspa.passages.tests.test_using import SAID, leaving_now
from aspa.passages.using import verbs as using
from tests.cast import NINE, a_case
from tests.parts.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


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
