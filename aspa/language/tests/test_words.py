"""Words a text can be found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.words import LONGEST, MOST, MOST_WRITTEN, analyze, query_terms, tokens, word, written


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("palautus", "palautusoikeudesta"),
        ("tilanne", "asiakaspalvelutilanteessa"),
        ("asiakaspalvelu", "asiakaspalvelutilanteessa"),
        ("käsi", "kädestä"),
        ("tilata", "Tilaatko vielä?"),
        ("tila", "Tilaa on paljon"),
        ("maksaa", "maksettu lasku"),
        ("säätää", "säädettyjen rajojen"),
        ("hyvä", "parempi kuin ennen"),
        ("pitkä", "pidempi johto"),
        ("kauppa", "kaupassani"),
        ("kengät", "Ostin kengät"),
        ("työ", "työkalujen"),
        ("levy-yhtiö", "levy-yhtiön sopimus"),
        ("pdf", "PDF:nä"),
        ("päivitys", "paivitys"),
        ("Telia", "Telian liittymä"),
        ("kuittia", "kuitit"),
    ],
)
def test_finnish_is_found_however_it_is_inflected(query: str, text: str) -> None:
    assert set(query_terms(query, "fi")) & set(analyze(text, "fi"))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("palaute", "palautus"),
        ("kello", "kellari"),
        ("kortti", "kortteli"),
        ("puhelin", "puhelu"),
        ("tili", "tilaus"),
        ("maa", "maanantai"),
    ],
)
def test_finnish_words_that_merely_look_alike_are_kept_apart(query: str, text: str) -> None:
    assert not set(query_terms(query, "fi")) & set(analyze(text, "fi"))


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("faktura", "fakturorna", "sv"),
        ("tid", "leveranstiden", "sv"),
        ("skola", "skolbarn", "sv"),
        ("return", "returned", "en"),
        ("child", "children's", "en"),
        ("phone", "smartphones", "en"),
    ],
)
def test_swedish_and_english_are_found_by_base_forms_and_parts(query: str, text: str, language: str) -> None:
    assert set(query_terms(query, language)) & set(analyze(text, language))


def test_a_query_of_a_base_form_means_that_word_only() -> None:
    assert query_terms("tuli", "fi") == ["tuli"]
    assert query_terms("musta", "fi") == ["musta"]


def test_a_query_of_a_form_of_two_words_means_both() -> None:
    assert set(query_terms("tilaa", "fi")) == {"tila", "tilata"}


def test_a_whole_query_word_is_no_query_for_its_parts() -> None:
    assert query_terms("elokuussa", "fi") == ["elokuu"]


def test_what_is_unknown_is_found_as_it_stands_and_without_its_ending() -> None:
    assert {"zygoton", "zygoto"} <= set(analyze("Zygoton", "fi"))


def test_adverbs_stand_by_themselves() -> None:
    assert word("lisäksi", "fi").bases == ("lisäksi",)


def test_letters_in_two_pieces_are_put_together() -> None:
    assert tokens("pa\u0308iva\u0308") == ["päivä"]


def test_any_other_language_leaves_words_findable() -> None:
    assert "заказ" in analyze("Где мой заказ", "ru")


def test_each_word_stands_once_in_small_letters() -> None:
    assert written("Paketti, paketti ja KELLO") == ["paketti", "ja", "kello"]


def test_scandinavian_letters_are_letters() -> None:
    assert written("Äiti söi Åbossa") == ["äiti", "söi", "åbossa"]


def test_a_number_is_found_whole_and_in_parts() -> None:
    assert written("tilaus 0400-123456") == ["tilaus", "0400-123456", "0400", "123456"]
    assert {"0400-123456", "0400", "123456"} <= set(analyze("tilaus 0400-123456"))


def test_an_address_is_found_by_its_parts() -> None:
    assert written("liisa.virtanen@example.org") == ["liisa", "virtanen", "example", "org"]


@given(st.text())
def test_any_text_gives_words_within_bounds(text: str) -> None:
    words = written(text)

    assert len(words) <= MOST_WRITTEN
    assert all(0 < len(word) <= LONGEST for word in words)


@pytest.mark.parametrize("language", ["fi", "sv", "en", "und"])
@given(text=st.text(max_size=300))
def test_any_text_can_be_analysed(language: str, text: str) -> None:
    terms = analyze(text, language)

    assert len(terms) == len(set(terms)) <= MOST
    assert all(0 < len(term) <= LONGEST for term in terms)
    assert isinstance(query_terms(text, language), list)
