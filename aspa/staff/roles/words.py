"""What roles, powers and reaches are called."""

from django.utils.translation import gettext_lazy as _

from aspa.kit.powers import Power, Reach
from aspa.staff.models import Role

TITLES = {
    Role.Kind.AGENT: _("Agent"),
    Role.Kind.LEAD: _("Team lead"),
    Role.Kind.ADMINISTRATOR: _("Administrator"),
    Role.Kind.PROGRAM: _("Program"),
}
POWERS = {
    Power.READ: _("Reads"),
    Power.ANSWER: _("Answers"),
    Power.CLOSE: _("Closes"),
    Power.EXPORT: _("Exports"),
    Power.ADMINISTER: _("Administers"),
}
REACHES = {
    Reach.NONE: _("not at all"),
    Reach.OWN: _("own cases"),
    Reach.TEAM: _("the team's cases and the queues"),
    Reach.ALL: _("everybody's cases"),
}
