"""What is asked of work on many cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _

from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.teamwork.models import Sweep, SweptCase, made_by
from aspa.teamwork.queries import cases_in
from aspa.teamwork.sweeping.acts import ACTS

MOST = 5000  # cases of one sweep
MOST_SHOWN = 50  # refusals told one by one
NEWEST = 20  # sweeps of the history


@dataclass(frozen=True, slots=True)
class Hindrance:
    """
    What stood in the way of some cases of a sweep.

    Args:
        sentence: what is said of each of them; empty where that differs.
        count: of how many.
        refused: case number and the sentence that says why, of the first of them.
        is_question: whether the cases may be done anyway.
    """

    code: str
    sentence: str
    count: int
    refused: list[tuple[int, str]]
    is_question: bool


@dataclass(frozen=True, slots=True)
class SweepState:
    """
    How far a sweep is.

    Args:
        hindrances: why cases were refused, the most common first.
    """

    sweep: Sweep
    total: int
    waiting: int
    done: int
    undone: int
    refusals: int
    hindrances: list[Hindrance]

    @property
    def refused(self) -> list[tuple[int, str]]:
        """Case number and the sentence that says why, of the first refusals."""
        return sorted(one for hindrance in self.hindrances for one in hindrance.refused)

    @property
    def questions(self) -> int:
        """How many cases may be done anyway."""
        return 0 if self.sweep.undo_at else sum(one.count for one in self.hindrances if one.is_question)

    @property
    def is_undoable(self) -> bool:
        """Whether anything of it can still be taken back."""
        return not self.sweep.undo_at and self.done > 0


def sweep_of(viewer: Viewer, sweep_id: int) -> Sweep:
    """
    Return a sweep of the viewer's own.

    Raises Missing.
    """
    mine = Sweep.objects.visible_to(viewer).filter(made_by(viewer), pk=sweep_id)
    found: Sweep | None = mine.select_related("agent", "token").first()
    return or_missing(found, _("There is nothing to be undone here."))


def state_of(sweep: Sweep) -> SweepState:
    """Return how far a sweep is, and what was refused."""
    counted: Mapping[str, Any] = sweep.cases.aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(is_waiting=True)),
        done=Count("pk", filter=Q(done_at__isnull=False, undone_at__isnull=True)),
        undone=Count("pk", filter=Q(undone_at__isnull=False)),
        refusals=Count("pk", filter=~Q(refusal="")),
    )
    return SweepState(sweep, **counted, hindrances=_hindrances(sweep) if counted["refusals"] else [])


def _hindrances(sweep: Sweep) -> list[Hindrance]:
    """Return why cases were refused: how many of each kind, the first by their numbers."""
    held_up, questions = sweep.cases.exclude(refusal=""), ACTS[sweep.act].questions()
    shown: dict[str, list[tuple[int, str]]] = {}
    for code, number, refusal in held_up.order_by("id").values_list("code", "case__number", "refusal")[:MOST_SHOWN]:
        shown.setdefault(code, []).append((number, refusal))
    kinds = held_up.values("code").annotate(count=Count("pk"), first=Min("refusal"), last=Max("refusal"))
    return [
        Hindrance(
            code=kind["code"],
            sentence=kind["first"] if kind["first"] == kind["last"] else "",
            count=kind["count"],
            refused=shown.get(kind["code"], []),
            is_question=kind["code"] in questions,
        )
        for kind in kinds.order_by("-count", "code")
    ]


def newest(viewer: Viewer) -> list[SweepState]:
    """Return the viewer's own newest sweeps."""
    mine = Sweep.objects.visible_to(viewer).filter(made_by(viewer)).order_by("-id")
    return [state_of(sweep) for sweep in mine[:NEWEST]]


def cases_swept(sweep: Sweep, *, after: int | None = None, limit: int = MOST) -> list[SweptCase]:
    """
    Return cases of a sweep with what became of each, in the order they were chosen.

    Args:
        after: the key of the last that is known.
    """
    return list(sweep.cases.filter(pk__gt=after or 0).select_related("case").order_by("id")[:limit])


def numbers_in(viewer: Viewer, view: str, *, now: datetime, agent_id: int | None = None) -> list[int]:
    """
    Return the numbers of all cases of a view, one more at most than a sweep takes.

    Raises Missing for an unknown view.
    """
    numbers: list[int] = []
    after: str | None = ""
    while after is not None and len(numbers) <= MOST:
        page = cases_in(viewer, view, now=now, after=after, limit=200, agent_id=agent_id)
        numbers += [row.number for row in page.rows]
        after = page.more
    return numbers[: MOST + 1]
