"""Merging many cases into one of them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aspa.cases import queries
from aspa.cases.joining import merging
from aspa.cases.models import Case
from aspa.kit.errors import Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.teamwork.sweeping.acts import Act, Begun, Facts

MOST = 50  # cases that become one


class TooFewToMerge(Refused):
    """It takes two cases to make one of them."""

    code = "too_few_to_merge"


class TooManyToMerge(Refused):
    """More cases than anybody could read as one."""

    code = "too_many_to_merge"


def _choose(facts: Facts, keys: list[int], _by: Viewer) -> Begun:
    """Choose the case that goes on: the oldest or the newest, of those that are open if any is."""
    if len(keys) > MOST:
        raise TooManyToMerge(_("At most %(most)s cases are merged into one.") % {"most": MOST})
    standing = list(Case.objects.filter(pk__in=keys, joined_to__isnull=True).order_by("opened_at", "pk"))
    if len(standing) < 2:
        raise TooFewToMerge(_("Choose at least two cases that have not been merged yet."))
    going_on = [case for case in standing if case.closure_id is None] or standing
    home = going_on[0 if facts["home"] == "oldest" else -1]
    kept = {"into": home.pk, "number": home.number, "across": facts["across"]}
    return kept, [key for key in keys if key != home.pk]


def _merge(case: Case, facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    home = Case.objects.select_related("promise", "closure", "customer", "brand").get(pk=facts["into"])
    return {"merge": merging.merge(case, into=home, across=facts["across"], by=by, at=at).pk}


def _part(_case: Case, before: Facts, by: Viewer, at: datetime) -> None:
    merging.unmerge(queries.merge_of(by, before["merge"]), by=by, at=at)


ACTS = {"merge": Act(Power.ANSWER, _merge, _part, begins=_choose, in_order=True)}
