"""Setting up a provider; its secret is told to nobody."""

import json

import pytest
from django.test import override_settings

from aspa.history.models import Event
from aspa.kit import secrets
from aspa.kit.naming import NameNeeded
from aspa.sign_on import queries, verbs
from aspa.sign_on.models import Account, Provider
from aspa.sign_on.tests.conftest import SETTING, set_up
from aspa.staff.models import Agent
from aspa.staff.roles import verbs as roles
from tests.cast import NINE


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"name": " "}, NameNeeded),
        ({"issuer": "http://login.kuusi.example"}, verbs.BadIssuer),
        ({"issuer": "https://user:word@login.kuusi.example"}, verbs.BadIssuer),
        ({"issuer": "https://login.kuusi.example?x=1"}, verbs.BadIssuer),
        ({"issuer": "javascript:alert(1)"}, verbs.BadIssuer),
        ({"issuer": "https://[::1"}, verbs.BadIssuer),
        ({"client_id": " "}, verbs.ClientNeeded),
        ({"secret": ""}, verbs.ClientNeeded),
        ({"domains": ["kuusi"]}, verbs.BadDomain),
        ({"trusts_addresses": True}, verbs.DomainsNeeded),
        ({"is_only_way": True}, verbs.NotTried),
    ],
)
def test_what_makes_no_sense_is_refused(vaino: Agent, wrong: dict, refusal: type) -> None:
    with pytest.raises(refusal):
        verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **{**SETTING, **wrong})
    assert not Provider.objects.exists()


def test_nobody_is_made_without_domains(vaino: Agent) -> None:
    role = roles.standing(vaino.organisation_id, "agent")

    with pytest.raises(verbs.DomainsNeeded):
        verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **SETTING, role=role)


def test_the_secret_stands_nowhere_in_clear(vaino: Agent, provider: Provider) -> None:
    told = json.dumps(list(Event.objects.values_list("facts", flat=True)))

    assert SETTING["secret"] not in told
    assert SETTING["secret"].encode() not in bytes(provider.secret)
    assert verbs.client_of(provider, "").secret == SETTING["secret"]
    again = verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **{**SETTING, "secret": "", "name": "Toinen"})
    assert verbs.client_of(again, "").secret == SETTING["secret"]
    last = Event.objects.filter(name="provider.set_up").latest("id").facts
    assert (last["before"]["name"], last["after"]["name"], last["secret_changed"]) == ("Kuusi-tunnus", "Toinen", False)


def test_another_issuer_or_client_is_other_people(vaino: Agent, aino: Agent, provider: Provider) -> None:
    for changed in ({"issuer": "https://else.kuusi.example"}, {"client_id": "other"}):
        provider = set_up(vaino.organisation)
        link(provider, aino)
        with pytest.raises(verbs.ClientNeeded):  # the secret that is kept was another client's
            verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **{**SETTING, **changed, "secret": ""})
        verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **{**SETTING, **changed})
        assert (Account.objects.count(), Provider.objects.get().is_ready) == (0, False)


def link(provider: Provider, agent: Agent) -> None:
    where = {"organisation_id": provider.organisation_id, "provider": provider, "agent": agent}
    Account.objects.create(**where, subject="1", linked_at=NINE, used_at=NINE)


def test_the_only_way_bars_passwords_of_all_but_administrators(vaino: Agent, aino: Agent, provider: Provider) -> None:
    link(provider, aino)
    assert queries.bars(aino) is None

    verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **{**SETTING, "is_only_way": True})

    assert (queries.bars(aino), queries.bars(vaino)) == (provider, None)
    verbs.remove(provider, by="agent:1", at=NINE)
    assert queries.bars(aino) is None


def test_strangers_are_told_of_no_company_where_several_live(vaino: Agent, provider: Provider, otso: Agent) -> None:
    assert queries.offered() == []
    assert queries.offered(provider.key) == [(provider.key, "Kuusi-tunnus")]
    assert queries.offered("\x00") == []


def test_one_company_alone_is_offered(provider: Provider) -> None:
    assert queries.offered() == [(provider.key, "Kuusi-tunnus")]


@override_settings(INSIDE=frozenset())
def test_a_provider_inside_our_own_network_is_not_asked(vaino: Agent) -> None:
    inside = {**SETTING, "issuer": "https://127.0.0.1"}
    verbs.look(verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **inside), at=NINE)

    assert (Provider.objects.get().trouble, Provider.objects.get().is_ready) == ("inside", False)


def test_a_secret_kept_with_another_key_says_so(provider: Provider, comes) -> None:
    with override_settings(SECRET_KEY="another"), pytest.raises(secrets.OtherKey):
        verbs.client_of(provider, "")
