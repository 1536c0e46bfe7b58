"""How the desk answers: to whom, with a page or a part of one, and how it says no."""

import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import SplitResult, parse_qs, urlsplit

import structlog
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from aspa.cases import queries as cases
from aspa.desk.doors import devices
from aspa.kit.errors import Forbidden, Missing, Refused
from aspa.kit.powers import Power
from aspa.live import queries as live
from aspa.staff.models import Agent

P = ParamSpec("P")
Made = TypeVar("Made", bound=Callable[..., HttpResponse])
SAFE = {"GET", "HEAD", "OPTIONS"}
READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no letters that sound or look alike when read aloud
USUAL = {"view": "next"}  # the list that is shown where nobody asked for one
STATUS = {Missing: 404, Forbidden: 403}


class DeskRequest(HttpRequest):
    """A request of an agent who has signed in."""

    agent: Agent
    position: int


View = Callable[Concatenate[DeskRequest, P], HttpResponse]


def signed_in(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only agents through; others go to sign in and come back, also when a part of a page asked."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            ours = cast("DeskRequest", request)
            ours.agent = request.user
            # Before anything else is asked: a change that comes while the page is made is then hinted, not missed.
            ours.position = 0 if asks_for_part(request) else live.newest(ours.agent.organisation_id)
            devices.see(ours)
            if ours.agent.lacks_second_step and not ours.session.get("stepped"):
                return done(request, reverse("mfa_index"))
            permit(ours, view, kwargs)
            return view(ours, *args, **kwargs)
        if request.method in SAFE and not asks_for_part(request):
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        # The page was open, so this door must say why it stands here; and leads back to it, not to where it sent to.
        door = f"{settings.LOGIN_URL}?{urlencode({'next': _open_page(request), 'ended': '1'})}"
        return HttpResponse(status=401, headers={"HX-Redirect": door}) if asks_for_part(request) else redirect(door)

    return guarded


def _open_page(request: HttpRequest) -> str:
    """Return where the page is from which something was asked."""
    page = _parted(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() and page.path else "/"


def _parted(url: str) -> SplitResult:
    """Return the parts of an address that a browser says it shows; none of what is no address."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def permit(request: DeskRequest, view: Callable[..., HttpResponse], place: Mapping[str, Any]) -> None:
    """
    Make sure that the agent may change the case at this address; what is only read is narrowed by the queries.

    A change needs the power to answer unless the view says otherwise with `needs`. Raises Missing and Forbidden.
    """
    if request.method in SAFE or "number" not in place:
        return
    cases.must_allow(request.agent, place["number"], getattr(view, "power", Power.ANSWER))


def needs(power: Power) -> Callable[[Made], Made]:
    """Say which power a view needs for changing a case."""

    def said(view: Made) -> Made:
        view.power = power  # type: ignore[attr-defined]  # read by `permit`
        return view

    return said


def for_administrators(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only administrators through: of the whole organisation, or of the brand that the address names."""

    @signed_in
    @wraps(view)
    def guarded(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        brand_id = cast("int | None", kwargs.get("brand_id"))
        if not request.agent.may(Power.ADMINISTER, brand_id=brand_id):
            raise Forbidden(_("Only an administrator may do this."))
        return view(request, *args, **kwargs)

    return guarded


def asks_for_part(request: HttpRequest) -> bool:
    """Tell whether a page that is open asks for a part of itself."""
    return "HX-Request" in request.headers and request.headers.get("HX-Request-Type") != "full"


def list_of(request: HttpRequest) -> dict[str, str]:
    """Return the list beside which a case is shown, as addresses say it: a view, or what was searched for."""
    asked = {name: str(value) for name, value in request.GET.items() if name in ("q", "view")}
    if not asked:  # a part of a page asks: it is the list of the page that is open
        open_page = parse_qs(_parted(request.headers.get("HX-Current-URL", "")).query)
        asked = {name: values[0] for name, values in open_page.items() if name in ("q", "view")}
    text = asked.get("q", "").strip()
    return {"q": text} if text else {"view": asked.get("view", USUAL["view"])}


def to_case(request: HttpRequest, number: int) -> str:
    """Return where a case is, beside the list that one came from."""
    beside = list_of(request)
    return reverse("case", args=[number]) + ("" if beside == USUAL else f"?{urlencode(beside)}")


def page_or_part(request: HttpRequest, page: str, parts: Mapping[str, str], /, **shown: Any) -> HttpResponse:
    """
    Answer with the page, or with the one part of it that was asked for.

    Args:
        parts: id of the element to be replaced → its template.
    """
    target = request.headers.get("HX-Target", "").rpartition("#")[2]
    template = parts.get(target, page) if asks_for_part(request) else page
    return render(request, template, shown)


def done(request: HttpRequest, where: str) -> HttpResponse:
    """Go on to `where` after a change; seen from a part, the page shows `where` in its place."""
    if asks_for_part(request):
        return HttpResponse(status=204, headers=_shows(request, where))
    response = redirect(where)
    response.status_code = 303
    return response


def _shows(request: HttpRequest, where: str) -> dict[str, str]:
    """Return what makes a browser load `where`; to another place of the page it shows it would only scroll."""
    here, there = _parted(request.headers.get("HX-Current-URL", "")), urlsplit(where)
    is_here = (here.path, here.query) == (there.path, there.query)
    return {"HX-Refresh": "true"} if is_here else {"HX-Redirect": where}


class References:
    """
    Give every request a reference, before anything can fail; every line logged meanwhile and the answer carry it.

    An answer without one is not of this house: an open page takes it for a line that is down (`unsent.js`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        reference = "".join(secrets.choice(READABLE) for _nth in range(6))
        request.reference = reference  # type: ignore[attr-defined]  # what the page of a failure shows
        with structlog.contextvars.bound_contextvars(reference=reference):
            response = self.get_response(request)
        response.headers["Aspa"] = reference
        return response


class Answers:
    """Turn refusals raised by queries and verbs into answers: 404, 403, 409; and never answer with an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; an address at which something is only done shows nothing, and says so."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        said = refused(request, _("There is no such page."), 405)
        said.headers["Allow"] = response.headers["Allow"]
        return said

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is a bug and goes on."""
        if not isinstance(trouble, Refused):
            return None
        status = next((code for kind, code in STATUS.items() if isinstance(trouble, kind)), 409)
        return refused(request, str(trouble), status)


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """Say no in a sentence: as a page, or above the case where the hands were."""
    shown = {"sentence": sentence, "status": status, "reference": getattr(request, "reference", "")}
    if asks_for_part(request):
        response = render(request, "desk/_notice.html", shown, status=status)
        return retargeted(response, "#notice")
    return render(request, "desk/refused.html", shown, status=status)


def retargeted(response: HttpResponse, target: str) -> HttpResponse:
    """Let a part of the page take this answer that did not ask for it."""
    response.headers["HX-Retarget"] = target
    response.headers["HX-Reswap"] = "outerHTML"
    response.headers["HX-Push-Url"] = "false"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return refused(request, _("There is no such page."), 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself forbade."""
    return refused(request, _("You may not do this."), 403)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that makes no sense, or is too large to be looked at."""
    if isinstance(exception, RequestDataTooBig):
        return refused(request, _("What was sent is too large. Leave something out and try again."), 413)
    return refused(request, _("The browser sent something that could not be understood."), 400)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page was open for too long, or that another site sent."""
    return refused(request, _("This page had been open for too long. Load it again; what you wrote is kept."), 403)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after a bug, with the reference that finds it in the log; asks the database nothing, it may be gone."""
    request.user = AnonymousUser()
    return refused(request, _("Something broke, and it was our fault. Nothing you had sent before is lost."), 500)
