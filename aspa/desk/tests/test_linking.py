"""The account that opens an agent's desk, on their own settings; the provider itself comes in tests/browser."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from aspa.desk.doors import behind
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.sign_on.tests.conftest import AINO, set_up
from aspa.staff.models import Agent
from tests.cast import NINE, PASSWORD

GO = "/profile/account/go/"
MAIDEN = {**AINO, "sub": "9", "email": "aino.virtanen@kuusi.fi"}


@pytest.fixture
def provider(aino: Agent) -> Provider:
    """Where Kuusi's people sign in."""
    return set_up(aino.organisation)


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the provider says of whoever comes; asked at once, since a thread would not see this test's rows."""
    answer: dict[str, Any] = {"claims": MAIDEN}

    def ask(arrival: Arrival, **_shown: str) -> None:
        Arrival.objects.filter(pk=arrival.pk).update(**answer)

    monkeypatch.setattr(behind, "ask", ask)
    return answer


@pytest.fixture
def aino_in(client: Client, aino: Agent) -> Client:
    """Aino's browser, in which she signed in with her password."""
    client.post("/sign-in/", {"login": aino.email, "password": PASSWORD})
    return client


def again(client: Client, where: str) -> Any:
    """Type the password again, and go on."""
    return client.post(f"/sign-in/again/?next={where}", {"password": PASSWORD})


def comes_back(client: Client, **shown: str) -> Any:
    """Go to the provider and come back."""
    state = parse_qs(urlsplit(client.get(GO)["Location"]).query)["state"][0]
    return client.get("/sign-in/return/", {"state": state, **(shown or {"code": "c"})}, follow=True)


def page(client: Client) -> str:
    return client.get("/profile/").content.decode()


def linked(provider: Provider, agent: Agent) -> Account:
    where = {"organisation_id": provider.organisation_id, "provider": provider}
    account: Account = Account.objects.create(**where, agent=agent, subject="9", linked_at=NINE, used_at=NINE)
    return account


def test_where_nobody_signs_in_elsewhere_nothing_is_offered(aino_in: Client) -> None:
    assert GO not in page(aino_in)
    assert aino_in.get(GO).status_code == 404


def test_an_account_is_linked_after_the_password_and_a_look_at_whose_it_is(aino_in, provider, aino) -> None:
    assert GO in page(aino_in)
    asked = comes_back(aino_in)

    assert "aino.virtanen@kuusi.fi" in asked.content.decode()
    assert aino_in.post("/profile/account/")["Location"].startswith("/sign-in/again/")
    assert not Account.objects.exists()  # somebody else may have been signed in at the provider

    answer = again(aino_in, "/profile/account/")

    assert (answer["Location"], Account.objects.get().agent) == ("/profile/#accounts", aino)
    assert GO not in page(aino_in)


def test_what_came_back_is_linked_once_and_only_by_a_press(aino_in: Client, provider: Provider) -> None:
    comes_back(aino_in)
    again(aino_in, "/profile/")

    assert aino_in.get("/profile/account/").status_code == 405
    assert not Account.objects.exists()
    assert [aino_in.post("/profile/account/").status_code for _nth in range(2)] == [302, 403]


def test_an_account_of_somebody_else_is_refused_with_a_sentence(aino_in, provider, vaino) -> None:
    linked(provider, vaino)
    comes_back(aino_in)
    aino_in.post("/profile/account/")

    answer = again(aino_in, "/profile/account/")

    assert (answer.status_code, "Kuusi-tunnus" in answer.content.decode()) == (409, True)
    assert Account.objects.get().agent == vaino


@pytest.mark.parametrize(("shown", "status"), [({"error": "access_denied"}, 403), ({"code": "c"}, 409)])
def test_whoever_cancels_or_is_not_named_has_linked_nothing(aino_in, provider, said, shown, status) -> None:
    said |= {"claims": None, "trouble": "token"}

    assert comes_back(aino_in, **shown).status_code == status
    assert (Account.objects.count(), page(aino_in).count(GO)) == (0, 1)


def test_what_one_began_another_does_not_link(aino_in: Client, provider: Provider, vaino: Agent) -> None:
    comes_back(aino_in)
    trip = aino_in.session["sign_on"]
    other = Client()
    other.post("/sign-in/", {"login": vaino.email, "password": PASSWORD})
    again(other, "/profile/")
    session = other.session
    session["sign_on"] = trip  # as if the browser had been handed on
    session.save()

    assert [other.post("/profile/account/").status_code, other.get("/sign-in/arrival/").status_code] == [403, 403]
    assert not Account.objects.exists()


def test_whoever_began_to_sign_in_links_nothing(aino_in: Client, provider: Provider) -> None:
    again(aino_in, "/profile/")
    aino_in.get(f"/sign-in/with/{provider.key}/go/")

    assert aino_in.post("/profile/account/").status_code == 403


def test_an_account_is_unlinked_after_the_password(aino_in: Client, provider: Provider, aino: Agent) -> None:
    door = f"/profile/account/{linked(provider, aino).pk}/unlinking/"
    assert door in page(aino_in)
    assert aino_in.post(door)["Location"].startswith("/sign-in/again/")
    assert Account.objects.exists()

    assert again(aino_in, door)["Location"] == "/profile/#accounts"

    assert not Account.objects.exists()


def test_the_only_way_in_stays_and_it_is_said_why(aino_in: Client, provider: Provider, aino: Agent) -> None:
    account = linked(provider, aino)
    Provider.objects.update(is_only_way=True)
    again(aino_in, "/profile/")

    assert "unlinking" not in page(aino_in)
    assert "Kuusi-tunnus" in page(aino_in)
    assert aino_in.post(f"/profile/account/{account.pk}/unlinking/").status_code == 409
    assert Account.objects.exists()


def test_nobody_unlinks_an_account_of_somebody_else(aino_in: Client, provider: Provider, vaino: Agent) -> None:
    account = linked(provider, vaino)
    again(aino_in, "/profile/")

    assert aino_in.post(f"/profile/account/{account.pk}/unlinking/").status_code == 404
    assert Account.objects.exists()
