"""The desk's pages about customers: who they are, one of them, and a new one."""

from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.audit import verbs as audit
from aspa.brands import queries as brands
from aspa.customers import names
from aspa.customers.models import Customer
from aspa.desk.answers import DeskRequest, done, page_or_part, signed_in
from aspa.desk.people.forms import CaseForm, ConsentForm, FactsForm, IdentityForm, NewForm, NoteForm
from aspa.kit.powers import Power
from aspa.people import allowed, export, queries, verbs

SECTIONS = ("who", "notes", "identities", "consents")
PARTS = {name: f"desk/people/_{name}.html" for name in SECTIONS}
PARTS |= {"customer": "desk/people/_customer.html", "more": "desk/people/_rows.html"}


@signed_in
@require_GET
def all_customers(request: DeskRequest) -> HttpResponse:
    """Show the newest customers, or those whom a text finds."""
    asked = request.GET
    text, kind = (asked.get("q") or asked.get("company", "")).strip()[:200], asked.get("kind", "")
    found, mistyped = allowed.customer_list(request.agent, text, after=asked.get("after", ""), kind=kind), ""
    if text and not found.rows and (better := names.meant(text)):
        found, mistyped, text = allowed.customer_list(request.agent, better, kind=kind), text, better
    parts = {"customers": "desk/people/_found.html", "more": "desk/people/_found_rows.html"}
    parts |= {"companies": "desk/people/_companies.html"}
    return page_or_part(request, "desk/people/list.html", parts, found=found, text=text, mistyped=mistyped)


@signed_in
@require_GET
def customer(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Show one customer; of one that was merged, whom it was merged into."""
    home = allowed.home_of(request.agent, customer_id)
    if home.pk != customer_id:
        return redirect("customer", home.pk)
    audit.note_look(request.agent, customer_id=home.pk, at=timezone.now())
    return page_or_part(request, "desk/people/customer.html", PARTS, **everything_of(request, home))


def everything_of(request: DeskRequest, known: Customer, **forms: Any) -> dict[str, Any]:
    """Return all that the page of a customer shows; `forms` are those that were filled in wrongly."""
    now = timezone.now()
    page = queries.customer_page(request.agent, known, after=request.GET.get("after", ""))
    return {
        "page": page,
        "customer": known,
        "view": "",
        "may_export": request.agent.may(Power.EXPORT),
        "facts_form": FactsForm.of(known, viewer=request.agent, at=now),
        "note_form": NoteForm(initial={"kind": "wish"}),
        "identity_form": IdentityForm(),
        "consent_form": ConsentForm(initial={"given_at": timezone.localdate(now)}),
        "rewrite_form": None,
        "rewritten": 0,
        **forms,
    }


@signed_in
@require_http_methods(["GET", "POST"])
def new_customer(request: DeskRequest) -> HttpResponse:
    """Enter a customer by hand."""
    allowed.must(request.agent, Power.ANSWER)
    now = timezone.now()
    given = request.POST if request.method == "POST" else None
    form = NewForm(given, initial={"kind": "person"}, viewer=request.agent, at=now)
    if given is not None and (made := form.made(verbs.welcome, by=request.agent, at=now)):
        return done(request, reverse("customer", args=[made.pk]))
    response = page_or_part(request, "desk/people/new.html", {}, form=form)
    response.status_code = 422 if form.is_bound else 200
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def new_case_of(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Open a case of a customer."""
    known = allowed.customer_of(request.agent, customer_id, power=Power.ANSWER)
    form = CaseForm(request.POST or None, brands=brands.brands(request.agent))
    if opened := form.done_by(verbs.open_case, known, by=request.agent, at=timezone.now()):
        return done(request, reverse("case", args=[opened.number]))
    response = page_or_part(request, "desk/people/open.html", {}, form=form, customer=known)
    response.status_code = 422 if form.is_bound else 200
    return response


@signed_in
@require_POST
def exported(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Hand out everything that is known of a customer, as a ZIP that comes while it is made."""
    known = allowed.customer_of(request.agent, customer_id, power=Power.EXPORT)
    pieces = export.hand_out(request.agent, known, at=timezone.now())
    name = f'attachment; filename="customer-{known.pk}.zip"'
    zipped = StreamingHttpResponse(pieces, content_type="application/zip", headers={"Content-Disposition": name})
    return cast("HttpResponse", zipped)
