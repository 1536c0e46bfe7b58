"""What is known of one word, whatever its language."""

from typing import NamedTuple


class Word(NamedTuple):
    """
    A word of a text.

    Attributes:
        form: as it stands, in small letters.
        bases: base forms of the whole word, the likeliest first; never empty.
        found_by: what it is found by beside these: parts of compounds, roots, the form itself.
        is_known: whether a lexicon knows it; else `bases` are guesses.
    """

    form: str
    bases: tuple[str, ...]
    found_by: tuple[str, ...]
    is_known: bool
