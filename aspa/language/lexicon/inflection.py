"""Forms as changes of base forms: what is taken from the end, and what comes there."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple


class Change(NamedTuple):
    """How a form is made of its base form: `lost` at the end of the base form, `added` instead."""

    lost: str
    added: str

    def form(self, base: str) -> str:
        """Return the form of a base form."""
        return base.removesuffix(self.lost) + self.added

    def undoing(self) -> bytes:
        """Return how the base form is made of the form: how many bytes go from its end, and what comes there."""
        return bytes([min(len(self.added.encode()), 255)]) + self.lost.encode()


def undone(form: str, undoing: bytes) -> str:
    """Return the base form of a form, by what `undoing` gave."""
    written = form.encode()
    return (written[: len(written) - undoing[0]] + undoing[1:]).decode()


class Inflection:
    """All forms of a dictionary, by base form; each change is kept once, whatever number of words it changes."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.of: dict[str, list[Change]] = defaultdict(list)
        self._made: dict[tuple[str, str], Change] = {}
        for form, base in words.items():
            self.of[base].append(self._change(base, form))

    def _change(self, base: str, form: str) -> Change:
        kept = len(base)
        while not form.startswith(base[:kept]):
            kept -= 1
        key = base[kept:], form[kept:]
        if (change := self._made.get(key)) is None:
            change = self._made[key] = Change(*key)
        return change
