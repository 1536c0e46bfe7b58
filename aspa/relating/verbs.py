"""Saying how cases belong together: linked to each other, or many under one, which are answered with one message."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aspa.cases import verbs as cases
from aspa.cases.allowed import must
from aspa.cases.joining.merging import SameCase
from aspa.cases.models import Case
from aspa.cases.touch import changed, hold, must_stand
from aspa.kit.errors import Missing, Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.relating.models import Child, Link
from aspa.relating.queries import open_children, place_of

MOST_LINKS, MOST_CHILDREN = 50, 200  # of one case


class LinkedAlready(Refused):
    """The two cases are linked."""

    code = "linked_already"


class TooManyRelations(Refused):
    """The case has as many links, or as many cases under it, as a case may have."""

    code = "too_many_relations"


class UnderAnother(Refused):
    """The case stands under a parent already."""

    code = "under_another"


class OneLevel(Refused):
    """A parent cannot stand under another case, nor a child have children."""

    code = "one_level"


class ChildrenOpen(Refused):
    """Cases under this one are open."""

    code = "children_open"


@transaction.atomic
def link(case: Case, *, other: Case, kind: str, by: Viewer, at: datetime) -> Link:
    """
    Say what a case is to another: related, its duplicate or its follow-up. A case that was merged is linked where it
    goes on.

    Raises SameCase, CaseMerged, LinkedAlready, TooManyRelations.
    """
    other = _both(case, other, by=by)
    pair = Q(case=case, other=other) | Q(case=other, other=case)
    if Link.objects.filter(pair).exists():
        raise LinkedAlready(_("These two cases are linked already. Take that link away first."))
    if Link.objects.filter(Q(case=case) | Q(other=case)).count() >= MOST_LINKS:
        raise TooManyRelations(_("A case has at most %(most)s links.") % {"most": MOST_LINKS})
    facts = {"organisation_id": case.organisation_id, "linked_by": by.actor, "linked_at": at}
    made: Link = Link.objects.create(case=case, other=other, kind=Link.Kind(kind), **facts)
    changed(case, "case.linked", by=by, at=at, other=other.pk, kind=kind)
    changed(other, "case.linked_from", by=by, at=at, origin=case.pk, kind=kind)
    return made


@transaction.atomic
def unlink(link: Link, *, by: Viewer, at: datetime) -> None:
    """
    Take a link away, from either side of it.

    Raises Missing when somebody has done so.
    """
    case, other = link.case, link.other
    hold(case, other)
    must(by, Power.ANSWER, case if by.may(Power.ANSWER, case) else other)
    gone, _kinds = Link.objects.filter(pk=link.pk).delete()
    if not gone:
        raise Missing(_("There is no such link; somebody may have taken it away already."))
    changed(case, "case.unlinked", by=by, at=at, other=other.pk)
    changed(other, "case.unlinked_from", by=by, at=at, origin=case.pk)


@transaction.atomic
def put_under(case: Case, *, parent: Case, by: Viewer, at: datetime) -> Child:
    """
    Put a case under another, as one of many about the same. Each keeps its owner, its customer and its promises.

    Raises SameCase, CaseMerged, UnderAnother, OneLevel, TooManyRelations.
    """
    parent = _both(case, parent, by=by)
    if Child.objects.filter(case=case).exists():
        raise UnderAnother(_("This case is under another already. Take it out from there first."))
    if Child.objects.filter(case=parent).exists():
        raise OneLevel(_("That case is itself under another. Choose the one on top."))
    if Child.objects.filter(parent=case).exists():
        raise OneLevel(_("There are cases under this one, so it cannot go under another."))
    if Child.objects.filter(parent=parent).count() >= MOST_CHILDREN:
        raise TooManyRelations(_("At most %(most)s cases go under one.") % {"most": MOST_CHILDREN})
    facts = {"organisation_id": case.organisation_id, "put_by": by.actor, "put_at": at}
    put: Child = Child.objects.create(case=case, parent=parent, **facts)
    changed(case, "case.put_under", by=by, at=at, parent=parent.pk)
    changed(parent, "case.got_child", by=by, at=at, child=case.pk)
    return put


@transaction.atomic
def take_out(case: Case, *, by: Viewer, at: datetime) -> None:
    """
    Take a case out from under its parent, also one that came with a case that was merged into it.

    Raises Missing when it stands under nothing.
    """
    put = place_of(case)
    if put:
        hold(case, put.parent)
    must(by, Power.ANSWER, case)
    gone, _kinds = Child.objects.filter(pk=put.pk if put else 0).delete()
    if put is None or not gone:
        raise Missing(_("This case is not under another."))
    changed(case, "case.taken_out", by=by, at=at, parent=put.parent_id)
    changed(put.parent, "case.lost_child", by=by, at=at, child=case.pk)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the answers to many: how many were answered, and who was not, with the sentence that says why."""

    answered: int
    refused: list[tuple[int, str]]


def answer_children(
    parent: Case,
    *,
    text: Callable[[Case], str],
    outcome: str,
    by: Viewer,
    at: datetime,
    seen: int | None = None,
) -> Told:
    """
    Answer every open case under this one, and close it; each in a transaction of its own, so that one refusal holds up
    nothing. Doing it again reaches only those that are open still. Not to be called within a transaction: it would hold
    what hints browsers while it waits for the next case.

    Args:
        text: what the customer of a case is told.
        seen: id of the newest message in any of them that the writer had seen; None where nobody looked.
    """
    answered, refused = 0, []
    for child in open_children(by, parent):
        try:
            _answer(child, text=text(child), outcome=outcome, by=by, at=at, seen=seen)
            answered += 1
        except Refused as refusal:
            refused.append((child.number, str(refusal)))
    return Told(answered, refused)


@transaction.atomic
def _answer(child: Case, *, text: str, outcome: str, by: Viewer, at: datetime, seen: int | None) -> None:
    must(by, Power.ANSWER, child)
    cases.reply(child, text=text, closes=outcome, by=by, at=at, seen=seen)


def none_is_open(case: Case, outcome: str) -> None:
    """
    Let no case be closed unawares while cases under it are open.

    Raises ChildrenOpen.
    """
    of_it = Q(parent=case) | Q(parent__joined_to=case)
    left = Child.objects.filter(of_it, case__closure__isnull=True).count()
    if left:
        sentence = ngettext(
            "%(num)s case under this one is open. Answer and close it first, or close only this one.",
            "%(num)s cases under this one are open. Answer and close them first, or close only this one.",
            left,
        )
        raise ChildrenOpen(sentence % {"num": left})


def _both(case: Case, other: Case, *, by: Viewer) -> Case:
    """Hold both cases, the other where it goes on; return it."""
    other = other.joined_to or other
    if case.pk == other.pk:
        raise SameCase(_("Choose another case than this one."))
    if case.organisation_id != other.organisation_id:
        raise ValueError("cases of two organisations")
    hold(case, other)
    must(by, Power.ANSWER, case)
    must_stand(case)
    must_stand(other)
    return other
