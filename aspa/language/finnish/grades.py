"""Consonant gradation: the strong grades that a weak grade may stand for (*säädetty* : *säätää*)."""

import re
from collections.abc import Iterator

# weak -> strong, as they stand before the last vowel of a stem; VISK (Iso suomen kielioppi) § 41-44
STRONG = {
    "mm": ("mp",),
    "nn": ("nt",),
    "ng": ("nk",),
    "ll": ("lt",),
    "rr": ("rt",),
    "k": ("kk",),
    "p": ("pp",),
    "t": ("tt",),
    "d": ("t",),
    "v": ("p",),
    "lj": ("lk",),
    "rj": ("rk",),
    "": ("k",),
}
LAST = re.compile(r"(.*?)(mm|nn|ng|ll|rr|lj|rj|k|p|t|d|v|)([aeiouyäö])")


def strengthened(stem: str) -> Iterator[str]:
    """Give a stem that ends in a vowel as it stands, and with each strong grade it may come from."""
    yield stem
    if found := LAST.fullmatch(stem):
        for strong in STRONG[found[2]]:
            yield found[1] + strong + found[3]
