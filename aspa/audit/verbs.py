"""Noting who looked, and undoing what was set."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.audit.undoing.since import changed_since
from aspa.audit.undoing.ways import way_of, why_not
from aspa.history import verbs as history
from aspa.history.models import Event
from aspa.kit.errors import Forbidden, Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer

NOTED_EVERY = timedelta(hours=1)
MOST_NOTED = 20_000
noted: dict[tuple[int, str, int, int | None], datetime] = {}  # by this process; the table knows what others noted

# A page does not wait for the disk: of a power cut the last half second of looks is lost, never of what was changed.
NOTE = """
with hastily as materialized (select set_config('synchronous_commit', 'off', true))
insert into audit_look (organisation_id, actor, case_id, customer_id, at)
select %(organisation)s, %(actor)s, %(case)s, %(customer)s, %(at)s from hastily
where not exists (
    select from audit_look where customer_id = %(customer)s and actor = %(actor)s and at > %(since)s
    and case_id is not distinct from %(case)s)
"""


class CannotUndo(Refused):
    """This cannot be set back by itself, for the reason that the sentence gives."""

    code = "cannot_undo"


class UndoneAlready(Refused):
    """Somebody has set it back."""

    code = "undone_already"


def note_look(viewer: Viewer, *, customer_id: int, at: datetime, case_id: int | None = None) -> None:
    """Note that somebody looks at a customer, in one of their cases or beside them; once an hour is enough."""
    look = (viewer.organisation_id, viewer.actor, customer_id, case_id)
    if timedelta(0) <= at - noted.get(look, at - NOTED_EVERY) < NOTED_EVERY:
        return
    facts: dict[str, Any] = {
        "organisation": viewer.organisation_id,
        "actor": viewer.actor,
        "case": case_id,
        "customer": customer_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTE, {**facts, "at": at, "since": at - NOTED_EVERY})
    if len(noted) >= MOST_NOTED:
        noted.clear()
    noted[look] = at


@transaction.atomic
def undo(event: Event, *, by: Viewer, at: datetime) -> None:
    """
    Set back what was changed, by the verb that sets it; that is a change like any other, and can be undone.

    What stands there now must be what the change left, or else somebody has changed it since. Of two who undo the same
    at once the second is told so.

    Raises Forbidden, UndoneAlready, CannotUndo, ChangedSince, Missing, and what the verb of the setting refuses.
    """
    if not by.may(Power.ADMINISTER):
        raise Forbidden(_("Only an administrator may do this."))
    Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if Event.objects.filter(organisation_id=event.organisation_id, undoes=event.pk).exists():
        raise UndoneAlready(_("This was set back already."))
    way = way_of(event.name, event.facts)
    if way is None:
        raise CannotUndo(why_not(event.name, event.facts))
    with history.undoing(event) as told:
        way.act(event, by=by, at=at)
    if not told or _is_other(told[0], event):
        raise changed_since()


def _is_other(told: Event, event: Event) -> bool:
    """Tell whether a verb found something else than a change had left, as far as both say what stood."""
    if "before" not in told.facts or "after" not in event.facts:
        return False
    found, left = json.loads(json.dumps(told.facts["before"])), event.facts["after"]
    if not isinstance(found, dict):
        return bool(found != left)
    is_more = told.name == event.name  # the same act touched more than before: that more is not what the change left
    return any(left[fact] != value if fact in left else is_more for fact, value in found.items())
