"""Sorting a case: tags, the reason of the contact, and what is written into a brand's fields."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases.models import Case
from aspa.cases.touch import changed, lock
from aspa.cases.verbs import ANSWERS
from aspa.kit.errors import Missing, Refused
from aspa.kit.lines import one_line
from aspa.kit.viewer import Viewer
from aspa.sorting.kinds import read
from aspa.sorting.models import CaseReason, Field, Filling, Reason, Tag, Tagging
from aspa.sorting.queries import empty_required

MOST_TAGS = 20  # of one case
LONGEST_TAG = 40
LETTER = re.compile(r"[^\W\d_]")


class BadTag(Refused):
    """This is no name for a tag."""

    code = "bad_tag"


class TooManyTags(Refused):
    """The case has as many tags as a case may have."""

    code = "too_many_tags"


class OtherBrand(Refused):
    """The reason or the field belongs to another brand than the case."""

    code = "other_brand"


class Archived(Refused):
    """The reason or the field was put away."""

    code = "archived"


class FieldsEmpty(Refused):
    """Something must be filled in before the case is closed."""

    code = "fields_empty"


def tag_name(text: str) -> str:
    """
    Return a name for a tag as it is kept.

    Raises BadTag.
    """
    name = one_line(text).removeprefix("#").strip()
    if not LETTER.search(name) or len(name) > LONGEST_TAG or set(name) & set("#,"):
        raise BadTag(_("A tag is a word or two: at most 40 characters, with a letter, without # and comma."))
    return name


@transaction.atomic
def tag(case: Case, *, name: str, by: Viewer, at: datetime) -> Tag:
    """
    Give a case a tag, which is made if there is none of this name; giving it again changes nothing.

    Raises BadTag, TooManyTags.
    """
    wanted = tag_name(name)
    lock(case)
    organisation = {"organisation_id": case.organisation_id}
    given: Tag = Tag.objects.get_or_create(**organisation, name__iexact=wanted, defaults={"name": wanted})[0]
    how = {"tagged_by": by.actor, "tagged_at": at, **organisation}
    _tagging, is_new = Tagging.objects.get_or_create(case=case, tag=given, defaults=how)
    if is_new:
        if case.taggings.count() > MOST_TAGS:
            raise TooManyTags(_("A case has at most 20 tags."))
        changed(case, "case.tagged", by=by, at=at, tag_id=given.pk, tag=given.name)
    return given


@transaction.atomic
def untag(case: Case, tag: Tag, *, by: Viewer, at: datetime) -> None:
    """Take a tag from a case; taking one it does not have changes nothing."""
    lock(case)
    taken, _kinds = Tagging.objects.filter(case=case, tag=tag).delete()
    if taken:
        changed(case, "case.untagged", by=by, at=at, tag_id=tag.pk, tag=tag.name)


@transaction.atomic
def give_reason(case: Case, reason: Reason | None, *, by: Viewer, at: datetime) -> None:
    """
    Say for what reason the customer turned to us, or that nobody knows; the same again changes nothing.

    Raises OtherBrand, Archived.
    """
    lock(case)
    before = CaseReason.objects.filter(case=case).first()
    if (before.reason_id if before else None) == (reason.pk if reason else None):
        return
    if reason is None:
        CaseReason.objects.filter(case=case).delete()
    else:
        _must_fit(case, reason)
        said = {"reason": reason, "said_by": by.actor, "said_at": at, "organisation_id": case.organisation_id}
        CaseReason.objects.update_or_create(case=case, defaults=said)
    changed(case, "case.reasoned", by=by, at=at, reason_id=reason and reason.pk)


@transaction.atomic
def fill(case: Case, field: Field, *, value: str, by: Viewer, at: datetime) -> str:
    """
    Write into a field of a case, or empty it; return what is kept. The same again changes nothing.

    Raises BadValue, OtherBrand, Archived.
    """
    lock(case)
    kept = read(field.kind, value, field.choices)
    before = Filling.objects.filter(case=case, field=field).first()
    if kept == (before.value if before else ""):
        return kept
    if kept:
        _must_fit(case, field)
        how = {"value": kept, "filled_by": by.actor, "filled_at": at, "organisation_id": case.organisation_id}
        Filling.objects.update_or_create(case=case, field=field, defaults=how)
    elif before:
        before.delete()
    changed(case, "case.filled", by=by, at=at, field_id=field.pk)
    return kept


def must_be_filled(case: Case, outcome: str) -> None:
    """
    Let no case be closed as answered while a required field is empty.

    Raises FieldsEmpty.
    """
    if outcome in ANSWERS and (names := empty_required(case)):
        raise FieldsEmpty(_("Fill in before closing: %(fields)s.") % {"fields": ", ".join(names)})


def _must_fit(case: Case, what: Reason | Field) -> None:
    if what.organisation_id != case.organisation_id:
        raise Missing(_("There is no such reason or field."))
    if what.brand_id != case.brand_id:
        raise OtherBrand(_("This belongs to another brand than the case."))
    if what.archived_at:
        raise Archived(_("This is no longer in use. Choose another."))
