"""What would make a draft plainer, told while it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.language.advice import MOST, Advice, advise
from aspa.language.advising.steps import tells_step

LONG = {
    "fi": "Selvitän huomenna asian ja " + "kerron sinulle sen ja " * 5 + "soitan.",
    "sv": "I morgon ska jag reda ut det och " + "berätta om det för dig och " * 4 + "ringa.",
    "en": "Tomorrow we will look into it and " + "we tell you about it and " * 4 + "call.",
}
ENOUGH = {
    "fi": "Lähetämme uuden kengän huomenna, ja voit pitää vanhan. Kerro, jos uusikaan ei sovi sinulle oikein hyvin.",
    "sv": "Vi skickar en ny sko i morgon, och du får behålla den gamla hemma hos dig.",
    "en": "We will send a new shoe tomorrow, and you can keep the old one at home with you.",
}
EMPTY_WORDS = {
    "fi": "Kiitos paljon viestistäsi. Pahoittelemme tapahtunutta kovasti. Tämä ei ole sinun syysi, vaan aivan meidän.",
    "sv": "Tack så mycket för ditt meddelande. Vi beklagar verkligen det här. Vi förstår att det är väldigt tråkigt.",
    "en": "Thank you very much for your message. We are so sorry about this. It was really our own mistake.",
}


def kinds(text: str, lang: str = "fi", **jargon: str) -> list[str]:
    return [one.kind for one in advise(text, lang, jargon)]


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_plain_answer_needs_nothing(lang: str) -> None:
    assert advise(ENOUGH[lang], lang, {"konsument": "kund"}) == []


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_long_sentence_is_known_by_how_it_begins(lang: str) -> None:
    found = advise(LONG[lang], lang, {})

    assert [one.kind for one in found] == ["long"]
    assert LONG[lang].startswith(found[0].place)
    assert len(found[0].place.split()) == 3


def test_a_sentence_of_twenty_words_is_not_long_and_in_english_one_of_25() -> None:
    assert kinds("sana " * 19 + "huomenna voit") == ["long"]
    assert "long" not in kinds("sana " * 18 + "huomenna voit")
    assert "long" not in kinds("word " * 23 + "please tomorrow", "en")
    assert "long" in kinds("word " * 24 + "please tomorrow", "en")


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("fi", "Tilauksesi toimitetaan pian.", "toimitetaan"),
        ("sv", "Paketet skickas snart.", "skickas"),
        ("en", "It was delivered.", "delivered"),
    ],
)
def test_a_passive_is_told_with_its_word(lang: str, text: str, word: str) -> None:
    assert advise(text, lang, {}) == [Advice("passive", word, "", word)]


@pytest.mark.parametrize(
    ("lang", "listed", "text", "place"),
    [
        ("fi", "reklamaatio", "Reklamaatiostasi kiitos.", "Reklamaatiostasi"),
        ("fi", "toimitusehto", "Lue toimitusehtomme.", "toimitusehtomme"),
        ("fi", "toimitusehdot", "Lue toimitusehtojen kohta 3.", "toimitusehtojen"),
        ("fi", "rma", "Laita RMA:n numero laatikkoon.", "RMA:n"),
        ("fi", "hyvityslasku", "Sait hyvityslaskun.", "hyvityslaskun"),
        ("sv", "reklamation", "Reklamationerna är här.", "Reklamationerna"),
        ("en", "lead time", "Our lead times vary.", "lead times"),
    ],
)
def test_jargon_is_found_in_any_form(lang: str, listed: str, text: str, place: str) -> None:
    assert advise(text, lang, {listed: "x", "muu": "y"}) == [Advice("jargon", place, "x", listed)]


def test_a_word_inside_another_is_another_word() -> None:
    assert advise("Kuluttajansuoja auttaa.", "fi", {"kuluttaja": "asiakas"}) == []


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_a_draft_that_tells_nothing_to_come_is_asked_what_and_when(lang: str) -> None:
    assert kinds(EMPTY_WORDS[lang], lang) == ["step", "time"]


def test_nobody_is_asked_before_there_is_something_to_ask_about() -> None:
    assert kinds("Kiitos viestistäsi. Pahoittelemme tapahtunutta.") == []


def test_a_time_anywhere_is_a_time() -> None:
    assert "time" not in kinds("Kiitos " + "ja " * 200 + "perjantaina voit. " + EMPTY_WORDS["fi"])


def test_of_each_kind_one_comes_before_a_second() -> None:
    text = "Kuluttajalle ilmoitetaan. Klientille vastataan. " + "sana " * 21

    found = kinds(text, kuluttaja="asiakas", klientti="asiakas")

    assert found == ["jargon", "long", "passive", "time", "jargon", "passive"]


def test_the_same_is_told_once() -> None:
    text = "Kuluttajalle ilmoitetaan, ja kuluttajille Ilmoitetaan."

    assert kinds(text, kuluttaja="asiakas") == ["jargon", "passive"]


@pytest.mark.parametrize("lang", ["", "de", "und", "FI"])
def test_in_other_languages_nothing_is_known(lang: str) -> None:
    assert advise(LONG["fi"], lang, {"asia": "x"}) == []


def test_what_was_quoted_and_signed_is_not_judged() -> None:
    text = "Kiitos.\n\n> Tilaus toimitetaan.\n\nYstävällisin terveisin\nTilaus toimitetaan."

    assert advise(text, "fi", {}) == []


@pytest.mark.parametrize(
    "text", ["Lähetimme sen eilen.", "Pyydän anteeksi.", "Tuotteemme on hyvä.", "Olen pahoillani."]
)
def test_what_was_done_or_felt_is_no_step(text: str) -> None:
    assert not tells_step([text], "fi")


@pytest.mark.parametrize(
    "text",
    ["Etsimme pakettia.", "Soitan sinulle.", "Ota kuva.", "Tarkistakaa osoite.", "Rahat palautetaan.", "Se tulee."],
)
def test_what_is_to_come_is_a_step(text: str) -> None:
    assert tells_step([text], "fi")


@given(st.text(), st.sampled_from(["fi", "sv", "en"]), st.dictionaries(st.text(max_size=20), st.text(max_size=5)))
def test_any_draft_can_be_advised_on(text: str, lang: str, jargon: dict[str, str]) -> None:
    found = advise(text, lang, jargon)

    assert len({(one.kind, one.key) for one in found}) == len(found)
    assert all(one.key in jargon and one.instead == jargon[one.key] for one in found if one.kind == "jargon")


def test_of_a_hostile_draft_only_its_beginning_is_read() -> None:
    begins = "Kuluttajalle toimitetaan. " * (MOST // 26)

    found = advise(begins + "\x00<p>" + "Klientille ilmoitetaan. " * 50_000, "fi", {"kuluttaja": "a", "klientti": "b"})

    assert {one.key for one in found} <= {"kuluttaja", "toimitetaan", "klientti", ""}
    assert found[0] == Advice("jargon", "Kuluttajalle", "a", "kuluttaja")
