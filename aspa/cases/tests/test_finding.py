"""What a search finds, however it is inflected and written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.finding.terms import MOST_TERMS, MOST_WORDS, groups, written
from aspa.cases.finding.wishes import day_of, wish_of
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, found

TODAY = date(2026, 11, 18)


def numbers(viewer: Agent, text: str) -> list[int]:
    return [row.number for row in found(viewer, text)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tilanne", "Olin hankalassa asiakaspalvelutilanteessa."),
        ("palautus", "Kysyn palautusoikeudesta."),
        ("kenkä", "Kengissäni on vika."),
        ("kengissäni", "Onko teillä kenkiä?"),
        ("paivitys", "Päivityksen jälkeen laite sammui."),
        ("skor", "Mina skorna gick sönder, kan ni hjälpa mig med dem?"),
        ("deliveries", "The delivery was late again, what is going on?"),
        ('"kengissäni"', "Kengissäni on vika."),
        ("missä minun tilaukseni nyt viipyy", "Tilaus viipyy."),
    ],
)
def test_words_are_found_in_whatever_form_they_stand(text: str, said: str, kuusi: Brand, aino: Agent) -> None:
    case = a_case("Asiaa", said)
    a_case("Muuta", "Ihan toista.")

    assert numbers(aino, text) == [case.number]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ['"kengät"', "tilanne kenkä", "is:closed kenkä", "from:matti kenkä", "order:5"])
def test_what_is_not_meant_is_not_found(text: str, kuusi: Brand, aino: Agent) -> None:
    a_case("Asiaa", "Kengissäni on vika.")

    assert numbers(aino, text) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "from:liisa@example.org kenkä",
        "lähettäjä:virtanen",
        'från:"Liisa Virtanen" kengät',
        "is:open kenkä",
        "tila:avoin",
        "tilaus:100234",
        "order:#100234 is:open",
        "after:{yesterday:%d.%m.%Y} kenkä",
        "alkaen:{yesterday:%Y-%m-%d} before:{tomorrow:%d.%m.%Y}",
        "vika:iso kenkä",
    ],
)
def test_a_search_is_narrowed_by_words(text: str, kuusi: Brand, aino: Agent) -> None:
    case = a_case("Asiaa", "Kengissäni on iso vika. Tilaus 100234.")
    old = a_case("Muuta", "Kengät ovat vanhat.", sender="Matti <matti@example.org>", at=NINE - timedelta(days=9))
    cases.reply(old, text="Kiitos.", by=aino, at=NINE - timedelta(days=8), closes="solved")

    days = {"yesterday": NINE - timedelta(days=1), "tomorrow": NINE + timedelta(days=1)}
    assert numbers(aino, text.format(**days)) == [case.number]


@pytest.mark.django_db
def test_a_search_is_narrowed_by_who_has_the_case(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    mine, theirs = a_case("Kengät yksi"), a_case("Kengät kaksi")
    cases.take(mine, by=aino, at=NINE)
    cases.take(theirs, by=vaino, at=NINE)

    assert numbers(aino, f"owner:{aino.name.split()[0]} kenkä") == [mine.number]
    assert numbers(aino, "hoitaja:eikukaan kenkä") == []


@pytest.mark.django_db
def test_filters_stay_within_the_organisation(kuusi: Brand, otso: Agent) -> None:
    a_case("Kengät")

    assert [numbers(otso, text) for text in ("is:open", "from:liisa@example.org", "owner:aino", "kenkä")] == [[]] * 4


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1.11.2026", date(2026, 11, 1)),
        ("1.11.", date(2026, 11, 1)),
        ("24.12", date(2025, 12, 24)),
        ("2026-11-01", date(2026, 11, 1)),
        ("31.2.2026", None),
        ("eilen", None),
    ],
)
def test_a_day_is_read_as_it_is_written(said: str, day: date | None) -> None:
    assert day_of(said, TODAY) == day


@given(st.text())
def test_any_text_is_a_search(text: str) -> None:
    found = groups(text)

    assert len(found) <= MOST_WORDS
    assert all(0 < len(group) <= MOST_TERMS for group in found)
    assert not any("\x00" in terms or "\\" in terms for terms in written(found))


@pytest.mark.django_db
@given(st.from_regex(r'(from|is|after|order|tila):"?[^"]{0,20}"?( \w+)?'))
def test_any_filter_is_a_search(text: str) -> None:
    assert wish_of(text, organisation_id=1, today=TODAY).condition
