"""Who serves here: what each may do, and what happens to their work when they leave."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.cases import leaving
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.forms import DeskForm
from aspa.desk.said import say
from aspa.desk.staff import words
from aspa.desk.staff.forms import GrantForm, LeavingForm
from aspa.sign_on import queries as sign_on
from aspa.staff import queries, verbs
from aspa.staff.models import Agent
from aspa.staff.roles import queries as roles
from aspa.staff.roles import verbs as role_verbs
from aspa.staff.signing_in import queries as sign_ins


@require_GET
@for_administrators
def people(request: DeskRequest) -> HttpResponse:
    """Show everybody who serves or served here, with their roles and teams."""
    given = roles.grants(request.agent, agent__isnull=False)
    granted = {agent_id: [one for one in given if one.agent_id == agent_id] for agent_id in {g.agent_id for g in given}}
    shown = {
        "everybody": queries.everybody(request.agent),
        "granted": granted,
        "teams": roles.teams_by_agent(request.agent),
        "safe": sign_ins.with_second_step(request.agent),
        "is_wanted": sign_ins.wants_second_step(request.agent),
        "roles": words,
    }
    return render(request, "desk/staff/people.html", shown)


@require_GET
@for_administrators
def person(request: DeskRequest, agent_id: int) -> HttpResponse:
    """Show what one agent may do."""
    return person_page(request, queries.anybody(request.agent, agent_id))


def person_page(request: DeskRequest, chosen: Agent, **wrong: DeskForm) -> HttpResponse:
    """Return the page; `wrong` is a form that was filled in wrongly."""
    shown = {
        "person": chosen,
        "given": roles.grants(request.agent, agent_id=chosen.pk),
        "teams": roles.teams_by_agent(request.agent).get(chosen.pk, []),
        "grant_form": GrantForm(request.agent),
        "sign_ins": sign_ins.sign_ins(request.agent, agent_id=chosen.pk),
        "accounts": sign_on.accounts_of(request.agent, chosen.pk),
        "is_safe": chosen.pk in sign_ins.with_second_step(request.agent),
        "roles": words,
    }
    return render(request, "desk/staff/person.html", {**shown, **wrong}, status=422 if wrong else 200)


@require_POST
@for_administrators
def grants(request: DeskRequest, agent_id: int) -> HttpResponse:
    """Give an agent a role."""
    chosen = queries.anybody(request.agent, agent_id)
    form = GrantForm(request.agent, request.POST)
    if not form.done_by(role_verbs.grant, to=chosen, by=request.agent.actor, at=timezone.now()):
        return person_page(request, chosen, grant_form=form)
    say(request, _("Saved."))
    return redirect("person", agent_id)


@require_http_methods(["GET", "POST"])
@for_administrators
def departure(request: DeskRequest, agent_id: int) -> HttpResponse:
    """Ask who goes on with an agent's open cases, a colleague or the queues, and let the agent go."""
    chosen = queries.agent_of(request.agent, agent_id)
    others = [agent for agent in queries.agents(request.agent) if agent.pk != agent_id]
    form = LeavingForm(others, request.POST if request.method == "POST" else None)
    went = form.done_by(leaving.part_from, chosen, by=request.agent, at=timezone.now())
    if went is None:
        shown = {"person": chosen, "form": form, "open_cases": leaving.open_cases_of(chosen)}
        return render(request, "desk/staff/departure.html", shown, status=422 if form.is_bound else 200)
    told = ngettext("%(count)s case has a new owner.", "%(count)s cases have a new owner.", went) % {"count": went}
    say(request, _("%(name)s signs in no longer.") % {"name": chosen.name} + " " + told)
    return redirect("people_at_work")


@require_POST
@for_administrators
def comeback(request: DeskRequest, agent_id: int) -> HttpResponse:
    """Let an agent who left sign in again."""
    chosen = queries.anybody(request.agent, agent_id)
    verbs.reactivate(chosen, by=request.agent.actor, at=timezone.now())
    say(request, _("Saved."))
    return redirect("person", agent_id)


@require_POST
@for_administrators
def withdrawal(request: DeskRequest, grant_id: int) -> HttpResponse:
    """Take back a role from whoever has it."""
    given = roles.grant_of(request.agent, grant_id)
    role_verbs.withdraw(given, by=request.agent.actor, at=timezone.now())
    say(request, _("Saved."))
    return redirect("person", given.agent_id) if given.agent_id else redirect("teams" if given.team_id else "programs")
