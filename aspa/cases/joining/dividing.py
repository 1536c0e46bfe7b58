"""What goes along when messages become a case of their own: promises given for them, and what they still wait for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aspa.cases.joining.parting import window_for
from aspa.cases.models import Case, Message
from aspa.cases.promising import give
from aspa.kit.viewer import Aspa
from aspa.promises.models import Promise

CONTACT, REPLY = Message.Kind.CONTACT, Message.Kind.REPLY


def divide(case: Case, made: Case, chosen: Sequence[Message], *, owes: bool, at: datetime) -> dict[str, Any]:
    """
    Move messages, with what belongs to them, to the case that was made for them; both are held.

    Returns:
        The keys of the messages and promises that moved, and of the promises that were `given` in place of one that
        had stood for both.
    """
    waiting = _waiting(case)
    promised = _promises_of(case, {one.pk for one in chosen})
    keys = [one.pk for one in chosen] + _acknowledging(case, chosen)
    case.promise = None  # no two cases point to one promise, not even for a moment
    case.save(update_fields=["promise"])
    Promise.objects.filter(pk__in=promised).update(subject_id=made.pk)
    Message.objects.filter(pk__in=keys).update(case=made)
    given = _owe(made, chosen if owes else waiting, at=at) + _owe(case, waiting, at=at)
    return {"messages": keys, "promises": sorted(promised), "given": given}


def _waiting(case: Case) -> list[Message]:
    """Return what the customers wrote for which an answer is owed, and has not been sent since."""
    promised = list(Promise.objects.filter(subject_id=case.pk, act=Promise.Act.ANSWER).order_by("pk"))
    begun: dict[int, datetime] = {}  # when what is owed under another time now was promised first
    for one in promised:
        begun.setdefault(one.pk, one.given_at)
        if one.followed_by_id:
            begun[one.followed_by_id] = begun[one.pk]
    owed_from = min((begun[one.pk] for one in promised if not one.ended_at), default=None)
    if owed_from is None:
        return []
    contacts = case.messages.filter(kind=CONTACT, is_inbound=True, at__gte=owed_from)
    answer = case.messages.filter(kind=REPLY).order_by("-at").first()
    return list((contacts.filter(at__gt=answer.at) if answer else contacts).order_by("at", "pk"))


def _promises_of(case: Case, chosen: set[int]) -> set[int]:
    """Return the promises that were given for or in messages, with those that followed them when times changed."""
    spoken = case.messages.filter(kind__in=[CONTACT, REPLY]).order_by("-pk")
    said = list(spoken.values_list("pk", "kind", "author", "at"))
    # of several in one moment the first was promised an answer
    begun = {("aspa" if kind == CONTACT else author, at): key for key, kind, author, at in said}
    begun |= {(author, at): key for key, kind, author, at in said if kind == CONTACT}  # entered by hand
    all_given = list(Promise.objects.filter(subject_id=case.pk).order_by("pk"))
    following = {one.followed_by_id for one in all_given}
    theirs = {
        one.pk for one in all_given if one.pk not in following and begun.get((one.given_by, one.given_at)) in chosen
    }
    for one in all_given:
        if one.pk in theirs and one.followed_by_id:
            theirs.add(one.followed_by_id)
    return theirs


def _acknowledging(case: Case, chosen: Sequence[Message]) -> list[int]:
    """Return the messages that told the customer that these had arrived."""
    ids = [one.message_id for one in chosen if one.kind == CONTACT and one.message_id]
    told = case.messages.filter(kind=Message.Kind.ACKNOWLEDGEMENT, delivery__in_reply_to__in=ids)
    return list(told.order_by("pk").values_list("pk", flat=True))


def _owe(case: Case, waiting: Sequence[Message], *, at: datetime) -> list[int]:
    """Promise an answer to the first message of a case that waits, unless one is owed; return the promise's key."""
    here = set(case.messages.filter(kind=CONTACT).values_list("pk", flat=True))
    first = next((one for one in waiting if one.pk in here), None)
    owed = Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True, act=Promise.Act.ANSWER)
    if first is None or owed.exists():
        return []
    window = window_for(case, came_at=first.at, at=at)
    if window is None:
        return []
    by = Aspa(case.organisation_id)
    return [give(case, act=Promise.Act.ANSWER, window=window, by=by, at=min(first.at, at)).pk]
