"""Saying which words a brand avoids, for the hints that its agents get while they write."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import AvoidedWord, Brand
from aspa.brands.verbs import spoken
from aspa.history import verbs as history
from aspa.kit.errors import Refused
from aspa.kit.lines import one_line

LONGEST = 60
MOST = 300  # words of a brand in one language; each letter is looked through for all of them


class BadWord(Refused):
    """Nothing that could stand in a letter, or nothing to write instead of it."""

    code = "bad_word"


class TooManyWords(Refused):
    """Nobody keeps so many in mind."""

    code = "too_many_words"


@transaction.atomic
def avoid(brand: Brand, *, language: str, word: str, plain: str, by: str, at: datetime) -> AvoidedWord:
    """
    Hint from now on at a plain word where a brand's agents write `word`, in whichever form; of one that is avoided
    already only the plain word changes. Nothing happens where that is the same too.

    Raises UnknownLanguage, BadWord and TooManyWords.
    """
    word, plain = one_line(word).lower(), one_line(plain)
    if not (_is_writable(word) and _is_writable(plain)) or word == plain.lower():
        raise BadWord(_("Write a word to avoid, and another that is plainer, each of at most 60 letters."))
    _hold(brand)
    ours = AvoidedWord.objects.filter(brand=brand, language=spoken(language))
    found: AvoidedWord | None = ours.filter(word=word).first()
    if found is None and ours.count() >= MOST:
        raise TooManyWords(_("A brand avoids at most %(most)s words in a language.") % {"most": MOST})
    made = found or AvoidedWord(organisation_id=brand.organisation_id, brand=brand, language=language, word=word)
    before, made.plain = made.plain, plain
    if before != plain:
        made.save()
        _record("brand.word_avoided", made, by=by, at=at, before=before, after=plain)
    return made


@transaction.atomic
def allow(brand: Brand, *, language: str, word: str, by: str, at: datetime) -> None:
    """Hint at nothing any more where a word is written; nothing happens where it is not avoided."""
    _hold(brand)
    found = AvoidedWord.objects.filter(brand=brand, language=language, word=one_line(word).lower()).first()
    if found:
        found.delete()
        _record("brand.word_allowed", found, by=by, at=at, before=found.plain, after="")


def _hold(brand: Brand) -> None:
    """Let of two who change the words of a brand at once the second see what the first did."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)


def _is_writable(words: str) -> bool:
    return 0 < len(words) <= LONGEST and any(map(str.isalnum, words))


def _record(name: str, about: AvoidedWord, *, before: str, after: str, by: str, at: datetime) -> None:
    history.record(
        name,
        organisation_id=about.organisation_id,
        subject_id=about.brand_id,
        actor=by,
        at=at,
        language=about.language,
        word=about.word,
        before={"plain": before},  # "" = the word was not avoided
        after={"plain": after},
    )
