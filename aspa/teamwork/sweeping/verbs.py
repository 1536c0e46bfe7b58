"""
Many cases at once: chosen, done one by one, told one by one, and taken back as a whole.

Each case is a transaction of its own, so that one refusal holds up nothing; what is left over when the page has to
answer is done by the worker. Rows that wait are their own queue.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from aspa.cases.allowed import must
from aspa.cases.models import Case
from aspa.history import verbs as history
from aspa.jobs.loop import wake
from aspa.kit import walls
from aspa.kit.errors import Refused
from aspa.live import verbs as live
from aspa.teamwork.models import Maker, Sweep, SweptCase, making
from aspa.teamwork.sweeping.acts import ACTS, Act
from aspa.teamwork.sweeping.queries import MOST

LOOP = "sweeps"
PAUSE = 5.0  # seconds until the worker looks again though nobody woke it


class NothingChosen(Refused):
    """No case was chosen."""

    code = "nothing_chosen"


class TooManyCases(Refused):
    """More cases than one sweep takes."""

    code = "too_many_cases"


class MakerGone(Refused):
    """Whoever began may do nothing here any more."""

    code = "maker_gone"


class AlreadyUndone(Refused):
    """The sweep was taken back before."""

    code = "already_undone"


class NothingToPassOver(Refused):
    """No case of the sweep was held up by something that may be passed over."""

    code = "nothing_to_pass_over"


@transaction.atomic
def sweep(numbers: Sequence[int], *, act: str, facts: Mapping[str, Any], by: Maker, at: datetime) -> Sweep:
    """
    Begin to do one thing to many cases; `run` does it, with what `by` may do. Cases they may not see are left out.

    Raises NothingChosen, TooManyCases, and what refuses the act as a whole.
    """
    if len(set(numbers)) > MOST:
        raise TooManyCases(_("Choose at most %(most)s cases at once.") % {"most": MOST})
    found = Case.objects.visible_to(by).filter(number__in=set(numbers)).order_by("number").values_list("pk", flat=True)
    keys = list(found)
    if not keys:
        raise NothingChosen(_("Choose some cases first."))
    kept, keys = ACTS[act].begins(facts, keys, by)
    spoken = {"language": (translation.get_language() or "fi")[:2], "began_at": at}
    made: Sweep = Sweep.objects.create(organisation_id=by.organisation_id, act=act, facts=kept, **making(by), **spoken)
    rows = [SweptCase(organisation_id=by.organisation_id, sweep=made, case_id=key) for key in keys]
    SweptCase.objects.bulk_create(rows, batch_size=1000)
    _told(made, "sweep.began", at=at, cases=len(keys))
    wake(LOOP)
    return made


@transaction.atomic
def undo(sweep: Sweep, *, at: datetime) -> None:
    """
    Begin to take back all that a sweep did; what somebody has changed since stays as it is and is told.

    Raises AlreadyUndone.
    """
    locked = Sweep.objects.select_for_update(no_key=True).get(pk=sweep.pk)
    if locked.undo_at:
        raise AlreadyUndone(_("This has been undone already."))
    sweep.undo_at = at
    sweep.save(update_fields=["undo_at"])
    sweep.cases.filter(is_waiting=True).update(is_waiting=False)  # what was not yet begun never begins
    sweep.cases.filter(done_at__isnull=False).update(is_waiting=True)
    _told(sweep, "sweep.undone", at=at)
    wake(LOOP)


@transaction.atomic
def insist(sweep: Sweep, *, at: datetime) -> None:
    """
    Begin to do it anyway where something stood in the way that may be passed over, for each case just that.

    What else stands there is told then; what may not be passed over stays as it is.

    Raises AlreadyUndone and NothingToPassOver.
    """
    locked = Sweep.objects.select_for_update(no_key=True).get(pk=sweep.pk)
    if locked.undo_at:
        raise AlreadyUndone(_("This has been undone already."))
    held_up = sweep.cases.filter(done_at__isnull=True, is_waiting=False, code__in=ACTS[sweep.act].questions())
    rows = list(held_up.select_for_update(no_key=True).order_by("id"))
    if not rows:
        raise NothingToPassOver(_("Nothing of this can be done anyway."))
    for row in rows:
        row.despite, row.refusal, row.code, row.is_waiting = [*row.despite, row.code], "", "", True
    SweptCase.objects.bulk_update(rows, ["despite", "refusal", "code", "is_waiting"], batch_size=500)
    _told(sweep, "sweep.insisted", at=at, cases=len(rows))
    wake(LOOP)


def run(sweep: Sweep, *, at: datetime, within: float = 0.5) -> int:
    """Do what still waits of a sweep, for at most so many seconds; return how many cases were looked at."""
    until, looked_at = time.monotonic() + within, 0
    with translation.override(sweep.language):
        while _one(sweep, at=at):
            looked_at += 1
            if time.monotonic() > until:
                break
    return looked_at


def turn() -> float:
    """Do what waits of every sweep, a while of each; return the seconds until the next turn (see jobs.loop)."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation_id, sweep_id from doors.sweep_waiting()")
        first = cursor.fetchone()
    if first is None:
        return PAUSE
    organisation_id, sweep_id = first
    with walls.within(organisation_id):
        run(Sweep.objects.select_related("agent", "token").get(pk=sweep_id), at=timezone.now())  # noqa: TID251  # a worker looks at the clock
    return 0.0


@transaction.atomic
def _one(sweep: Sweep, *, at: datetime) -> bool:
    """Do or undo the next case that waits."""
    row = _next_in_order(sweep) if ACTS[sweep.act].in_order else _next(sweep)
    if row is None:
        return False
    try:
        with transaction.atomic():
            _undone(sweep, row, at=at) if row.done_at else _done(sweep, row, at=at)
    except Refused as refusal:
        row.refusal, row.code = str(refusal)[:300], refusal.code
    row.is_waiting = False
    row.save()
    live.hint([f"sweep-{sweep.pk}"], organisation_id=sweep.organisation_id, at=at)
    return True


def _next(sweep: Sweep) -> SweptCase | None:
    """Take the next case; one that another process has in hand is passed over."""
    waiting = SweptCase.objects.select_for_update(no_key=True, skip_locked=True).filter(sweep=sweep, is_waiting=True)
    found: SweptCase | None = waiting.order_by("id").first()
    return found


def _next_in_order(sweep: Sweep) -> SweptCase | None:
    """Take the next case once no other process has one of the same sweep in hand; the last is taken back first."""
    held = Sweep.objects.select_for_update(no_key=True).get(pk=sweep.pk)
    waiting = SweptCase.objects.select_for_update(no_key=True).filter(sweep=held, is_waiting=True)
    found: SweptCase | None = waiting.order_by("-id" if held.undo_at else "id").first()
    return found


def _done(sweep: Sweep, row: SweptCase, *, at: datetime) -> None:
    act, case = _begun(sweep, row, at=at)
    row.before = act.does(case, {**sweep.facts, "despite": row.despite}, sweep.maker, at)
    row.done_at = at


def _undone(sweep: Sweep, row: SweptCase, *, at: datetime) -> None:
    act, case = _begun(sweep, row, at=at)
    act.undoes(case, row.before, sweep.maker, at)
    row.undone_at = at


def _begun(sweep: Sweep, row: SweptCase, *, at: datetime) -> tuple[Act, Case]:
    """Return what is done to a case and the case, if whoever began may still do that."""
    if not sweep.is_maker_there(at):
        raise MakerGone(_("Whoever began this may do nothing here any more."))
    act, case = ACTS[sweep.act], _case(sweep, row)
    must(sweep.maker, act.power, case)
    return act, case


def _case(sweep: Sweep, row: SweptCase) -> Case:
    """Return a case with its row taken, so that the way back is read from what it is now; rows in the usual order."""
    locked = Case.objects.select_for_update(no_key=True, of=["self"]).filter(
        pk__in={row.case_id, sweep.facts.get("into")} - {None}
    )
    found: dict[int, Case] = {
        case.pk: case for case in locked.select_related("promise", "closure", "customer", "brand").order_by("pk")
    }
    return found[row.case_id]


def _told(sweep: Sweep, name: str, *, at: datetime, **facts: Any) -> None:
    into = {"case_id": sweep.facts["into"]} if "into" in sweep.facts else {}
    plain = {name: value for name, value in sweep.facts.items() if name not in ("into", "number")}
    about = {"act": sweep.act, **plain, **into, **facts}
    who, where = sweep.made_by, sweep.organisation_id
    history.record(name, organisation_id=where, subject_id=sweep.pk, actor=who, at=at, **about)
    live.hint([f"sweep-{sweep.pk}"], organisation_id=where, at=at)
