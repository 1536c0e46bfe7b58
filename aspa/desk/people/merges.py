"""Two customers who may be one: proposed, compared, merged, told apart, parted again."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aspa.customers.models import Customer
from aspa.desk.answers import DeskRequest, done, page_or_part, signed_in
from aspa.desk.people.changes import changes
from aspa.desk.people.views import everything_of
from aspa.desk.said import say
from aspa.kit.powers import Power
from aspa.people import allowed, merging, parting, queries

LONGEST_KEY = 18


@signed_in
@require_GET
def likenesses(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Show who may be the same customer, and find somebody else."""
    known, text = allowed.customer_of(request.agent, customer_id), request.GET.get("q", "").strip()[:200]
    found = allowed.customer_list(request.agent, text, limit=20, kind=known.kind) if text else None
    shown = {"customer": known, "found": found, "text": text, "may_merge": request.agent.may(Power.ANSWER)}
    candidates = queries.candidates(request.agent, known)
    parts = {"alike": "desk/people/_alike.html"}
    return page_or_part(request, "desk/people/likenesses.html", parts, candidates=candidates, **shown)


@signed_in
@require_http_methods(["GET", "POST"])
def merges(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Show two customers side by side; posted, let all of the other stand with this one."""
    allowed.must_merge(request.agent)
    kept, other = allowed.customer_of(request.agent, customer_id), other_of(request)
    if request.method == "POST":
        reasons = [one for one in request.POST.getlist("reason") if one in queries.REASONS]
        merging.merge(kept, other, by=request.agent, at=timezone.now(), reasons=reasons)
        say(request, _("The two are one customer now. You can undo this on this page."))
        return done(request, reverse("customer", args=[kept.pk]))
    both = [everything_of(request, one)["page"] for one in (kept, other)]
    reasons = next((one.reasons for one in queries.candidates(request.agent, kept) if one.row.id == other.pk), [])
    return page_or_part(request, "desk/people/merge.html", {}, kept=kept, other=other, both=both, reasons=reasons)


def other_of(request: DeskRequest) -> Customer:
    """Return the other customer whom a request names; raises Missing."""
    named = request.POST.get("other") or request.GET.get("other", "")
    key = int(named) if named.isascii() and named.isdecimal() and len(named) <= LONGEST_KEY else 0
    return allowed.customer_of(request.agent, key)


@changes
def parted(request: DeskRequest, customer_id: int, merge_id: int) -> HttpResponse:
    """Undo a merge."""
    merge = parting.merge_of(request.agent, customer_id, merge_id)
    parting.part(merge, by=request.agent, at=timezone.now())
    say(request, _("The two are parted again."))
    return done(request, reverse("customer", args=[customer_id]))


@changes
def distinctions(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Say that two customers are not one."""
    known = allowed.customer_of(request.agent, customer_id)
    merging.distinguish(known, other_of(request), by=request.agent, at=timezone.now())
    return done(request, reverse("customer", args=[customer_id]))
