"""Asking which cases are being handed over, and who checks with the customer afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from aspa.cases.allowed import clause
from aspa.cases.models import Case
from aspa.handing.models import Check, Handover
from aspa.kit.errors import Missing, or_missing
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent

MOST = 200

# On every page, so it is said in SQL: what `_for` and `_owed` say below.
WAITING = """
select count(*), coalesce(bool_or(at <= %(now)s), false) from (
    select h.remind_at as at from handing_handover h join cases_case c on c.id = h.case_id
    where h.organisation_id = %(organisation)s and h.ended_at is null and c.closure_id is null
      and h.offered_by_id <> %(me)s and (h.to_agent_id = %(me)s or h.to_queue_id is not null){allowed}
    union all
    select p.due_until from handing_check owed join promises_promise p on p.id = owed.promise_id
    where owed.organisation_id = %(organisation)s and p.ended_at is null and owed.agent_id = any(array(
        select id from staff_agent where organisation_id = %(organisation)s and (id = %(me)s or not is_active)))
    limit %(most)s
) as waiting
"""


@dataclass(frozen=True, slots=True)
class Owing:
    """A check that is owed, with the case it is about now."""

    check: Check
    case: Case


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an agent: cases offered to them, their own offers, and customers they are to ask."""

    for_me: list[Handover]
    by_me: list[Handover]
    checks: list[Owing]


def handover_of(viewer: Viewer, handover_id: int) -> Handover:
    """
    Return one offer with its case.

    Raises Missing.
    """
    found: Handover | None = _offers(viewer).filter(pk=handover_id).first()
    return or_missing(found, _("There is no such hand-over."))


def check_of(viewer: Viewer, check_id: int) -> Check:
    """
    Return one check.

    Raises Missing.
    """
    checks = Check.objects.visible_to(viewer).select_related("promise", "agent")
    check: Check | None = checks.filter(pk=check_id).first()
    if check is None or not Case.objects.visible_to(viewer).filter(pk=check.promise.subject_id).exists():
        raise Missing(_("There is no such check."))
    return check


def waiting_count(agent: Agent, *, now: datetime) -> tuple[int, bool]:
    """Return how many offers and checks wait for an agent, and whether one of them waits too long."""
    facts: dict[str, Any] = {"organisation": agent.organisation_id, "me": agent.pk, "now": now, "most": MOST}
    allowed = clause(agent, facts)
    with connection.cursor() as cursor:
        cursor.execute(WAITING.format(allowed=allowed), facts)
        count, is_late = cursor.fetchone()
    return count, is_late


def waiting(agent: Agent) -> Waiting:
    """Return everything that waits for an agent, the oldest first."""
    return Waiting(
        for_me=list(_for(agent).order_by("remind_at", "id")[:MOST]),
        by_me=list(_open(agent).filter(offered_by=agent).order_by("remind_at", "id")[:MOST]),
        checks=checks_of(agent, agent),
    )


def offers_to(viewer: Viewer, agent: Agent) -> list[Handover]:
    """Return the open offers an agent may accept, to them or to a queue, in cases that the viewer may read."""
    theirs = _for(agent).filter(pk__in=_open(viewer).values("pk"))
    return list(theirs.order_by("remind_at", "id")[:MOST])


def checks_of(viewer: Viewer, agent: Agent) -> list[Owing]:
    """Return the checks an agent owes in cases that the viewer may read, the most urgent first."""
    about = Case.objects.visible_to(viewer).select_related("customer")
    theirs = _owed(agent).filter(promise__subject_id__in=about.values("pk"))
    owed = list(theirs.order_by("promise__due_until", "id")[:MOST])
    cases = about.in_bulk({check.promise.subject_id for check in owed})  # one may have been merged since
    return [Owing(check, case) for check in owed if (case := cases.get(check.promise.subject_id))]


def open_in(viewer: Viewer, case: Case) -> Handover:
    """
    Return the open offer of a case.

    Raises Missing.
    """
    return or_missing(in_case(viewer, case.pk), _("There is no such hand-over."))


def in_case(viewer: Viewer, case_id: int) -> Handover | None:
    """Return the open offer of a case, if there is one; few cases have one, so it is asked for in two steps."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from handing_handover where case_id = %s and ended_at is null", [case_id])
        is_offered = cursor.fetchone() is not None
    found: Handover | None = _open(viewer).filter(case_id=case_id).first() if is_offered else None
    return found


def _offers(viewer: Viewer) -> QuerySet[Handover]:
    joined = ("case__customer", "case__brand", "offered_by", "to_agent", "to_queue")
    offers: QuerySet[Handover] = Handover.objects.visible_to(viewer).select_related(*joined)
    return offers


def _open(viewer: Viewer) -> QuerySet[Handover]:
    return _offers(viewer).filter(ended_at__isnull=True, case__closure__isnull=True)


def _for(agent: Agent) -> QuerySet[Handover]:
    """Offers to the agent, and to queues where anybody may accept; not their own."""
    mine = Q(to_agent=agent) | Q(to_queue__isnull=False)
    return _open(agent).filter(mine).exclude(offered_by=agent)


def _owed(agent: Agent) -> QuerySet[Check]:
    """Checks the agent owes; those of an agent who left fall to whoever owns the case now, or to all."""
    open_checks: QuerySet[Check] = Check.objects.visible_to(agent).select_related("promise", "agent", "handover")
    mine = Q(agent=agent) | Q(agent__is_active=False)
    return open_checks.filter(mine, promise__ended_at__isnull=True)
