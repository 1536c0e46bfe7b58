"""Teams: who takes care of whose cases, and what a team may do."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.said import say
from aspa.desk.staff import words
from aspa.desk.staff.forms import AgentForm, GrantForm, TeamForm
from aspa.staff import queries as staff
from aspa.staff.models import Team
from aspa.staff.roles import queries, verbs


@require_http_methods(["GET", "POST"])
@for_administrators
def teams(request: DeskRequest) -> HttpResponse:
    """Show the teams, or start one."""
    form = TeamForm(request.POST or None)
    if form.done_by(verbs.start_team, request.agent.organisation, by=request.agent.actor, at=timezone.now()):
        return saved(request)
    return teams_page(request, form)


def teams_page(request: DeskRequest, form: TeamForm, renaming: TeamForm | None = None, of: int = 0) -> HttpResponse:
    """Return the page; a form that is bound was filled in wrongly, `renaming` that of one team."""
    given, agents = queries.grants(request.agent, team__isnull=False), staff.agents(request.agent)
    shown = [
        {
            "team": team,
            "name_form": renaming if team.pk == of else None,
            "members": (members := queries.members_of(team)),
            "given": [one for one in given if one.team_id == team.pk],
            "join_form": AgentForm([one for one in agents if one not in members], key=f"team{team.pk}_"),
            "grant_form": GrantForm(request.agent, key=f"team{team.pk}_"),
        }
        for team in queries.teams(request.agent)
    ]
    facts = {"teams": shown, "form": form, "roles": words}
    return render(request, "desk/staff/teams.html", facts, status=422 if form.is_bound or renaming else 200)


@require_POST
@for_administrators
def name(request: DeskRequest, team_id: int) -> HttpResponse:
    """Call a team otherwise."""
    team, form = queries.team_of(request.agent, team_id), TeamForm(request.POST)
    form.done_by(verbs.rename_team, team, by=request.agent.actor, at=timezone.now())
    return teams_page(request, TeamForm(), form, team.pk) if form.errors else saved(request, team)


@require_POST
@for_administrators
def members(request: DeskRequest, team_id: int) -> HttpResponse:
    """Take an agent into a team."""
    team = queries.team_of(request.agent, team_id)
    form = AgentForm(staff.agents(request.agent), request.POST)
    form.done_by(verbs.join, team, by=request.agent.actor, at=timezone.now())
    return saved(request, team)


@require_POST
@for_administrators
def departure(request: DeskRequest, team_id: int, agent_id: int) -> HttpResponse:
    """Take an agent out of a team."""
    team = queries.team_of(request.agent, team_id)
    verbs.leave(team, staff.anybody(request.agent, agent_id), by=request.agent.actor, at=timezone.now())
    return saved(request, team)


@require_POST
@for_administrators
def grants(request: DeskRequest, team_id: int) -> HttpResponse:
    """Give a team a role."""
    team, form = queries.team_of(request.agent, team_id), GrantForm(request.agent, request.POST)
    form.done_by(verbs.grant, to=team, by=request.agent.actor, at=timezone.now())
    return saved(request, team)


@require_POST
@for_administrators
def end(request: DeskRequest, team_id: int) -> HttpResponse:
    """End a team; its members stay."""
    team = queries.team_of(request.agent, team_id)
    verbs.disband(team, by=request.agent.actor, at=timezone.now())
    sentence = _(
        "%(name)s was ended. Views shown to it are seen by their owners only, and its members may do what they"
        " themselves may. Undone from the audit log, everything is as it was."
    )
    return saved(request, sentence=sentence % {"name": team.name})


def saved(request: DeskRequest, team: Team | None = None, sentence: str = "") -> HttpResponse:
    """Go back to the teams."""
    say(request, sentence or _("Saved."))
    where = redirect("teams")
    where.headers["Location"] += f"#team-{team.pk}" if team else ""
    return where
