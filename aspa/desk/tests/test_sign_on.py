"""Signing in by a provider, as pages answer; the provider itself comes in tests/browser/test_sign_on.py."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from aspa.desk.doors import behind, sign_on
from aspa.sign_on import verbs
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.sign_on.tests.conftest import AINO, SETTING, set_up
from aspa.staff.models import Agent
from aspa.staff.signing_in import verbs as signing_in
from tests.cast import NINE, PASSWORD


@pytest.fixture
def provider(aino: Agent) -> Provider:
    """Where Kuusi's people sign in."""
    return set_up(aino.organisation)


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the provider says of whoever comes; asked at once, since a thread would not see this test's rows."""
    answer: dict[str, Any] = {"claims": AINO}

    def ask(arrival: Arrival, **_shown: str) -> None:
        Arrival.objects.filter(pk=arrival.pk).update(**answer)

    monkeypatch.setattr(behind, "ask", ask)
    monkeypatch.setattr(behind, "look", lambda provider: None)
    return answer


def leaves(client: Client, provider: Provider, where: str = "") -> dict[str, str]:
    """Go to the provider; return what it is asked."""
    there = client.get(f"/sign-in/with/{provider.key}/go/", {"next": where})
    return {name: values[0] for name, values in parse_qs(urlsplit(there["Location"]).query).items()}


def comes_back(client: Client, **shown: str) -> Any:
    return client.get("/sign-in/return/", shown, follow=True)


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_leaving_tells_the_provider_only_what_it_may_know(client: Client, provider: Provider) -> None:
    asked = leaves(client, provider)
    trip = client.session["sign_on"]

    assert (asked["client_id"], asked["response_type"], asked["scope"]) == ("aspa", "code", "openid email profile")
    assert asked["code_challenge_method"] == "S256"
    assert trip["verifier"] not in str(asked)
    assert asked["state"] != leaves(client, provider)["state"]


def test_leaving_is_slowed_where_too_many_strangers_begin(client: Client, provider: Provider, monkeypatch) -> None:
    monkeypatch.setattr(sign_on, "BEGINNINGS", "2/m/ip")
    door = f"/sign-in/with/{provider.key}/go/"
    leaves(client, provider)
    leaves(Client(), provider)
    begun = Session.objects.count()

    answers = [Client().get(door), Client().get(door, headers={"Cookie": "aspa=none"})]

    assert [answer.status_code for answer in answers] == [429, 429]
    assert "Liian monta yritystä" in answers[0].content.decode()
    assert Session.objects.count() == begun
    assert leaves(client, provider)["state"]  # whoever had begun goes on
    assert leaves(Client(REMOTE_ADDR="192.0.2.7"), provider)["state"]


def test_whoever_comes_back_is_in_and_goes_on_where_they_wanted(client: Client, provider: Provider, aino) -> None:
    state = leaves(client, provider, "/profile/")["state"]

    page = comes_back(client, state=state, code="c", iss=provider.issuer)

    assert page.redirect_chain[-1][0] == "/profile/"
    assert client.session["_auth_user_id"] == str(aino.pk)
    assert (Account.objects.get().agent, Arrival.objects.count()) == (aino, 0)
    assert "sign_on" not in client.session


def test_nobody_is_led_elsewhere(client: Client, provider: Provider) -> None:
    state = leaves(client, provider, "https://evil.example/")["state"]

    assert comes_back(client, state=state, code="c").redirect_chain[-1][0] == "/"


@pytest.mark.parametrize("shown", [{"state": "forged", "code": "c"}, {"code": "c"}, {"state": "", "code": "c"}])
def test_a_forged_way_in_leads_nowhere(client: Client, provider: Provider, shown: dict[str, str]) -> None:
    leaves(client, provider)

    assert comes_back(client, **shown).status_code == 403
    assert (is_in(client), Arrival.objects.count()) == (False, 0)


def test_a_way_in_belongs_to_the_browser_that_began_it(client: Client, provider: Provider) -> None:
    state = leaves(Client(), provider)["state"]

    assert comes_back(client, state=state, code="c").status_code == 403
    assert not is_in(client)


def test_a_way_in_is_gone_once(client: Client, provider: Provider) -> None:
    state = leaves(client, provider)["state"]
    comes_back(client, state=state, code="c")
    client.logout()

    assert comes_back(client, state=state, code="c").status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("shown", [{"error": "access_denied"}, {"code": "c", "iss": "https://another.example"}])
def test_whoever_cancels_or_comes_from_elsewhere_is_told(client: Client, provider: Provider, shown) -> None:
    state = leaves(client, provider)["state"]
    page = comes_back(client, state=state, **shown)

    assert page.status_code == 403
    assert "Kuusi-tunnus" in page.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("answer", [{"error": "access_denied"}, {"code": "c"}])
def test_whoever_does_not_come_in_at_once_still_goes_on_where_they_wanted(client, provider, said, answer) -> None:
    said["claims"] = {**AINO, "email_verified": False}
    stopped = comes_back(client, state=leaves(client, provider, "/profile/")["state"], **answer).content.decode()
    said["claims"] = AINO
    again = re.search(r'href="(/sign-in/with/[^"]*)"', stopped)[1]

    state = parse_qs(urlsplit(client.get(unescape(again))["Location"]).query)["state"][0]

    assert comes_back(client, state=state, code="c").redirect_chain[-1][0] == "/profile/"


def test_the_page_does_not_wait_for_a_slow_provider(client: Client, provider: Provider, said) -> None:
    said["claims"] = None
    page = comes_back(client, state=leaves(client, provider)["state"], code="c")

    assert (page.status_code, page["Refresh"]) == (200, "1")
    Arrival.objects.update(claims=AINO)
    assert client.get("/sign-in/arrival/").status_code == 302
    assert is_in(client)


def test_a_provider_that_never_answers_is_given_up(client: Client, provider: Provider, said) -> None:
    said["claims"] = None
    comes_back(client, state=leaves(client, provider)["state"], code="c")
    Arrival.objects.update(came_at=NINE.replace(year=2020))

    assert client.get("/sign-in/arrival/").status_code == 403


@pytest.mark.parametrize("asks", [True, False])
def test_the_rule_of_a_second_step_is_met_by_a_provider_that_asks(client, provider, aino, asks: bool) -> None:
    Provider.objects.update(asks_second_step=asks)
    signing_in.want_second_step(aino.organisation, is_wanted=True, by="agent:1", at=NINE)

    comes_back(client, state=leaves(client, provider)["state"], code="c")

    assert is_in(client) is asks
    assert client.get("/").get("Location", "") == ("" if asks else "/profile/second-step/")


def test_whoever_meets_a_wrong_secret_is_sent_to_an_administrator(client: Client, provider: Provider, said) -> None:
    said |= {"claims": None, "trouble": "secret"}

    page = comes_back(client, state=leaves(client, provider)["state"], code="c")

    assert page.status_code == 403
    assert "Pyydä apua pääkäyttäjältä." in page.content.decode()


def test_where_it_is_the_only_way_a_password_leads_there(client: Client, provider: Provider, aino, vaino) -> None:
    where = {"organisation_id": provider.organisation_id, "provider": provider}
    Account.objects.create(**where, agent=aino, subject="1", linked_at=NINE, used_at=NINE)
    verbs.set_up(aino.organisation, by="agent:1", at=NINE, **{**SETTING, "is_only_way": True})

    led = client.post("/sign-in/", {"login": aino.email, "password": PASSWORD})
    assert led["Location"] == f"/sign-in/with/{provider.key}/?only=1"
    assert not is_in(client)
    assert "Kuusi-tunnus" in client.get(led["Location"]).content.decode()
    asked = {"login": aino.email, "password": PASSWORD, "next": "/profile/?a=b&c=d"}
    page = client.post("/sign-in/", asked, follow=True).content.decode()
    assert f"/sign-in/with/{provider.key}/go/?next=%2Fprofile%2F%3Fa%3Db%26c%3Dd" in page
    client.post("/sign-in/", {"login": vaino.email, "password": PASSWORD})
    assert is_in(client)


def test_an_unknown_way_is_not_there(client: Client, provider: Provider) -> None:
    Provider.objects.update(metadata={})

    for path in (f"/sign-in/with/{provider.key}/", f"/sign-in/with/{provider.key}/go/", "/sign-in/with/x/go/"):
        assert client.get(path).status_code == 404
    assert "Kuusi-tunnus" not in client.get("/sign-in/").content.decode()


def test_only_administrators_set_it_up_and_nobody_sees_the_secret(client: Client, provider, aino, vaino) -> None:
    client.force_login(aino)
    for path in ("sign-on/", "sign-on/look/", "sign-on/removal/", f"people/{aino.pk}/sign-on/unlinking/"):
        assert client.post(f"/settings/{path}").status_code == 403

    client.force_login(vaino)
    page = client.get("/settings/sign-on/").content.decode()
    assert (SETTING["secret"] in page, provider.issuer in page) == (False, True)
    wrong = client.post("/settings/sign-on/", {**SETTING, "issuer": "http://login.kuusi.example"})
    assert (wrong.status_code, SETTING["secret"] in wrong.content.decode()) == (422, False)
    assert client.post("/settings/sign-on/removal/").status_code == 302
    assert not Provider.objects.exists()


def test_who_is_left_outside_without_the_provider_is_told_before(client: Client, provider, aino, vaino) -> None:
    for agent in (aino, vaino):
        seen = {"subject": agent.name, "linked_at": NINE, "used_at": NINE}
        Account.objects.create(organisation=aino.organisation, provider=provider, agent=agent, **seen)
    aino.set_unusable_password()
    aino.save()
    client.force_login(vaino)

    page = client.get("/settings/sign-on/removal/").text

    assert "2 asiakaspalvelijaa on kirjautunut sen kautta" in page
    assert (aino.email in page, vaino.email in page) == (True, False)
    assert Provider.objects.exists()
    Account.objects.all().delete()
    assert aino.email not in client.get("/settings/sign-on/removal/").text
    client.post("/settings/sign-on/removal/")
    assert client.get("/settings/sign-on/removal/").status_code == 404


@pytest.mark.parametrize(
    ("trouble", "word"),
    [("issuer", "https://x.example"), ("inside", "ASPA_INSIDE"), ("secret", "salaisuutta"), ("status", "404")],
)
def test_what_stands_in_the_way_is_said(client: Client, provider, vaino, trouble: str, word: str) -> None:
    detail = {"issuer": "https://x.example", "status": "404"}.get(trouble, "")
    Provider.objects.update(trouble=trouble, detail=detail)
    client.force_login(vaino)

    assert word in client.get("/settings/sign-on/").content.decode()
