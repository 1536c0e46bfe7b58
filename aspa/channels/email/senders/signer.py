"""The keys that letters are signed with, at hand for a while: not every letter asks for its own."""

from time import monotonic

import structlog

from aspa.channels.email.senders import dkim, queries
from aspa.channels.email.senders.queries import Signing
from aspa.channels.models import Delivery
from aspa.kit.secrets import OtherKey

log = structlog.get_logger()

REMEMBERED = 60.0  # seconds; so long may a letter still leave as before


class Signer:
    """Signs letters for the domains that the world knows a key of."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], tuple[float, Signing | None]] = {}

    def signed(self, delivery: Delivery, letter: bytes) -> bytes:
        """Return the letter, signed where its sender's domain has a key; what cannot be signed leaves all the same."""
        domain = delivery.sender.rpartition("@")[2].lower()
        by = self._signing(delivery.organisation_id, domain)
        if by is None:
            return letter
        return dkim.signed(letter, key=by.key, domain=domain, selector=by.selector)

    def _signing(self, organisation_id: int, domain: str) -> Signing | None:
        until, known = self._known.get((organisation_id, domain), (0.0, None))
        if monotonic() < until:
            return known
        try:
            known = queries.signing(organisation_id, domain)
        except OtherKey:
            log.warning("senders.key_unreadable", organisation_id=organisation_id)
            known = None
        self._known[organisation_id, domain] = (monotonic() + REMEMBERED, known)
        return known
