"""What was understood of messages, and what becomes of questions."""

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Case, Message
from aspa.drafting import verbs as drafting
from aspa.drafting.leaving import verbs as leaving
from aspa.kit.errors import Missing
from aspa.reception import by_hand
from aspa.staff.models import Agent
from aspa.understanding import verbs
from aspa.understanding.models import Question, Understood
from aspa.understanding.queries import by_hand as said
from aspa.understanding.queries import check_list, open_questions, questions_of
from tests.cast import NINE, a_case

pytestmark = pytest.mark.django_db

THREE = "Missä kengät viipyvät? Saanko ne perjantaiksi? Paljonko palautus maksaa?\n\n-- \nLiisa\nKysyttävää?"
ANSWER = "Kengät lähtivät eilen ja ne ovat perillä torstaina. Palautus on maksuton."


@pytest.fixture
def case(kuusi: Brand) -> Case:
    return a_case("Kengät", THREE)


def texts(rows: list[object]) -> list[str]:
    return [one.text for one in rows]


def test_a_letter_is_understood_as_it_comes(case: Case, aino: Agent) -> None:
    understood = Understood.objects.get()

    assert understood.message.kind == Message.Kind.CONTACT
    assert understood.mood == "neutral"
    assert understood.reasons[0] in {"shipping_returns_policy", "complaint", "return_request"}
    assert len(texts(open_questions(aino, case.pk))) == 3


def test_what_is_typed_in_asks_too(kuusi: Brand, aino: Agent) -> None:
    entered = by_hand.enter(
        address="liisa@example.org", name="Liisa", subject="", text="Milloin avaatte?", by=aino, at=NINE
    )

    assert texts(open_questions(aino, entered.pk)) == ["Milloin avaatte?"]


def test_a_reply_answers_and_leaves_open(case: Case, aino: Agent) -> None:
    reply = drafting.reply(case, text=ANSWER, by=aino, at=NINE)

    left = open_questions(aino, case.pk)
    assert texts(left) == ["Saanko ne perjantaiksi?"]
    assert left[0].was_left
    assert Question.objects.get(pk=left[0].id).left_in == reply
    assert len(questions_of(aino, case.pk)) == 3


def test_the_writer_knows_better_than_the_words(case: Case, aino: Agent) -> None:
    first, second, third = (one.id for one in open_questions(aino, case.pk))
    drafting.reply(case, text=ANSWER, by=aino, at=NINE, hand=[f"{first}:no", f"{second}:yes"])

    assert [one.id for one in open_questions(aino, case.pk)] == [first]
    assert Question.objects.get(pk=second).ticked_by == aino.actor
    assert Question.objects.get(pk=third).ticked_by == "draft"


def test_a_reply_that_leaves_later_answers_when_it_leaves(case: Case, aino: Agent) -> None:
    second = open_questions(aino, case.pk)[1].id
    held = leaving.reply(case, text=ANSWER, by=aino, at=NINE, hand=[f"{second}:yes"])
    assert len(open_questions(aino, case.pk)) == 3

    leaving.leave_next(at=held.leaves_at)
    assert open_questions(aino, case.pk) == []


def test_an_empty_draft_ticks_nothing_but_by_hand(case: Case, aino: Agent) -> None:
    asked = open_questions(aino, case.pk)

    assert check_list(asked, " ", {asked[0].id: True}).left == asked[1:]
    assert said("12:yes 15:no 12:no x:yes 3:maybe") == {12: False, 15: False}


def test_another_organisation_sees_no_question(case: Case, otso: Agent) -> None:
    assert questions_of(otso, case.pk) == []


def test_a_mood_is_put_right_and_back(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Palvelu", "Aivan surkeaa palvelua, olen raivoissani!")
    understood = Understood.objects.get()
    verbs.correct_mood(case, understood.message_id, "disappointed", by=aino, at=NINE)
    understood.refresh_from_db()
    assert (understood.mood, understood.corrected, understood.corrected_by) == ("angry", "disappointed", aino.actor)

    verbs.correct_mood(case, understood.message_id, "angry", by=aino, at=NINE)
    understood.refresh_from_db()
    assert (understood.corrected, understood.corrected_at) == ("", None)


def test_what_is_not_there_cannot_be_put_right(case: Case, aino: Agent) -> None:
    with pytest.raises(verbs.NoSuchMood):
        verbs.correct_mood(case, Understood.objects.get().message_id, "furious", by=aino, at=NINE)
    with pytest.raises(Missing):
        verbs.correct_mood(case, 0, "angry", by=aino, at=NINE)
    with pytest.raises(Missing):
        verbs.dismiss(case, 0, by=aino, at=NINE)


def test_machines_ask_and_feel_nothing(kuusi: Brand, aino: Agent) -> None:
    a_case("Automaattinen vastaus", "Olen lomalla. Onko kiire?", Auto_Submitted="auto-replied")

    assert Understood.objects.count() == Question.objects.count() == 0


def test_what_moves_to_another_case_takes_its_questions_along(case: Case, kuusi: Brand, aino: Agent) -> None:
    other = a_case("Toinen", "Milloin avaatte?")
    Message.objects.filter(case=other).update(case=case)

    assert len(open_questions(aino, case.pk)) == 4
