"""One Finnish word understood: its base forms, and what else it is found by."""

from collections.abc import Iterator

from aspa.language.finnish.dots import dotted
from aspa.language.finnish.endings import without_clitic, without_possessive
from aspa.language.finnish.guess import guesses
from aspa.language.finnish.particles import PARTICLES
from aspa.language.finnish.roots import inflected_roots, positives, singulars, verbs
from aspa.language.lexicon.compounds import Cover, cover, parts, parts_of
from aspa.language.lexicon.joints import SHORTEST
from aspa.language.lexicon.lexicon import Lexicon
from aspa.language.word import Word


def understood(written: str, lexicon: Lexicon) -> Word:
    """Return a word understood: known as it is, as a compound, once it has its dots; else guessed."""
    small = written.lower()
    if small in PARTICLES:
        return Word(small, (small,), (), is_known=True)
    if found := _known(written, lexicon):
        whole, by = found
        return Word(small, whole, (*by, *_derived(whole, lexicon), small), is_known=True)
    bare = next(without_possessive(small), small)
    return Word(small, (small, *guesses(bare), *((bare,) if bare != small else ())), (), is_known=False)


def _known(written: str, lexicon: Lexicon) -> tuple[tuple[str, ...], Iterator[str]] | None:
    """Base forms of a word that can be made out, and parts it was made out by."""
    small = written.lower()
    if known := bases(written, lexicon):
        return known, iter(())
    if compound := _compound(small, lexicon):
        return ("".join(compound.openings) + compound.last,), parts_of(compound, lexicon)
    if (marked := dotted(small)) and (known := bases(marked, lexicon)):
        return known, iter(())
    roots = dict.fromkeys(root for root in inflected_roots(small) if lexicon.is_base(root))
    return (tuple(roots), iter(())) if roots else None


def bases(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the base forms of a word that the lexicon knows, with or without what hangs at its end; else nothing."""
    if found := lexicon.bases(word):
        return found
    bare = without_clitic(word)
    if bare and (found := bases(bare, lexicon)):
        return found
    return next((found for owned in without_possessive(word) if (found := lexicon.bases(owned))), ())


def _compound(word: str, lexicon: Lexicon) -> Cover | None:
    def ending(rest: str) -> str | None:
        known = [base for base in bases(rest, lexicon) if len(base) >= SHORTEST]
        return rest if rest in known else min(known, key=lexicon.end_cost, default=None)

    return cover(word, lexicon, ending, seen=False)


def _derived(known: tuple[str, ...], lexicon: Lexicon) -> Iterator[str]:
    """What base forms are found by beside themselves: parts of compounds, verbs of participles, plain adjectives."""
    for base in known:
        yield from parts(base, lexicon)
        yield from (root for root in (*verbs(base), *positives(base), *singulars(base)) if lexicon.is_base(root))
