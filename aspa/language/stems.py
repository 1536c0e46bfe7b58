"""Words of languages with little inflection: their base form by the lexicon, else their stem."""

from functools import cache

import Stemmer

from aspa.language.lexicon.compounds import cover, parts, parts_of
from aspa.language.lexicon.joints import SHORTEST
from aspa.language.lexicon.lexicon import Lexicon
from aspa.language.word import Word

ALGORITHMS = {"sv": "swedish", "en": "english"}


@cache
def stemmer(language: str) -> Stemmer.Stemmer:
    """Return the Snowball stemmer of a language (snowballstem.org)."""
    return Stemmer.Stemmer(ALGORITHMS[language], 0)


def understood(written: str, lexicon: Lexicon) -> Word:
    """Return a Swedish or English word understood: known as it is, as a compound, or by its stem."""
    small = written.lower()
    if known := lexicon.bases(written):
        return Word(small, known, (*(part for base in known for part in parts(base, lexicon)), small), is_known=True)

    def ending(rest: str) -> str | None:
        return next((base for base in lexicon.bases(rest) if len(base) >= SHORTEST), None)

    if compound := cover(small, lexicon, ending, seen=True):
        whole = "".join(compound.openings) + compound.last
        return Word(small, (whole,), (*parts_of(compound, lexicon), small), is_known=True)
    return Word(small, (small, stemmer(lexicon.language).stemWord(small)), (), is_known=False)
