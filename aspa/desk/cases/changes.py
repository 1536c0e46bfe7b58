"""What an agent does to a case: each a noun that is posted, each one verb."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from aspa.cases import promising, queries, verbs
from aspa.cases.joining import relating
from aspa.channels import queries as deliveries
from aspa.channels import verbs as channels
from aspa.desk.answers import (
    DeskRequest,
    asks_for_part,
    done,
    needs,
    not_understood,
    page_or_part,
    retargeted,
    signed_in,
    to_case,
)
from aspa.desk.cases.closing import answered, asks, in_answer, in_step
from aspa.desk.cases.enclosed import kept, keys_in
from aspa.desk.cases.forms import AnotherTimeForm, MemoForm, OutcomeForm, OwnerForm, ReplyForm
from aspa.desk.cases.letter import begun
from aspa.desk.cases.stopping import seen_by, stops
from aspa.desk.cases.views import everything_of
from aspa.desk.writing.fields import is_open_ended, leaves_at
from aspa.drafting import verbs as drafting
from aspa.drafting.leaving import verbs as leaving
from aspa.kit.powers import Power
from aspa.staff import queries as staff
from aspa.teamwork.focus import verbs as focus
from aspa.teamwork.focus.queries import focusing
from aspa.understanding.queries import open_questions


def shown(request: DeskRequest, number: int) -> HttpResponse:
    """Show the case as it is now: its part where one asked, else its page."""
    if asks_for_part(request):
        return render(request, "desk/cases/_case.html", everything_of(request, number))
    return done(request, to_case(request, number))


def wrong(request: DeskRequest, number: int, tab: str, **forms: Form) -> HttpResponse:
    """Show what was filled in wrongly, with everything that was written."""
    shown = everything_of(request, number, tab=tab, **forms)
    part = asks_for_part(request)
    response = render(request, "desk/cases/_reply.html" if part else "desk/cases/case.html", shown, status=422)
    return retargeted(response, "#reply")


@signed_in
@require_POST
@stops("reply")
@asks(in_answer)
def messages(request: DeskRequest, number: int) -> HttpResponse:
    """Answer the customer."""
    now, case = timezone.now(), queries.case_by_number(request.agent, number)
    first = begun(case, request.agent, case.brand.greetings)
    asked = open_questions(request.agent, case.pk)
    form = ReplyForm(request.POST, request.FILES, now=now, begun=first, asks=is_open_ended(case), asked=asked)
    if not form.is_valid():
        return wrong(request, number, "reply", reply_form=form)
    chosen, brought = keys_in(request.POST.getlist("kept")), kept(form.cleaned_data["enclosures"])
    said = {"seen": seen_by(request), "leaves_at": leaves_at(form, case, now=now), **form.said()}
    said["despite"] = answered(request)
    leaving.reply(case, by=request.agent, at=now, kept=chosen, enclosures=brought, **said)
    return shown(request, number)


@signed_in
@require_POST
def memos(request: DeskRequest, number: int) -> HttpResponse:
    """Write something for colleagues."""
    form = MemoForm(request.POST)
    if not form.is_valid():
        return wrong(request, number, "memo", memo_form=form)
    case = queries.case_by_number(request.agent, number)
    drafting.memo(case, text=form.cleaned_data["text"], by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_GET
def owners(request: DeskRequest, number: int) -> HttpResponse:
    """Show to whom a case may be given."""
    case = queries.case_by_number(request.agent, number)
    chosen = {"case": case, "agents": staff.agents(request.agent), "queues": staff.queues(request.agent)}
    chosen["focusing"] = {one.pk for one in focusing(request.agent)} - {request.agent.pk}
    return page_or_part(request, "desk/cases/owners.html", {"owners": "desk/cases/_owners.html"}, **chosen)


@signed_in
@require_POST
def owner(request: DeskRequest, number: int) -> HttpResponse:
    """Take a case, or give it to a colleague or a queue: `me`, `agent:7` or `queue:3`."""
    form = OwnerForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    kind, key = form.chosen()
    case = queries.case_by_number(request.agent, number)
    agent = staff.agent_of(request.agent, key) if kind == "agent" else request.agent if kind == "me" else None
    queue = staff.queue_of(request.agent, key) if kind == "queue" else None
    focus.give(case, agent=agent, queue=queue, by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
@needs(Power.CLOSE)
@asks(in_step)
def closure(request: DeskRequest, number: int) -> HttpResponse:
    """Close a case."""
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    case, outcome = queries.case_by_number(request.agent, number), form.cleaned_data["outcome"]
    seen, despite = seen_by(request), answered(request)
    verbs.close(case, outcome=outcome, by=request.agent, at=timezone.now(), seen=seen, despite=despite)
    return shown(request, number)


@signed_in
@require_POST
@needs(Power.CLOSE)
def reopening(request: DeskRequest, number: int) -> HttpResponse:
    """Open a closed case again."""
    verbs.reopen(queries.case_by_number(request.agent, number), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
@stops("time")
def promise(request: DeskRequest, number: int) -> HttpResponse:
    """Agree on another time, and tell the customer."""
    now, case = timezone.now(), queries.case_by_number(request.agent, number)
    form = AnotherTimeForm(request.POST, now=now)
    if not form.is_valid():
        return wrong(request, number, "time", time_form=form)
    said = {"window": form.window(), "text": form.cleaned_data["text"], "seen": seen_by(request)}
    drafting.renegotiate(case, by=request.agent, at=now, **said)
    return shown(request, number)


@signed_in
@require_POST
def fulfilment(request: DeskRequest, number: int) -> HttpResponse:
    """Say that a promised call or follow-up was done."""
    case = queries.case_by_number(request.agent, number)
    promising.fulfil(case, queries.owed_in(case), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def link(request: DeskRequest, number: int, link_id: int) -> HttpResponse:
    """Join a case to the one its message named."""
    home = relating.join_proposed(queries.proposed_link(request.agent, link_id), by=request.agent, at=timezone.now())
    return done(request, to_case(request, home.number))


@signed_in
@require_POST
def dismissal(request: DeskRequest, number: int, link_id: int) -> HttpResponse:
    """Say that two cases have nothing to do with each other."""
    relating.dismiss_proposed(queries.proposed_link(request.agent, link_id), by=request.agent, at=timezone.now())
    return shown(request, number)


@signed_in
@require_POST
def sending(request: DeskRequest, number: int, message_id: int) -> HttpResponse:
    """Send an answer again that did not arrive."""
    message = queries.message_of(request.agent, message_id)
    delivery = deliveries.delivery_of(request.agent, message.delivery_id or 0)
    channels.retry(delivery, at=timezone.now(), by=request.agent.actor)
    return shown(request, number)
