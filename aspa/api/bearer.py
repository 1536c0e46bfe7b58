"""Who asks: a program shows its token with every request; nobody goes on guessing."""

import threading
from collections import OrderedDict
from hashlib import sha256
from time import monotonic
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from aspa.cases import queries as cases
from aspa.kit.errors import Forbidden
from aspa.kit.powers import Power
from aspa.staff.models import Token
from aspa.staff.queries import token_by_secret
from aspa.staff.verbs import note_use

FAILURES = 20  # wrong tokens from one address in a minute before it has to wait
MINUTE = 60.0
REMEMBERED = 4096  # addresses and tokens


class TooManyFailures(Exception):
    """Too many wrong tokens came from one address."""


class ApiRequest(HttpRequest):
    """A request of a program."""

    auth: Token


class Guesses:
    """Wrong tokens of the last minute by address, and the tokens that were right, which never wait."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.wrong: OrderedDict[str, list[float]] = OrderedDict()
        self.right: OrderedDict[bytes, None] = OrderedDict()

    def must_wait(self, address: str, digest: bytes) -> bool:
        """Tell whether a token from this address is not even looked up."""
        with self.lock:
            recent = [at for at in self.wrong.get(address, []) if monotonic() - at < MINUTE]
            return len(recent) >= FAILURES and digest not in self.right

    def learn(self, address: str, digest: bytes, *, is_right: bool) -> None:
        """Remember how a token turned out."""
        with self.lock:
            if is_right:
                self.right[digest] = None
            else:
                self.right.pop(digest, None)
                self.wrong[address] = [*self.wrong.pop(address, []), monotonic()][-FAILURES:]
            for known in (self.wrong, self.right):
                if len(known) > REMEMBERED:
                    known.popitem(last=False)


guesses = Guesses()
SAFE = {"GET", "HEAD", "OPTIONS"}
NEEDS = {
    "close_case": Power.CLOSE,
    "list_sweeps": Power.READ,  # what each case needs depends on what is done to it
    "insist_on_sweep": Power.READ,
    "undo_sweep": Power.READ,
    "raw": Power.EXPORT,
    "export_customer": Power.EXPORT,
}  # by the first operation of an address


def token_of(request: HttpRequest) -> Token | None:
    """
    Return the token a request shows, asked of the database once a request.

    Raises TooManyFailures.
    """
    known = getattr(request, "shown_token", ...)
    if known is not ...:
        return cast(Token | None, known)
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = _looked_up(request, secret.strip()) if scheme.lower() == "bearer" else None
    request.shown_token = token  # type: ignore[attr-defined]  # remembered for this request
    return token


def _looked_up(request: HttpRequest, secret: str) -> Token | None:
    address, digest = str(request.META.get("REMOTE_ADDR", "")), sha256(secret.encode()).digest()
    if guesses.must_wait(address, digest):
        raise TooManyFailures
    token = token_by_secret(secret)
    guesses.learn(address, digest, is_right=token is not None)
    return token


class Bearer(HttpBearer):
    """
    `Authorization: Bearer aspa_…`; makes the token `request.auth`.

    Args:
        power: what every operation behind it needs, whatever its method.
    """

    def __init__(self, power: Power | None = None) -> None:
        super().__init__()
        self.power = power

    def __call__(self, request: HttpRequest) -> Token | None:
        """Return the token, or None; refuse what its program may not do. Raises Missing and Forbidden."""
        token = token_of(request)
        if token:
            permit(request, token, self.power)
            note_use(token, at=timezone.now())
        return token

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token, or None."""
        return token_of(request)


def permit(request: HttpRequest, token: Token, needed: Power | None = None) -> None:
    """
    Make sure that a program may do what it asks; what it reads is narrowed by the queries.

    A change needs the power to answer, unless NEEDS says otherwise; of a case, over that case. What is administered
    needs that power in the whole organisation, or in the brand that the address names.
    """
    where = request.resolver_match
    if needed == Power.ADMINISTER:
        must(needed, token.may(needed, brand_id=_brand_of(request)))
        return
    power = NEEDS.get((where and where.url_name) or "") or (Power.READ if request.method in SAFE else Power.ANSWER)
    must(power, token.powers.anywhere(power))
    if where and "number" in where.kwargs and request.method not in SAFE:
        cases.must_allow(token, int(where.kwargs["number"]), power)


def must(power: Power, is_held: bool) -> None:
    """Raise Forbidden, in words for whoever made the token, unless it holds a power."""
    if not is_held:
        raise Forbidden(_("This token may not do this: it lacks the power “%(power)s”.") % {"power": power})


def _brand_of(request: HttpRequest) -> int | None:
    named = str(request.resolver_match.kwargs.get("brand_id", "")) if request.resolver_match else ""
    return int(named) if named.isascii() and named.isdecimal() else None


ADMINISTERS = Bearer(Power.ADMINISTER)
