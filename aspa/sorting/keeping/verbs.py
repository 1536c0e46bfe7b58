"""What an administrator keeps: the words of tags, the reasons of a brand, and its fields."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.history import verbs as history
from aspa.kit.errors import Missing, Refused
from aspa.kit.lines import one_line
from aspa.kit.naming import named
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live
from aspa.sorting.models import Field, Reason, Tag
from aspa.sorting.queries import keys_called
from aspa.sorting.reasons import REASONS
from aspa.sorting.verbs import tag_name

LONGEST_NAME, LONGEST_CHOICE = 60, 80
MOST, MOST_CHOICES = 100, 100  # of one brand; of one field

MERGE = """
insert into sorting_tagging (organisation_id, case_id, tag_id, tagged_by, tagged_at)
select organisation_id, case_id, %(into)s, tagged_by, tagged_at from sorting_tagging where tag_id = %(tag)s
on conflict do nothing
"""


class NameTaken(Refused):
    """There is one of this name already."""

    code = "name_taken"


class SameTag(Refused):
    """A tag can not be merged with itself."""

    code = "same_tag"


class ChoicesNeeded(Refused):
    """A choice needs something to choose from."""

    code = "choices_needed"


class TooMany(Refused):
    """The brand has as many as a brand may have."""

    code = "too_many"


@transaction.atomic
def change_tag(tag: Tag, *, name: str, colour: str, by: Viewer, at: datetime) -> None:
    """
    Rename or recolour a tag, in every case that has it.

    Raises BadTag, Missing, and NameTaken: the two can be merged instead.
    """
    said = {"name": tag_name(name), "colour": str(Tag.Colour(colour))}
    taken = _("There is a tag of that name already. Merge the two instead.")
    _change("tag.changed", tag, said, by=by, at=at, taken=taken)


@transaction.atomic
def merge_tag(tag: Tag, *, into: Tag, by: Viewer, at: datetime) -> None:
    """
    Let one tag take the place of another in every case; the other is gone.

    Raises SameTag.
    """
    if tag.pk == into.pk or tag.organisation_id != into.organisation_id:
        raise SameTag(_("Choose another tag to merge with."))
    list(Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("id"))
    with connection.cursor() as cursor:
        cursor.execute(MERGE, {"tag": tag.pk, "into": into.pk})
    _record("tag.merged", tag, by=by, at=at, named=tag.name, into_tag_id=into.pk)
    Tag.objects.filter(pk=tag.pk).delete()


@transaction.atomic
def begin_reasons(brand: Brand) -> None:
    """Let a brand begin with the reasons that are built in; those it has stay as they are."""
    built_in = [
        Reason(organisation_id=brand.organisation_id, brand=brand, key=key, position=nth)
        for nth, key in enumerate(REASONS, 1)
    ]
    Reason.objects.bulk_create(built_in, ignore_conflicts=True)


@transaction.atomic
def add_reason(brand: Brand, *, name: str, by: Viewer, at: datetime) -> Reason:
    """
    Add a reason of the brand's own, at the end.

    Raises NameTaken, TooMany, kit.naming.BadName.
    """
    _must_be_new(brand, name)
    reason = Reason(
        organisation_id=brand.organisation_id, brand=brand, name=_named(name), position=_last(Reason, brand)
    )
    _save(reason)
    _record("reason.added", reason, by=by, at=at, named=reason.name, brand_id=brand.pk)
    return reason


@transaction.atomic
def rename_reason(reason: Reason, *, name: str, by: Viewer, at: datetime) -> None:
    """
    Call a reason something else; a built-in one with an empty name, or with its own, has its own again.

    Raises NameTaken, kit.naming.BadName.
    """
    _must_be_new(reason.brand, name, reason)
    is_its_own = bool(reason.key) and name.strip() in {"", str(REASONS.get(reason.key))}
    _change("reason.renamed", reason, {"name": "" if is_its_own else _named(name)}, by=by, at=at)


@transaction.atomic
def add_field(
    brand: Brand,
    *,
    name: str,
    kind: str,
    by: Viewer,
    at: datetime,
    choices: Sequence[str] = (),
    is_required: bool = False,
) -> Field:
    """
    Add a field to the cases of a brand, at the end.

    Raises NameTaken, TooMany, ChoicesNeeded, kit.naming.BadName.
    """
    field = Field(
        organisation_id=brand.organisation_id,
        brand=brand,
        name=_named(name),
        kind=Field.Kind(kind),
        choices=_choices(kind, choices),
        is_required=is_required,
        position=_last(Field, brand),
    )
    _save(field)
    _record("field.added", field, by=by, at=at, named=field.name, kind=kind, brand_id=brand.pk)
    return field


@transaction.atomic
def change_field(
    field: Field, *, name: str, by: Viewer, at: datetime, choices: Sequence[str] = (), is_required: bool = False
) -> None:
    """
    Change a field; its kind stays, and what was written into it too.

    Raises NameTaken, ChoicesNeeded, kit.naming.BadName.
    """
    said = {"name": _named(name), "choices": _choices(field.kind, choices), "is_required": is_required}
    _change("field.changed", field, said, by=by, at=at)


@transaction.atomic
def move(what: Reason | Field, *, up: bool, by: Viewer, at: datetime) -> None:
    """Let a reason or a field change places with the one before or after it; at the end it stays where it is."""
    every: Any = type(what).objects.select_for_update().filter(brand_id=what.brand_id, archived_at__isnull=True)
    rows = list(every.order_by("position", "id"))
    here = next((nth for nth, one in enumerate(rows) if one.pk == what.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(rows):
        return
    told = {"before": [one.pk for one in rows]}
    rows[here], rows[there] = rows[there], rows[here]
    for position, one in enumerate(rows, 1):
        one.position = position
    type(what).objects.bulk_update(rows, ["position"])
    _record(f"{_kind(what)}.moved", what, by=by, at=at, named=what.name, up=up, **told, after=[one.pk for one in rows])


@transaction.atomic
def archive(what: Reason | Field, *, by: Viewer, at: datetime) -> None:
    """Put a reason or a field away: it is offered no more, and stays where it was used. Twice is the same as once."""
    if type(what).objects.filter(pk=what.pk, archived_at__isnull=True).update(archived_at=at):
        what.archived_at = at
        _record(f"{_kind(what)}.archived", what, by=by, at=at, named=what.name)


@transaction.atomic
def restore(what: Reason | Field, *, by: Viewer, at: datetime) -> None:
    """Take a reason or a field that was put away into use again, at the end. Twice is the same as once."""
    put_away = type(what).objects.filter(pk=what.pk, archived_at__isnull=False)
    if put_away.update(archived_at=None, position=_last(type(what), what.brand)):
        _record(f"{_kind(what)}.restored", what, by=by, at=at, named=what.name)


def _must_be_new(brand: Brand, name: str, other_than: Reason | None = None) -> None:
    """Raise NameTaken where a built-in reason goes by that name in some language; the database sees to the others."""
    called = Reason.objects.filter(brand=brand, key__in=keys_called(name.strip()), name="")
    if called.exclude(pk=other_than.pk if other_than else None).exists():
        raise NameTaken(_("There is one of that name already."))


def _named(name: str) -> str:
    return named(name, longest=LONGEST_NAME)


def _choices(kind: str, choices: Sequence[str]) -> list[str]:
    if kind != Field.Kind.CHOICE:
        return []
    kept = list(dict.fromkeys(one_line(one)[:LONGEST_CHOICE] for one in choices))
    if len(offered := [one for one in kept if one]) < 2 or len(offered) > MOST_CHOICES:
        raise ChoicesNeeded(_("Give at least two choices and at most a hundred, each on a line of its own."))
    return offered


def _last(kind: type[Reason] | type[Field], brand: Brand) -> int:
    """Return the place after the last; of two who add at once the second waits for the first."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
    there = kind.objects.filter(brand=brand, archived_at__isnull=True)
    if there.count() >= MOST:
        raise TooMany(_("There are a hundred already. Put some away first."))
    return int(there.aggregate(last=Max("position"))["last"] or 0) + 1


def _save(row: Tag | Reason | Field, fields: list[str] | None = None, taken: str = "") -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=fields)
    except IntegrityError as trouble:
        raise NameTaken(taken or _("There is one of that name already.")) from trouble


def _change(
    event: str, row: Tag | Reason | Field, said: Mapping[str, Any], *, by: Viewer, at: datetime, taken: str = ""
) -> None:
    """Write what is said of a row, and record from what to what; of two who do so at once the second waits."""
    _hold(row, list(said))
    before = {name: getattr(row, name) for name in said}
    for name, value in said.items():
        setattr(row, name, value)
    _save(row, list(said), taken)
    if before != said:
        _record(event, row, by=by, at=at, named=row.name, before=before, after=dict(said))


def _hold(row: Tag | Reason | Field, fields: list[str]) -> None:
    """Hold a row and read it anew; it may have been removed since it was loaded."""
    rows: Any = type(row).objects
    try:
        row.refresh_from_db(fields=fields, from_queryset=rows.select_for_update(no_key=True))
    except type(row).DoesNotExist:
        gone = {
            "tag": _("There is no such tag; somebody may have merged it."),
            "reason": _("There is no such reason."),
            "field": _("There is no such field."),
        }
        raise Missing(gone[_kind(row)]) from None


def _kind(what: Tag | Reason | Field) -> str:
    return type(what).__name__.lower()


def _record(event: str, what: Tag | Reason | Field, *, by: Viewer, at: datetime, **facts: Any) -> None:
    organisation_id = what.organisation_id
    history.record(event, organisation_id=organisation_id, subject_id=what.pk, actor=by.actor, at=at, **facts)
    live.hint(["list"], organisation_id=organisation_id, at=at)
