"""What only programs ask: messages page by page, what became of entries, a customer by address, figures."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Message
from aspa.customers.models import Customer
from aspa.journal.queries import EntryRow
from aspa.kit.addresses import normal
from aspa.kit.errors import Missing, or_missing
from aspa.kit.viewer import Viewer
from aspa.people import allowed
from aspa.promises.models import Promise


def messages_of(case: Case, *, after: int | None, limit: int) -> list[Message]:
    """
    Return messages of a case with their files and deliveries, in the order in which they came to it.

    Args:
        after: the key of the last message known.
    """
    rows = Message.objects.filter(case=case, pk__gt=after or 0)
    return list(rows.select_related("delivery").prefetch_related("attachments").order_by("id")[:limit])


def message_in(case: Case, message_id: int) -> Message:
    """
    Return one message with its files and delivery.

    Raises Missing.
    """
    whole = Message.objects.select_related("delivery").prefetch_related("attachments")
    found: Message | None = whole.filter(case=case, pk=message_id).first()
    return or_missing(found, _("There is no such message."))


def promises_of(case: Case) -> list[Promise]:
    """Return every promise given in a case, oldest first."""
    return list(Promise.objects.filter(subject_id=case.pk).order_by("given_at", "id"))


def promise_of(case: Case, promise_id: int) -> Promise:
    """
    Return one promise given in a case.

    Raises Missing.
    """
    found: Promise | None = Promise.objects.filter(subject_id=case.pk, pk=promise_id).first()
    return or_missing(found, _("There is no such promise in this case."))


@dataclass(frozen=True, slots=True)
class Fate(EntryRow):
    """An entry, and the case and the kind of message it became; None until its story is told."""

    case_number: int | None
    kind: str | None


def fates(viewer: Viewer, entries: Sequence[EntryRow]) -> list[Fate]:
    """Return entries with what became of them."""
    rows = Message.objects.visible_to(viewer).filter(entry_id__in=[entry.id for entry in entries])
    became = {entry: facts for entry, *facts in rows.values_list("entry_id", "case__number", "kind")}
    return [Fate(*astuple(entry), *became.get(entry.id, (None, None))) for entry in entries]


def customer_at(viewer: Viewer, address: str) -> Customer:
    """
    Return the customer known at an e-mail address, with every address.

    Raises Missing, also where the viewer may read none of the customer's cases.
    """
    rows = Customer.objects.visible_to(viewer).select_related("company").prefetch_related("identities")
    found: Customer | None = rows.filter(
        identities__organisation_id=viewer.organisation_id, identities__kind="email", identities__value=normal(address)
    ).first()
    if found is None or not allowed.may_know(viewer, found):
        raise Missing(_("Nobody is known at this address."))
    return found


@dataclass(frozen=True, slots=True)
class Figures:
    """What is watched from outside; of all organisations together."""

    journal_waiting: int
    journal_failed: int
    journal_all: int
    oldest_waiting: float
    deliveries_waiting: int
    deliveries_failed: int
    promises_owed: int
    promises_late: int
    cases_open: int
    suspects_waiting: int
    suspects_overdue: int


def figures(*, now: datetime) -> Figures:
    """Return the figures, in one statement; above 200,000 entries their number is the database's own estimate."""
    with connection.cursor() as cursor:
        cursor.execute("select * from doors.figures(%s)", [now])
        row = list(cursor.fetchone())
    row[3] = float(row[3] or 0)
    return Figures(*row)


def reach_database() -> None:
    """Return when the database answers. Raises OperationalError when it cannot be reached."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
