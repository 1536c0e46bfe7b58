"""Roles: what somebody who has one may do, and how far."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.said import say
from aspa.desk.staff import words
from aspa.desk.staff.forms import RoleForm
from aspa.staff.roles import queries, verbs


@require_http_methods(["GET", "POST"])
@for_administrators
def roles(request: DeskRequest) -> HttpResponse:
    """Show the roles, or make one."""
    form = RoleForm(request.POST or None)
    if form.done_by(verbs.make_role, request.agent.organisation, by=request.agent.actor, at=timezone.now()):
        say(request, _("Saved."))
        return redirect("roles")
    return roles_page(request, making=form)


def roles_page(
    request: DeskRequest, *, making: RoleForm | None = None, changed: int = 0, form: RoleForm | None = None
) -> HttpResponse:
    """Return the page; `form` of the role `changed`, or `making`, was filled in wrongly where it is bound."""
    ours = queries.roles(request.agent)
    shown = {
        "ours": [(role, form if form and role.pk == changed else RoleForm(role=role)) for role in ours],
        "making": making or RoleForm(),
        "changed": changed,
        "roles": words,
        "granted": {one.role_id for one in queries.grants(request.agent)},
    }
    is_wrong = bool(form or (making and making.is_bound))
    return render(request, "desk/staff/roles.html", shown, status=422 if is_wrong else 200)


@require_POST
@for_administrators
def role(request: DeskRequest, role_id: int) -> HttpResponse:
    """Change a role, for everybody who has it."""
    chosen = queries.role_of(request.agent, role_id)
    form = RoleForm(request.POST, chosen)
    if not form.done_by(verbs.change_role, chosen, by=request.agent.actor, at=timezone.now()):
        return roles_page(request, changed=role_id, form=form)
    say(request, _("Saved."))
    return redirect("roles")


@require_POST
@for_administrators
def removal(request: DeskRequest, role_id: int) -> HttpResponse:
    """Drop a role that nobody has."""
    verbs.drop_role(queries.role_of(request.agent, role_id), by=request.agent.actor, at=timezone.now())
    say(request, _("Saved."))
    return redirect("roles")
