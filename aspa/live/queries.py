"""What is asked of the stream of hints."""

from dataclasses import dataclass

from django.db import connection

from aspa.kit.viewer import Viewer
from aspa.live.seats import Present, everybody

PAGE = 500  # hints read and sent at once
FAR = 2_000  # hints; who is farther behind fetches the page again, which costs less than this many hints

BACKLOG = """
select stream.position, hint.position, hint.topic
from live_stream stream
left join lateral (
    select position, topic from live_hint
    where organisation_id = stream.organisation_id and position > %(after)s
    order by position limit %(limit)s
) hint on true
where stream.organisation_id = %(organisation)s
order by hint.position
"""


@dataclass(frozen=True)
class Backlog:
    """
    What a browser has missed.

    Args:
        newest: the stream's position now.
        hints: (position, topic), the oldest first, at most PAGE of them; None when some of them are no longer known.
    """

    newest: int
    hints: list[tuple[int, str]] | None

    @property
    def is_last(self) -> bool:
        """Tell whether nothing more was known when this was read."""
        return self.hints is None or len(self.hints) < PAGE


def position(viewer: Viewer) -> int:
    """
    Return where the viewer's stream stands.

    A page asks this before anything it shows, so that no later change is missed.
    """
    return newest(viewer.organisation_id)


def newest(organisation_id: int) -> int:
    """Return where an organisation's stream stands; 0 before its first hint."""
    with connection.cursor() as cursor:
        cursor.execute("select position from live_stream where organisation_id = %s", (organisation_id,))
        row = cursor.fetchone()
    return row[0] if row else 0


def present(viewer: Viewer, number: int, *, beside: int = 0) -> list[Present]:
    """Return who is at a case now, by name, as this process has heard; asks no database. `beside` is left out."""
    return everybody.at(viewer.organisation_id, number, beside=beside)


def backlog(organisation_id: int, after: int) -> Backlog:
    """Return the hints after a position, in one look at the tables."""
    with connection.cursor() as cursor:
        cursor.execute(BACKLOG, {"organisation": organisation_id, "after": after, "limit": PAGE})
        rows = cursor.fetchall()
    newest = rows[0][0] if rows else 0
    hints = [(position, topic) for _, position, topic in rows if position is not None]
    reached = hints[-1][0] if hints else newest
    is_whole = reached == after + len(hints)  # positions have no gaps, so a missing one has been forgotten
    return Backlog(newest, hints if is_whole and newest - after <= FAR else None)
