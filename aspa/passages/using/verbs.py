"""Noting which version of which passage left in a reply."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.passages.models import Use, Version
from aspa.passages.placeholders import folded, forgotten, stands_in
from aspa.sorting.models import CaseReason

MOST = 50  # passages in one letter

COUNT = """
insert into passages_tally (organisation_id, passage_id, reason_id, count)
select %(organisation)s, passage_id, %(reason)s, 1 from unnest(%(passages)s::bigint[]) as each (passage_id)
order by passage_id
on conflict (passage_id, reason_id) do update set count = passages_tally.count + 1
"""


class LeftOpen(Refused):
    """A customer would read what was meant to be filled in."""

    code = "placeholder_left_open"


@transaction.atomic
def reply(case: Case, *, passages: Sequence[int], by: Viewer, at: datetime, **said: Any) -> Message:
    """
    Answer the customer and note which passages the answer says, as one; for programs, whom nobody can ask.

    Raises LeftOpen, and what `cases.verbs.reply` raises.
    """
    must_be_filled(said["text"])
    message = cases.reply(case, by=by, at=at, **said)
    note(message, versions=passages)
    return message


def must_be_filled(text: str) -> None:
    """Raise LeftOpen where a placeholder that Aspa would fill in stands in a text."""
    if places := forgotten(text):
        raise LeftOpen(_("Fill in before sending: %(places)s.") % {"places": ", ".join(places)})


@transaction.atomic
def note(message: Message, *, versions: Sequence[int]) -> list[Use]:
    """
    Note which passages a reply says, and count them for the reason of its case.

    Args:
        versions: keys of those that were put in; one whose words were all changed since is not noted, nor is one that
            there is not.
    """
    chosen = list(versions)[:MOST]
    if not chosen:
        return []
    there = Version.objects.filter(organisation_id=message.organisation_id, pk__in=chosen).order_by("passage_id", "id")
    written = folded(message.text)
    said = [one for one in there if any(stands_in(text, written) for text in one.texts.values())]
    uses = [Use(organisation_id=message.organisation_id, version=one, message=message) for one in said]
    Use.objects.bulk_create(uses, ignore_conflicts=True)
    reason = CaseReason.objects.filter(case_id=message.case_id).values_list("reason_id", flat=True).first()
    facts = {"organisation": message.organisation_id, "reason": reason}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {**facts, "passages": sorted({one.passage_id for one in said})})
    return uses
