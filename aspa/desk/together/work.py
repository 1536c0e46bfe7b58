"""What an agent takes up next, and working undisturbed."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aspa.desk.answers import DeskRequest, done, signed_in
from aspa.desk.said import say
from aspa.drafting import queries as drafting
from aspa.teamwork import queries
from aspa.teamwork.focus import verbs as focusing
from aspa.teamwork.taking import verbs as taking


@signed_in
@require_POST
def next_case(request: DeskRequest) -> HttpResponse:
    """Hand the agent the most urgent case that waits."""
    answered = drafting.answered(request.agent)
    case = taking.take_next(request.agent, by=request.agent, at=timezone.now(), passing=answered)
    say(request, _("#%(number)s is yours now: nothing that waits is more urgent.") % {"number": case.number})
    return done(request, f"{reverse('case', args=[case.number])}?view=mine")


@signed_in
@require_POST
def focus(request: DeskRequest) -> HttpResponse:
    """Work undisturbed, on the cases of a view if one is named (`saved-12`)."""
    named = queries.SAVED.fullmatch(request.POST.get("view", ""))
    view = queries.saved_view(request.agent, int(named[1])) if named else None
    focusing.begin(request.agent, at=timezone.now(), view=view)
    return done(request, f"{reverse('cases')}?view={f'saved-{view.pk}' if view else 'mine'}")


@signed_in
@require_POST
def end_of_focus(request: DeskRequest) -> HttpResponse:
    """Be there for others again."""
    focusing.end(request.agent, at=timezone.now())
    return done(request, reverse("home"))
