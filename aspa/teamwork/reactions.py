"""What follows from what happened to cases."""

from aspa.cases.models import Message
from aspa.history.models import Event
from aspa.teamwork.asking import verbs as asking


def memo_was_written(event: Event) -> None:
    """Let those know whom the memo calls by name."""
    memo = Message.objects.filter(pk=event.facts["message_id"], kind=Message.Kind.MEMO).first()
    if memo:
        asking.mention(memo, at=event.at)
