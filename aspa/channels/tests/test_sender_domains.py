"""The domains our mail is sent from: watched from the first address on, judged, and signed for once the world knows."""

from collections.abc import Iterator
from datetime import timedelta

import dkim as judge
import pytest

from aspa.brands import verbs as brands
from aspa.channels.email.send import Sender
from aspa.channels.email.senders import check, queries, verbs, watch
from aspa.channels.email.senders.zone import Zone
from aspa.channels.models import SenderDomain
from aspa.channels.tests.conftest import NINE
from aspa.history import verbs as history
from aspa.history.models import Event
from tests.parts.names import names
from tests.parts.servers import free_ports

pytestmark = pytest.mark.django_db
OURS = "v=DKIM1; k=rsa; p=MIIB"


def found_in(zone: str, settings, *, smtp: str = "smtp://smtp.kuusi.example:25") -> dict[str, check.Finding]:
    with names(zone) as settings.DNS:
        found = check.findings(Zone(), "kuusi.example", smtp_url=smtp, selector="aspa1", key_record=OURS)
    return {finding.about: finding for finding in found}


SERVER = "smtp.kuusi.example. 60 IN A 9.9.9.9\n"


@pytest.mark.parametrize(
    ("zone", "about", "state", "value"),
    [
        (SERVER, "spf", "wrong", "v=spf1 a:smtp.kuusi.example ~all"),
        (f'{SERVER}kuusi.example. IN TXT "v=spf1 a:smtp.kuusi.example -all"', "spf", "ok", ""),
        (f'{SERVER}kuusi.example. IN TXT "v=spf1 mx -all"', "spf", "wrong", "v=spf1 a:smtp.kuusi.example mx -all"),
        (f'{SERVER}kuusi.example. IN TXT "v=spf1"', "spf", "wrong", "v=spf1 a:smtp.kuusi.example"),
        (f'{SERVER}kuusi.example. IN TXT "v=spf1 a"\nkuusi.example. IN TXT "v=spf1 mx"', "spf", "wrong", ""),
        (f'{SERVER}kuusi.example. IN TXT "v=spf1 ip4:väärin -all"', "spf", "wrong", ""),
        (SERVER, "dkim", "unsure", OURS),
        (f'aspa1._domainkey.kuusi.example. IN TXT "{OURS}"', "dkim", "ok", ""),
        ('aspa1._domainkey.kuusi.example. IN TXT "v=DKIM1;p=MI" "IB"', "dkim", "ok", ""),
        ('aspa1._domainkey.kuusi.example. IN TXT "v=DKIM1; p=muu"', "dkim", "wrong", OURS),
        (SERVER, "dmarc", "wrong", "v=DMARC1; p=none"),
        ('_dmarc.kuusi.example. IN TXT "v=DMARC1; p=none"', "dmarc", "ok", ""),
        ('_dmarc.kuusi.example. IN TXT "v=DMARC1; p=reject"', "dmarc", "ok", ""),
        ('_dmarc.kuusi.example. IN TXT "v=DMARC1"\n_dmarc.kuusi.example. IN TXT "v=DMARC1;"', "dmarc", "wrong", ""),
    ],
)
def test_each_record_is_judged_and_what_to_add_is_said(zone, about, state, value, settings):
    finding = found_in(zone, settings)[about]

    assert (finding.state, finding.value) == (state, value)


def test_a_mail_server_beside_us_tells_nothing_of_the_one_outside(settings):
    zone = 'kuusi.example. IN TXT "v=spf1 ip4:9.9.9.9 -all"'

    assert found_in(zone, settings, smtp="smtp://127.0.0.1:25")["spf"].state == "unsure"


def test_a_policy_above_holds_below(settings):
    with names('_dmarc.kuusi.example. IN TXT "v=DMARC1; p=reject"') as settings.DNS:
        found = check.findings(Zone(), "posti.kuusi.example", smtp_url="", selector="aspa1", key_record=OURS)

    assert found[2].sentence == check.STRICT


@pytest.fixture
def domain(kuusi) -> SenderDomain:
    """The domain of Kuusi's address, as the reaction to it left it."""
    history.run_due(at=NINE + timedelta(days=400))
    return SenderDomain.objects.get()


def record_of(domain: SenderDomain) -> str:
    pieces = [domain.record[start : start + 200] for start in range(0, len(domain.record), 200)]
    return f"{check.selector_of(domain.organisation_id)}._domainkey.{domain.domain}. 60 IN TXT " + " ".join(
        f'"{piece}"' for piece in pieces
    )


@pytest.fixture
def known(domain, settings) -> Iterator[SenderDomain]:
    """The domain after the world has learnt its key."""
    with names("") as settings.DNS:
        verbs.look(domain, at=NINE)
    with names(record_of(domain)) as settings.DNS:
        verbs.look(domain, at=NINE)
        yield domain


def test_the_domain_of_a_brands_address_is_watched_once(domain, kuusi):
    brands.hear_at(kuusi, address=f"laskut@{domain.domain}", by="aspa", at=NINE)
    history.run_due(at=NINE + timedelta(days=400))

    assert SenderDomain.objects.count() == 1


def test_nothing_is_signed_before_the_world_knows_the_key(domain, settings):
    with names("") as settings.DNS:
        verbs.look(domain, at=NINE)

    domain.refresh_from_db()
    assert domain.checked_at == NINE
    assert queries.signing(domain.organisation_id, domain.domain) is None


def test_what_leaves_is_signed_once_the_world_knows_the_key(known, outside, writes):
    writes()

    Sender().turn()

    assert judge.verify(outside.taken[0].original_content, dnsfunc=lambda name, timeout: known.record.encode())
    assert outside.letters[0]["DKIM-Signature"].startswith("v=1; a=rsa-sha256;")
    assert Event.objects.filter(name="sender.signs").count() == 1


def test_signing_ends_when_the_key_is_gone_from_the_world(known, outside, writes, settings):
    with names("") as settings.DNS:
        verbs.look(known, at=NINE + timedelta(days=1))
    writes()

    Sender().turn()

    assert outside.letters[0]["DKIM-Signature"] is None
    assert Event.objects.filter(name="sender.signs_no_more").count() == 1


def test_a_key_that_cannot_be_read_keeps_no_letter_back(known, outside, writes, settings):
    settings.SECRET_KEY = "another"  # of a restored database without its folder
    writes()

    Sender().turn()

    assert outside.letters[0]["DKIM-Signature"] is None


def test_what_is_known_stays_while_the_name_server_is_away(known, settings):
    settings.DNS = ("127.0.0.1", free_ports(1)[0])

    verbs.look(known, at=NINE + timedelta(days=1))

    known.refresh_from_db()
    assert known.signs_since == NINE
    assert known.check_at == NINE + timedelta(days=1, minutes=10)


def test_the_loop_looks_at_each_domain_once_a_day(domain, settings):
    with names("") as settings.DNS:
        assert watch.turn() == 0.0
        assert watch.turn() > 0.0

    domain.refresh_from_db()
    assert domain.check_at == domain.checked_at + timedelta(days=1)


def test_the_private_key_is_not_to_be_read_in_the_database(known):
    known.refresh_from_db()

    assert b"PRIVATE" not in bytes(known.key)
