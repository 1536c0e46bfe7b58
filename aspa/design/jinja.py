"""The template environment: what every page may use."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from aspa.design import remaining
from aspa.kit import moments

UNITS = ("B", "kB", "MB", "GB")


def environment(**options: Any) -> Environment:
    """Return the environment: strict about names, escaping on, translations from gettext."""
    chosen = {**options, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    made = Environment(**chosen, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # Django passes autoescape
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
    )
    made.globals |= {"_": said, "static": static, "url": url, "language": language, "icon": icon}
    made.filters |= {
        "clock": clock,
        "date": date,
        "day": day,
        "moment": moment,
        "window": window,
        "brief": brief,
        "left": remaining.left,
        "urgency": remaining.urgency,
        "size": size,
        "initials": initials,
    }
    return made


def said(text: str, /, **facts: object) -> Markup:
    """Return a text in the language of whoever looks, with `facts` in their places, escaped."""
    found = translated(text, language())
    return found % facts if facts else found


@lru_cache(8192)
def translated(text: str, _language: str) -> Markup:
    """Return a text in one language; a page shows a hundred, and looking each up anew costs a tenth of the page."""
    return Markup(translation.gettext(text))  # noqa: S704  # our own catalogs


def language() -> str:
    """Return the language of whoever looks."""
    return get_language() or "en"


@cache
def static(path: str) -> str:
    """Return the address of one of the house's own files; it holds as long as this process."""
    return staticfiles_storage.url(path)


def url(name: str, args: Sequence[int | str] = ()) -> str:
    """Return the address of a page; Django's own search for it costs as much as drawing a row of a list."""
    before, *between = parts_of(name, len(args))
    return before + "".join(f"{arg}{part}" for arg, part in zip(args, between, strict=True))


@cache
def parts_of(name: str, count: int) -> list[str]:
    """Return an address cut at its numbers, which are whole and so need no quoting."""
    marks = [7_000_000_000_000 + nth for nth in range(count)]
    return re.split("|".join(map(str, marks)) if marks else "$^", reverse(name, args=marks))


@cache
def icon(name: str) -> Markup:
    """Return a drawing from the house's own sheet; it says nothing to a screen reader, the words beside it do."""
    sheet = static("icons.svg")
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>').format(
        sheet, name
    )


def clock(at: datetime) -> str:
    """Return the time of day as the language writes it."""
    return moments.clock(at, language())


def date(at: datetime) -> str:
    """Return a date with its year."""
    here = at.astimezone(moments.HELSINKI)
    return moments.far_day(here.date(), language())


def day(at: datetime, now: datetime) -> str:
    """Return a day as near as people say it."""
    here = moments.HELSINKI
    return moments.day(at.astimezone(here).date(), now.astimezone(here).date(), language())


def moment(at: datetime, now: datetime) -> str:
    """Return a time as short as it is clear."""
    return moments.moment(at, now, language())


def window(due_until: datetime, now: datetime, due_from: datetime | None = None) -> str:
    """Return a promised window."""
    return moments.window(due_from, due_until, now, language())


def brief(due_until: datetime, now: datetime, due_from: datetime | None = None) -> str:
    """Return a promised window for a narrow row."""
    return moments.brief(due_from, due_until, now, language())


def size(value: int) -> str:
    """Return bytes as people read them: `840 B`, `84 kB`, `1,2 MB`."""
    number, unit = float(value), 0
    while number >= 1000 and unit < len(UNITS) - 1:
        number, unit = number / 1000, unit + 1
    text = f"{number:.1f}" if unit > 1 and number < 10 else f"{number:.0f}"
    return f"{text if language() == 'en' else text.replace('.', ',')} {UNITS[unit]}"


def initials(name: str) -> str:
    """Return one or two letters for a round badge; a question mark when there is no name."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"
