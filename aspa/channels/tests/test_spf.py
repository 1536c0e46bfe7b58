"""What we find about a domain's SPF record is what another judge finds, on a real name server."""

from collections.abc import Iterator

import dns.resolver
import pytest
import spf as judge

from aspa.channels.email.senders import spf
from aspa.channels.email.senders.zone import Zone
from tests.parts.names import names

RECORDS = {
    "none": "",
    "all": "v=spf1 +all",
    "network": "v=spf1 ip4:9.9.9.0/24 -all",
    "six": "v=spf1 ip6:2620:fe::/32 ~all",
    "host": "v=spf1 a:smtp.kuusi.example -all",
    "own": "v=spf1 a -all",
    "wide": "v=spf1 a/24 ?all",
    "mx": "v=spf1 mx ~all",
    "included": "v=spf1 include:network.example ~all",
    "included-fail": "v=spf1 include:all-no.example ip4:9.9.9.9 -all",
    "all-no": "v=spf1 -all",
    "included-none": "v=spf1 include:none.example -all",
    "redirected": "v=spf1 redirect=network.example",
    "redirected-none": "v=spf1 redirect=none.example",
    "looping": "v=spf1 include:looping.example -all",
    "unknown": "v=spf1 hyvin:paha -all",
    "broken-network": "v=spf1 ip4:9.9.9.999 -all",
    "modifier": "v=spf1 exp=selitys.example ip4:9.9.9.9 -all",
    "upper": "V=SPF1 IP4:9.9.9.9 -ALL",
    "bare": "v=spf1",
    "similar": "v=spf10 ip4:9.9.9.9 -all",
    "many": "v=spf1 " + " ".join(f"a:h{n}.kuusi.example" for n in range(11)) + " ip4:9.9.9.9 -all",
}
ZONE = "\n".join(
    [
        *(f'{name}.example. 60 IN TXT "{text}"' for name, text in RECORDS.items() if text),
        "smtp.kuusi.example. 60 IN A 9.9.9.9",
        "own.example. 60 IN A 9.9.9.9",
        "wide.example. 60 IN A 9.9.9.200",
        "mx.example. 60 IN MX 10 smtp.kuusi.example.",
        *(f"h{n}.kuusi.example. 60 IN A 1.1.1.1" for n in range(11)),
    ]
)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    with names(ZONE) as at:
        yield at


@pytest.fixture
def zone(server, settings) -> Zone:
    settings.DNS = server
    return Zone()


@pytest.mark.parametrize("address", ["9.9.9.9", "1.1.1.2", "2620:fe::9"])
@pytest.mark.parametrize("name", RECORDS)
def test_both_judges_find_the_same(name, address, server, zone, monkeypatch):
    theirs = dns.resolver.Resolver(configure=False)
    theirs.nameservers, theirs.port = [server[0]], server[1]
    monkeypatch.setattr(dns.resolver, "default_resolver", theirs)

    found, _code, why = judge.query(address, f"tuki@{name}.example", "smtp.kuusi.example").check()

    assert spf.result(zone, f"{name}.example", address) == found, why


def test_several_records_are_none_that_counts(settings):
    twice = 'kuusi.example. 60 IN TXT "v=spf1 +all"\nkuusi.example. 60 IN TXT "v=spf1 -all"'

    with names(twice) as settings.DNS:
        assert spf.result(Zone(), "kuusi.example", "9.9.9.9") == "permerror"
