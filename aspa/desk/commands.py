"""
Where the command box leads. Each place is a line here; whatever else a page offers it finds on the page itself: links
of the left column, buttons and menus of the open case, and anything marked `data-command`.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from aspa.desk.words import VIEWS

PLACES: tuple[tuple[str, Text], ...] = (
    ("new_case", _("New case")),
    ("customers", _("Customers")),
    ("my_tasks", _("Tasks")),
    ("new_view", _("New view")),
    ("sweeps", _("Done to many cases")),
    ("passages", _("Ready passages")),
    ("mailboxes", _("Mailboxes")),
    ("house", _("Settings")),
    ("profile", _("Your own settings")),
    ("account_change_password", _("Password")),
    ("account_logout", _("Sign out")),
)
OF_ADMINISTRATORS: tuple[tuple[str, Text], ...] = (
    ("house", _("Brands and queues")),
    ("people_at_work", _("People")),
    ("teams", _("Teams")),
    ("roles", _("Roles")),
    ("programs", _("Programs")),
    ("sign_on", _("Sign-on")),
    ("audit", _("Audit log")),
    ("tag_words", _("Tags")),
)

ACTS: dict[str, Text] = {  # what can be done beside a case, by the names templates have for it
    "task": _("New task"),
    "unknown": _("New question to the customer"),
    "ask": _("Ask in the answer"),
    "option": _("New option for the customer"),
    "offer": _("Offer in the answer"),
    "reason": _("Reason"),
    "tag": _("Add a tag"),
    "untag": _("Take a tag off"),
    "merge": _("Merge into one"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to; `words` are its titles in every language, by any of which it is found."""

    path: str
    title: str
    words: str


@cache
def places(language: str, *, for_administrators: bool = False) -> list[Place]:
    """Return the places in a language, in their order."""
    pages = [(reverse(name), title) for name, title in PLACES + (OF_ADMINISTRATORS if for_administrators else ())]
    views = [(f"{reverse('cases')}?view={view.name}", view.title) for view in VIEWS.values()]
    return [Place(path, _in(language, title), in_all(title)) for path, title in pages + views]


@cache
def acts() -> dict[str, str]:
    """Return what can be done beside a case, by whose words in every language it is found."""
    return {name: in_all(title) for name, title in ACTS.items()}


def in_all(title: Text) -> str:
    """Return a title in every language."""
    return " ".join(_in(language, title) for language, _name in settings.LANGUAGES)


def _in(language: str, title: Text) -> str:
    with translation.override(language):
        return str(title)
