"""
Forms that belong to two words, found in a dictionary that gives each form one base form only.

*tilaa* is a form of *tila* and of *tilata*; a dictionary of form -> base form must drop one. What was dropped shows as
a gap: words that end alike are inflected alike, so a form that most of a word's likes have and the word lacks, while
another word owns it, is a homograph. Measured on a treebank this finds seven words in a thousand that were missed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from aspa.language.lexicon.inflection import Change, Inflection
from aspa.language.lexicon.source import is_common

ALIKE = (4, 3)  # letters at the end that make words alike; fewer where too few share more
FEWEST_WORDS = 8  # alike, before they say anything of each other
FEWEST_FORMS = 8  # of a word, before gaps in it mean anything
ITSELF = Change("", "")
MOST_HAVE = 0.6  # share of the words alike that have a form


def homographs(inflection: Inflection, owners: Mapping[str, str]) -> Iterator[tuple[str, str, Change]]:
    """
    Give each form that belongs to one more word than its dictionary says, with that word and how it is made of it.

    Args:
        owners: form -> base form, the dictionary.
    """
    common = {
        base: changes for base, changes in inflection.of.items() if len(changes) >= FEWEST_FORMS and is_common(base)
    }
    usual = _usual(common)
    for base, changes in common.items():
        if owners.get(base, base) != base:
            yield base, base, ITSELF
        likes = next((usual[base[-letters:]] for letters in ALIKE if base[-letters:] in usual), set())
        for change in likes.difference(changes):
            form = change.form(base)
            if form != base and owners.get(form, base) != base:
                yield form, base, change


def _usual(words: Mapping[str, list[Change]]) -> dict[str, set[Change]]:
    """For each end that enough words share: the changes that most of them make."""
    usual: dict[str, set[Change]] = {}
    for letters in ALIKE:
        alike = Counter(base[-letters:] for base in words)
        counts: dict[str, Counter[Change]] = defaultdict(Counter)
        for base, changes in words.items():
            if alike[base[-letters:]] >= FEWEST_WORDS:
                counts[base[-letters:]].update(set(changes))
        for end, count in counts.items():
            usual[end] = {one for one, n in count.items() if n >= MOST_HAVE * alike[end]}
    return usual
