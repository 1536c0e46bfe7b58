"""What is not known yet: asked of the customer once, answered, or not needed after all."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.joining import merging
from aspa.cases.models import Case
from aspa.cases.touch import AlreadyClosed
from aspa.history.models import Event
from aspa.history.verbs import run_due
from aspa.kit.errors import Missing
from aspa.sorting import verbs as sorting
from aspa.sorting.keeping import verbs as fields
from aspa.sorting.kinds import BadValue
from aspa.sorting.models import Field, Filling, Reason
from aspa.staff.models import Agent
from aspa.tasks import queries
from aspa.tasks.keeping import verbs as keeping
from aspa.tasks.models import Unknown
from aspa.tasks.unknowns import letter, verbs
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db
TEN = NINE + timedelta(hours=1)


@pytest.fixture
def case(kuusi: Brand) -> Case:
    """A case of Kuusi's."""
    return a_case()


@pytest.fixture
def order(kuusi: Brand, vaino: Agent) -> Field:
    """The number of the order, a field of each case."""
    return fields.add_field(kuusi, name="Tilaus", kind="number", by=vaino, at=NINE)


@pytest.fixture
def complaint(kuusi: Brand, vaino: Agent, order: Field) -> Reason:
    """The reason for which two things must be known."""
    reason = Reason.objects.get(brand=kuusi, key="complaint")
    texts = {"fi": "Mikä on tilausnumero?", "sv": "Vad är ordernumret?"}
    keeping.keep(kuusi, reason=reason, texts=texts, field=order, by=vaino, at=NINE)
    keeping.keep(kuusi, reason=reason, texts={"fi": "Milloin vika alkoi?"}, by=vaino, at=NINE)
    return reason


def unasked(agent: Agent, case: Case) -> list[str]:
    return [one.text for one in queries.work_of(agent, case.pk).unasked]


def test_what_a_letter_asks_is_asked_once(case: Case, aino: Agent) -> None:
    for text in ("Mikä on tilausnumero?", "Milloin vika alkoi?"):
        verbs.wonder(case, text=text, by=aino, at=NINE)
    said = "Hei!\n\n1. mikä on\n   tilausnumero?\n\nAino"

    sent = cases.reply(case, text=said, by=aino, at=TEN)
    for _twice in range(2):
        run_due(at=TEN)
        Event.objects.filter(name="case.replied").update(is_due=True)

    asked = Unknown.objects.get(text="Mikä on tilausnumero?")
    assert (asked.asked_at, asked.asked_by, asked.message) == (TEN, aino.actor, sent)
    assert unasked(aino, case) == ["Milloin vika alkoi?"]
    assert Event.objects.filter(name="case.asked").count() == 1


def test_nobody_is_asked_the_same_twice(case: Case, aino: Agent) -> None:
    asked = verbs.wonder(case, text="Mikä on tilausnumero?", by=aino, at=NINE)
    verbs.answer(asked, text="12345", by=aino, at=TEN)

    with pytest.raises(verbs.AskedAlready):
        verbs.wonder(case, text="  MIKÄ on tilausnumero? ", by=aino, at=TEN)


def test_a_question_is_answered_again_dismissed_and_opened_again(case: Case, aino: Agent) -> None:
    asked = verbs.wonder(case, text="Mikä on tilausnumero?", by=aino, at=NINE)
    for _twice in range(2):
        verbs.note_asked(asked, by=aino, at=NINE)
    verbs.answer(asked, text="12345", by=aino, at=TEN)
    verbs.answer(asked, text=" 12346 ", by=aino, at=TEN)
    answered = queries.work_of(aino, case.pk).ended_unknowns[0]
    verbs.dismiss(asked, by=aino, at=TEN)
    dismissed = queries.work_of(aino, case.pk).ended_unknowns[0]
    for _twice in range(2):
        verbs.reopen(asked, by=aino, at=TEN)

    assert (answered.answer, answered.ending) == ("12346", "answered")
    assert (dismissed.answer, dismissed.ending) == ("", "dismissed")
    again = queries.work_of(aino, case.pk).open_unknowns[0]
    assert (again.asked_at, again.ending) == (NINE, "")


@pytest.mark.parametrize("text", ["", " \n", "x" * 301])
def test_what_is_no_question_is_refused(case: Case, aino: Agent, text: str) -> None:
    with pytest.raises(verbs.BadQuestion):
        verbs.wonder(case, text=text, by=aino, at=NINE)


def test_an_empty_answer_and_one_too_many_are_refused(case: Case, aino: Agent) -> None:
    asked = verbs.wonder(case, text="Mikä on tilausnumero?", by=aino, at=NINE)
    with pytest.raises(verbs.AnswerNeeded):
        verbs.answer(asked, text=" ", by=aino, at=NINE)
    for nth in range(49):
        verbs.wonder(case, text=f"Kysymys {nth}?", by=aino, at=NINE)

    with pytest.raises(verbs.TooManyQuestions):
        verbs.wonder(case, text="Vielä yksi?", by=aino, at=NINE)


def test_a_closed_case_wonders_nothing_and_others_see_nothing(case: Case, aino: Agent, otso: Agent) -> None:
    asked = verbs.wonder(case, text="Mikä on tilausnumero?", by=aino, at=NINE)
    with pytest.raises(Missing):
        queries.unknown_of(otso, case, asked.pk)

    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)
    with pytest.raises(AlreadyClosed):
        verbs.wonder(case, text="Milloin?", by=aino, at=NINE)


def test_what_must_be_known_comes_with_the_reason_in_the_language_of_the_case(
    case: Case, complaint: Reason, aino: Agent
) -> None:
    Case.objects.filter(pk=case.pk).update(language="sv")
    sorting.give_reason(case, complaint, by=aino, at=NINE)
    for _twice in range(2):
        run_due(at=TEN)
        Event.objects.filter(name="case.reasoned").update(is_due=True)

    assert unasked(aino, case) == ["Vad är ordernumret?", "Milloin vika alkoi?"]


def test_another_reason_takes_away_what_nobody_asked_yet(case: Case, complaint: Reason, aino: Agent) -> None:
    sorting.give_reason(case, complaint, by=aino, at=NINE)
    run_due(at=NINE)
    verbs.note_asked(Unknown.objects.get(text="Milloin vika alkoi?"), by=aino, at=NINE)

    sorting.give_reason(case, None, by=aino, at=TEN)
    run_due(at=TEN)

    assert [one.text for one in queries.work_of(aino, case.pk).unknowns] == ["Milloin vika alkoi?"]


def test_what_stands_in_a_field_is_known(case: Case, complaint: Reason, order: Field, aino: Agent) -> None:
    other = a_case("Toinen", "Toinen asia")
    sorting.fill(case, order, value="77", by=aino, at=NINE)
    for one in (case, other):
        sorting.give_reason(one, complaint, by=aino, at=NINE)
    run_due(at=NINE)
    assert (unasked(aino, case), len(unasked(aino, other))) == (["Milloin vika alkoi?"], 2)

    sorting.fill(other, order, value="88", by=aino, at=TEN)
    run_due(at=TEN)

    known = Unknown.objects.get(case=other, field=order)
    assert (known.ending, known.answer, known.ended_by) == ("answered", "88", aino.actor)


def test_an_answer_is_written_into_its_field(case: Case, complaint: Reason, order: Field, aino: Agent) -> None:
    sorting.give_reason(case, complaint, by=aino, at=NINE)
    run_due(at=NINE)
    asked = queries.unknown_of(aino, case, Unknown.objects.get(field=order).pk)
    with pytest.raises(BadValue):
        verbs.answer(asked, text="en tiedä", by=aino, at=TEN)

    verbs.answer(asked, text="12 345", by=aino, at=TEN)

    assert Filling.objects.get(case=case, field=order).value == "12345"
    assert queries.work_of(aino, case.pk).ended_unknowns[0].answer == "12345"


def test_questions_go_along_when_cases_are_merged_but_the_same_is_not_asked_twice(case: Case, aino: Agent) -> None:
    home = a_case("Toinen", "Toinen asia")
    verbs.wonder(home, text="Mikä on tilausnumero?", by=aino, at=NINE)
    for text in ("MIKÄ ON TILAUSNUMERO?", "Milloin vika alkoi?"):
        verbs.wonder(case, text=text, by=aino, at=NINE)

    merged = merging.merge(case, into=home, by=aino, at=NINE)
    run_due(at=NINE)
    assert unasked(aino, home) == ["Mikä on tilausnumero?", "Milloin vika alkoi?"]

    merging.unmerge(merged, by=aino, at=NINE)
    run_due(at=TEN)
    assert (len(unasked(aino, home)), len(unasked(aino, case))) == (1, 2)


@pytest.mark.parametrize(
    ("language", "asked", "text", "html"),
    [
        ("fi", ["A?"], "vielä:\n\nA?", "<p>A?</p>"),
        ("sv", ["A?", "<B>?"], "veta:\n\n1. A?\n2. <B>?", "<ol><li>A?</li><li>&lt;B&gt;?</li></ol>"),
        ("und", ["A?"], "tell us:\n\nA?", "<p>A?</p>"),
    ],
)
def test_a_letter_asks_in_its_language(language: str, asked: list[str], text: str, html: str) -> None:
    assert letter.as_text(language, asked).endswith(text)
    assert letter.as_html(language, asked).endswith(html)
