"""Everything that is shown to people is there in Finnish and Swedish, and what programs read is what was translated."""

import re

import pytest

from scripts import catalogs

PLACE = re.compile(r"%\((\w+)\)[sd]")
texts = pytest.fixture(scope="module")(catalogs.found)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_text_is_translated(language, texts):
    waiting = [text.id for text in catalogs.untranslated(catalogs.merged(language, texts))]

    assert waiting == [], "translate these in aspa/locale, then run scripts/translate"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_text_is_left_that_nothing_shows(language, texts):
    shown = {text.id for text in texts}

    assert [text.id for text in catalogs.known(language) if text.id not in shown] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_compiled_catalog_is_current(language):
    compiled = catalogs.compiled(catalogs.known(language))

    assert catalogs.path_of(language, "mo").read_bytes() == compiled, "run scripts/translate"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_translation_has_the_places_of_its_text(language):
    odd = [
        text.id
        for text in catalogs.known(language)
        if text.id and not text.pluralizable and set(PLACE.findall(text.id)) != set(PLACE.findall(text.string))
    ]

    assert odd == []
