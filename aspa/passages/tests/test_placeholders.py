"""Filling in what a passage leaves open. No database."""

import pytest

from aspa.passages import placeholders
from aspa.passages.difference import difference

KNOWN = {"customer_first_name": "Liisa", "case_number": "10007"}


def test_placeholders_are_known_in_every_language_and_however_they_are_written() -> None:
    for said in ("{asiakkaan etunimi}", "{kundens förnamn}", "{customer first name}", "{ Asiakkaan Etunimi }"):
        assert placeholders.fill(f"Hei {said}!", KNOWN) == ("Hei Liisa!", ())


def test_what_is_unknown_or_empty_stays_between_its_braces_and_is_told_once() -> None:
    filled = placeholders.fill("{tilausnumero}, {luvattu aika} ja taas {tilausnumero}", KNOWN)

    assert filled.text == "{tilausnumero}, {luvattu aika} ja taas {tilausnumero}"
    assert filled.unfilled == ("{tilausnumero}", "{luvattu aika}")


def test_a_value_is_put_in_as_it_is_and_not_filled_in_again() -> None:
    sly = {"customer_first_name": "{asian numero}\n\nP.S.", "case_number": "10007"}

    assert placeholders.fill("Hei {asiakkaan etunimi}", sly).text == "Hei {asian numero} P.S."


@pytest.mark.parametrize(
    "code", ['{"a": 1}', "{}", "{ }", "if (x) { return; }\n", "{{", "${HOME-x}{1}", "a{\nb}", "{:}"]
)
def test_what_programs_write_between_braces_is_no_placeholder(code: str) -> None:
    assert [place for place in placeholders.unfilled(code) if "HOME" not in place] == []


def test_only_what_would_have_been_filled_in_was_forgotten() -> None:
    assert placeholders.forgotten("{Customer first name}, {order number}") == ("{Customer first name}",)


def test_a_text_is_cut_at_its_placeholders() -> None:
    assert placeholders.pieces("Hei {nimi}, {x}") == [("Hei ", False), ("{nimi}", True), (", ", False), ("{x}", True)]
    assert placeholders.pieces("") == []


def test_braces_without_end_stay_as_they_are() -> None:
    assert placeholders.fill("{a " * 30_000, KNOWN).text == "{a " * 30_000
    assert not placeholders.stands_in("{a " * 3_000, placeholders.folded("b " * 30_000))


def test_the_language_of_the_customer_comes_first_then_the_brands_then_any() -> None:
    texts = {"fi": "suomi", "en": "English"}

    assert placeholders.text_in(texts, "en", "fi") == ("en", "English")
    assert placeholders.text_in(texts, "sv", "fi") == ("fi", "suomi")
    assert placeholders.text_in({"en": "English"}, "sv", "fi") == ("en", "English")


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Hei Liisa, voit palauttaa tuotteen 30 päivän kuluessa. Terveisin Aino", True),
        ("Voit palauttaa   tuotteen\n30 päivän kuluessa!", True),
        ("Kiitos viestistä, selvitän asiaa.", False),
        ("Hei Liisa,", False),
        ("", False),
    ],
)
def test_a_passage_stands_where_a_line_of_it_does(said: str, stands: bool) -> None:
    passage = "Hei {asiakkaan etunimi},\nvoit palauttaa tuotteen 30 päivän kuluessa."

    assert placeholders.stands_in(passage, placeholders.folded(said)) is stands


def test_a_short_passage_stands_where_its_words_do() -> None:
    assert placeholders.stands_in("Kiitos!", placeholders.folded("Kiitos. Aino"))
    assert not placeholders.stands_in("Kiitos!", "hei")
    assert not placeholders.stands_in("{nimi}", "hei")


def test_a_difference_is_told_by_the_word() -> None:
    told = difference("Palautusaika on 14 päivää.", "Palautusaika on 30 päivää.")

    assert told == [("kept", "Palautusaika on "), ("out", "14"), ("new", "30"), ("kept", " päivää.")]
    assert difference("", "Uusi") == [("new", "Uusi")]
    assert difference("sama", "sama") == [("kept", "sama")]


def test_even_long_texts_are_compared() -> None:
    before, after = "\n".join("a b " * 20 for _nth in range(120)), "\n".join("b a " * 20 for _nth in range(120))

    told = difference(before, after)

    assert "".join(piece for kind, piece in told if kind != "new") == before
    assert "".join(piece for kind, piece in told if kind != "out") == after
