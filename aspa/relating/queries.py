"""What stands around a case, in one question: what was merged and split, its links, its parent and what is under it."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case as Choice
from django.db.models import Max, Q, When
from django.utils.translation import gettext as _

from aspa.cases.allowed import clause
from aspa.cases.joining.around import JOININGS, Around, read
from aspa.cases.models import Case, Message
from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer
from aspa.relating.models import Child, Link

# Cases that were merged into this one brought their relations along. Of a case that the viewer may not read, nothing
# but its number is told.
HERE = """(select %(case)s::bigint as id union all
           select id from cases_case where joined_to_id = %(case)s) as here"""
SHOWN = """c.number, case when true{allowed} then c.subject else '' end as subject,
           case when true{allowed} then coalesce(x.outcome, '') else '' end as outcome,
           true{allowed} as is_readable, c.closure_id is null as is_open"""
OTHERS = """join cases_case c on c.id = {key} and c.organisation_id = %(organisation)s
            left join cases_closure x on x.id = c.closure_id"""

LINKS = f"""
select coalesce(json_agg(found order by found.kind, found.is_to, found.number), '[]') from (
    select l.id, l.kind, l.is_to, {SHOWN}
    from {HERE}
    join lateral (select id, kind, other_id as far, true as is_to from relating_link where case_id = here.id
                  union all
                  select id, kind, case_id, false from relating_link where other_id = here.id) as l on true
    {OTHERS.replace("{key}", "l.far")}
    where c.id <> %(case)s and (c.joined_to_id is null or c.joined_to_id <> %(case)s)
) as found
"""  # noqa: S608  # put together from this file's own constants
PARENT = f"""
select to_json(found) from (
    select k.id, {SHOWN}
    from {HERE}
    join relating_child k on k.case_id = here.id
    join cases_case named on named.id = k.parent_id
    {OTHERS.replace("{key}", "case when named.joined_to_id is null then named.id else named.joined_to_id end")}
    where c.id <> %(case)s order by here.id = %(case)s desc, k.id limit 1
) as found
"""  # noqa: S608  # put together from this file's own constants
CHILDREN = f"""
select coalesce(json_agg(found order by found.is_open desc, found.number), '[]') from (
    select k.id, {SHOWN}
    from {HERE}
    join relating_child k on k.parent_id = here.id
    {OTHERS.replace("{key}", "k.case_id")}
    where c.id <> %(case)s
) as found
"""  # noqa: S608  # put together from this file's own constants


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """
    Another case as it is shown beside one; `id` is that of the link or of the child's place.

    `kind` is what one is to the other, and `is_to` says that this one is that to the other.
    """

    id: int
    number: int
    subject: str
    outcome: str
    is_open: bool
    is_readable: bool
    kind: str = ""
    is_to: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """What stands around a case."""

    around: Around
    links: list[RelatedCase]
    parent: RelatedCase | None
    children: list[RelatedCase]

    @property
    def is_bare(self) -> bool:
        """Whether it belongs to no other case."""
        return not (self.links or self.parent or self.children)

    @property
    def open_children(self) -> int:
        """How many of the cases under it are open."""
        return sum(child.is_open for child in self.children)


def related(viewer: Viewer, case_id: int) -> Related:
    """Return what stands around a case that the viewer may read."""
    facts: dict[str, Any] = {"case": case_id, "organisation": viewer.organisation_id}
    allowed = clause(viewer, facts)
    parts = [part.replace("{allowed}", allowed) for part in (JOININGS, LINKS, PARENT, CHILDREN)]
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"({part})" for part in parts), facts)  # of constants
        joinings, links, parent, children = cursor.fetchone()
    return Related(
        around=read(joinings),
        links=[RelatedCase(**one) for one in links],
        parent=RelatedCase(**parent) if parent else None,
        children=[RelatedCase(**one) for one in children],
    )


def link_of(viewer: Viewer, case: Case, link_id: int) -> Link:
    """
    Return a link of a case, from whichever side.

    Raises Missing.
    """
    found: Link | None = Link.objects.filter(organisation_id=viewer.organisation_id, pk=link_id).first()
    here = {case.pk, *Case.objects.filter(joined_to=case).values_list("pk", flat=True)}
    if found is None or not here & {found.case_id, found.other_id}:
        raise Missing(_("There is no such link; somebody may have taken it away already."))
    return found


def place_of(case: Case) -> Child | None:
    """Return where a case stands under another, itself or by a case that was merged into it; its own place first."""
    places = Child.objects.filter(Q(case=case) | Q(case__joined_to=case))
    elsewhere = places.exclude(parent=case).exclude(parent__joined_to=case).select_related("parent")
    own_first = When(case=case, then=0)
    found: Child | None = elsewhere.order_by(Choice(own_first, default=1), "id").first()
    return found


def open_children(viewer: Viewer, parent: Case) -> list[Case]:
    """Return the open cases under a case that the viewer may read, by number."""
    here = [parent.pk, *Case.objects.filter(joined_to=parent).values_list("pk", flat=True)]
    under = Child.objects.filter(parent__in=here).values("case")
    mine = Case.objects.visible_to(viewer).open().filter(pk__in=under).exclude(pk=parent.pk)
    return list(mine.select_related("brand", "customer", "address").order_by("number"))


def newest_in(children: list[Case]) -> int:
    """Return the id of the newest message in any of these cases; 0 where there is none."""
    found: int | None = Message.objects.filter(case__in=children).aggregate(newest=Max("pk"))["newest"]
    return found or 0
