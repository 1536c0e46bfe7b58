"""What the customer of a case is offered, and what was chosen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aspa.cases.models import Case
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.tasks.models import Option
from aspa.tasks.options.letter import as_line, marks

# The options of the case `c` as its page shows them, folded into the one question that is asked for what stands beside.
OPTIONS = """(select coalesce(json_agg(json_build_array(o.id, o.text, o.terms, o.offered_at, o.chosen_at,
        coalesce((select name from staff_agent d where o.chosen_by = 'agent:' || d.id
                  and d.organisation_id = c.organisation_id), ''), o.mark) order by o.id), '[]')
    from tasks_option o where o.case_id = c.id)"""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """
    What a case's customer is offered.

    Args:
        chosen_by: who wrote down the choice, empty where a program did.
        mark: by what the customer names it; empty where there is no other, and no letter gave it one.
        known: the mark that the latest letter gave it.
    """

    id: int
    text: str
    terms: str
    offered_at: datetime | None
    chosen_at: datetime | None
    chosen_by: str
    mark: str
    known: str

    @property
    def line(self) -> str:
        """It with its terms."""
        return as_line(self.text, self.terms)


def read(found: list[list[Any]]) -> list[OptionRow]:
    """Return what `OPTIONS` found."""
    shown = marks([known for *_rest, known in found])
    return [
        OptionRow(key, text, terms, _moment(offered), _moment(chosen), who, mark, known)
        for mark, (key, text, terms, offered, chosen, who, known) in zip(shown, found, strict=True)
    ]


def options_in(viewer: Viewer, case: Case) -> list[Option]:
    """Return what the customer of a case is offered, in the order in which it came up."""
    return list(Option.objects.visible_to(viewer).filter(case=case).select_related("case").order_by("id"))


def option_of(viewer: Viewer, case: Case, option_id: int) -> Option:
    """
    Return an option of a case.

    Raises Missing.
    """
    options = Option.objects.visible_to(viewer).select_related("case")
    found: Option | None = options.filter(case=case, pk=option_id).first()
    return or_missing(found, _("There is no such option."))


def _moment(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
