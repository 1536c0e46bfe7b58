"""Whom a text calls by name. Pure."""

import re
from collections.abc import Mapping

CALL = re.compile(r"(?<![\w.])@(?=\w)")  # no e-mail address


def called(text: str, names: Mapping[int, str]) -> list[int]:
    """
    Return the keys of those called `@Väinö Kuusinen`, or `@Väinö` where only one is called so, in order of key.

    A call in the middle of an address is none.
    """
    firsts = [name.split()[0].casefold() for name in names.values() if name.split()]
    found = set()
    for call in CALL.finditer(text):
        rest = text[call.end() :].casefold()
        whole = [key for key, name in names.items() if _begins(rest, name.casefold())]
        first = [
            key
            for key, name in names.items()
            if name.split()
            and _begins(rest, name.split()[0].casefold())
            and firsts.count(name.split()[0].casefold()) == 1
        ]
        found.update(whole or first)
    return sorted(found)


def _begins(rest: str, name: str) -> bool:
    return bool(name) and re.match(rf"{re.escape(name)}(?!\w)", rest) is not None
