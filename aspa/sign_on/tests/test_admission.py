"""Who comes in by a provider, and who does not."""

from collections.abc import Callable

import pytest

from aspa.history.models import Event
from aspa.kit import outside
from aspa.kit.errors import Missing
from aspa.kit.outside import Answer
from aspa.sign_on import protocol, verbs
from aspa.sign_on.admission.verbs import (
    AddressNotVerified,
    OtherAccount,
    OtherDomain,
    ProviderAway,
    SecretRefused,
    SignsInNoLonger,
    UnknownAgent,
)
from aspa.sign_on.models import Account, Arrival, Provider
from aspa.sign_on.tests.conftest import AINO, KNOWN, SETTING, set_up
from aspa.staff import verbs as staff
from aspa.staff.models import Agent
from aspa.staff.roles import verbs as roles
from aspa.staff.verbs import AlreadyHired
from tests.cast import NINE
from tests.parts.together import at_once

EINO = {"sub": "7", "email": "eino@kuusi.fi", "email_verified": True, "name": "Eino Kallio", "locale": "sv-FI"}


def test_an_agent_is_known_by_a_verified_address_and_then_by_the_providers_word(comes, aino: Agent) -> None:
    assert verbs.admit(comes(), at=NINE) == aino

    moved = {**AINO, "email": "someone@elsewhere.example", "email_verified": False}
    assert verbs.admit(comes(moved, state="later"), at=NINE) == aino
    assert Account.objects.get().subject == "1"
    assert Event.objects.filter(name="account.linked", facts={"agent_id": aino.pk}).count() == 1
    assert not Arrival.objects.exists()


@pytest.fixture
def asked(comes, monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], Arrival]:
    """Let somebody come back, and the provider answer what it is asked then; only the network is not real."""

    def ask(answer: Answer) -> Arrival:
        monkeypatch.setattr(outside, "ask", lambda *_where, **_how: answer)
        arrival = comes(None, state=str(Arrival.objects.count()))
        verbs.ask(arrival, code="c", nonce="n", verifier="v", comes_back_to="https://aspa.example/")
        arrival.refresh_from_db()
        return arrival

    return ask


def test_a_secret_that_is_not_taken_is_told_until_it_is_another(asked, provider: Provider, vaino: Agent) -> None:
    arrival = asked(Answer(401, b"{}"))

    with pytest.raises(SecretRefused):
        verbs.admit(arrival, at=NINE)
    provider.refresh_from_db()
    assert (provider.trouble, Event.objects.get(name="sign_on.refused").facts["why"]) == ("secret", "secret_refused")
    verbs.set_up(vaino.organisation, by="agent:1", at=NINE, **{**SETTING, "secret": "toinen"})
    assert Provider.objects.get().trouble == ""


def test_a_code_that_is_not_taken_says_nothing_of_the_secret(asked, provider: Provider) -> None:
    asked(Answer(400, b"{}"))

    provider.refresh_from_db()
    assert provider.trouble == ""


def test_looking_again_does_not_prove_a_secret_but_coming_in_does(asked, provider, monkeypatch) -> None:
    asked(Answer(401, b"{}"))
    monkeypatch.setattr(protocol, "discover", lambda _issuer: (KNOWN, {}))
    verbs.look(provider, at=NINE)
    looked = Provider.objects.get().trouble
    monkeypatch.setattr(protocol, "claims", lambda _client, **_shown: AINO)

    asked(Answer(200, b"{}"))

    assert (looked, Provider.objects.get().trouble) == ("secret", "")


@pytest.mark.parametrize(
    ("claims", "refusal"),
    [
        ({**AINO, "email_verified": False}, AddressNotVerified),
        ({**AINO, "email_verified": "false"}, AddressNotVerified),
        ({"sub": "1"}, AddressNotVerified),
        ({**AINO, "email": "aino@kuusi.fi.example"}, OtherDomain),
        (EINO, UnknownAgent),
        ({**AINO, "sub": ""}, ProviderAway),
        ({**AINO, "sub": "x" * 256}, ProviderAway),
        (None, ProviderAway),
    ],
)
def test_others_are_refused_and_it_is_told(comes, aino: Agent, claims: object, refusal: type) -> None:
    with pytest.raises(refusal):
        verbs.admit(comes(claims), at=NINE)

    assert (Account.objects.count(), Arrival.objects.count(), Agent.objects.count()) == (0, 0, 2)
    assert Event.objects.get(name="sign_on.refused").facts["why"] == refusal.code


def test_an_address_that_is_not_called_verified_counts_where_it_is_trusted(comes, aino: Agent, provider) -> None:
    Provider.objects.update(trusts_addresses=True)
    arrival = comes({**AINO, "email_verified": False})
    arrival.provider.refresh_from_db()

    assert verbs.admit(arrival, at=NINE) == aino


def test_whoever_left_stays_out_however_they_are_known(comes, aino: Agent) -> None:
    verbs.admit(comes(), at=NINE)
    staff.deactivate(aino, by="agent:1", at=NINE)

    with pytest.raises(SignsInNoLonger):
        verbs.admit(comes(state="again"), at=NINE)


def test_an_address_that_became_somebody_elses_opens_nothing(comes, aino: Agent) -> None:
    verbs.admit(comes(), at=NINE)
    heir = {**AINO, "sub": "2"}

    with pytest.raises(OtherAccount):
        verbs.admit(comes(heir, state="heir"), at=NINE)
    verbs.unlink(Account.objects.get(), by="agent:1", at=NINE)
    assert verbs.admit(comes(heir, state="now"), at=NINE) == aino


def test_an_agent_is_made_with_the_role_that_was_chosen(comes, vaino: Agent) -> None:
    reader = roles.make_role(vaino.organisation, name="Lukija", reaches={"read": "own"}, by="agent:1", at=NINE)
    provider = set_up(vaino.organisation, role=reader)

    eino = verbs.admit(comes(EINO, by=provider), at=NINE)

    assert (eino.name, eino.language, eino.has_usable_password()) == ("Eino Kallio", "sv", False)
    assert [grant.role for grant in eino.grants.all()] == [reader]
    reader.grants.all().delete()
    reader.delete()
    provider.refresh_from_db()
    with pytest.raises(UnknownAgent):  # nobody is made with a role that nobody chose
        verbs.admit(comes({**EINO, "sub": "8", "email": "e@kuusi.fi"}, by=provider, state="x"), at=NINE)


def test_a_provider_opens_its_own_organisation_and_no_other(comes, aino: Agent, otso: Agent) -> None:
    theirs = set_up(otso.organisation, domains=["kuusi.fi"], role=roles.standing(otso.organisation_id, "agent"))

    with pytest.raises(AlreadyHired):
        verbs.admit(comes(by=theirs), at=NINE)
    assert verbs.admit(comes(state="ours"), at=NINE) == aino
    with pytest.raises(AlreadyHired):  # the same word of another provider is another person
        verbs.admit(comes(by=theirs, state="theirs"), at=NINE)


def test_one_way_in_leads_in_once(comes, aino: Agent, provider) -> None:
    arrival = comes()
    verbs.admit(arrival, at=NINE)

    with pytest.raises(Missing):
        verbs.admit(arrival, at=NINE)
    comes(state="other")
    assert verbs.come_back(provider, state="other", at=NINE) is None


@pytest.mark.django_db(transaction=True)
def test_two_browsers_of_one_person_at_once_make_one_account(comes, aino: Agent) -> None:
    arrivals = [comes(state=f"{nth}") for nth in range(6)]

    came = []

    at_once(*[lambda arrival=arrival: came.append(verbs.admit(arrival, at=NINE)) for arrival in arrivals])

    assert came == [aino] * 6
    assert Account.objects.count() == 1
