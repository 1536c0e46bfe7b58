"""What belongs to cases goes with them when they become one, and comes back when that is undone."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import BigIntegerField, F, Func, QuerySet, Value
from django.db.models.functions import Lower

from aspa.cases.joining.models import Merge
from aspa.cases.models import Case
from aspa.cases.touch import hold
from aspa.live import verbs as live
from aspa.tasks.models import Option, Task, Unknown


@transaction.atomic
def follow(merge_id: int, *, at: datetime) -> None:
    """Move what a case had to the one it was merged into, unless that was undone meanwhile. Twice is once."""
    merged = _held(merge_id)
    if merged.undone_at is None:
        theirs = (kind.objects.filter(case=merged.case) for kind in (Task, Option))
        for rows in (*theirs, _new_unknowns(merged)):
            rows.update(case=merged.into, merges=_merges("array_append", merged))
    _told(merged.case, merged.into, at=at)


@transaction.atomic
def come_back(merge_id: int, *, at: datetime) -> None:
    """Give a case that was merged its own again; what was added since stays where it was added. Twice is once."""
    merged = _held(merge_id)
    for kind in (Task, Option, Unknown):
        rows = kind.objects.filter(case=merged.into, merges__contains=[merge_id])
        rows.update(case=merged.case, merges=_merges("array_remove", merged))
    _told(merged.case, merged.into, at=at)


def _held(merge_id: int) -> Merge:
    merged: Merge = Merge.objects.select_related("case", "into").get(pk=merge_id)
    hold(merged.case, merged.into)
    merged.refresh_from_db(fields=["undone_at"])
    return merged


def _new_unknowns(merged: Merge) -> QuerySet[Unknown]:
    """Return what the case that is left asked and the other did not; the same is not asked twice in one case."""
    there = Unknown.objects.filter(case=merged.into).values_list(Lower("text"))
    unknowns: QuerySet[Unknown] = Unknown.objects.filter(case=merged.case)
    return unknowns.annotate(asks=Lower("text")).exclude(asks__in=there)


def _merges(function: str, merged: Merge) -> Func:
    return Func(
        F("merges"),
        Value(merged.pk, output_field=BigIntegerField()),
        function=function,
        output_field=ArrayField(BigIntegerField()),
    )


def _told(*cases: Case, at: datetime) -> None:
    topics = [*(f"case-{case.number}" for case in cases), "list"]
    live.hint(topics, organisation_id=cases[0].organisation_id, at=at)
