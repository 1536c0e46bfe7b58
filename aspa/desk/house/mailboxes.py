"""Where mail is fetched from, and that what came is in the journal and became cases."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.brands import queries as brands
from aspa.channels import queries as channels
from aspa.channels.email import queries as email
from aspa.channels.email import verbs
from aspa.desk.answers import DeskRequest, for_administrators, page_or_part, signed_in
from aspa.desk.house.forms import MailboxForm, ReachForm
from aspa.desk.said import say
from aspa.journal import queries as journal


@signed_in
@require_GET
def mailboxes(request: DeskRequest) -> HttpResponse:
    """Show that what came is in the journal, and what is in the journal has become cases."""
    return mailboxes_page(request)


def mailboxes_page(request: DeskRequest, wrong: MailboxForm | None = None) -> HttpResponse:
    """Return the page; `wrong` is a brand's form that was filled in wrongly."""
    ours = brands.brands(request.agent)
    shown = {
        "summary": journal.summary(request.agent),
        "failed": journal.entries(request.agent, state="failed"),
        "mailboxes": channels.mailboxes(request.agent),
        "brands": ours,
        "forms": MailboxForm.each(ours, wrong),
    }
    response = page_or_part(request, "desk/house/mailboxes.html", {"state": "desk/house/_state.html"}, **shown)
    response.status_code = 422 if wrong else 200
    return response


@require_POST
@for_administrators
def connection(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Fetch a mailbox from now on."""
    brand = brands.brand_of(request.agent, brand_id)
    form = MailboxForm(brand, request.POST)
    if form.done_by(verbs.connect_mailbox, brand, by=request.agent, at=timezone.now()):
        say(request, _("Kept. It is being tried now; below you see what its server says."))
        return redirect("mailboxes")
    return mailboxes_page(request, form)


@require_http_methods(["GET", "POST"])
@for_administrators
def mailbox(request: DeskRequest, mailbox_id: int) -> HttpResponse:
    """Show how a mailbox is reached, or reach it in another way."""
    chosen = email.mailbox(request.agent, mailbox_id)
    form = ReachForm(chosen, request.POST or None)
    form.done_by(verbs.change, chosen, by=request.agent, at=timezone.now())
    if form.is_bound and not form.errors:
        say(request, _("Kept. It is being tried now; below you see what its server says."))
        return redirect("mailboxes")
    status = 422 if form.errors else 200
    shown = {"mailbox": email.mailbox(request.agent, mailbox_id), "form": form}
    return render(request, "desk/house/mailbox.html", shown, status=status)


@require_POST
@for_administrators
def trial(request: DeskRequest, mailbox_id: int) -> HttpResponse:
    """Try a mailbox now."""
    verbs.try_anew(email.mailbox(request.agent, mailbox_id), by=request.agent, at=timezone.now())
    say(request, _("It is being tried now; below you see what its server says."))
    return redirect("mailboxes")


@require_http_methods(["GET", "POST"])
@for_administrators
def disconnection(request: DeskRequest, mailbox_id: int) -> HttpResponse:
    """Ask whether a mailbox is to be fetched no more, and let it be so."""
    chosen = email.mailbox(request.agent, mailbox_id)
    if request.method == "GET":
        return render(request, "desk/house/disconnection.html", {"mailbox": chosen})
    verbs.disconnect(chosen, by=request.agent, at=timezone.now())
    say(request, _("Saved."))
    return redirect("mailboxes")
