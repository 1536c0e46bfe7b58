"""Noting who looked, and undoing what was set."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.brands import queries as brands
from aspa.brands import verbs as brand_verbs
from aspa.history.models import Event
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.staff.roles import queries as roles
from aspa.staff.roles import verbs as role_verbs

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
    """This cannot be set back by itself."""

    code = "cannot_undo"


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
    Set back what was changed, as far as it is still there; that is a change like any other, and can be undone.

    Raises CannotUndo, Missing, and what the verb of the setting refuses.
    """
    before = event.facts.get("before")
    if event.name == "role.changed" and before:
        reaches = {name: value for name, value in before.items() if name != "name"}
        role = roles.role_of(by, event.subject_id)
        role_verbs.change_role(role, name=before["name"], reaches=reaches, by=by.actor, at=at)
    elif event.name == "brand.changed" and before:
        brand_verbs.set_back(brands.brand_of(by, event.subject_id), before, by=by.actor, at=at)
    else:
        raise CannotUndo(_("This cannot be set back by itself. Change it where it is set."))
