"""Asking about what leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from aspa.channels.models import Delivery, Enclosure, Mailbox
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer

NEVER_LATER = timedelta(days=1)  # no try is put off longer; what waits beyond it was written by a clock gone wrong
IS_WAITING = Q(sent_at__isnull=True, failed_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """How mail leaves: what waits, since when, what was given up, and the newest trouble."""

    waiting: int
    failed: int
    oldest_waiting_at: datetime | None
    trouble: str


def mail_due(*, at: datetime, most: int = 1) -> list[tuple[int, int]]:
    """Return whose deliveries may be tried now, as (organisation id, delivery id), what has waited longest first."""
    with connection.cursor() as cursor:
        due = "select organisation_id, id from doors.deliveries_due(%s, %s, %s)"
        cursor.execute(due, [at, at + NEVER_LATER, most])
        return list(cursor.fetchall())


def organisations_sending() -> list[int]:
    """Return the organisations of which something waits to leave."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.organisations_sending()")
        return sorted(row[0] for row in cursor.fetchall())


def enclosures_of(delivery: Delivery) -> list[Enclosure]:
    """Return the files of a delivery in the order they were added."""
    return list(Enclosure.objects.filter(delivery=delivery).order_by("id"))


def delivery_of(viewer: Viewer, delivery_id: int) -> Delivery:
    """
    Return a delivery of the viewer's organisation.

    Raises Missing.
    """
    found: Delivery | None = Delivery.objects.visible_to(viewer).filter(id=delivery_id).first()
    return or_missing(found, _("There is no such message."))


def outgoing() -> Outgoing:
    """Return how mail leaves this installation, for the operator and for `aspa doctor`."""
    figures = Delivery.objects.aggregate(
        waiting=Count("id", filter=IS_WAITING),
        failed=Count("id", filter=Q(failed_at__isnull=False)),
        oldest=Min("written_at", filter=IS_WAITING),
    )
    troubled = Delivery.objects.filter(IS_WAITING).exclude(error="").order_by("-next_try_at", "-id")
    trouble = troubled.values_list("error", flat=True).first() or ""
    return Outgoing(figures["waiting"], figures["failed"], figures["oldest"], trouble)


def mailboxes(viewer: Viewer) -> list[Mailbox]:
    """Return the mailboxes that are fetched for the viewer's organisation, with their brands."""
    return list(Mailbox.objects.visible_to(viewer).select_related("brand").order_by("username", "folder", "id"))
