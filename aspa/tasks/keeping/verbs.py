"""What an administrator keeps: what a brand must know in cases of each reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import LANGUAGES, Brand
from aspa.history import verbs as history
from aspa.kit.errors import Missing, Refused
from aspa.kit.viewer import Viewer
from aspa.sorting.models import Field, Reason
from aspa.tasks.models import ClarifyingQuestion
from aspa.tasks.unknowns.verbs import BadQuestion, as_question

MOST = 200  # of a brand
KNOWN = {language for language, _name in LANGUAGES}


class OtherBrand(Refused):
    """The reason or the field is another brand's."""

    code = "other_brand"


class TooMany(Refused):
    """The brand asks as much as a brand may ask."""

    code = "too_many"


@transaction.atomic
def keep(
    brand: Brand, *, reason: Reason, texts: Mapping[str, str], by: Viewer, at: datetime, field: Field | None = None
) -> ClarifyingQuestion:
    """
    Keep a question that is asked in cases of a reason.

    Args:
        texts: language -> question, in one language at least.
        field: where the answer stands in a case; what stands there is not asked.

    Raises BadQuestion, OtherBrand, TooMany.
    """
    Brand.objects.select_for_update(no_key=True).get(
        pk=brand.pk
    )  # of two who add at once the second waits for the first
    if ClarifyingQuestion.objects.filter(brand=brand).count() >= MOST:
        raise TooMany(_("There are two hundred already. Remove some first."))
    made = ClarifyingQuestion(organisation_id=brand.organisation_id, brand=brand)
    _fill(made, reason, texts, field)
    _record("question.kept", made, by=by, at=at, after=_told(made))
    return made


@transaction.atomic
def change(
    kept: ClarifyingQuestion,
    *,
    reason: Reason,
    texts: Mapping[str, str],
    by: Viewer,
    at: datetime,
    field: Field | None = None,
) -> None:
    """
    Change a question; in cases it stays as it was put there.

    Raises BadQuestion, OtherBrand, and Missing when somebody removed it.
    """
    before = _held(kept)
    if before is None:
        raise Missing(_("There is no such question."))
    _fill(kept, reason, texts, field)
    if before != _told(kept):
        _record("question.changed", kept, by=by, at=at, before=before, after=_told(kept))


@transaction.atomic
def remove(kept: ClarifyingQuestion, *, by: Viewer, at: datetime) -> None:
    """Remove a question; in cases it stays. Twice is the same as once."""
    before = _held(kept)
    if before is not None:
        _record("question.removed", kept, by=by, at=at, before=before)
        ClarifyingQuestion.objects.filter(pk=kept.pk).delete()


def _fill(kept: ClarifyingQuestion, reason: Reason, texts: Mapping[str, str], field: Field | None) -> None:
    if reason.brand_id != kept.brand_id or (field and field.brand_id != kept.brand_id):
        raise OtherBrand(_("This reason or field belongs to another brand."))
    asked = {language: as_question(text) for language, text in texts.items() if language in KNOWN and text.strip()}
    if not asked:
        raise BadQuestion(_("Write the question in one language at least."))
    kept.reason, kept.field, kept.texts = reason, field, asked
    kept.save()


def _told(kept: ClarifyingQuestion) -> dict[str, Any]:
    return {"texts": kept.texts, "reason_id": kept.reason_id, "field_id": kept.field_id}


def _held(kept: ClarifyingQuestion) -> dict[str, Any] | None:
    """Hold a row until the transaction ends; return how it stands, None when somebody removed it."""
    held = ClarifyingQuestion.objects.select_for_update().filter(pk=kept.pk).first()
    return held and _told(held)


def _record(event: str, kept: ClarifyingQuestion, *, by: Viewer, at: datetime, **facts: Any) -> None:
    facts |= {"brand_id": kept.brand_id}
    history.record(event, organisation_id=kept.organisation_id, subject_id=kept.pk, actor=by.actor, at=at, **facts)
