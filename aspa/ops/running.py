"""The commands that run Aspa."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from aspa.ops import database
from aspa.ops.serving.serve import alone
from aspa.ops.serving.serve import serve as serve_all
from aspa.staff import queries as staff
from aspa.staff.inviting import verbs as inviting


def serve() -> None:
    """Run everything, until Ctrl-C or SIGTERM."""
    serve_all(greeting)


def part(*, name: str) -> None:
    """Run one part alone, until SIGTERM."""
    alone(name)


def migrate() -> None:
    """Bring the database to this release."""
    with database.database("migrate", makes=True):
        print(_("The database is at this release."))


def greeting() -> str:
    """Return where the desk is, and the way in when nobody can sign in yet."""
    lines = ["", _("Aspa is ready: %(address)s") % {"address": settings.BASE_URL}, ""]
    if not staff.has_agents():
        link = f"{settings.BASE_URL}/start/{inviting.invite(None, at=timezone.now())}/"
        lines += [_("Nobody can sign in yet. Make the first administrator here; the link works once:"), link, ""]
    return "\n".join([*lines, _("Ctrl-C stops everything."), ""])
