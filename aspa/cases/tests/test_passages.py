"""Where in its case a search was met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.finding.passages import Part, passage, passages
from aspa.cases.finding.terms import groups
from aspa.language.entities import mask
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

LONG = "Aluksi kerron kaikenlaista siitä, mitä meille tapahtui viime kesänä mökillä. " * 4


def marked(parts: tuple[Part, ...]) -> list[str]:
    return [part.text for part in parts if part.is_hit]


def terms(text: str) -> frozenset[str]:
    return frozenset(term for group in groups(text) for term in group)


def test_the_inflected_form_is_marked() -> None:
    found = passage("Olin vaikeassa asiakaspalvelutilanteessa eilen.", terms("tilanne"), "fi")

    assert marked(found) == ["asiakaspalvelutilanteessa"]
    assert "".join(part.text for part in found) == "Olin vaikeassa asiakaspalvelutilanteessa eilen."


def test_a_passage_begins_near_the_hit_and_has_an_end() -> None:
    found = passage(f"{LONG} Sitten kengät hajosivat. {LONG}", terms("kenkä"), "fi")

    assert marked(found) == ["kengät"]
    assert found[0].text == "… "
    assert len("".join(part.text for part in found)) < 200


def test_what_is_not_there_has_no_passage() -> None:
    assert passage("Kiitos.", terms("kenkä"), "fi") == ()


@given(st.text(), st.text())
def test_any_passage_is_a_piece_of_its_text(text: str, asked: str) -> None:
    found = "".join(part.text for part in passage(text, terms(asked), "fi")).removeprefix("… ")

    assert found in mask(" ".join(text.split()))


@pytest.mark.django_db
def test_the_newest_message_that_holds_all_the_words_is_shown(kuusi: Brand, aino: Agent) -> None:
    case, other = a_case("Asia", "Kengissäni on vika."), a_case("Toinen", "Ei mitään.")
    cases.reply(case, text="Vaihdamme vialliset kengät, joissa vika on.", by=aino, at=NINE)

    found = passages([case.pk, other.pk], groups("kenkä vika"))
    assert {key: marked(parts) for key, parts in found.items()} == {case.pk: ["kengät", "vika"]}
    assert passages([case.pk], []) == passages([], groups("kenkä")) == {}
