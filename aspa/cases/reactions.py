"""What cases do when something happened on a floor below."""

from django.db import transaction

from aspa.cases.models import Message
from aspa.cases.touch import lock, point_to_most_urgent
from aspa.history.models import Event
from aspa.live import verbs as live
from aspa.promises import verbs as promises


@transaction.atomic
def answer_did_not_arrive(event: Event) -> None:
    """An answer that did not reach the customer keeps nothing: its promise is owed again. Twice is the same as once."""
    message = (
        Message.objects.filter(delivery_id=event.subject_id).select_related("case", "case__closure", "keeps").first()
    )
    if message is None:
        return  # acknowledgements carry no promise and are seen in the view of what did not arrive
    lock(message.case)
    if message.keeps and message.case.is_open:
        promises.reopen(message.keeps, by="aspa", at=event.at)
        point_to_most_urgent(message.case)
    live.hint([f"case-{message.case.number}", "list"], organisation_id=event.organisation_id, at=event.at)


@transaction.atomic
def answer_left(event: Event) -> None:
    """Show on the case that the next mail server took the answer; one sent again keeps its promise again."""
    message = Message.objects.filter(delivery_id=event.subject_id).select_related("case", "keeps").first()
    if message:
        if message.keeps and not message.keeps.ended_at:
            lock(message.case)
            promises.keep(message.keeps, by=message.author, at=event.at)
            point_to_most_urgent(message.case)
        live.hint([f"case-{message.case.number}"], organisation_id=event.organisation_id, at=event.at)


@transaction.atomic
def promise_broke(event: Event) -> None:
    """Show at once that a promise was broken."""
    live.hint(["list"], organisation_id=event.organisation_id, at=event.at)
