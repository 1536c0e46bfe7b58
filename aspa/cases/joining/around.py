"""What stands around a case: what was merged with it, in one question."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from aspa.cases.allowed import clause
from aspa.cases.shown import Actor
from aspa.kit.viewer import Viewer

HOUR = timedelta(hours=1)
MOST = 50

NAME = """coalesce((select name from staff_agent a where a.id = case when {0} like 'agent:%%' then
                    substr({0}, 7)::bigint end),
                   (select name from staff_token t where t.id = case when {0} like 'token:%%' then
                    substr({0}, 7)::bigint end), '')"""

# Of a case that the viewer may not read, nothing but its number is told.
MERGED = f"""
select coalesce(json_agg(found order by found.at), '[]') from (
    select m.id, m.case_id = %(case)s as is_into,
           c.number, case when true{{allowed}} then c.subject else '' end as subject,
           m.merged_at as at, m.merged_by as by, {NAME.format("m.merged_by")} as by_name, m.reason,
           m.undone_at, m.undone_by, {NAME.format("m.undone_by")} as undone_name
    from cases_merge m
    join cases_case c on c.id = case when m.case_id = %(case)s then m.into_id else m.case_id end
    where (m.case_id = %(case)s or m.into_id = %(case)s) and c.organisation_id = %(organisation)s
    order by m.id desc limit {MOST}
) as found
"""  # noqa: S608  # put together from this file's own constants


@dataclass(frozen=True, slots=True)
class MergeRow:
    """That the case was put into another (`is_into`), or another into it; `undone_by` took it back."""

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


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a case, the oldest first."""

    merges: list[MergeRow]

    @property
    def into(self) -> MergeRow | None:
        """Where the case went, while it is merged."""
        return next((one for one in self.merges if one.is_into and one.undone_at is None), None)


def around(viewer: Viewer, case_id: int) -> Around:
    """Return what stands around a case that the viewer may read."""
    facts: dict[str, Any] = {"case": case_id, "organisation": viewer.organisation_id}
    statement = MERGED.format(allowed=clause(viewer, facts))
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        (merges,) = cursor.fetchone()
    return Around(merges=[_merge(row) for row in merges])


def _merge(row: dict[str, Any]) -> MergeRow:
    return MergeRow(
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
