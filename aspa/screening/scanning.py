"""The loop that lets the scanner look at every file that comes or leaves; nothing ever waits for it."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from aspa.brands import queries as brands
from aspa.cases.models import Attachment
from aspa.cases.queries import attachment_bytes
from aspa.channels.scanning import queries, verbs
from aspa.jobs.loop import PATIENCE
from aspa.kit.errors import Missing
from aspa.kit.walls import within

AT_ONCE = 20  # files of one organisation before the next one's turn
STRAGGLERS = 5_000  # keys behind the newest that are looked at again: a transaction may end after a younger one

UNSEEN = """
select min(a.id) from cases_attachment a
left join channels_scan s on s.organisation_id = a.organisation_id and s.sha256 = a.sha256
where a.organisation_id = %(organisation)s and a.id > %(mark)s - %(stragglers)s and s.id is null
group by a.sha256 order by 1 limit %(most)s
"""


def turn() -> float:
    """Have some files of each organisation looked at; return seconds to the next turn."""
    if not settings.CLAMD:
        return PATIENCE
    looked = 0
    for organisation_id in brands.organisation_ids():
        with within(organisation_id):
            looked += look_through(organisation_id, at=datetime.now(UTC))
    return 0.0 if looked else PATIENCE


def look_through(organisation_id: int, *, at: datetime) -> int:
    """Have files looked at that came since the last time, or that are worth another try; return how many."""
    waiting = [*_unseen(organisation_id), *queries.worth_another_try(organisation_id, at=at, most=AT_ONCE)]
    files = Attachment.objects.filter(pk__in=waiting).select_related("message__case").order_by("id")
    for file in files:
        _look_at(file, at=at)
    return len(files)


def _look_at(file: Attachment, *, at: datetime) -> None:
    seen = verbs.Seen(file.organisation_id, file.sha256, file.pk, f"case-{file.message.case.number}")
    try:
        data = attachment_bytes(file)
    except Missing:
        verbs.gone(seen, at=at)
    else:
        verbs.scan(seen, data, at=at)


def _unseen(organisation_id: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from cases_attachment where organisation_id = %s", [organisation_id])
        newest = cursor.fetchone()[0] or 0
        mark = verbs.begin(organisation_id, newest=newest)
        if newest <= mark:
            return []
        facts = {"organisation": organisation_id, "mark": mark, "stragglers": STRAGGLERS, "most": AT_ONCE}
        cursor.execute(UNSEEN, facts)
        found = [key for (key,) in cursor.fetchall()]
    if len(found) < AT_ONCE:
        verbs.reach(organisation_id, newest=newest)
    return found
