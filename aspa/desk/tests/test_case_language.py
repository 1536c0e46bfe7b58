"""A case that was taken for one language goes on in another."""

import pytest

from aspa.cases import verbs
from aspa.history.models import Event
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db


def test_what_is_written_follows_the_language_that_was_chosen(desk):
    case = a_case()
    assert "Hei Liisa" in desk.get(f"/cases/{case.number}/").content.decode()

    answer = desk.post(f"/cases/{case.number}/language/", {"language": "sv"})

    page = desk.get(answer.url).content.decode()
    assert "Hej Liisa" in page
    assert "svenska" in page
    told = Event.objects.get(name="case.spoken_in").facts
    assert (told["language"], told["before"]) == ("sv", "fi")
    assert a_case("Toinen").customer.language == "sv"


def test_the_same_language_again_is_no_event(desk, aino):
    case = a_case()

    verbs.speak(case, language="fi", by=aino, at=NINE)

    assert not Event.objects.filter(name="case.spoken_in").exists()


def test_a_language_nobody_speaks_here_is_refused_beside_the_choice(desk):
    case = a_case()

    answer = desk.post(f"/cases/{case.number}/language/", {"language": "xx"})

    case.refresh_from_db()
    assert (answer.status_code, case.language) == (422, "fi")
    assert 'class="wrong"' in answer.content.decode()
