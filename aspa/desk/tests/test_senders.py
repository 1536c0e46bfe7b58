"""The page of sender domains: how each stands, what to add, and a look at once."""

import pytest
from django.test import Client

from aspa.channels.email.senders import check, verbs
from aspa.channels.models import SenderDomain
from aspa.history import verbs as history
from tests.cast import NINE
from tests.parts.names import names


@pytest.fixture
def domain(kuusi, settings) -> SenderDomain:
    """Kuusi's domain, whose records nobody has written yet."""
    history.run_due(at=NINE)
    domain = SenderDomain.objects.get(organisation=kuusi.organisation)
    with names("") as settings.DNS:
        verbs.look(domain, at=NINE)
    domain.refresh_from_db()
    return domain


def browser(agent) -> Client:
    client = Client()
    client.force_login(agent)
    return client


def test_it_says_what_is_missing_and_what_to_add(domain, vaino):
    shown = browser(vaino).get("/settings/senders/").content.decode()

    assert "SPF-tietuetta ei ole" in shown
    assert f"{check.selector_of(domain.organisation_id)}._domainkey.kuusi.fi" in shown
    assert domain.record in shown
    assert "PRIVATE" not in shown


def test_an_administrator_has_them_looked_at_now(domain, vaino):
    answer = browser(vaino).post(f"/settings/senders/{domain.pk}/look/", follow=True)

    domain.refresh_from_db()
    assert domain.check_at < domain.checked_at
    assert "sivu päivittyy itsestään" in answer.content.decode()


def test_what_only_administrators_can_do_is_not_shown_to_others(domain, aino, vaino):
    theirs, ours = (browser(one).get("/settings/").text for one in (aino, vaino))

    for word in ("Postfix", "aspa import", "aspa doctor", "ASPA_SMTP_URL", "/settings/senders/"):
        assert (word in theirs, word in ours) == (False, True), word
    assert browser(aino).get("/settings/senders/").status_code == 403


def test_an_agent_may_not_have_them_looked_at(domain, aino):
    assert browser(aino).post(f"/settings/senders/{domain.pk}/look/").status_code == 403


def test_nobody_elsewhere_sees_them(domain, otso):
    assert "kuusi.fi" not in browser(otso).get("/settings/senders/").content.decode()
    assert browser(otso).post(f"/settings/senders/{domain.pk}/look/").status_code == 404
