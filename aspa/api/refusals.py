"""How the API says no: `{"code", "sentence"}` with a status from 400 up; the sentence is for people."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from aspa.api.bearer import TooManyFailures
from aspa.api.cursors import WrongCursor
from aspa.cases.lists import WrongCursor as WrongPlace
from aspa.channels.files import TooLarge
from aspa.customers.identities import BadAccount, BadAddress, BadNumber
from aspa.customers.notes import EmptyNote, TooLongNote
from aspa.kit.errors import Forbidden, Missing, Refused
from aspa.passages.verbs import BadCode, NoText, OwnerNeeded, TooLongText

log = structlog.get_logger()

STATUS = {
    Missing: 404,
    Forbidden: 403,
    WrongCursor: 422,
    WrongPlace: 422,
    BadAddress: 422,
    BadNumber: 422,
    BadAccount: 422,
    EmptyNote: 422,
    TooLongNote: 422,
    BadCode: 422,
    NoText: 422,
    TooLongText: 422,
    OwnerNeeded: 422,
    TooLarge: 413,
}


def refusal(status: int, code: str, sentence: str, **more: Any) -> HttpResponse:
    """Return a refusal as JSON."""
    return JsonResponse({"code": code, "sentence": sentence, **more}, status=status)


def say_no(api: NinjaAPI) -> None:
    """Let the API answer every refusal and every mistake in the same shape."""
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(AuthenticationError, unknown)
    api.add_exception_handler(TooManyFailures, too_many)
    api.add_exception_handler(HttpError, not_understood)
    api.add_exception_handler(RequestDataTooBig, too_big)
    api.add_exception_handler(Http404, lambda request, trouble: nothing_here(request))
    api.add_exception_handler(Exception, broken)


def refused(request: HttpRequest, trouble: Refused | type[Refused]) -> HttpResponse:
    """Answer what a query or a verb turned down."""
    status = next((status for kind, status in STATUS.items() if isinstance(trouble, kind)), 409)
    return refusal(status, trouble.code, str(trouble))


def invalid(request: HttpRequest, trouble: ValidationError | type[ValidationError]) -> HttpResponse:
    """Answer a request whose fields are not what they should be; `fields` says which and why."""
    fields = [
        {"field": ".".join(str(step) for step in error["loc"]), "why": error["msg"]}
        for error in getattr(trouble, "errors", [])
    ]
    return refusal(422, "invalid", _("Something in the request is not what it should be."), fields=fields)


def unknown(request: HttpRequest, trouble: Any) -> HttpResponse:
    """Answer a request without a token that opens anything."""
    response = refusal(401, "unauthorised", _("Send a valid token: “Authorization: Bearer aspa_…”."))
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def too_many(request: HttpRequest, trouble: Any) -> HttpResponse:
    """Answer an address from which too many wrong tokens came."""
    response = refusal(429, "too_many_failures", _("Too many wrong tokens came from here. Wait a minute."))
    response.headers["Retry-After"] = "60"
    return response


def not_understood(request: HttpRequest, trouble: Any) -> HttpResponse:
    """Answer a body that is not JSON."""
    return refusal(trouble.status_code, "not_understood", _("The request could not be understood."))


def too_big(request: HttpRequest, trouble: Any) -> HttpResponse:
    """Answer a body that is longer than any that makes sense."""
    return refusal(413, "request_too_large", _("The request is too large."))


def in_its_shape(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a method that an address does not take like everything else; ninja answers it in plain text."""

    @wraps(view)
    def answered(request: HttpRequest, **place: Any) -> HttpResponse:
        response = view(request, **place)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        said = refusal(405, "method_not_allowed", _("Nothing is done at this address by this method."))
        said.headers["Allow"] = response.headers["Allow"]
        return said

    return answered


def nothing_here(request: HttpRequest, **_ignored: Any) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return refusal(404, "missing", _("There is no such address in this API."))


def broken(request: HttpRequest, trouble: Any) -> HttpResponse:
    """Answer after a bug, with the reference that finds it in the log."""
    reference = str(getattr(request, "reference", "") or secrets.token_hex(4))
    log.error("api.broken", reference=reference, exc_info=trouble)
    sentence = _("Something broke, and it was our fault. Nothing was changed.")
    return refusal(500, "broken", sentence, reference=reference)
