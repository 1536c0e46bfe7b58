"""Finnish written without its dots: *missa* for *missä*."""

DOTTED = str.maketrans("ao", "äö")


def dotted(word: str) -> str | None:
    """
    Return a word as it would be with all its dots, or None where it has some already or needs none.

    Vowels of a word agree: where one of a, o stands for ä, ö, all do (VISK § 15). Compounds of both kinds are missed.
    """
    back = word.translate(DOTTED)
    return back if back != word and "u" not in word and "ä" not in word and "ö" not in word else None
