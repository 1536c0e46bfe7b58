"""What stands around a case: what was merged with it and split off it, in one question."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from aspa.cases.allowed import clause
from aspa.cases.models import Case, Message
from aspa.cases.page import thread
from aspa.cases.shown import Actor, MessageRow
from aspa.cases.touch import SPOKEN
from aspa.cases.writing import standing
from aspa.customers.models import Customer
from aspa.kit.viewer import Viewer

HOUR = timedelta(hours=1)
MOST = 50

NAME = """coalesce((select name from staff_agent a where a.id = case when {0} like 'agent:%%' then
                    substr({0}, 7)::bigint end),
                   (select name from staff_token t where t.id = case when {0} like 'token:%%' then
                    substr({0}, 7)::bigint end), '')"""

# Of a case that the viewer may not read, nothing but its number is told.
OTHER = "c.number, case when true{allowed} then c.subject else '' end as subject"
JOININGS = f"""
select coalesce(json_agg(found order by found.at, found.kind, found.id), '[]') from (
    (select 'merge' as kind, m.id, m.case_id = %(case)s as is_into, {OTHER}, m.reason,
            m.merged_at as at, m.merged_by as by, {NAME.format("m.merged_by")} as by_name,
            m.undone_at, m.undone_by, {NAME.format("m.undone_by")} as undone_name
     from cases_merge m
     join cases_case c on c.id = case when m.case_id = %(case)s then m.into_id else m.case_id end
     where (m.case_id = %(case)s or m.into_id = %(case)s) and c.organisation_id = %(organisation)s
     order by m.id desc limit {MOST})
    union all
    (select 'split', s.id, s.case_id = %(case)s, {OTHER}, s.reason,
            s.split_at, s.split_by, {NAME.format("s.split_by")},
            s.undone_at, s.undone_by, {NAME.format("s.undone_by")}
     from cases_split s
     join cases_case c on c.id = case when s.case_id = %(case)s then s.made_id else s.case_id end
     where (s.case_id = %(case)s or s.made_id = %(case)s) and c.organisation_id = %(organisation)s
     order by s.id desc limit {MOST})
) as found
"""  # noqa: S608  # put together from this file's own constants


@dataclass(frozen=True, slots=True)
class JoiningRow:
    """
    A `merge` or a `split`: the case, or some of its messages, went `is_into` another, or came from it.

    `undone_by` took it back.
    """

    kind: str
    id: int
    is_into: bool
    number: int
    subject: str
    at: datetime
    by: Actor
    reason: str
    undone_at: datetime | None
    undone_by: Actor

    def can_be_undone(self, now: datetime) -> bool:
        """Whether it still holds, and an hour has not passed."""
        return self.undone_at is None and now < self.at + HOUR

    @property
    def has_emptied(self) -> bool:
        """Whether everything of the case is in the other now: it was merged, or what was split off went back."""
        if self.kind == "merge":
            return self.is_into and self.undone_at is None
        return not self.is_into and self.undone_at is not None


@dataclass(frozen=True, slots=True)
class Around:
    """What was merged with a case and split off it, the oldest first."""

    joinings: list[JoiningRow]

    @property
    def into(self) -> JoiningRow | None:
        """Where everything of the case went, while it is empty."""
        return next((one for one in self.joinings if one.has_emptied), None)


def around(viewer: Viewer, case_id: int) -> Around:
    """Return what stands around a case that the viewer may read."""
    facts: dict[str, Any] = {"case": case_id, "organisation": viewer.organisation_id}
    statement = JOININGS.format(allowed=clause(viewer, facts))
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        (rows,) = cursor.fetchone()
    return read(rows)


def read(rows: list[dict[str, Any]]) -> Around:
    """Return what the statement found."""
    return Around([_joining(row) for row in rows])


def _joining(row: dict[str, Any]) -> JoiningRow:
    return JoiningRow(
        row["kind"],
        row["id"],
        row["is_into"],
        row["number"],
        row["subject"],
        datetime.fromisoformat(row["at"]),
        Actor(row["by"], row["by_name"]),
        row["reason"],
        row["undone_at"] and datetime.fromisoformat(row["undone_at"]),
        Actor(row["undone_by"], row["undone_name"]),
    )


def spoken(case: Case) -> list[MessageRow]:
    """Return what was said to and by the customers of a case, the newest of it, oldest first."""
    return [message for message in thread(case.pk) if message.kind in SPOKEN]


def who_wrote(case: Case) -> list[Customer]:
    """Return the case's customer, and the others whose words are in it."""
    wrote = case.messages.filter(kind=Message.Kind.CONTACT, author__startswith="customer:")
    keys = {int(author.partition(":")[2]) for author in wrote.values_list("author", flat=True).distinct()}
    others = {standing(key) for key in keys - {case.customer_id}} - {case.customer}
    return [case.customer, *sorted(others, key=lambda one: one.pk)]
