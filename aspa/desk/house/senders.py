"""The domains our mail is sent from: what receivers find about them, and the records to add."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aspa.channels.email.senders import queries, verbs
from aspa.desk.answers import DeskRequest, for_administrators, page_or_part
from aspa.desk.said import say


@require_GET
@for_administrators
def senders(request: DeskRequest) -> HttpResponse:
    """Show how each domain stands."""
    shown = {"domains": queries.domains(request.agent)}
    return page_or_part(request, "desk/house/senders.html", {"senders": "desk/house/_senders.html"}, **shown)


@require_POST
@for_administrators
def look(request: DeskRequest, domain_id: int) -> HttpResponse:
    """Let the worker look at a domain's records now; the page follows by itself."""
    verbs.ask_again(queries.domain_of(request.agent, domain_id), by=request.agent, at=timezone.now())
    say(request, _("The records are being looked at; this page follows by itself."))
    return redirect("senders")
