"""Which cases a viewer may do something with: said once for the ORM, once for plain SQL."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.kit.errors import Forbidden
from aspa.kit.powers import Allowance, Matter, Power, Reach
from aspa.kit.viewer import Viewer


def must(viewer: Viewer, power: Power, case: Matter) -> None:
    """Raise Forbidden unless the viewer may do this with the case."""
    if not viewer.may(power, case):
        raise Forbidden(_("You may read this case, but your role does not let you do this with it."))


def must_serve(viewer: Viewer, brand: Brand) -> None:
    """Raise Forbidden unless the viewer may answer at least some of a brand's customers."""
    if not viewer.powers.within(Power.ANSWER, brand.pk):
        raise Forbidden(_("Your role does not let you answer for this brand."))


def narrowed(viewer: Viewer, power: Power = Power.READ, prefix: str = "") -> Q:
    """
    Return a condition on cases, empty for a viewer whose power holds everywhere.

    Args:
        prefix: how to get to the case, such as `case__`.
    """
    if viewer.may(power):
        return Q()
    powers = viewer.powers
    colleagues = {*powers.colleagues, powers.agent_id} - {None}
    held = [_held(each, powers.agent_id, colleagues, prefix) for each in powers.of(power)]
    return reduce(or_, held) if held else Q(pk__in=[])


def _held(allowance: Allowance, agent_id: int | None, colleagues: set[int | None], prefix: str) -> Q:
    held = Q()
    if allowance.brand_id is not None:
        held &= Q(**{f"{prefix}brand": allowance.brand_id})
    if allowance.queue_id is not None:
        waiting = Q(**{f"{prefix}owner_queue": allowance.queue_id})
        held &= waiting | Q(**{f"{prefix}owner_queue": None, f"{prefix}taken_from": allowance.queue_id})
    if allowance.reach == Reach.OWN:
        held &= Q(**{f"{prefix}owner_agent__in": [agent_id] if agent_id else []})
    if allowance.reach == Reach.TEAM:
        theirs = Q(**{f"{prefix}owner_agent__in": sorted(each for each in colleagues if each)})
        held &= theirs | Q(**{f"{prefix}owner_queue__isnull": False})
    return held


def clause(viewer: Viewer, facts: dict[str, Any]) -> str:
    """
    Return what a statement about cases `c` adds to its conditions: nothing for a viewer who may read all.

    Args:
        facts: the statement's parameters; what the clause needs is added to them.
    """
    powers = viewer.powers
    if powers.everywhere(Power.READ):
        return ""
    facts["may_own"], facts["may_team"] = powers.agent_id, [*powers.colleagues, *filter(None, [powers.agent_id])]
    held = [_said(nth, allowance, facts) for nth, allowance in enumerate(powers.of(Power.READ))]
    return f" and ({' or '.join(held) or 'false'})"


def _said(nth: int, allowance: Allowance, facts: dict[str, Any]) -> str:
    said = [REACHES[allowance.reach]]
    for column, key in ((BRAND, allowance.brand_id), (QUEUE, allowance.queue_id)):
        if key is not None:
            facts[f"may_{nth}"] = key  # a brand or a queue, never both
            said.append(f"{column} = %(may_{nth})s")
    return f"({' and '.join(said)})"


BRAND, QUEUE = "c.brand_id", "coalesce(c.owner_queue_id, c.taken_from_id)"
REACHES = {
    Reach.OWN: "c.owner_agent_id = %(may_own)s",
    Reach.TEAM: "(c.owner_queue_id is not null or c.owner_agent_id = any(%(may_team)s::bigint[]))",
    Reach.ALL: "true",
}
