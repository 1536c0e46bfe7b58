"""
What strangers sent, shown where it can do nothing.

Three walls: the sanitiser leaves nothing that acts, the policy of the document lets nothing run or load (a test shows
that it holds without the sanitiser), and the sandbox gives it an origin of its own, so that it holds no rights of the
agent.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from aspa.cases import queries
from aspa.cases.models import Case
from aspa.channels.email.showing.pictures import type_of
from aspa.channels.scanning import queries as scanning
from aspa.channels.scanning import verbs as scans
from aspa.desk.answers import DeskRequest, for_administrators, signed_in
from aspa.desk.originals.sheet import sheet_of
from aspa.kit.errors import Missing

LETTER_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
STYLE = mark_safe(f"<style>{(Path(__file__).parent / 'letter.css').read_text()}</style>")  # noqa: S308  # our own file
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@require_GET
@xframe_options_sameorigin
@signed_in
def original(request: DeskRequest, number: int, message_id: int) -> HttpResponse:
    """Show a customer's message as it was sent; pictures that lie elsewhere only when asked for."""
    message = queries.message_of(request.agent, message_id)
    must_be_in(message.case, number)
    hosts = {str(urlsplit(f"//{request.get_host()}").hostname), str(urlsplit(settings.BASE_URL).hostname)}
    sheet = sheet_of(queries.original(message), with_pictures=wants_pictures(request), own_hosts=hosts)
    response = render(request, "desk/originals/original.html", {"sheet": sheet, "style": STYLE})
    return quiet(response, LETTER_POLICY)


@require_GET
@signed_in
def attachment(request: DeskRequest, number: int, attachment_id: int, name: str = "") -> HttpResponse:
    """Hand out a file to be saved; a picture may be shown with `?show=1`."""
    file = queries.attachment_of(request.agent, attachment_id)
    must_be_in(file.message.case, number)
    scan = scanning.scan_of(request.agent, file.sha256)
    if scan and scan.is_kept_back:
        return render(request, "desk/originals/kept_back.html", {"file": file, "scan": scan}, status=409)
    data = queries.attachment_bytes(file)
    picture = type_of(data)
    is_pdf = data.startswith(b"%PDF-")
    response = HttpResponse(data, picture or ("application/pdf" if is_pdf else "application/octet-stream"))
    is_shown = bool(picture) and request.GET.get("show") == "1"
    response.headers["Content-Disposition"] = str(content_disposition_header(not is_shown, file_name(file.name)))
    return quiet(response, FILE_POLICY)


@require_POST
@for_administrators
def release(request: DeskRequest, number: int, attachment_id: int) -> HttpResponse:
    """Take an infected file at one's own risk."""
    file = queries.attachment_of(request.agent, attachment_id)
    must_be_in(file.message.case, number)
    if scan := scanning.scan_of(request.agent, file.sha256):
        scans.let_through(scan, by=request.agent, at=timezone.now())
    return redirect("attachment", number, attachment_id)


def quiet(response: HttpResponse, policy: str) -> HttpResponse:
    """Put on an answer that it may do nothing by itself, not even look up the names of hosts it links to."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-DNS-Prefetch-Control"] = "off"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def must_be_in(case: Case, number: int) -> None:
    """Raise Missing when an address names another case than the one it belongs to."""
    if case.number != number:
        raise Missing(_("There is no such message in this case."))


def wants_pictures(request: HttpRequest) -> bool:
    """Tell whether the agent asked for pictures; a link on another site cannot ask in the agent's name."""
    is_own_click = request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    return request.GET.get("pictures") == "1" and is_own_click


def file_name(name: str) -> str:
    """Return a name to save under: no folders, nothing that turns the reading direction to hide what a file is."""
    shown = "".join("_" if sign in '/\\:*?"<>|' else sign for sign in name if sign.isprintable())
    return shown.strip(". ")[:200] or "file"
