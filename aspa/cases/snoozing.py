"""Letting a case rest until a moment. It wakes once, whatever happens meanwhile, and no promise is slept through."""

import json
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Snooze
from aspa.cases.touch import changed, lock, must_be_open, point_to_most_urgent
from aspa.history import verbs as history
from aspa.kit.errors import Refused
from aspa.kit.lines import one_line
from aspa.kit.viewer import Viewer
from aspa.kit.walls import within
from aspa.live import verbs as live
from aspa.promises import verbs as promises
from aspa.promises.models import Promise

LONGEST = timedelta(days=366)
NOTE = 200  # characters
BATCH = 200

# The case is held first, as every verb holds it; a case somebody is changing just now waits for the next turn.
HOLD_DUE = """
select s.id from cases_snooze s join cases_case c on c.id = s.case_id
where s.organisation_id = %s and s.ended_at is null and s.until <= %s
order by s.until, s.id limit %s for no key update of c skip locked
"""
# It woke when its moment came, however late a worker noticed. A new statement sees what was done while the case was not
# yet held: whoever ends the rest first has ended it.
WAKE = """
with woken as (
    update cases_snooze set ended_at = until, ended_by = 'aspa', ending = 'woke'
    where id = any(%(ids)s) and ended_at is null returning case_id, until
)
update cases_case c set snooze_id = null from woken where c.id = woken.case_id
returning c.id, c.number, woken.until
"""


class SnoozePast(Refused):
    """It would wake before now."""

    code = "snooze_past"


class SnoozeTooLong(Refused):
    """It would rest for more than a year."""

    code = "snooze_too_long"


class PromiseSooner(Refused):
    """Something is promised for a time at which the case would still rest."""

    code = "promise_sooner"


class NotSnoozed(Refused):
    """The case does not rest."""

    code = "not_snoozed"


@transaction.atomic
def snooze(case: Case, *, until: datetime, by: Viewer, at: datetime, note: str = "") -> Snooze:
    """
    Let a case rest until a moment; one that rests already then wakes at the new one.

    Args:
        note: what is waited for, in a line.

    Raises AlreadyClosed, SnoozePast, SnoozeTooLong, and PromiseSooner when something is owed before it would wake.
    """
    lock(case)
    must_be_open(case)
    _check(case, until=until, at=at)
    _end(case, Snooze.Ending.REPLACED, by=by, at=at)
    line = one_line(note)[:NOTE]
    facts = {"until": until, "note": line, "snoozed_by": by.actor, "snoozed_at": at}
    case.snooze = Snooze.objects.create(organisation_id=case.organisation_id, case=case, **facts)
    case.save(update_fields=["snooze"])
    changed(case, "case.snoozed", by=by, at=at, until=until.isoformat())
    return case.snooze


@transaction.atomic
def wake(case: Case, *, by: Viewer, at: datetime) -> None:
    """
    End a rest before its moment.

    Raises NotSnoozed.
    """
    lock(case)
    if not _end(case, Snooze.Ending.STOPPED, by=by, at=at):
        raise _not_snoozed()
    changed(case, "case.woken", by=by, at=at)


@transaction.atomic
def rest_on(case: Case, *, by: Viewer, at: datetime) -> None:
    """
    Say that what the customer wrote while the case rested needs no answer: it rests on until its moment.

    An answer owed to what came meanwhile is withdrawn; what was promised before stays owed.

    Raises NotSnoozed, and PromiseSooner when something else is owed before the case would wake.
    """
    lock(case)
    if case.snooze is None:
        raise _not_snoozed()
    came_since = {"act": Promise.Act.ANSWER, "given_at__gte": case.snooze.snoozed_at, "given_by": "aspa"}
    for owed in Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True, **came_since).order_by("id"):
        promises.withdraw(owed, reason="no_answer_needed", by=by.actor, at=at)
    point_to_most_urgent(case)
    _check_promise(case, until=case.snooze.until)
    settle(case)
    changed(case, "case.rests_on", by=by, at=at)


def settle(case: Case) -> None:
    """Let a case that is held and came up rest again: its customer has been answered."""
    if case.snooze and case.snooze.roused_at:
        case.snooze.roused_at = None
        case.snooze.save(update_fields=["roused_at"])


def rouse(case: Case, *, at: datetime) -> None:
    """Bring up a case that is held and rests: something came that somebody must see. It still wakes at its moment."""
    Snooze.objects.filter(case=case, ended_at__isnull=True, roused_at__isnull=True).update(roused_at=at)


def end_with_case(case: Case, *, by: Viewer, at: datetime) -> None:
    """End the rest of a case that is held and is being closed; nothing happens when it does not rest."""
    _end(case, Snooze.Ending.CLOSED, by=by, at=at)


def wake_due(*, at: datetime) -> int:
    """
    Wake every case whose moment has come, and let browsers know; return how many.

    Works in batches of their own transactions, each of one organisation; a case wakes once, however many wake at once
    and wherever one of them dies.
    """
    with connection.cursor() as cursor:
        cursor.execute("select doors.organisations_waking(%s)", [at])
        waking = sorted(row[0] for row in cursor.fetchall())
    total = 0
    for organisation_id in waking:
        with within(organisation_id):
            while woken := _wake_batch(organisation_id, at=at):
                total += woken
    return total


@transaction.atomic
def _wake_batch(organisation_id: int, *, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(HOLD_DUE, [organisation_id, at, BATCH])
        cursor.execute(WAKE, {"ids": [id for (id,) in cursor.fetchall()]})
        rows = sorted(cursor.fetchall())
    is_due = "case.woke" in history.reactions
    history.record_many(
        [
            history.NewEvent(
                organisation_id, "case.woke", id, "aspa", until, json.dumps({"noticed_at": at.isoformat()}), is_due
            )
            for id, _number, until in rows
        ]
    )
    if rows:
        live.hint([*(f"case-{number}" for _id, number, _until in rows), "list"], organisation_id=organisation_id, at=at)
    return len(rows)


def _check(case: Case, *, until: datetime, at: datetime) -> None:
    if until <= at:
        raise SnoozePast(_("Choose a time that is still to come."))
    if until - at > LONGEST:
        raise SnoozeTooLong(_("A case rests for a year at most."))
    _check_promise(case, until=until)


def _check_promise(case: Case, *, until: datetime) -> None:
    """No promise is slept through: one that is due before the waking stands in its way."""
    owed = case.promise
    if owed and not owed.ended_at and (owed.due_from or owed.due_until) < until:
        raise PromiseSooner(
            _("Something is promised before that time. Let the case wake earlier, or agree on another time first.")
        )


def _end(case: Case, ending: Snooze.Ending, *, by: Viewer, at: datetime) -> bool:
    ended = Snooze.objects.filter(case=case, ended_at__isnull=True)
    is_ended = bool(ended.update(ended_at=at, ended_by=by.actor, ending=ending))
    if case.snooze_id:
        case.snooze = None
        case.save(update_fields=["snooze"])
    return is_ended


def _not_snoozed() -> NotSnoozed:
    return NotSnoozed(_("This case does not rest."))
