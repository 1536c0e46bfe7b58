"""How cases are sorted: what stands beside a case, what lists show and find, and what an administrator keeps."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from aspa.brands.models import LANGUAGES, Brand
from aspa.cases.models import Case
from aspa.kit.errors import Missing, or_missing
from aspa.kit.viewer import Viewer
from aspa.sorting.models import Field, Reason, Tag
from aspa.sorting.reasons import REASONS

COMPLETIONS = 200  # tags that are offered while one is written

SORTED = """
select json_build_object(
    'tags', (select coalesce(json_agg(json_build_array(t.id, t.name, t.colour) order by lower(t.name)), '[]')
             from sorting_tagging g join sorting_tag t on t.id = g.tag_id where g.case_id = c.id),
    'reason', said.reason_id,
    'reasons', (select coalesce(json_agg(json_build_array(r.id, r.key, r.name) order by r.position, r.id), '[]')
                from sorting_reason r
                where r.brand_id = c.brand_id and (r.archived_at is null or r.id = said.reason_id)),
    'fields', (select coalesce(json_agg(json_build_array(f.id, f.name, f.kind, f.choices, f.is_required,
                                                         coalesce(v.value, '')) order by f.position, f.id), '[]')
               from sorting_field f left join sorting_filling v on v.field_id = f.id and v.case_id = c.id
               where f.brand_id = c.brand_id and (f.archived_at is null or v.id is not null)))
from cases_case c left join sorting_casereason said on said.case_id = c.id
where c.organisation_id = %(organisation)s and c.id = %(case)s
"""

# What a row of a list shows; see cases.labels.
TAGS = """(select json_agg(json_build_array(t.name, t.colour) order by lower(t.name))
    from sorting_tagging g join sorting_tag t on t.id = g.tag_id where g.case_id = c.id)"""
REASON = """(select json_build_array(r.key, r.name) from sorting_casereason said
    join sorting_reason r on r.id = said.reason_id where said.case_id = c.id)"""

BY_NAME = """c.id in (
    select g.case_id from sorting_tagging g join sorting_tag t on t.id = g.tag_id
    where t.organisation_id = %(organisation)s and lower(t.name) = lower(%(sorted_as)s)
    union all
    select said.case_id from sorting_casereason said join sorting_reason r on r.id = said.reason_id
    where r.organisation_id = %(organisation)s and
        (lower(r.name) = lower(%(sorted_as)s) or (r.name = '' and r.key = any(%(reason_keys)s::text[]))))"""


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag of a case."""

    id: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason that may be chosen; `name` is empty while a built-in one has its own."""

    id: int
    key: str
    name: str

    @property
    def title(self) -> str:
        """What it is called in the language of whoever looks."""
        return self.name or str(REASONS[self.key])


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a case with what is written in it."""

    id: int
    name: str
    kind: str
    choices: list[str]
    is_required: bool
    value: str


@dataclass(frozen=True, slots=True)
class Sorted:
    """How one case is sorted, and how it could be."""

    tags: list[TagRow]
    reason: ReasonRow | None
    reasons: list[ReasonRow]
    fields: list[FieldRow]

    @property
    def is_bare(self) -> bool:
        """Whether nothing was said of it yet, and nothing is asked."""
        return not (self.tags or self.reason or self.fields)


def sorted_of(viewer: Viewer, case_id: int) -> Sorted:
    """Return how a case that the viewer may read is sorted, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(SORTED, {"organisation": viewer.organisation_id, "case": case_id})
        row = cursor.fetchone()
    if row is None:
        raise Missing(_("There is no such case."))
    return read(row[0] if isinstance(row[0], dict) else json.loads(row[0]))


def read(found: dict[str, Any]) -> Sorted:
    """Return what `SORTED` found, which an app above may ask together with its own."""
    reasons = [ReasonRow(*one) for one in found["reasons"]]
    return Sorted(
        tags=[TagRow(*one) for one in found["tags"]],
        reason=next((one for one in reasons if one.id == found["reason"]), None),
        reasons=reasons,
        fields=[FieldRow(*one) for one in found["fields"]],
    )


def find_sorted(text: str, facts: dict[str, Any]) -> str | None:
    """Find the cases of a tag, or of a reason, by `#` and its name."""
    name = " ".join(text.removeprefix("#").split())
    if not text.startswith("#") or not name:
        return None
    facts |= {"sorted_as": name, "reason_keys": keys_called(name)}
    return BY_NAME


def keys_called(name: str) -> list[str]:
    """Return the built-in reasons that have this name in any language of the house."""
    keys = set()
    for language, _name in LANGUAGES:
        with translation.override(language):
            keys |= {key for key, title in REASONS.items() if str(title).lower() == name.lower()}
    return sorted(keys)


def tags(viewer: Viewer, *, beginning: str = "", most: int | None = None) -> list[Tag]:
    """Return the tags of the viewer's organisation by name; those that begin with what is written, at most so many."""
    found = Tag.objects.visible_to(viewer)
    if beginning:
        found = found.filter(name__istartswith=beginning)
    return list(found.order_by("name", "id")[:most])


def tag_of(viewer: Viewer, tag_id: int) -> Tag:
    """
    Return one tag.

    Raises Missing.
    """
    found: Tag | None = Tag.objects.visible_to(viewer).filter(pk=tag_id).first()
    return or_missing(found, _("There is no such tag; somebody may have merged it."))


def tag_called(viewer: Viewer, name: str) -> Tag:
    """
    Return the tag of this name, however its letters are written.

    Raises Missing.
    """
    found: Tag | None = Tag.objects.visible_to(viewer).filter(name__iexact=name).first()
    return or_missing(found, _("There is no tag %(name)s.") % {"name": name})


def reasons(viewer: Viewer, brand: Brand, *, archived: bool = False) -> list[Reason]:
    """Return the reasons of a brand in their order, or those that were put away."""
    found = Reason.objects.visible_to(viewer).filter(brand=brand, archived_at__isnull=not archived)
    return list(found.order_by("position", "id"))


def reason_of(viewer: Viewer, reason_id: int, *, brand_id: int | None = None) -> Reason:
    """
    Return one reason, of this brand if one is named.

    Raises Missing.
    """
    rows = Reason.objects.visible_to(viewer).filter(pk=reason_id)
    found: Reason | None = (rows if brand_id is None else rows.filter(brand=brand_id)).first()
    return or_missing(found, _("There is no such reason."))


def fields(viewer: Viewer, brand: Brand, *, archived: bool = False) -> list[Field]:
    """Return the fields of a brand in their order, or those that were put away."""
    found = Field.objects.visible_to(viewer).filter(brand=brand, archived_at__isnull=not archived)
    return list(found.order_by("position", "id"))


def field_of(viewer: Viewer, field_id: int, *, brand_id: int | None = None) -> Field:
    """
    Return one field, of this brand if one is named.

    Raises Missing.
    """
    rows = Field.objects.visible_to(viewer).filter(pk=field_id)
    found: Field | None = (rows if brand_id is None else rows.filter(brand=brand_id)).first()
    return or_missing(found, _("There is no such field."))


def empty_required(case: Case) -> list[str]:
    """Return the names of the fields that must be filled in before a case is closed as answered, and are not."""
    wanted = Field.objects.filter(brand_id=case.brand_id, is_required=True, archived_at__isnull=True)
    empty = wanted.exclude(pk__in=case.fillings.values("field_id")).order_by("position", "id")
    return list(empty.values_list("name", flat=True))
