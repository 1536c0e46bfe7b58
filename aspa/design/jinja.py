"""The template environment: what every page may use."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils.translation import get_language
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from aspa.design import remaining
from aspa.design.linked import linked
from aspa.design.settled import Settled
from aspa.design.spoken import Spoken
from aspa.kit import phones
from aspa.kit.addresses import is_plausible


class Languages:
    """
    The template environments, one for each language.

    Asking for the language at each text, time and size of a page costs as much as half of its template.
    """

    def __init__(self, **options: Any) -> None:
        self.options = options
        self.made: dict[str, Environment] = {}

    def get_template(self, name: str) -> Template:
        """Return a template in the language of whoever looks."""
        return self._of(get_language() or "en").get_template(name)

    def _of(self, language: str) -> Environment:
        return self.made.get(language) or self.made.setdefault(language, environment(Spoken(language), **self.options))


def environment(spoken: Spoken, **options: Any) -> Environment:
    """Return an environment: strict about names, escaping on, everything said in one language."""
    chosen = {**options, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    made = Settled(**chosen, trim_blocks=True, lstrip_blocks=True)  # Django passes autoescape
    made.policies["ext.i18n.trimmed"] = True
    made.globals |= {"_": spoken.said, "gettext": spoken.said, "ngettext": spoken.counted}
    made.globals |= {
        "language": lambda: spoken.language,
        "units": spoken.units,
        "static": static,
        "url": url,
        "icon": icon,
    }
    # A part in which nothing ever changes is drawn once.
    made.globals["once"] = cache(lambda name: Markup(made.get_template(name).render()))  # noqa: S704  # escapes itself
    made.filters |= {
        "clock": spoken.clock,
        "date": spoken.date,
        "day": spoken.day,
        "moment": spoken.moment,
        "window": spoken.window,
        "brief": spoken.brief,
        "left": remaining.left,
        "urgency": remaining.urgency,
        "size": spoken.size,
        "decimal": spoken.decimal,
        "initials": initials,
        "phone": phones.shown,
        "reachable": is_plausible,
        "linked": linked,
    }
    return made


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
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>').format(sheet, name)


def initials(name: str) -> str:
    """Return one or two letters for a round badge; a question mark when there is no name."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"
