"""What each power of a role lets one do, and what roles and their places are called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from aspa.kit.powers import Power
from aspa.staff.models import Grant, Role
from aspa.staff.roles.words import TITLES

MEANINGS = {
    Power.READ: _("Sees the cases, their messages and files, in lists and in search."),
    Power.ANSWER: _("Writes to customers and colleagues, takes, hands over and sorts cases."),
    Power.CLOSE: _("Closes cases and opens them again."),
    Power.EXPORT: _("Takes data out: whole original letters, and lists as files."),
    Power.ADMINISTER: _("Sets up brands, people, roles and programs, and reads the audit log."),
}


def title(role: Role) -> Any:
    """Return what a role is called: its own name, else that of its kind in the language of whoever looks."""
    return role.name or TITLES[Role.Kind(role.kind)]


def place(grant: Grant) -> str:
    """Return where a role holds, as a name; empty for everywhere."""
    where = grant.brand or grant.queue
    return where.name if where else ""
