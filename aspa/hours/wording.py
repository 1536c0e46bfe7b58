"""Opening hours as people write them: `8–12, 13–16.30`. Pure."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from django.utils.translation import gettext as _

from aspa.hours.working_time import MIDNIGHT, Opening
from aspa.kit.errors import Refused

CLOSED = {"", "-", "–", "—", "0", "kiinni", "suljettu", "stängt", "closed"}
ALL_DAY = {"24h", "24 h", "24/7", "24", "vrk", "ympäri vuorokauden", "dygnet runt", "all day"}
WORDS = re.compile(r"\b(?:klo|kello|kl|klockan|ja|och|and|to|till)\b\.?|\bh\b", re.IGNORECASE)
TIME = r"(\d{1,2})(?:[.:](\d{2})|(?<=\d\d)(\d{2}))?\s*([ap]m)?"
SPAN = re.compile(rf"{TIME}\s*[-–—−]\s*{TIME}", re.IGNORECASE)
NOON, MINUTES, DAY = 12, 60, 24


class NotHours(Refused):
    """These are no opening hours."""

    code = "not_hours"


def read(text: str) -> list[Opening]:
    """
    Return the openings of one day, in order; none where it is closed.

    Raises NotHours.
    """
    said = " ".join(text.lower().split())
    if said in CLOSED:
        return []
    if said in ALL_DAY:
        return [(MIDNIGHT, MIDNIGHT)]
    found = SPAN.findall(WORDS.sub(" ", said))
    if not found or re.sub(r"[\s,;/&+]", "", SPAN.sub("", WORDS.sub(" ", said))):
        raise NotHours(_("“%(text)s” are no hours. Write them like this: 8–12, 13–16.") % {"text": text.strip()[:60]})
    openings = sorted((_time(*span[:4]), _time(*span[4:], is_end=True)) for span in found)
    _check(openings)
    return openings


def written(openings: Sequence[Opening]) -> str:
    """Return the openings of a day as `read` understands them: `8–12, 13–16.30`."""
    return ", ".join(f"{_short(opens)}–{_short(closes, is_end=True)}" for opens, closes in sorted(openings))


def _time(hour: str, minute: str, joined: str, half: str, *, is_end: bool = False) -> time:
    hours, minutes = int(hour), int(minute or joined or 0)
    if half:
        hours = hours % NOON + (NOON if half == "pm" else 0)
    if hours == DAY and not minutes and is_end:
        return MIDNIGHT
    if hours >= DAY or minutes >= MINUTES:
        raise NotHours(_("There is no time %(time)s on the clock.") % {"time": f"{hours}.{minutes:02}"})
    return time(hours, minutes)


def _check(openings: Sequence[Opening]) -> None:
    for opens, closes in openings:
        if closes != MIDNIGHT and closes <= opens:
            raise NotHours(_("%(hours)s ends before it begins.") % {"hours": written([(opens, closes)])})
    for (_opens, closes), (again, _closes) in pairwise(openings):
        if closes == MIDNIGHT or again < closes:
            raise NotHours(_("These hours overlap: %(hours)s.") % {"hours": written(openings)})


def _short(at: time, *, is_end: bool = False) -> str:
    if at == MIDNIGHT and is_end:
        return "24"
    return f"{at.hour}.{at.minute:02}" if at.minute else f"{at.hour}"
