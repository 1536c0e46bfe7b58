"""Deciding about what is suspected, taking a decision back, and saying who looks at it and by when."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.cases.models import Case, Message
from aspa.history import verbs as history
from aspa.hours.queries import hours_of
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live
from aspa.screening import queries
from aspa.screening.looking import look_by
from aspa.screening.models import Suspicion, Watch
from aspa.staff.models import Agent, Team
from aspa.staff.queries import is_at_work
from aspa.staff.verbs import NotAtWork

MOST_HOURS = 400


class NotSuspected(Refused):
    """Nobody suspects the case, or it was decided already."""

    code = "not_suspected"


class NotDecided(Refused):
    """There is no decision to take back."""

    code = "not_decided"


class BadHours(Refused):
    """No such number of hours."""

    code = "bad_hours"


class OneWatches(Refused):
    """An agent and a team at once, or somebody of another organisation."""

    code = "one_watches"


@transaction.atomic
def decide(case: Case, verdict: str, *, by: Viewer, at: datetime) -> Suspicion:
    """
    Write down what a person decided of a case that is held; what follows from it is the caller's.

    Raises NotSuspected.
    """
    suspicion: Suspicion | None = _held(case.pk)
    if suspicion is None or suspicion.decided_at:
        raise NotSuspected(_("Nobody suspects this case now."))
    _decided(suspicion, verdict, by=by.actor, at=at)
    return suspicion


@transaction.atomic
def undecide(case: Case) -> Suspicion:
    """
    Take a decision of a case that is held back; returns the suspicion as it was decided.

    Raises NotDecided.
    """
    suspicion, decided = _held(case.pk), _held(case.pk)
    if suspicion is None or decided is None or not suspicion.decided_at:
        raise NotDecided(_("There is no decision to take back."))
    _decided(suspicion, "", by="", at=None)
    return decided


@transaction.atomic
def follow(case_id: int, verdict: str, *, by: str, at: datetime) -> None:
    """
    Decide as somebody showed by what they did: they answered, or closed the case. Twice is the same as once.

    A case that nobody suspected is remembered where it was spam: its sender is known by it.
    """
    suspicion = _held(case_id)
    if suspicion and suspicion.verdict != verdict:
        _decided(suspicion, verdict, by=by, at=at)
    elif suspicion is None and verdict == Suspicion.Verdict.SPAM:
        _remember(case_id, by=by, at=at)


@transaction.atomic
def forget(case_id: int) -> None:
    """Take back what a closing as spam said: it is suspected as before, or nothing where no rule had spoken."""
    suspicion = _held(case_id)
    if suspicion is None or suspicion.verdict != Suspicion.Verdict.SPAM:
        return
    if suspicion.rules:
        _decided(suspicion, "", by="", at=None)
    else:
        suspicion.delete()


@transaction.atomic
def set_watch(
    brand: Brand, *, hours: int, by: Viewer, at: datetime, agent: Agent | None = None, team: Team | None = None
) -> Watch:
    """
    Say who looks at what is suspected in a brand, and within how many hours; what waits already is due by them too.

    Raises BadHours, OneWatches, and NotAtWork for an agent who has left.
    """
    if not 1 <= hours <= MOST_HOURS:
        raise BadHours(_("Choose from 1 to %(most)s hours.") % {"most": MOST_HOURS})
    if (agent and team) or any(one and one.organisation_id != brand.organisation_id for one in (agent, team)):
        raise OneWatches(_("Choose one agent or one team of your own."))
    if agent and not is_at_work(agent.pk):
        raise NotAtWork(_("This agent works here no longer."))
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # of two who set it at once the second waits
    before = queries.told_of(queries.watch_of(brand))
    facts = {"organisation_id": brand.organisation_id, "agent": agent, "team": team, "hours": hours, "set_at": at}
    watch, _is_new = Watch.objects.update_or_create(brand=brand, defaults=facts)
    after = queries.told_of(watch)
    if before != after:
        changed = {name: value for name, value in after.items() if before[name] != value}
        told = {"before": {name: before[name] for name in changed}, "after": changed}
        where = brand.organisation_id
        history.record("screening.set", organisation_id=where, subject_id=brand.pk, actor=by.actor, at=at, **told)
        if "hours" in changed:
            _due_anew(brand, hours)
        live.hint(["list"], organisation_id=where, at=at)
    return watch


@transaction.atomic
def tell_overlooked(organisation_id: int, *, at: datetime, most: int = 100) -> int:
    """Tell, once of each, that nobody has looked at what is suspected in time; return of how many."""
    keys = queries.overlooked(organisation_id, at=at, most=most)
    late = list(
        Suspicion.objects.select_for_update(no_key=True, skip_locked=True).filter(pk__in=keys, decided_at__isnull=True)
    )
    for suspicion in late:
        suspicion.overlooked_at = at
        suspicion.save(update_fields=["overlooked_at"])
        history.record(
            "case.overlooked", organisation_id=organisation_id, subject_id=suspicion.case_id, actor="aspa", at=at
        )
    if late:
        live.hint(["list"], organisation_id=organisation_id, at=at)
    return len(late)


def _held(case_id: int) -> Suspicion | None:
    held: Suspicion | None = Suspicion.objects.select_for_update(no_key=True).filter(case_id=case_id).first()
    return held


def _decided(suspicion: Suspicion, verdict: str, *, by: str, at: datetime | None) -> None:
    suspicion.verdict, suspicion.decided_by, suspicion.decided_at = verdict, by, at
    suspicion.save(update_fields=["verdict", "decided_by", "decided_at"])


def _remember(case_id: int, *, by: str, at: datetime) -> None:
    first = Message.objects.filter(case_id=case_id, is_inbound=True).select_related("case").order_by("at", "id").first()
    if first is None or not first.sender:
        return
    case = first.case
    facts = {"organisation_id": case.organisation_id, "brand_id": case.brand_id, "sender": first.sender}
    facts |= {"raised_at": at, "look_by": at, "decided_at": at, "decided_by": by, "verdict": Suspicion.Verdict.SPAM}
    Suspicion.objects.get_or_create(case=case, defaults=facts)


def _due_anew(brand: Brand, hours: int) -> None:
    opening, within = hours_of(brand.pk), timedelta(hours=hours)
    waiting = list(
        Suspicion.objects.select_for_update(no_key=True).filter(brand=brand, decided_at__isnull=True).order_by("id")
    )
    for suspicion in waiting:
        suspicion.look_by = look_by(opening, within, at=suspicion.raised_at)
    Suspicion.objects.bulk_update(waiting, ["look_by"], batch_size=500)
