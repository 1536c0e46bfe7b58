"""What an agent changes about a customer: each a noun that is posted, each one verb."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from aspa.customers import identities as identity_verbs
from aspa.customers import notes as note_verbs
from aspa.customers import queries
from aspa.customers.models import Customer
from aspa.desk.answers import DeskRequest, View, asks_for_part, done, not_understood, page_or_part, signed_in
from aspa.desk.people.forms import ChannelForm, ConsentForm, FactsForm, IdentityForm, NoteForm, RewriteForm
from aspa.desk.people.views import PARTS, everything_of
from aspa.kit.powers import Power
from aspa.people import allowed, verbs

P = ParamSpec("P")


def changes(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let through what is posted by agents who may change this customer; others never hear that there is one."""

    @signed_in
    @require_POST
    @wraps(view)
    def guarded(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        allowed.customer_of(request.agent, cast("int", kwargs["customer_id"]), power=Power.ANSWER)
        return view(request, *args, **kwargs)

    return guarded


def shown(request: DeskRequest, customer_id: int, section: str, **forms: Any) -> HttpResponse:
    """Show the section as it is now: alone where a part asked, else the page at its place; or what is wrong with it."""
    if not forms and not asks_for_part(request):
        return done(request, f"{reverse('customer', args=[customer_id])}#{section}")
    known = allowed.customer_of(request.agent, customer_id)
    response = page_or_part(request, "desk/people/customer.html", PARTS, **everything_of(request, known, **forms))
    response.status_code = 422 if forms else 200
    return response


@changes
def facts(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Change who the customer is."""
    now, known = timezone.now(), allowed.customer_of(request.agent, customer_id)
    form = FactsForm(request.POST, viewer=request.agent, at=now)
    if form.edited(known, by=request.agent, at=now):
        return shown(request, customer_id, "who")
    form.now_stands(allowed.customer_of(request.agent, customer_id))
    return shown(request, customer_id, "who", facts_form=form)


@changes
def identities(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Let the customer be known by one thing more."""
    known, form = allowed.customer_of(request.agent, customer_id), IdentityForm(request.POST)
    if form.done_by(identity_verbs.add, known, by=request.agent, at=timezone.now()):
        return shown(request, customer_id, "identities")
    return shown(request, customer_id, "identities", identity_form=form)


@changes
def identity_removal(request: DeskRequest, customer_id: int, identity_id: int) -> HttpResponse:
    """Know the customer by this no longer."""
    identity = queries.identity_of(request.agent, customer_id, identity_id)
    verbs.forget_identity(identity, by=request.agent, at=timezone.now())
    return shown(request, customer_id, "identities")


@changes
def preference(request: DeskRequest, customer_id: int, identity_id: int) -> HttpResponse:
    """Use this before the others of its kind."""
    identity = queries.identity_of(request.agent, customer_id, identity_id)
    identity_verbs.prefer(identity, by=request.agent, at=timezone.now())
    return shown(request, customer_id, "identities")


@changes
def notes(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Write down a wish or advice."""
    known, form = allowed.customer_of(request.agent, customer_id), NoteForm(request.POST)
    if form.done_by(note_verbs.write, known, by=request.agent, at=timezone.now()):
        return shown(request, customer_id, "notes")
    return shown(request, customer_id, "notes", note_form=form)


@changes
def note(request: DeskRequest, customer_id: int, note_id: int) -> HttpResponse:
    """Say a note otherwise."""
    known, form = queries.note_of(request.agent, customer_id, note_id), RewriteForm(request.POST)
    if form.done_by(note_verbs.rewrite, known, by=request.agent, at=timezone.now()):
        return shown(request, customer_id, "notes")
    return shown(request, customer_id, "notes", rewrite_form=form, rewritten=note_id)


@changes
def note_end(request: DeskRequest, customer_id: int, note_id: int) -> HttpResponse:
    """Say that a note holds no longer."""
    known = queries.note_of(request.agent, customer_id, note_id)
    note_verbs.end(known, by=request.agent, at=timezone.now())
    return shown(request, customer_id, "notes")


@changes
def consents(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Write down a consent."""
    known: Customer = allowed.customer_of(request.agent, customer_id)
    form = ConsentForm(request.POST)
    if form.done_by(note_verbs.consent, known, by=request.agent, at=timezone.now()):
        return shown(request, customer_id, "consents")
    return shown(request, customer_id, "consents", consent_form=form)


@changes
def withdrawal_of_consent(request: DeskRequest, customer_id: int, consent_id: int) -> HttpResponse:
    """Write down that a consent was withdrawn."""
    known, form = queries.consent_of(request.agent, customer_id, consent_id), ChannelForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    note_verbs.withdraw(known, channel=form.cleaned_data["channel"], by=request.agent, at=timezone.now())
    return shown(request, customer_id, "consents")
