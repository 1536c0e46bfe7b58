"""
Indexing all messages anew, when what they are found by has changed: beside all other work, a few hundred at a time.

A search meanwhile finds by the old words what has not been reached yet; the newest messages are reached first.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from aspa.cases.finding.models import Indexing
from aspa.cases.touch import words_of
from aspa.kit import walls
from aspa.language.words import EDITION

BATCH = 300  # messages of one transaction: some hundred milliseconds

NEWEST = "select coalesce(max(id), 0) + 1 from cases_message where organisation_id = %s"
# An acknowledgement is found by nothing: it says what we say to everybody.
READ = """
select m.id, c.language, m.subject, m.visible, m.sender_name, m.sender,
       coalesce((select string_agg(name, E'\\n' order by position) from cases_attachment where message_id = m.id), '')
from cases_message m join cases_case c on c.id = m.case_id
where m.organisation_id = %s and m.id < %s and m.kind <> 'acknowledgement' order by m.id desc limit %s
"""
WRITE = """
update cases_message m set words = string_to_array(new.words, ' ')
from unnest(%s::bigint[], %s::text[]) as new (id, words)
where m.id = new.id and m.words is distinct from string_to_array(new.words, ' ')
"""


class Progress(NamedTuple):
    """How many keys of messages have been looked through, of how many; of other organisations some may lie between."""

    done: int
    of: int


def turn() -> float:
    """Index some messages of the first organisation that needs it; return the seconds until the next look."""
    waiting = to_index()
    if not waiting:
        return 60.0
    index_some(waiting[0], at=timezone.now())  # noqa: TID251  # the worker looks at the clock
    return 0.0


def to_index() -> list[int]:
    """Return the organisations whose messages are not all indexed by the words of this release."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.organisations_to_index(%s)", [EDITION])
        return [row[0] for row in cursor.fetchall()]


def index_some(organisation_id: int, *, at: datetime) -> Progress:
    """Index the next messages of an organisation, and remember how far it is; of two at once the second waits."""
    with walls.within(organisation_id), transaction.atomic():
        indexing = _held(organisation_id, at=at)
        with connection.cursor() as cursor:
            cursor.execute(READ, [organisation_id, indexing.below, BATCH])
            read = cursor.fetchall()
            terms = [" ".join(words_of(*texts, language=language)) for _id, language, *texts in read]
            cursor.execute(WRITE, [[row[0] for row in read], terms])
        indexing.below = read[-1][0] if len(read) == BATCH else 0
        indexing.save(update_fields=["below"])
        return Progress(indexing.top - indexing.below, indexing.top)


def forget(organisation_id: int) -> None:
    """Let the messages of an organisation be indexed from the newest on again, as a command wishes."""
    with walls.within(organisation_id):
        Indexing.objects.filter(organisation_id=organisation_id).delete()


def _held(organisation_id: int, *, at: datetime) -> Indexing:
    """Return how far an organisation is, locked; it begins where it has not, and anew where the words are others."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [organisation_id])
        top = cursor.fetchone()[0]
    begun = {"edition": EDITION, "top": top, "below": top, "begun_at": at}
    Indexing.objects.bulk_create([Indexing(organisation_id=organisation_id, **begun)], ignore_conflicts=True)
    indexing: Indexing = Indexing.objects.select_for_update().get(organisation_id=organisation_id)
    if indexing.edition != EDITION:
        for name, value in begun.items():
            setattr(indexing, name, value)
        indexing.save()
    return indexing
