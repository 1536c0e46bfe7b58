"""Putting back what was split off, with what came to it meanwhile: as if it had never left its case."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from aspa.cases.joining.merging import empty
from aspa.cases.joining.models import Split
from aspa.cases.joining.parting import rouse_for, show
from aspa.cases.models import Case, Closure, Message, Participant, Snooze
from aspa.cases.snoozing import end_with_case
from aspa.cases.touch import find_owner, point_to_most_urgent
from aspa.kit.viewer import Viewer
from aspa.promises import verbs as promises
from aspa.promises.models import Promise

CONTACT, REPLY = Message.Kind.CONTACT, Message.Kind.REPLY
ANSWER = Promise.Act.ANSWER


def rejoin(done: Split, *, by: Viewer, at: datetime) -> None:
    """Put everything of the case that was made back into the one it came from; both are held."""
    case, made = done.case, done.made
    contacts = list(made.messages.filter(pk__gt=done.mark, kind=CONTACT).order_by("at", "pk"))
    owned = Promise.objects.filter(subject_id=made.pk)
    end_with_case(made, by=by, at=at)
    empty(made, case, by=by, at=at)
    extra = _stand_ins(done, contacts)
    owned.exclude(pk__in=[one.pk for one in extra]).update(subject_id=case.pk)
    Message.objects.filter(case=made).update(case=case)
    _let_in(case, made)
    _show_again(done, contacts)
    _owe_once(done, extra, by=by, at=at)
    point_to_most_urgent(case)
    if case.is_open:
        find_owner(case)


def _stand_ins(done: Split, contacts: Sequence[Message]) -> list[Promise]:
    """
    Return what is owed in place of a promise that had stood for both: what the split gave, and what was given to mail
    that came to the new case.
    """
    owed = Promise.objects.filter(subject_id__in=[done.case_id, done.made_id], ended_at__isnull=True, act=ANSWER)
    came = owed.filter(subject_id=done.made_id, given_by="aspa", given_at__in=[one.at for one in contacts])
    return list((owed.filter(pk__in=done.moved["given"]) | came).order_by("given_at", "pk"))


def _owe_once(done: Split, extra: Sequence[Promise], *, by: Viewer, at: datetime) -> None:
    """Owe one answer for both again: what was given since ends where something given before it stands for both."""
    owed = Promise.objects.filter(subject_id=done.case_id, ended_at__isnull=True, act=ANSWER)
    since = owed.filter(given_by="aspa", given_at__gte=done.split_at, customer__isnull=True)
    rivals = sorted({*extra, *since}, key=lambda one: (one.given_at, one.pk))
    firm = owed.exclude(pk__in=[one.pk for one in rivals]).order_by("given_at").first()
    for one in rivals:
        if done.case.is_open and not (firm and firm.given_at <= one.given_at):
            Promise.objects.filter(pk=one.pk).update(subject_id=done.case_id)
            firm = one
            continue
        Promise.objects.filter(pk=one.pk).update(subject_id=done.made_id)
        one.refresh_from_db()
        promises.withdraw(one, reason="split_undone", by=by.actor, at=at)


def _let_in(case: Case, made: Case) -> None:
    """Let whoever began to belong to the new case belong to the old one."""
    ours = {case.customer_id, *case.participants.values_list("customer_id", flat=True)}
    new = {made.customer_id, *made.participants.values_list("customer_id", flat=True)} - ours
    Participant.objects.bulk_create(
        Participant(organisation_id=case.organisation_id, case=case, customer_id=each) for each in sorted(new)
    )


def _show_again(done: Split, contacts: Sequence[Message]) -> None:
    """Let the old case show what it had shown, and what has been said since."""
    case, before = done.case, done.moved["before"]
    said = list(case.messages.filter(pk__gt=done.mark, kind__in=[CONTACT, REPLY]).order_by("at", "pk"))
    case.contacts += done.made.contacts
    case.gist, case.latest_at = before["gist"], datetime.fromisoformat(before["latest_at"])
    show(case, [one for one in said if one.kind == CONTACT])
    case.latest_at = max([case.latest_at, *(one.at for one in said if one.kind == REPLY)])
    if contacts and before["closed"]:
        _open_as_of(case, before["closed"], contacts[0].at)
    if case.snooze_id:
        _rouse(case.snooze_id, done, contacts)
    case.save(update_fields=["contacts", "gist", "latest_at", "closure"])


def _open_as_of(case: Case, closed: int, at: datetime) -> None:
    """Let what came to the other have opened a case that was closed, unless something had before."""
    later = Q(reopened_at__isnull=True) | Q(reopened_at__gt=at)
    Closure.objects.filter(later, pk=closed).update(reopened_at=at)
    if case.closure_id == closed:
        case.closure = None


def _rouse(snooze_id: int, done: Split, contacts: Sequence[Message]) -> None:
    if done.moved["roused"]:
        Snooze.objects.filter(pk=snooze_id, snoozed_at__lte=done.split_at).update(roused_at=done.moved["roused"])
    rouse_for(snooze_id, contacts)
