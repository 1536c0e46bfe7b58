"""Asking about replies that wait to leave."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from aspa.cases.allowed import narrowed
from aspa.drafting.models import Habits, Held
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent


def held_of(viewer: Viewer, held_id: int) -> Held:
    """
    Return a held reply with its case.

    Raises Missing.
    """
    found: Held | None = Held.objects.visible_to(viewer).select_related("case", "agent").filter(pk=held_id).first()
    return or_missing(found, _("There is no such reply."))


def held_in(viewer: Viewer, case_id: int) -> list[Held]:
    """Return the replies of a case that have not left, the one that leaves first foremost."""
    still = Held.objects.visible_to(viewer).filter(case_id=case_id, left_at=None, withdrawn_at=None)
    return list(still.select_related("case").order_by("leaves_at", "id"))


def waiting(viewer: Viewer, *, after: int | None = None, limit: int) -> list[Held]:
    """Return replies that have not left, of all cases that the viewer may read, with those, after a key."""
    still = Held.objects.visible_to(viewer).filter(narrowed(viewer, prefix="case__"))
    rows = still.filter(left_at=None, withdrawn_at=None, pk__gt=after or 0)
    return list(rows.select_related("case").order_by("id")[:limit])


def stopped_of(viewer: Agent) -> list[Held]:
    """Return an agent's replies that did not leave because something changed, with their cases."""
    mine = Held.objects.visible_to(viewer).filter(agent=viewer, left_at=None, withdrawn_at=None)
    return list(mine.filter(stopped_at__isnull=False).select_related("case").order_by("stopped_at", "id")[:50])


def next_due() -> datetime | None:
    """Return when the next held reply leaves."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.next_held()")
        due: datetime | None = cursor.fetchone()[0]
    return due


def take_due(*, at: datetime) -> tuple[int, int] | None:
    """Return organisation and key of the held reply that leaves first, held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation_id, id from doors.held_due(%s)", [at])
        due: tuple[int, int] | None = cursor.fetchone()
    return due


def habits_of(agent: Agent) -> Habits:
    """Return how an agent likes to write."""
    return Habits.objects.filter(agent=agent).first() or Habits(agent=agent)
