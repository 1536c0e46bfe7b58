"""What the desk shows of what a customer asks and feels."""

import pytest
from django.test import Client

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.understanding.models import Question, Understood
from tests.cast import a_case

pytestmark = pytest.mark.django_db

THREE = "Missä kengät viipyvät? Saanko ne perjantaiksi? Paljonko palautus maksaa?"
ANSWER = "Hei Liisa,\n\nkengät lähtivät eilen ja ne ovat perillä torstaina. Palautus on maksuton."


@pytest.fixture
def case(kuusi: Brand) -> Case:
    return a_case("Kengät", THREE)


def keys() -> list[int]:
    return list(Question.objects.order_by("position").values_list("pk", flat=True))


def test_questions_are_marked_in_the_message_and_listed_beside_the_answer(case: Case, desk: Client) -> None:
    page = desk.get(f"/cases/{case.number}/").content.decode()

    for key, text in zip(keys(), ("Missä kengät viipyvät?", "Saanko ne perjantaiksi?"), strict=False):
        assert f'<mark class="asks" id="question-{key}">{text}</mark>' in page
    assert page.count("data-question=") == 3


def test_a_draft_ticks_what_it_answers_and_a_hand_rules_over_it(case: Case, desk: Client) -> None:
    first, second, third = keys()
    said = {"text": ANSWER, "hand": f"{second}:yes {third}:no"}

    ticks = desk.post(f"/cases/{case.number}/asked/", said).content.decode()
    assert f'data-question="{first}" checked' in ticks
    assert f'data-question="{second}" checked' in ticks
    assert f'data-question="{third}">' in ticks


@pytest.mark.parametrize(
    "said", [{}, {"text": "x" * 300_000}, {"hand": "no" * 2000}, {"hand": "7:maybe ::", "text": "\x00"}]
)
def test_what_makes_no_sense_ticks_nothing(said: dict[str, str], case: Case, desk: Client) -> None:
    ticks = desk.post(f"/cases/{case.number}/asked/", said)

    assert ticks.status_code == 200
    assert b"checked" not in ticks.content


def test_what_is_left_open_is_pointed_out_once_and_kept(case: Case, desk: Client) -> None:
    said = {"text": ANSWER, "asks": "1", "asked": "1"}
    stopped = desk.post(f"/cases/{case.number}/messages/", said)
    assert stopped.status_code == 422
    assert "Kaikkiin kysymyksiin ei näytä olevan vastausta" in stopped.content.decode()

    assert desk.post(f"/cases/{case.number}/messages/", {**said, "left_asked": "1"}).status_code == 303
    left = Question.objects.filter(left_in__isnull=False)
    assert [one.text for one in left] == ["Saanko ne perjantaiksi?"]
    assert {one.ticked_by for one in Question.objects.filter(answered_in__isnull=False)} == {"draft"}


def test_what_asks_nothing_is_put_away(case: Case, desk: Client) -> None:
    first, *others = keys()

    assert desk.post(f"/cases/{case.number}/asked/{first}/dismissal/").status_code == 303
    assert desk.post(f"/cases/{case.number}/asked/{first}/dismissal/").status_code == 404
    assert desk.get(f"/cases/{case.number}/").content.decode().count("data-question=") == len(others)


def test_an_upset_customer_is_hinted_at_and_the_hint_is_put_right(kuusi: Brand, desk: Client) -> None:
    case = a_case("Palvelu", "Aivan surkeaa palvelua, olen raivoissani!")
    page = desk.get(f"/cases/{case.number}/").content.decode()
    assert "Ymmärrän, että olet vihainen" in page
    assert "<q>surkeaa</q>" in page
    assert "mood-angry" in desk.get("/cases/?view=all").content.decode()

    chosen = {"message": str(Understood.objects.get().message_id), "mood": "neutral"}
    desk.post(f"/cases/{case.number}/mood/", chosen)
    assert "Ymmärrän, että olet vihainen" not in desk.get(f"/cases/{case.number}/").content.decode()
    assert "mood-angry" not in desk.get("/cases/?view=all").content.decode()


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"mood": "furious", "message": "1"}, 400),
        ({"mood": "angry"}, 400),
        ({"mood": "angry", "message": "999999"}, 404),
    ],
)
def test_a_mood_that_is_none_is_refused(chosen: dict[str, str], code: int, case: Case, desk: Client) -> None:
    assert desk.post(f"/cases/{case.number}/mood/", chosen).status_code == code
