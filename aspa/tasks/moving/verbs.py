"""What belongs to cases goes with them when they become one, and comes back when that is undone."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import BigIntegerField, F, Func, QuerySet, Value
from django.db.models.functions import Lower

from aspa.cases.joining.models import Merge, Split
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
        for rows in (*theirs, _new(Unknown.objects.filter(case=merged.case), in_case=merged.into)):
            rows.update(case=merged.into, merges=_merges("array_append", merged))
    _told(merged.case, merged.into, at=at)


@transaction.atomic
def come_back(merge_id: int, *, at: datetime) -> None:
    """
    Give a case that was merged its own again; what was added since stays where it was added. Twice is once.

    What was asked there anew meanwhile stays with the other, too.
    """
    merged = _held(merge_id)
    tasks, options, unknowns = (
        kind.objects.filter(case=merged.into, merges__contains=[merge_id]) for kind in (Task, Option, Unknown)
    )
    for rows in (tasks, options, _new(unknowns, in_case=merged.case)):
        rows.update(case=merged.case, merges=_merges("array_remove", merged))
    _told(merged.case, merged.into, at=at)


@transaction.atomic
def rejoin(split_id: int, *, at: datetime) -> None:
    """Move what was added to a case that had been split off to where its messages are again. Twice is once."""
    done = Split.objects.select_related("case", "made").get(pk=split_id)
    case, made = done.case, done.made
    hold(case, made)
    tasks, options, unknowns = (kind.objects.filter(case=made) for kind in (Task, Option, Unknown))
    for rows in (tasks, options, _new(unknowns, in_case=case)):
        rows.update(case=case)
    _told(case, made, at=at)


def _held(merge_id: int) -> Merge:
    merged: Merge = Merge.objects.select_related("case", "into").get(pk=merge_id)
    hold(merged.case, merged.into)
    merged.refresh_from_db(fields=["undone_at"])
    return merged


def _new(unknowns: QuerySet[Unknown], *, in_case: Case) -> QuerySet[Unknown]:
    """Return what the case they would go to does not ask; the same is not asked twice in one case."""
    there = Unknown.objects.filter(case=in_case).values_list(Lower("text"))
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
