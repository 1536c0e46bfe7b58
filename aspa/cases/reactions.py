"""What cases do when something happened on a floor below."""

from django.db import transaction

from aspa.cases.models import Case, Message
from aspa.cases.touch import hold, lock, point_to_most_urgent
from aspa.cases.verbs import ANSWERS, reopen
from aspa.history.models import Event
from aspa.kit.viewer import Aspa
from aspa.live import verbs as live
from aspa.promises import verbs as promises


@transaction.atomic
def answer_did_not_arrive(event: Event) -> None:
    """
    An answer that did not reach the customer keeps nothing: its promise is owed again, and a case that was closed with
    it is open again. Twice is the same as once; nothing happens when it has been sent again meanwhile.
    """
    message = _carried_by(event)
    if message is None or not _has_failed(message):
        return
    owing = _owing(message)
    hold(message.case, owing)
    if _was_closed_with(message):
        reopen(message.case, by=Aspa(event.organisation_id), at=event.at)
        lock(owing)
    if message.keeps and owing.is_open:
        promises.reopen(message.keeps, by="aspa", at=event.at)
        point_to_most_urgent(owing)
    live.hint([f"case-{message.case.number}", "list"], organisation_id=event.organisation_id, at=event.at)


@transaction.atomic
def answer_left(event: Event) -> None:
    """Show on the case that the next mail server took the answer; one sent again keeps its promise again."""
    message = _carried_by(event)
    if message:
        if message.keeps and not message.keeps.ended_at and not _has_failed(message):
            owing = _owing(message)
            lock(owing)
            promises.keep(message.keeps, by=message.author, at=event.at)
            point_to_most_urgent(owing)
        live.hint([f"case-{message.case.number}"], organisation_id=event.organisation_id, at=event.at)


@transaction.atomic
def promise_broke(event: Event) -> None:
    """Show at once that a promise was broken."""
    live.hint(["list"], organisation_id=event.organisation_id, at=event.at)


def _carried_by(event: Event) -> Message | None:
    """Return the message of the delivery that something happened to, as both are now."""
    joined = Message.objects.select_related("case", "delivery", "keeps")
    found: Message | None = joined.filter(delivery_id=event.subject_id).first()
    return found


def _owing(message: Message) -> Case:
    """Return the case that owes what a message keeps: another than the message's own where a merge was undone since."""
    if message.keeps is None or message.keeps.subject_id == message.case_id:
        return message.case
    return Case.objects.get(pk=message.keeps.subject_id)


def _has_failed(message: Message) -> bool:
    return message.delivery is not None and message.delivery.failed_at is not None


def _was_closed_with(message: Message) -> bool:
    """Whether the case was closed as answered and nothing was answered after this message."""
    closure = message.case.closure
    if message.kind != Message.Kind.REPLY or closure is None or closure.outcome not in ANSWERS:
        return False
    return not message.case.messages.filter(kind=Message.Kind.REPLY, at__gt=message.at).exists()
