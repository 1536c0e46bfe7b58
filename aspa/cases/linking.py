"""Deciding whether a stranger's message that named a case belongs to it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Closure, Message, Participant, ProposedLink
from aspa.cases.snoozing import end_with_case, rouse
from aspa.cases.touch import changed, lock, point_to_most_urgent
from aspa.cases.verbs import reopen
from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer
from aspa.promises.models import Promise


@transaction.atomic
def join_proposed(link: ProposedLink, *, by: Viewer, at: datetime) -> Case:
    """
    Move a proposed case's messages and promises into the case it named; return that case.

    The writer becomes a participant, so the next message joins by itself, also one that answers what was sent before.
    The emptied case stays, closed.

    Raises Missing when somebody has decided already.
    """
    _decide(link)
    apart, home = link.case, link.to.joined_to or link.to
    for case in sorted((apart, home), key=lambda case: case.pk):  # always in the same order: nobody waits in a circle
        lock(case)
    if apart == home or apart.joined_to_id or home.joined_to_id:
        raise _decided()
    _move(apart, home)
    end_with_case(apart, by=by, at=at)
    _empty(apart, home, by=by, at=at)
    rouse(home, at=at)
    if home.closure_id:
        reopen(home, by=by, at=at)
    _enrich(home, apart)
    changed(apart, "case.joined", by=by, at=at, to=home.pk)
    changed(home, "case.joined_by", by=by, at=at, joined=apart.pk)
    return home


@transaction.atomic
def dismiss_proposed(link: ProposedLink, *, by: Viewer, at: datetime) -> None:
    """
    Say that the two cases have nothing to do with each other.

    Raises Missing when somebody has decided already.
    """
    case = link.case
    _decide(link)
    changed(case, "case.link_dismissed", by=by, at=at, to=link.to_id)


def _move(apart: Case, home: Case) -> None:
    """Move what was said and promised, and who belongs; nothing else is proposed for what has moved."""
    ProposedLink.objects.filter(case=apart).delete()
    Message.objects.filter(case=apart).update(case=home)
    Promise.objects.filter(subject_id=apart.pk, ended_at__isnull=True).update(subject_id=home.pk)
    Participant.objects.get_or_create(
        case=home, customer_id=apart.customer_id, defaults={"organisation_id": home.organisation_id}
    )
    Case.objects.filter(joined_to=apart).update(joined_to=home)


def _empty(apart: Case, home: Case, *, by: Viewer, at: datetime) -> None:
    """Close the case from which everything has moved; what comes to its number goes on to its new home."""
    apart.promise, apart.joined_to = None, home
    apart.closure = Closure.objects.create(
        organisation_id=apart.organisation_id,
        case=apart,
        outcome=Closure.Outcome.NO_ANSWER_NEEDED,
        closed_by=by.actor,
        closed_at=at,
    )
    apart.save(update_fields=["promise", "closure", "joined_to"])


def _enrich(home: Case, apart: Case) -> None:
    """Let a case show what has moved into it: how often the customer wrote, what came last, what is due first."""
    home.contacts += apart.contacts
    if apart.latest_at > home.latest_at:
        home.latest_at, home.gist = apart.latest_at, apart.gist
    home.save(update_fields=["latest_at", "gist", "contacts"])
    point_to_most_urgent(home)


def _decide(link: ProposedLink) -> None:
    """End the proposal; of two who decide at once the second waits here, and is told."""
    decided, _kinds = ProposedLink.objects.filter(pk=link.pk).delete()
    if not decided:
        raise _decided()


def _decided() -> Missing:
    return Missing(_("There is no such proposal; somebody may have decided it already."))
