"""What the agent at a case has written there and not sent."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from aspa.cases.models import Case
from aspa.channels.email.own_html import clean
from aspa.drafting.models import Draft, DraftFile, Held
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent

DESK = """
select coalesce((
    select json_agg(json_build_array(d.kind, d.text, d.html, d.fields, d.version, d.letter, d.written_at, coalesce(
        (select json_agg(json_build_array(f.id, f.name, f.content_type, f.size, f.content_id) order by f.id)
         from drafting_draftfile f where f.draft_id = d.id), '[]')))
    from drafting_draft d
    where d.organisation_id = %(organisation)s and d.agent_id = %(agent)s and d.case_id = %(case)s), '[]'),
coalesce((
    select json_agg(json_build_array(h.id, h.agent_id, coalesce(a.name, ''), h.letter->>'text',
        coalesce(h.letter->>'html', ''), h.letter->>'to', h.is_scheduled, h.leaves_at, h.stopped_at, h.reason,
        (select count(*) from drafting_heldfile f where f.held_id = h.id)) order by h.leaves_at, h.id)
    from drafting_held h left join staff_agent a on a.id = h.agent_id
    where h.organisation_id = %(organisation)s and h.case_id = %(case)s
        and h.left_at is null and h.withdrawn_at is null), '[]'),
(select json_build_array(undo_for, is_plain, is_advised) from drafting_habits where agent_id = %(agent)s),
(select json_build_array(b.tone, b.greetings) from cases_case c join brands_brand b on b.id = c.brand_id
 where c.id = %(case)s and c.organisation_id = %(organisation)s)
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a draft."""

    id: int
    name: str
    content_type: str
    size: int
    content_id: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as a page needs it; `errors` is empty, so that it fills in a form as one that was sent wrongly does."""

    text: str = ""
    html: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    version: int = 0
    letter: int = 0
    written_at: datetime | None = None
    enclosed: list[FileRow] = field(default_factory=list)

    errors: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not (self.text or self.html)

    @property
    def alongside(self) -> list[FileRow]:
        """The files that are listed: a picture that stands in the text is seen there."""
        return [file for file in self.enclosed if not file.content_id]

    @property
    def listed(self) -> str:
        """The same as JSON, for the scripts."""
        return json.dumps([{"id": file.id, "name": file.name, "size": file.size} for file in self.alongside])

    @property
    def pictures(self) -> str:
        """The pictures that stand in the text, content id -> key, as JSON for the scripts."""
        return json.dumps({file.content_id: file.id for file in self.enclosed if file.content_id})

    @property
    def data(self) -> dict[str, str]:
        """What was filled in, by the names of the form."""
        return {**self.fields, "text": self.text, "html": self.html}


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A reply that has not left, as a page needs it; `looks` are its words with their formatting, without pictures."""

    id: int
    agent_id: int | None
    writer: str
    text: str
    looks: str
    to: str | None
    is_scheduled: bool
    leaves_at: datetime
    stopped_at: datetime | None
    reason: str
    files: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on an agent's desk for one case: drafts, replies that wait to leave, how agent and brand write."""

    drafts: dict[str, DraftRow]
    held: list[HeldRow]
    undo_for: int
    is_plain: bool
    is_advised: bool
    tone: str
    greetings: dict[str, list[str]]

    def draft(self, kind: str) -> DraftRow:
        """Return the draft of a kind; an empty one where there is none."""
        return self.drafts.get(kind) or DraftRow()

    @property
    def versions(self) -> str:
        """Return version and letter of every kind, as JSON for the scripts."""
        return json.dumps({kind: [self.draft(kind).version, self.draft(kind).letter] for kind in Draft.Kind.values})


def desk_of(viewer: Agent, case_id: int) -> Desk:
    """Return what the agent has written in a case, in one question."""
    asked = {"organisation": viewer.organisation_id, "agent": viewer.pk, "case": case_id}
    with connection.cursor() as cursor:
        cursor.execute(DESK, asked)
        drafts, held, habits, speech = cursor.fetchone()
    written = {row[0]: _draft(*row[1:]) for row in drafts}
    return Desk(written, [_held(*row) for row in held], *(habits or (10, False, True)), *(speech or ("", {})))


def answered(viewer: Viewer) -> list[int]:
    """Return the keys of the cases whose answer leaves in some seconds, unless its writer undoes it."""
    going = Held.objects.visible_to(viewer).filter(left_at=None, withdrawn_at=None, stopped_at=None)
    return list(going.filter(is_scheduled=False).values_list("case_id", flat=True))


def draft_of(viewer: Agent, case: Case, kind: str) -> DraftRow:
    """Return one draft of the agent in a case; an empty one where there is none."""
    return desk_of(viewer, case.pk).draft(kind)


def file_of(viewer: Agent, file_id: int) -> DraftFile:
    """
    Return a file of one of the agent's own drafts, with its case.

    Raises Missing.
    """
    mine = DraftFile.objects.visible_to(viewer).filter(draft__agent=viewer)
    found: DraftFile | None = mine.select_related("draft__case").filter(pk=file_id).first()
    return or_missing(found, _("There is no such file."))


def names_bytes(folder: str) -> set[str]:
    """Return which bytes in a folder of the store are named by drafts."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.drafted(%s)", [folder])
        return {row[0] for row in cursor.fetchall()}


def _held(*facts: Any) -> HeldRow:
    id, agent_id, writer, text, html, to, is_scheduled, leaves_at, stopped_at, *rest = facts
    leaves, stopped = datetime.fromisoformat(leaves_at), stopped_at and datetime.fromisoformat(stopped_at)
    return HeldRow(id, agent_id, writer, text, clean(html), to, is_scheduled, leaves, stopped, *rest)


def _draft(text: str, html: str, fields: dict[str, str], version: int, letter: int, *rest: Any) -> DraftRow:
    written_at, enclosed = rest
    return DraftRow(
        text, html, fields, version, letter, datetime.fromisoformat(written_at), [FileRow(*one) for one in enclosed]
    )
