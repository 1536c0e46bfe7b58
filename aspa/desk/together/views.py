"""Views that agents keep for themselves, for a team or for everybody."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.cases.narrowing.conditions import CONDITIONS
from aspa.desk.answers import DeskRequest, done, page_or_part, signed_in
from aspa.desk.said import say
from aspa.desk.together.forms import ViewForm, filled
from aspa.teamwork import queries, verbs


def shown(request: DeskRequest, form: ViewForm, **more: object) -> HttpResponse:
    """Show the form, with what is wrong in it."""
    response = page_or_part(request, "desk/together/view.html", {}, form=form, **more)
    response.status_code = 422 if form.is_bound else 200
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def new_view(request: DeskRequest) -> HttpResponse:
    """Keep a view; an address may fill it in beforehand."""
    begun = {name: value for name, value in request.GET.items() if name in ViewForm.base_fields or name in CONDITIONS}
    teams = queries.teams_for(request.agent)
    form = ViewForm(request.POST or None, initial=begun, agent=request.agent, teams=teams)
    if kept := form.done_by(verbs.save_view, by=request.agent, at=timezone.now()):
        return done(request, f"{reverse('cases')}?view=saved-{kept.pk}")
    return shown(request, form, kept=None)


@signed_in
@require_http_methods(["GET", "POST"])
def view(request: DeskRequest, view_id: int) -> HttpResponse:
    """Change a view."""
    kept = queries.saved_view(request.agent, view_id)
    teams = queries.teams_for(request.agent)
    form = ViewForm(request.POST or None, initial=filled(kept), agent=request.agent, teams=teams)
    form.done_by(verbs.change_view, kept, by=request.agent, at=timezone.now())
    if form.is_bound and not form.errors:
        return done(request, f"{reverse('cases')}?view=saved-{kept.pk}")
    return shown(request, form, kept=kept)


@signed_in
@require_POST
def removal(request: DeskRequest, view_id: int) -> HttpResponse:
    """Remove a view; it stands in the form of a new one, so that who did not mean it saves it again."""
    kept = queries.saved_view(request.agent, view_id)
    again = urlencode(filled(kept))
    verbs.forget_view(kept, by=request.agent, at=timezone.now())
    say(request, _("The view %(name)s was removed. Save it here, and you have it again.") % {"name": kept.name})
    return done(request, f"{reverse('new_view')}?{again}")
