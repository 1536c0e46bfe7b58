"""What the domain name system says of a domain that sends."""

from ipaddress import ip_address
from typing import Any

import dns.exception
import dns.resolver
from django.conf import settings
from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts

from aspa.kit.errors import Unreachable

ANSWER_WITHIN = 2.0  # seconds for one question, all tries together; the worker may be told to stop
NOTHING = (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer)
AWAY = N_("The domain name system did not answer.")


class Zone:
    """Questions to the resolver of this machine, or to `ASPA_DNS`; an answer of nothing is an empty list."""

    def __init__(self) -> None:
        self._resolver = dns.resolver.Resolver(configure=settings.DNS is None)
        self._resolver.lifetime = ANSWER_WITHIN
        if settings.DNS:
            host, self._resolver.port = settings.DNS
            self._resolver.nameservers = [host]

    def texts(self, name: str) -> list[str]:
        """
        Return the TXT records at a name, each with its pieces joined (RFC 7208 § 3.3).

        Raises Unreachable.
        """
        return [b"".join(row.strings).decode("ascii", "replace") for row in self._ask(name, "TXT")]

    def addresses(self, name: str) -> list[str]:
        """
        Return the IP addresses of a host; of an address itself, that one.

        Raises Unreachable.
        """
        try:
            return [str(ip_address(name))]
        except ValueError:
            return [row.address for kind in ("A", "AAAA") for row in self._ask(name, kind)]

    def mail_servers(self, name: str) -> list[str]:
        """
        Return the hosts that take mail for a domain.

        Raises Unreachable.
        """
        return [str(row.exchange).rstrip(".") for row in self._ask(name, "MX")]

    def _ask(self, name: str, kind: str) -> list[Any]:  # rows of as many kinds as there are questions
        try:
            return list(self._resolver.resolve(name, kind, search=False))
        except NOTHING:
            return []
        except (dns.exception.DNSException, UnicodeError) as trouble:
            raise Unreachable(AWAY) from trouble
