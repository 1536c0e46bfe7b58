"""What the journal knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import connection
from django.utils.translation import gettext as _

from aspa.journal.models import Entry
from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer

State = Literal["waiting", "failed", "told"]

# Untold entries are few and have an index of their own; all entries are counted from the index of digests, so that
# no row is read however many there are.
SUMMARY = """
select count(*) filter (where error = ''), count(*) filter (where error <> ''), min(received_at),
       (select count(*) from journal_entry where organisation_id = %(organisation)s)
from journal_entry
where told_at is null and organisation_id = %(organisation)s
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many contacts of an organisation wait for their story, wait after an error, or have been told."""

    waiting: int
    failed: int
    told: int
    oldest_waiting_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry without its bytes."""

    id: int
    brand_id: int
    channel: str
    source: str
    size: int
    sha256: str
    envelope_from: str
    envelope_to: str
    received_at: datetime
    told_at: datetime | None
    tries: int
    error: str

    @property
    def state(self) -> State:
        """Waiting, failed (waits after an error) or told."""
        if self.told_at:
            return "told"
        return "failed" if self.error else "waiting"


def summary(viewer: Viewer) -> Summary:
    """Return how the viewer's journal stands; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(SUMMARY, {"organisation": viewer.organisation_id})
        waiting, failed, oldest, all_entries = cursor.fetchone()
    return Summary(waiting, failed, all_entries - waiting - failed, oldest)


def entries(
    viewer: Viewer, *, state: State | None = None, after: int | None = None, before: int | None = None, limit: int = 50
) -> list[EntryRow]:
    """
    Return entries without their bytes.

    Args:
        after: keys above this one, oldest first, for those who follow the journal.
        before: keys below this one, newest first; also the order when neither is given.
    """
    rows = Entry.objects.visible_to(viewer)
    if state == "told":
        rows = rows.filter(told_at__isnull=False)
    elif state:
        rows = rows.filter(told_at__isnull=True)
        rows = rows.filter(error="") if state == "waiting" else rows.exclude(error="")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    fields = [name for name in EntryRow.__slots__ if name != "sha256"]
    found = rows.order_by("pk" if after is not None else "-pk").values("digest", *fields)[:limit]
    return [EntryRow(sha256=bytes(row.pop("digest")).hex(), **row) for row in found]


def entry(viewer: Viewer, entry_id: int) -> EntryRow:
    """
    Return one entry without its bytes.

    Raises Missing.
    """
    found = entries(viewer, before=entry_id + 1, limit=1)
    if not found or found[0].id != entry_id:
        raise Missing(_("There is no such entry in the journal."))
    return found[0]


def raw_of(entry_id: int) -> bytes:
    """Return the bytes exactly as they arrived."""
    return bytes(Entry.objects.values_list("raw", flat=True).get(pk=entry_id))


def newest_id() -> int:
    """Return the key of the newest entry, 0 when there is none."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def count_since(entry_id: int, *, organisation_id: int, source: str) -> int:
    """Return how many entries of a source came after this one."""
    return Entry.objects.filter(pk__gt=entry_id, organisation_id=organisation_id, source=source).count()
