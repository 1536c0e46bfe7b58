"""What roles, powers and reaches are called, and what each setting does."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from aspa.kit.powers import Power, Reach
from aspa.staff.models import Grant, Role

TITLES = {
    Role.Kind.AGENT: _("Agent"),
    Role.Kind.LEAD: _("Team lead"),
    Role.Kind.ADMINISTRATOR: _("Administrator"),
    Role.Kind.PROGRAM: _("Program"),
}
POWERS = {
    Power.READ: (_("Reads"), _("Sees the cases, their messages and files, in lists and in search.")),
    Power.ANSWER: (
        _("Answers"),
        _("Writes to customers and colleagues, takes, hands over and sorts cases."),
    ),
    Power.CLOSE: (_("Closes"), _("Closes cases and opens them again.")),
    Power.EXPORT: (_("Exports"), _("Takes data out: whole original letters, and lists as files.")),
    Power.ADMINISTER: (
        _("Administers"),
        _("Sets up brands, people, roles and programs, and reads the audit log."),
    ),
}
REACHES = {
    Reach.NONE: _("not at all"),
    Reach.OWN: _("own cases"),
    Reach.TEAM: _("the team's cases and the queues"),
    Reach.ALL: _("everybody's cases"),
}


def title(role: Role) -> Any:
    """Return what a role is called: its own name, else that of its kind in the language of whoever looks."""
    return role.name or TITLES[Role.Kind(role.kind)]


def place(grant: Grant) -> str:
    """Return where a role holds, as a name; empty for everywhere."""
    where = grant.brand or grant.queue
    return where.name if where else ""
