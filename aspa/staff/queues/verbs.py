"""Calling queues otherwise, and ending them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.history import verbs as history
from aspa.kit.errors import Refused
from aspa.kit.naming import named
from aspa.kit.taken import or_taken
from aspa.staff.models import Grant, Queue
from aspa.staff.queries import open_queue
from aspa.staff.queues import guards


class FirstQueue(Refused):
    """A brand's new cases wait in this queue."""

    code = "first_queue"


class QueueGranted(Refused):
    """A role is given to somebody in this queue."""

    code = "queue_granted"


@transaction.atomic
def rename(queue: Queue, *, name: str, by: str, at: datetime) -> Queue:
    """
    Call a queue otherwise; nothing happens where it is called so already.

    Raises NameNeeded and NameTaken: also one that was ended keeps its name, to start again under it.
    """
    queue.refresh_from_db(from_queryset=Queue.objects.select_for_update(no_key=True))
    before, queue.name = queue.name, named(name, longest=80)
    if before != queue.name:
        with or_taken():
            queue.save(update_fields=["name"])
        told = {"before": {"name": before}, "after": {"name": queue.name}}
        history.record(
            "queue.renamed", organisation_id=queue.organisation_id, subject_id=queue.pk, actor=by, at=at, **told
        )
    return queue


@transaction.atomic
def end(queue: Queue, *, by: str, at: datetime) -> None:
    """
    End a queue in which nothing waits, and into which nothing is put any more; one that was ended stays so.

    Cases that were closed in it go on telling so, and wait in the brand's first queue should they open again; so do
    those that were taken from it, should whoever has them leave. It is started again under its name.

    Raises FirstQueue, QueueGranted, and what the guards of floors above raise.
    """
    queue.refresh_from_db(
        from_queryset=Queue.objects.select_for_update()
    )  # who puts something in comes before or after
    if queue.ended_at:
        return
    if open_queue(queue.brand) == queue:
        raise FirstQueue(_("New cases of the brand wait in this queue, so it stays."))
    if Grant.objects.filter(queue=queue, token__revoked_at=None).exists():
        raise QueueGranted(_("Somebody has a role in this queue. Take the role back first."))
    guards.check(queue)
    queue.ended_at = at
    queue.save(update_fields=["ended_at"])
    history.record("queue.ended", organisation_id=queue.organisation_id, subject_id=queue.pk, actor=by, at=at)
