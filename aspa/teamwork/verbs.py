"""Views are saved, changed and forgotten."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases.narrowing.conditions import Chosen, checked
from aspa.history import verbs as history
from aspa.kit.errors import Forbidden, Refused
from aspa.kit.naming import named
from aspa.kit.powers import Power
from aspa.live import verbs as live
from aspa.staff.models import Agent, Team, Token
from aspa.teamwork.models import Maker, SavedView, made_by, making
from aspa.teamwork.queries import MOST_VIEWS, teams_for


class ViewNameTaken(Refused):
    """The agent has a view of this name."""

    code = "view_name_taken"


class TooManyViews(Refused):
    """More views would not fit beside the cases."""

    code = "too_many_views"


@transaction.atomic
def save_view(
    *,
    name: str,
    conditions: Chosen,
    order: str,
    by: Maker,
    at: datetime,
    team: Team | None = None,
    for_everybody: bool = False,
) -> SavedView:
    """
    Keep a view.

    Raises NameNeeded, ViewNameTaken, TooManyViews, WrongCondition, and Forbidden for a team of others, which only
    administrators may show something.
    """
    if SavedView.objects.filter(made_by(by)).count() >= MOST_VIEWS:
        raise TooManyViews(_("You have as many views as fit here. Remove one first."))
    view = SavedView(organisation_id=by.organisation_id, **making(by))
    _write(view, name=name, conditions=conditions, order=order, by=by, team=team, for_everybody=for_everybody)
    _told(view, "view.saved", by=by, at=at)
    return view


@transaction.atomic
def change_view(  # noqa: PLR0913  # each is one field of a view
    view: SavedView,
    *,
    name: str,
    conditions: Chosen,
    order: str,
    by: Maker,
    at: datetime,
    team: Team | None = None,
    for_everybody: bool = False,
) -> None:
    """
    Change a view of one's own; an administrator changes any that is shared.

    Raises Forbidden, NameNeeded, ViewNameTaken and WrongCondition.
    """
    _must_be_theirs(view, by)
    _write(view, name=name, conditions=conditions, order=order, by=by, team=team, for_everybody=for_everybody)
    _told(view, "view.changed", by=by, at=at)


@transaction.atomic
def forget_view(view: SavedView, *, by: Maker, at: datetime) -> None:
    """
    Remove a view of one's own; an administrator removes any that is shared.

    Raises Forbidden.
    """
    _must_be_theirs(view, by)
    _told(view, "view.forgotten", by=by, at=at)
    view.delete()


def _write(
    view: SavedView, *, name: str, conditions: Chosen, order: str, by: Maker, team: Team | None, for_everybody: bool
) -> None:
    makers = Agent.objects if view.agent_id else Token.objects
    makers.select_for_update(no_key=True).get(pk=view.maker.pk)  # whoever saves twice at once waits for the first
    view.name = named(name, longest=60)
    if SavedView.objects.filter(made_by(view.maker), name=view.name).exclude(pk=view.pk).exists():
        raise ViewNameTaken(_("You have a view of this name already."))
    if team and team not in teams_for(by):
        raise Forbidden(_("You do not belong to this team."))
    view.conditions, view.order = checked(conditions, by), SavedView.Order(order)
    view.team, view.is_for_everybody = team, for_everybody and team is None
    view.save()


def _must_be_theirs(view: SavedView, by: Maker) -> None:
    is_shared = view.is_for_everybody or view.team_id is not None
    if view.made_by != by.actor and not (is_shared and by.may(Power.ADMINISTER)):
        raise Forbidden(_("Only who made a view changes it."))


def _told(view: SavedView, name: str, *, by: Maker, at: datetime) -> None:
    facts = {"called": view.name, "conditions": view.conditions, "order": view.order}
    history.record(name, organisation_id=view.organisation_id, subject_id=view.pk, actor=by.actor, at=at, **facts)
    live.hint(["list"], organisation_id=view.organisation_id, at=at)
