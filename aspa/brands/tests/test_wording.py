"""A brand avoids words that its customers do not know, and says what to write instead."""

from functools import partial

import pytest

from aspa.brands import verbs
from aspa.brands.models import AvoidedWord, Brand
from aspa.brands.wording import queries
from aspa.brands.wording import verbs as wording
from aspa.history.models import Event
from aspa.kit import walls
from aspa.staff.models import Agent
from tests.cast import NINE
from tests.parts.together import at_once

NAMED = {"by": "agent:1", "at": NINE}


def avoid(brand: Brand, word: str = "kuluttaja", plain: str = "asiakas", language: str = "fi") -> AvoidedWord:
    return wording.avoid(brand, language=language, word=word, plain=plain, **NAMED)


def told(name: str) -> list[dict]:
    return [event.facts for event in Event.objects.filter(name=name).order_by("id")]


def test_a_word_is_avoided_and_history_tells_it(kuusi: Brand, vaino: Agent) -> None:
    avoid(kuusi, "  Kuluttaja ", " asiakas  tai sinä ")
    avoid(kuusi, "konsument", "kund", "sv")

    assert queries.jargon(vaino, kuusi.pk, "fi") == {"kuluttaja": "asiakas tai sinä"}
    assert [one.word for one in queries.avoided_words(vaino, kuusi)] == ["kuluttaja", "konsument"]
    assert told("brand.word_avoided")[1] == {
        "language": "sv",
        "word": "konsument",
        "before": {"plain": ""},
        "after": {"plain": "kund"},
    }


def test_a_word_said_again_has_another_plain_one(kuusi: Brand, vaino: Agent) -> None:
    avoid(kuusi)
    avoid(kuusi, "KULUTTAJA", "sinä")
    avoid(kuusi, "kuluttaja", "sinä")

    assert queries.jargon(vaino, kuusi.pk, "fi") == {"kuluttaja": "sinä"}
    assert [(one["before"], one["after"]) for one in told("brand.word_avoided")] == [
        ({"plain": ""}, {"plain": "asiakas"}),
        ({"plain": "asiakas"}, {"plain": "sinä"}),
    ]


def test_a_word_is_allowed_again_once(kuusi: Brand) -> None:
    avoid(kuusi)
    for _time in range(2):
        wording.allow(kuusi, language="fi", word="Kuluttaja", **NAMED)

    assert not AvoidedWord.objects.exists()
    assert [one["before"] for one in told("brand.word_allowed")] == [{"plain": "asiakas"}]


@pytest.mark.parametrize(
    ("word", "plain"),
    [("", "x"), ("x", " "), ("?!", "x"), ("x", "…"), ("Sama", "sama"), ("a" * 61, "x"), ("x", "a" * 61), ("\x00", "x")],
)
def test_what_cannot_be_written_is_refused(kuusi: Brand, word: str, plain: str) -> None:
    with pytest.raises(wording.BadWord):
        avoid(kuusi, word, plain)

    assert not AvoidedWord.objects.exists()


def test_a_language_that_aspa_does_not_speak_is_refused(kuusi: Brand) -> None:
    with pytest.raises(verbs.UnknownLanguage):
        avoid(kuusi, language="de")


def test_a_brand_avoids_only_so_many(kuusi: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "MOST", 1)
    avoid(kuusi)

    with pytest.raises(wording.TooManyWords):
        avoid(kuusi, "toinen")

    avoid(kuusi, plain="sinä")
    avoid(kuusi, "konsument", "kund", "sv")


@pytest.mark.django_db(transaction=True)
def test_two_who_avoid_one_word_at_once_both_do(kuusi: Brand) -> None:
    refused = at_once(partial(avoid, kuusi, plain="sinä"), partial(avoid, kuusi, plain="asiakas"))

    assert refused == ["", ""]
    assert AvoidedWord.objects.count() == 1
    assert sorted(one["before"]["plain"] != "" for one in told("brand.word_avoided")) == [False, True]


def test_another_house_sees_none_of_it(kuusi: Brand, otso: Agent) -> None:
    avoid(kuusi)

    assert queries.jargon(otso, kuusi.pk, "fi") == {}
    with walls.within(otso.organisation_id):
        assert not AvoidedWord.objects.exists()
