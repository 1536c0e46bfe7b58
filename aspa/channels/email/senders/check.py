"""How a domain stands that our mail is sent from: what receivers find in its records, and what to add to them."""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlparse

from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts

from aspa.channels.email.senders import dkim, spf
from aspa.channels.email.senders.zone import Zone

NO_SPF = N_("There is no SPF record: receivers cannot tell who may send for %(domain)s.")
SEVERAL_SPF = N_("There are several SPF records, so receivers heed none. Leave one.")
BROKEN_SPF = N_("The SPF record is written wrongly, or asks for too many look-ups.")
UNNAMED = N_("The SPF record does not name %(server)s. If that hands your mail on to another, name the other.")
NAMED = N_("The SPF record lets %(server)s send for %(domain)s.")
SPF = N_("There is an SPF record. Let it name the server your mail leaves by.")
SIGNED = N_("Aspa signs what leaves from %(domain)s, and receivers can check it.")
OTHER_KEY = N_("Another key stands where Aspa's should.")
NO_KEY = N_("Aspa signs what leaves as soon as this record is there. Leave it out if your mail server signs.")
NO_DMARC = N_("There is no DMARC record: large receivers ask for one.")
SEVERAL_DMARC = N_("There are several DMARC records, so receivers heed none.")
STRICT = N_("Receivers are told not to trust what others send in this name.")
WATCHES = N_("There is a DMARC record; it only watches so far (p=none).")

MOST_LABELS = 8  # of a domain that are climbed for a DMARC policy


class Finding(NamedTuple):
    """
    What was found about one kind of record.

    Args:
        about: spf, dkim or dmarc.
        state: ok, unsure or wrong.
        sentence: of the catalogs; `facts` complete it.
        name: where a TXT record is to be put, "" when there is nothing to do.
        value: that record.
    """

    about: str
    state: str
    sentence: str
    facts: dict[str, str]
    name: str = ""
    value: str = ""


def selector_of(organisation_id: int) -> str:
    """Return the name under which an organisation's key stands; two organisations of one domain have one each."""
    return f"aspa{organisation_id}"


def findings(zone: Zone, domain: str, *, smtp_url: str, selector: str, key_record: str) -> list[Finding]:
    """
    Ask for a domain's SPF, DKIM and DMARC records and judge them.

    Args:
        smtp_url: the mail server that our mail leaves through.
        key_record: the TXT record that tells our public key.

    Raises Unreachable when the domain name system is away.
    """
    server = urlparse(smtp_url).hostname or ""
    return [_spf(zone, domain, server), _dkim(zone, domain, selector, key_record), _dmarc(zone, domain)]


def _spf(zone: Zone, domain: str, server: str) -> Finding:
    found, addresses = spf.records(zone, domain), _public(zone, server)
    facts, added = {"domain": domain, "server": server}, f"a:{server}" if addresses else "mx"
    if not found:
        return Finding("spf", "wrong", NO_SPF, facts, domain, f"v=spf1 {added} ~all")
    if len(found) > 1:
        return Finding("spf", "wrong", SEVERAL_SPF, facts)
    results = {spf.result(zone, domain, address) for address in addresses}
    if results - {"pass", "permerror"}:
        return Finding("spf", "wrong", UNNAMED, facts, domain, _named_first(found[0], added))
    state, sentence = ("wrong", BROKEN_SPF) if "permerror" in results else ("ok", NAMED) if results else ("unsure", SPF)
    return Finding("spf", state, sentence, facts)


def _named_first(record: str, added: str) -> str:
    version, *terms = record.split()
    return " ".join([version, added, *terms])


def _dkim(zone: Zone, domain: str, selector: str, key_record: str) -> Finding:
    name = f"{selector}._domainkey.{domain}"
    found, facts = zone.texts(name), {"domain": domain}
    if any(dkim.is_same(text, key_record) for text in found):
        return Finding("dkim", "ok", SIGNED, facts)
    state, sentence = ("wrong", OTHER_KEY) if found else ("unsure", NO_KEY)
    return Finding("dkim", state, sentence, facts, name, key_record)


def _dmarc(zone: Zone, domain: str) -> Finding:
    facts = {"domain": domain}
    for place in _upward(domain):
        found = [text for text in zone.texts(f"_dmarc.{place}") if text.lower().startswith("v=dmarc1")]
        if len(found) == 1:
            policy = _policy(found[0])
            if policy in {"quarantine", "reject"}:
                return Finding(
                    "dmarc", "ok", N_("Receivers are told not to trust what others send in this name."), facts
                )
            return Finding("dmarc", "ok", N_("There is a DMARC record; it only watches so far (p=none)."), facts)
        if found:
            return Finding("dmarc", "wrong", N_("There are several DMARC records, so receivers heed none."), facts)
    missing = N_("There is no DMARC record: large receivers ask for one.")
    return Finding("dmarc", "wrong", missing, facts, f"_dmarc.{domain}", "v=DMARC1; p=none")


def _policy(record: str) -> str:
    tags = dict(part.strip().lower().partition("=")[::2] for part in record.split(";"))
    return tags.get("p", "none").strip()


def _upward(domain: str) -> Iterator[str]:
    """Yield the domain and those above it that are not a top level alone."""
    labels = domain.split(".")[-MOST_LABELS:]
    for first in range(len(labels) - 1):
        yield ".".join(labels[first:])


def _public(zone: Zone, server: str) -> list[str]:
    """Return the addresses of a server that the world may see; one beside us, or in our own net, sends by another."""
    return [address for address in zone.addresses(server) if ip_address(address).is_global] if server else []
