"""What is made of a dictionary: homographs, compounds, and files to look them up in."""

from pathlib import Path

import pytest

from aspa.language.lexicon.compile import FORMS
from aspa.language.lexicon.compounds import parts
from aspa.language.lexicon.homographs import FEWEST_WORDS, homographs
from aspa.language.lexicon.inflection import Change, Inflection, undone
from aspa.language.lexicon.joints import joints
from aspa.language.lexicon.shelf import make, opened

ENDINGS = ["", "n", "a", "ssa", "sta", "lla", "lta", "lle", "ksi"]


def declined(*bases: str) -> dict[str, str]:
    return {base + ending: base for base in bases for ending in ENDINGS}


def test_a_change_is_undone() -> None:
    change = Inflection({"käden": "käsi"}).of["käsi"][0]

    assert change == Change("si", "den")
    assert change.form("käsi") == "käden"
    assert undone("käden", change.undoing()) == "käsi"


def test_a_form_that_another_word_owns_is_a_homograph() -> None:
    words = declined(*(f"{letter}talo" for letter in "abcdefghij"[: FEWEST_WORDS + 2]), "talo")
    words["talon"] = "talkoo"

    assert ("talon", "talo") in {(form, base) for form, base, _change in homographs(Inflection(words), words)}


def test_what_is_nobodys_form_is_no_homograph() -> None:
    words = declined(*(f"{letter}talo" for letter in "abcdefgh"), "talo")
    del words["talon"]

    assert list(homographs(Inflection(words), words)) == []


def test_words_that_open_and_end_compounds_are_counted() -> None:
    words = dict.fromkeys(["kirja", "hylly", "kauppa", "kirjahylly", "kirjakauppa"])
    counted = joints("fi", {word: word for word in words})

    assert counted == {"kirja": (2, 0), "hylly": (0, 1), "kauppa": (0, 1)}


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("verkkokauppa", {"verkko", "kauppa"}),
        ("palautusoikeus", {"palautus", "oikeus"}),
        ("ydinvoimalaitos", {"ydin", "voima", "laitos", "voimalaitos", "ydinvoima"}),
        ("toimituskulut", {"toimitus", "kulu"}),
        ("pöydänjalka", {"pöytä", "jalka"}),
        ("ihmissuhde", {"ihminen", "suhde"}),
    ],
)
def test_compounds_are_taken_apart(word: str, found: set[str]) -> None:
    assert found <= set(parts(word, opened("fi")))


@pytest.mark.parametrize("word", ["kellari", "puhelin", "asiakas", "palaute", "kortteli", "maksaa", "tuoli"])
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert set(parts(word, opened("fi"))) == set()


def test_whoever_comes_second_finds_the_lexicon_made(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    make("en", folder)
    made = (folder / FORMS).stat()

    make("en", folder)

    assert (folder / FORMS).stat() == made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en", "en.lock"]


def test_a_name_is_known_without_its_capital() -> None:
    assert opened("fi").bases("helsingissä") == ("helsinki",)


def test_a_word_in_capitals_is_known() -> None:
    assert opened("fi").bases("LASKUN") == ("lasku",)
