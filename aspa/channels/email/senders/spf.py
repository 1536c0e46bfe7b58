"""Whether a domain's SPF record lets a mail server send for it (RFC 7208)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from aspa.channels.email.senders.zone import Zone

MOST_LOOKUPS = 10  # RFC 7208 § 4.6.4; a receiver that counts more refuses to judge
MOST_MAIL_SERVERS = 10
RESULT = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}
TERM = re.compile(r"(?P<sign>[-+~?]?)(?P<name>[a-z][a-z0-9._-]*)(?P<rest>.*)", re.IGNORECASE)
WIDTHS = re.compile(r"(?P<host>[^/]*)(?:/(?P<four>\d{1,3}))?(?://(?P<six>\d{1,3}))?")

Address = IPv4Address | IPv6Address


class Unjudgeable(Exception):  # SPF calls it a permanent error; here it is a finding
    """The record is written wrongly, or asks for too much."""


def records(zone: Zone, domain: str) -> list[str]:
    """
    Return the SPF records of a domain; there may be one only.

    Raises Unreachable.
    """
    return [text for text in zone.texts(domain) if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]


def result(zone: Zone, domain: str, address: str) -> str:
    """
    Return what a receiver finds for mail from an IP address: pass, fail, softfail, neutral, none or permerror.

    Macros are taken for terms that do not match: whoever writes them knows what they do.

    Raises Unreachable.
    """
    try:
        return Judge(zone, ip_address(address)).judge(domain)
    except Unjudgeable:
        return "permerror"


@dataclass
class Judge:
    """One evaluation, which may ask so many questions and no more."""

    zone: Zone
    address: Address
    lookups: int = field(default=0)

    def judge(self, domain: str) -> str:
        """
        Return the result for one domain.

        Raises Unjudgeable and Unreachable.
        """
        found = records(self.zone, domain)
        if len(found) != 1:
            if found:
                raise Unjudgeable
            return "none"
        goes_on_at = ""
        for word in found[0].split()[1:]:
            if word.lower().startswith("redirect="):
                goes_on_at = word.partition("=")[2]
            elif "=" not in word.partition(":")[0] and (sign := self._matching(word, domain)):
                return RESULT[sign]
        return self._redirected(goes_on_at) if goes_on_at else "neutral"

    def _redirected(self, domain: str) -> str:
        self._count()
        found = self.judge(domain)
        if found == "none":
            raise Unjudgeable
        return found

    def _matching(self, word: str, domain: str) -> str:
        """Return the sign of a term that matches, "" of one that does not."""
        term = TERM.fullmatch(word)
        if not term:
            raise Unjudgeable
        mechanisms: dict[str, Callable[[str, str], bool]] = {
            "all": lambda _rest, _domain: True,
            "ip4": self._in_network,
            "ip6": self._in_network,
            "a": self._is_host,
            "mx": self._takes_mail,
            "include": self._is_included,
            "exists": self._never,
            "ptr": self._never,
        }
        mechanism = mechanisms.get(term["name"].lower())
        if mechanism is None:
            raise Unjudgeable
        return (term["sign"] or "+") if mechanism(term["rest"], domain) else ""

    def _in_network(self, rest: str, _domain: str) -> bool:
        try:
            network = ip_network(rest.removeprefix(":"), strict=False)
        except ValueError as trouble:
            raise Unjudgeable from trouble
        return network.version == self.address.version and self.address in network

    def _is_host(self, rest: str, domain: str) -> bool:
        host, width = self._target(rest, domain)
        self._count()
        return self._is_one_of(self.zone.addresses(host), width)

    def _takes_mail(self, rest: str, domain: str) -> bool:
        host, width = self._target(rest, domain)
        self._count()
        servers = self.zone.mail_servers(host)
        if len(servers) > MOST_MAIL_SERVERS:
            raise Unjudgeable
        return any(self._is_one_of(self.zone.addresses(server), width) for server in servers)

    def _is_included(self, rest: str, _domain: str) -> bool:
        self._count()
        found = self.judge(rest.removeprefix(":"))
        if found == "none":
            raise Unjudgeable
        return found == "pass"

    def _never(self, _rest: str, _domain: str) -> bool:
        self._count()
        return False

    def _target(self, rest: str, domain: str) -> tuple[str, int | None]:
        """Return the host of an `a` or `mx` and how many bits of its addresses count, all when None."""
        widths = WIDTHS.fullmatch(rest.removeprefix(":"))
        if not widths:
            raise Unjudgeable
        width = widths["four"] if self.address.version == 4 else widths["six"]
        return widths["host"] or domain, int(width) if width else None

    def _is_one_of(self, addresses: list[str], width: int | None) -> bool:
        for one in map(ip_address, addresses):
            bits = one.max_prefixlen if width is None else min(width, one.max_prefixlen)
            if one.version == self.address.version and self.address in ip_network(f"{one}/{bits}", strict=False):
                return True
        return False

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS:
            raise Unjudgeable
