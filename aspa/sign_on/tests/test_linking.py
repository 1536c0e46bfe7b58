"""An agent who is signed in links the account they have at the provider, and does without it again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.sign_on import queries, verbs
from aspa.sign_on.admission.verbs import AddressNotVerified, OtherDomain, ProviderAway, SecretRefused
from aspa.sign_on.linking.verbs import AccountTaken, LinkedOtherwise
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.sign_on.tests.conftest import AINO, SETTING, set_up
from aspa.sign_on.verbs import OnlyWayIn
from aspa.staff.models import Agent
from tests.cast import NINE
from tests.parts.together import at_once

LATER = NINE + timedelta(hours=1)
MAIDEN = {"sub": "9", "email": "aino.virtanen@kuusi.fi", "email_verified": True}
ABROAD = {"sub": "9", "email": "aino@elsewhere.example", "email_verified": False}


def told(name: str) -> list[tuple[str, dict[str, object]]]:
    return list(Event.objects.filter(name=name).order_by("id").values_list("actor", "facts"))


def test_an_account_of_another_address_opens_the_desk_once_it_is_linked(comes, aino: Agent) -> None:
    account = verbs.link(comes(MAIDEN), aino, at=NINE)

    assert verbs.admit(comes(MAIDEN, state="later"), at=LATER) == aino
    assert (Account.objects.get(), Arrival.objects.count()) == (account, 0)
    assert told("account.linked") == [(aino.actor, {"agent_id": aino.pk})]


def test_linking_twice_is_the_same_as_once(comes, aino: Agent) -> None:
    first = verbs.link(comes(), aino, at=NINE)

    assert verbs.link(comes(state="again"), aino, at=LATER) == first
    assert len(told("account.linked")) == 1


def test_an_account_that_opens_anothers_desk_is_refused_and_it_is_told(comes, aino: Agent, vaino: Agent) -> None:
    verbs.link(comes(), vaino, at=NINE)

    with pytest.raises(AccountTaken):
        verbs.link(comes(state="later"), aino, at=LATER)

    assert (Account.objects.get().agent, Arrival.objects.count()) == (vaino, 0)
    assert told("sign_on.refused") == [(aino.actor, {"why": "account_taken", "trouble": ""})]


def test_a_second_account_waits_until_the_first_is_unlinked(comes, aino: Agent) -> None:
    first = verbs.link(comes(), aino, at=NINE)
    with pytest.raises(LinkedOtherwise):
        verbs.link(comes(MAIDEN, state="b"), aino, at=NINE)

    verbs.unlink_own(first, by=aino, at=NINE)

    assert verbs.link(comes(MAIDEN, state="c"), aino, at=NINE).subject == "9"


@pytest.mark.parametrize(("claims", "refusal"), [(ABROAD, AddressNotVerified), (None, ProviderAway)])
def test_where_domains_are_named_only_their_accounts_are_linked(comes, aino, claims, refusal) -> None:
    with pytest.raises(refusal):
        verbs.link(comes(claims), aino, at=NINE)
    with pytest.raises(OtherDomain):
        verbs.link(comes({**ABROAD, "email_verified": True}, state="b"), aino, at=NINE)

    assert not Account.objects.exists()


def test_where_none_is_named_any_account_of_the_provider_will_do(comes, aino: Agent, provider: Provider) -> None:
    set_up(aino.organisation, domains=[])

    assert verbs.link(comes(ABROAD, by=Provider.objects.get()), aino, at=NINE).agent == aino


def test_a_provider_that_does_not_take_the_secret_links_nothing(comes, aino: Agent) -> None:
    arrival = comes(None)
    arrival.trouble = "secret"

    with pytest.raises(SecretRefused):
        verbs.link(arrival, aino, at=NINE)


def test_a_way_that_has_ended_links_nothing(comes, aino: Agent) -> None:
    arrival = comes()
    verbs.link(arrival, aino, at=NINE)

    with pytest.raises(Missing):
        verbs.link(arrival, aino, at=NINE)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_one_account_at_once_one_gets_it(comes, aino: Agent, vaino: Agent) -> None:
    arrivals = [(comes(), aino), (comes(state="other"), vaino)]

    def link(arrival: Arrival, agent: Agent) -> str:
        try:
            return verbs.link(arrival, agent, at=NINE).subject
        except AccountTaken as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        came = list(threads.map(lambda one: link(*one), arrivals))

    assert sorted(came) == ["1", "account_taken"]
    assert len(told("account.linked")) == 1


def test_whoever_has_a_password_may_do_without_the_account(comes, aino: Agent) -> None:
    account = verbs.link(comes(), aino, at=NINE)
    verbs.unlink_own(account, by=aino, at=LATER)

    assert not Account.objects.exists()
    assert told("account.unlinked") == [(aino.actor, {"agent_id": aino.pk})]
    with pytest.raises(Missing):
        verbs.unlink_own(account, by=aino, at=LATER)
    assert len(told("account.unlinked")) == 1


def test_the_only_way_in_is_kept_until_there_is_a_passkey(comes, aino: Agent) -> None:
    account = verbs.link(comes(), aino, at=NINE)
    aino.set_unusable_password()
    aino.save()
    Authenticator.objects.create(user=aino, type=Authenticator.Type.TOTP, data={})  # a second step opens nothing alone
    with pytest.raises(OnlyWayIn):
        verbs.unlink_own(account, by=aino, at=NINE)

    Authenticator.objects.create(user=aino, type=Authenticator.Type.WEBAUTHN, data={})

    verbs.unlink_own(account, by=aino, at=NINE)
    assert not Account.objects.exists()


@pytest.fixture
def keys(aino: Agent) -> list[int]:
    """Aino has two passkeys and no password."""
    aino.set_unusable_password()
    aino.save()
    kind = Authenticator.Type.WEBAUTHN
    return [Authenticator.objects.create(user=aino, type=kind, data={"nth": nth}).pk for nth in range(2)]


def removed(agent: Agent, key: int) -> int:
    return verbs.remove_own_key(key, by=agent, removes=lambda: Authenticator.objects.filter(pk=key).delete()[0])


def test_the_last_passkey_stays_while_nothing_else_lets_its_agent_in(comes, aino: Agent, keys: list[int]) -> None:
    assert removed(aino, keys[0]) == 1
    with pytest.raises(OnlyWayIn):
        removed(aino, keys[1])
    assert Authenticator.objects.count() == 1

    verbs.link(comes(), aino, at=NINE)

    assert removed(aino, keys[1]) == 1
    assert not Authenticator.objects.exists()


def test_a_password_lets_in_whoever_removes_the_last_passkey(aino: Agent, keys: list[int]) -> None:
    aino.set_password("kuusen-juurella-7")
    aino.save()

    assert [removed(aino, key) for key in keys] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_of_two_last_passkeys_removed_at_once_one_stays(aino: Agent, keys: list[int]) -> None:
    said = at_once(*[partial(removed, aino, key) for key in keys])

    assert said == ["", OnlyWayIn.code]
    assert Authenticator.objects.count() == 1


def test_where_the_provider_is_the_only_way_the_account_stays(comes, aino: Agent, vaino: Agent) -> None:
    hers, his = verbs.link(comes(), aino, at=NINE), verbs.link(comes(MAIDEN, state="b"), vaino, at=NINE)
    verbs.set_up(aino.organisation, by="agent:1", at=NINE, **{**SETTING, "is_only_way": True})

    with pytest.raises(OnlyWayIn, match="Kuusi-tunnus"):
        verbs.unlink_own(hers, by=aino, at=NINE)
    verbs.unlink_own(his, by=vaino, at=NINE)  # whoever administers everything has a password that opens

    assert Account.objects.get() == hers


def test_nobody_reaches_an_account_of_somebody_else(comes, aino: Agent, vaino: Agent) -> None:
    account = verbs.link(comes(AINO), aino, at=NINE)

    assert queries.own_account(aino, account.pk, agent_id=aino.pk) == account
    with pytest.raises(Missing):
        queries.own_account(vaino, account.pk, agent_id=vaino.pk)
