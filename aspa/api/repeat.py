"""`Idempotency-Key`: a program that got no answer may ask again, and nothing is done twice."""

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from aspa.api import verbs
from aspa.api.bearer import token_of
from aspa.api.refusals import refusal, too_big
from aspa.api.verbs import Answer

Run = Callable[..., HttpResponse]
KEY = re.compile(r"[\x21-\x7e]{1,200}")


def once(run: Run) -> Run:
    """Let a request that carries a key have its effect once."""

    @wraps(run)
    def repeated(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key")
        token = token_of(request) if key is not None else None
        if key is None or token is None:
            return run(request, **kwargs)
        if not KEY.fullmatch(key):
            return refusal(422, "bad_idempotency_key", _("An Idempotency-Key is 1 to 200 visible ASCII characters."))

        def act() -> Answer:
            response = run(request, **kwargs)
            return Answer(response.status_code, response.content)

        try:
            answer = verbs.once(token, key, digest=digest_of(request), act=act, at=timezone.now())
        except RequestDataTooBig as trouble:
            return too_big(request, trouble)
        except verbs.OtherRequest as no:
            return refusal(409, no.code, str(no))
        return answered(answer)

    return repeated


def answered(answer: Answer) -> HttpResponse:
    """Return an answer as HTTP."""
    response = HttpResponse(answer.body, "application/json; charset=utf-8", answer.status)
    if answer.is_repeated:
        response.headers["Idempotent-Replayed"] = "true"
    return response


def digest_of(request: HttpRequest) -> bytes:
    """Return what tells this request from any other."""
    return sha256(b"\x00".join([str(request.method).encode(), request.get_full_path().encode(), request.body])).digest()
