"""What one language says and writes on a page. A page asks a hundred times, so its language is settled once."""

from datetime import datetime
from functools import lru_cache

from django.utils import translation
from markupsafe import Markup

from aspa.kit import moments

UNITS = {"fi": ("tavua", "kt", "Mt", "Gt")}
UNITS_ELSEWHERE = ("B", "kB", "MB", "GB")


class Spoken:
    """One language: its texts, and the way it writes times and sizes."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.units = UNITS.get(language, UNITS_ELSEWHERE)
        self.texts: dict[str, Markup] = {}
        self.counted = lru_cache(512)(self._counted)

    def said(self, text: str, /, **facts: object) -> Markup:
        """Return a text in this language with `facts` in their places, escaped."""
        found = self.texts.get(text) or self._found(text)
        return found % facts if facts else found

    def _found(self, text: str) -> Markup:
        with translation.override(self.language):
            found = Markup(translation.gettext(text))  # noqa: S704  # our own catalogs
        return self.texts.setdefault(text, found)

    def _counted(self, one: str, many: str, num: int) -> Markup:
        """Return a text as it stands with a number."""
        with translation.override(self.language):
            return Markup(translation.ngettext(one, many, num)) % {"num": num}  # noqa: S704  # our own catalogs

    def clock(self, at: datetime) -> str:
        """Return the time of day as the language writes it."""
        return moments.clock(at, self.language)

    def date(self, at: datetime) -> str:
        """Return a date with its year."""
        return moments.far_day(at.astimezone(moments.HELSINKI).date(), self.language)

    def day(self, at: datetime, now: datetime) -> str:
        """Return a day as near as people say it."""
        here = moments.HELSINKI
        return moments.day(at.astimezone(here).date(), now.astimezone(here).date(), self.language)

    def moment(self, at: datetime, now: datetime) -> str:
        """Return a time as short as it is clear."""
        return moments.moment(at, now, self.language)

    def window(self, due_until: datetime, now: datetime, due_from: datetime | None = None) -> str:
        """Return a promised window."""
        return moments.window(due_from, due_until, now, self.language)

    def brief(self, due_until: datetime, now: datetime, due_from: datetime | None = None) -> str:
        """Return a promised window for a narrow row."""
        return moments.brief(due_from, due_until, now, self.language)

    def size(self, value: int) -> str:
        """Return bytes as people read them: `840 tavua`, `84 kt`, `1,2 Mt`."""
        number, unit = float(value), 0
        while number >= 1000 and unit < len(self.units) - 1:
            number, unit = number / 1000, unit + 1
        text = f"{number:.1f}" if unit > 1 and number < 10 else f"{number:.0f}"
        return f"{self.decimal(text)} {self.units[unit]}"

    def decimal(self, value: float | str) -> str:
        """Return a number with the mark people read before its tenths: `7,9`."""
        return str(value) if self.language == "en" else str(value).replace(".", ",")
