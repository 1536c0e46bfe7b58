"""The template environment: what every page may use."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import get_language
from jinja2 import Environment, StrictUndefined

MINUTE, HOUR = 60, 3600


def environment(**options: Any) -> Environment:
    """Return the environment: strict about names, escaping on, translations from gettext."""
    made = Environment(**{**options, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # Django passes autoescape
    made.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    made.globals |= {"static": staticfiles_storage.url, "url": reverse, "language": get_language}
    made.filters |= {"moment": moment, "clock": clock, "size": formats_size}
    return made


def local(at: datetime) -> datetime:
    """Return `at` in the zone of whoever looks."""
    return timezone.localtime(at)


def clock(at: datetime) -> str:
    """Return the time of day as people of the language write it: 14.00, 14:00, 2 p.m."""
    return str(formats.date_format(local(at), "TIME_FORMAT"))


def moment(at: datetime, now: datetime | None = None) -> str:
    """Return a time as short as it is clear: today only the clock, this year without the year."""
    here, today = local(at), local(now or timezone.now())
    if here.date() == today.date():
        return clock(at)
    if here.year == today.year:
        return f"{here.day}.{here.month}. {clock(at)}"
    return f"{here.day}.{here.month}.{here.year}"


def formats_size(size: int) -> str:
    """Return bytes as people read them."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size = round(size / 1000, 1) if size < 10_000 else size // 1000
    return f"{size:.0f} GB"


ZONE = ZoneInfo("Europe/Helsinki")
