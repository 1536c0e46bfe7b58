"""What is asked of saved views."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from aspa.cases import lists
from aspa.cases.above import markers
from aspa.cases.lists import CaseList, counting
from aspa.cases.narrowing.matching import count_each, matching
from aspa.cases.views import COUNTED
from aspa.kit.errors import or_missing
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.staff.models import Team
from aspa.teamwork.conditions import ASKED, UNHEEDED
from aspa.teamwork.models import SavedView, made_by

MOST_VIEWS = 60  # that one agent sees
SAVED = re.compile(r"saved-([0-9]{1,18})")
WANTED_OF = ("asked", "mentioned")  # of whoever looks, by colleagues

COLUMNS = [str(field.column) for field in SavedView._meta.concrete_fields]
FACTS = ", ".join(f"v.{column}" for column in COLUMNS)
VIEWS = f"""
(select coalesce(json_agg(json_build_array({FACTS}) order by v.name, v.id), '[]')
 from (select * from teamwork_savedview v
       where v.organisation_id = %(organisation)s and (v.is_for_everybody or v.agent_id = %(agent)s
             or v.team_id in (select team_id from staff_membership where agent_id = %(agent)s))
       order by v.name, v.id limit %(most)s) as v)
"""  # noqa: S608  # our own names


WANTED = ", ".join(f"(select count(*) {those.format(agent='%(agent)s')})" for those in (ASKED, UNHEEDED))
ASKED_HERE = """(select count(*) from teamwork_question q join cases_case c on c.id = q.case_id
    where c.organisation_id = %(organisation)s and c.number = %(number)s and q.answered_at is null)"""
CALLED_HERE = """(select coalesce(json_object_agg(memo_id, names), '{}') from (
    select m.memo_id, json_agg(a.name order by a.name) as names from teamwork_mention m
    join cases_case c on c.id = m.case_id join staff_agent a on a.id = m.agent_id
    where c.organisation_id = %(organisation)s and c.number = %(number)s group by m.memo_id) as called)"""
FOCUS = "exists (select from teamwork_focus f where f.agent_id = %(agent)s and f.ended_at is null)"


@dataclass(frozen=True, slots=True)
class Beside:
    """
    What stands beside the cases: the views that were saved, whether the viewer focuses; of this case how many questions
    wait, and the names of those whom its memos called, by the key of the memo.
    """

    views: list[SavedView]
    is_focused: bool
    asked_here: int
    called_here: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class LeftColumn(Beside):
    """
    The same with how many cases wait in each view of the house, and how often colleagues want something.

    `markers` are what floors above count.
    """

    counts: dict[str, int]
    asked: int
    mentioned: int
    markers: dict[str, Any]


def left_column(viewer: Viewer, *, now: datetime) -> LeftColumn:
    """Return the left column of the desk with its counts, asked in one question."""
    columns, facts = counting(viewer, now=now, agent_id=viewer.powers.agent_id)
    columns += f", {VIEWS}, {FOCUS}, {WANTED}, {markers.column()}"
    *counted, views, is_focused, asked, mentioned, marked = _asked(viewer, columns, facts)
    counts = dict(zip(COUNTED, counted, strict=True))
    return LeftColumn(_kept(views), is_focused, 0, {}, counts, asked, mentioned, marked)


def beside(viewer: Viewer, *, number: int | None = None) -> Beside:
    """Return what stands beside a page that counts nothing, perhaps that of a case, asked in one question."""
    facts = {"organisation": viewer.organisation_id, "number": number}
    views, *about = _asked(viewer, f"{VIEWS}, {FOCUS}, {ASKED_HERE}, {CALLED_HERE}", facts)
    return Beside(_kept(views), *about)


def _asked(viewer: Viewer, columns: str, facts: dict[str, Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", facts | {"agent": viewer.powers.agent_id, "most": MOST_VIEWS})
        row: Sequence[Any] = cursor.fetchone()
    return row


def _kept(rows: list[list[Any]]) -> list[SavedView]:
    return [SavedView.from_db(connection.alias, COLUMNS, row) for row in rows]


def saved_views(viewer: Viewer) -> list[SavedView]:
    """Return the views a viewer sees, by name: own ones, everybody's, and those of an agent's teams."""
    found = SavedView.objects.visible_to(viewer).filter(_shown_to(viewer)).distinct()
    return list(found.order_by("name", "id")[:MOST_VIEWS])


def saved_view(viewer: Viewer, view_id: int) -> SavedView:
    """
    Return one view that a viewer sees.

    Raises Missing.
    """
    found: SavedView | None = SavedView.objects.visible_to(viewer).filter(_shown_to(viewer), pk=view_id).first()
    return or_missing(found, _("There is no such view."))


def teams_of(viewer: Viewer) -> list[Team]:
    """Return the teams a viewer belongs to, by name; a program belongs to none."""
    if viewer.powers.agent_id is None:
        return []  # asked for, nobody would be in every team without members
    mine = Team.objects.visible_to(viewer).filter(memberships__agent_id=viewer.powers.agent_id)
    return list(mine.order_by("name", "id"))


def teams_for(viewer: Viewer) -> list[Team]:
    """Return the teams to whom a viewer may show a view, by name: their own, and to an administrator every one."""
    if not viewer.may(Power.ADMINISTER):
        return teams_of(viewer)
    return list(Team.objects.visible_to(viewer).filter(ended_at=None).order_by("name", "id"))


def cases_of(viewer: Viewer, view: SavedView, *, now: datetime, after: str = "", limit: int = 50) -> CaseList:
    """Return a page of a view's cases. Raises WrongCursor."""
    return matching(viewer, view.conditions, order=view.order, now=now, after=after, limit=limit)


def cases_in(
    viewer: Viewer, view: str, *, now: datetime, after: str = "", limit: int = 50, agent_id: int | None = None
) -> CaseList:
    """
    Return a page of a view: one of the house's, one that was saved (`saved-12`), or what colleagues want of the viewer.

    Args:
        agent_id: whose cases "mine" and "next" are.

    Raises Missing for an unknown view, WrongCursor.
    """
    page: dict[str, Any] = {"now": now, "after": after, "limit": limit}
    if view in WANTED_OF:
        return matching(viewer, {view: ["me"], "state": ["open", "aside"]}, order="oldest", **page)
    if saved := SAVED.fullmatch(view):
        return cases_of(viewer, saved_view(viewer, int(saved[1])), **page)
    return lists.case_list(viewer, view, agent_id=agent_id, **page)


def counts_of(viewer: Viewer, views: Sequence[SavedView], *, now: datetime) -> dict[int, int]:
    """Return how many cases each view holds, by the view's key; views of closed cases are not counted."""
    return count_each(viewer, {view.pk: view.conditions for view in views}, now=now)


def _shown_to(viewer: Viewer) -> Q:
    shown, agent_id = Q(is_for_everybody=True) | made_by(viewer), viewer.powers.agent_id
    return shown if agent_id is None else shown | Q(team__memberships__agent_id=agent_id)
