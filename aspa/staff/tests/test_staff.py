"""Agents are hired or invited, and every key opens exactly what it should."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.conf import LazySettings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

from aspa.brands import verbs as brands
from aspa.brands.models import Brand, Organisation
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.kit.naming import NameNeeded
from aspa.staff import queries, verbs
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent, Invitation, Token
from tests.parts.together import at_once

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)
BOSS = "agent:7"
AINO = {"email": "Aino@Kuusi.fi", "name": "Aino Aalto", "password": "sataa räntää taas"}


@pytest.fixture
def kuusi(db: None, settings: LazySettings) -> Brand:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow ones are slow on purpose
    return brands.found("Kuusi Oy", brand="Kuusi", address="tuki@kuusi.fi", language="fi", at=NINE)


def test_an_agent_signs_in_with_the_address_in_small_letters(kuusi: Brand) -> None:
    aino = verbs.hire(kuusi.organisation, **AINO, is_administrator=True, at=NINE)

    assert (aino.email, aino.is_administrator) == ("aino@kuusi.fi", True)
    assert aino.check_password(AINO["password"])
    assert queries.agent_of(aino, aino.id) == aino


def test_one_address_signs_in_one_agent(kuusi: Brand) -> None:
    verbs.hire(kuusi.organisation, **AINO, is_administrator=False, at=NINE)

    with pytest.raises(verbs.AlreadyHired):
        verbs.hire(kuusi.organisation, **AINO, is_administrator=True, at=NINE)

    assert not Agent.objects.get().is_administrator


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"password": "salasana"}, verbs.WeakPassword),
        ({"password": "AinoAalto2026"}, verbs.WeakPassword),
        ({"email": "aino"}, verbs.BadEmail),
        ({"name": " "}, NameNeeded),
        ({"language": "de"}, brands.UnknownLanguage),
    ],
)
def test_who_gives_too_little_is_not_hired(kuusi: Brand, wrong: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match=r"."):
        verbs.hire(kuusi.organisation, **{**AINO, **wrong}, is_administrator=False, at=NINE)


WEAK = {
    ("fi", "lyhyt"): "Salasana on liian lyhyt: valitse ainakin 10 merkkiä.",
    ("fi", "1234567890"): "Tämä salasana on liian yleinen.",
    ("sv", "lyhyt"): "Lösenordet är för kort: välj minst 10 tecken.",
    ("sv", "1234567890"): "Detta lösenord är alldeles för vanligt.",
    ("fi", "AinoAalto2026"): (
        "Salasana muistuttaa liikaa nimeäsi tai osoitettasi: lisää sanoja, joita kukaan ei yhdistä sinuun."
    ),
    ("sv", "AinoAalto2026"): (
        "Lösenordet liknar för mycket ditt namn eller din adress: lägg till ord som ingen förknippar med dig."
    ),
}


def test_every_rule_for_passwords_speaks_finnish_and_swedish(settings: LazySettings) -> None:
    for (language, password), said in WEAK.items():
        with translation.override(language), pytest.raises(ValidationError) as weak:
            validate_password(password, Agent(name=AINO["name"], email=AINO["email"]))
        assert weak.value.messages == [said]

    assert len(WEAK) == 2 * len(settings.AUTH_PASSWORD_VALIDATORS)


def test_a_changed_password_is_as_good_as_a_first_one_and_the_old_one_opens_nothing(kuusi: Brand) -> None:
    aino = verbs.hire(kuusi.organisation, **AINO, is_administrator=True, at=NINE)
    with pytest.raises(verbs.WeakPassword):
        verbs.change_password(aino, password="salasana", at=NINE)

    verbs.change_password(aino, password="uusi-hyvä-salasana", at=NINE)

    aino.refresh_from_db()
    assert aino.check_password("uusi-hyvä-salasana")
    assert not aino.check_password(AINO["password"])


def test_an_invitation_makes_one_agent_and_then_opens_nothing(kuusi: Brand) -> None:
    secret = inviting.invite(kuusi.organisation, at=NINE)
    assert queries.is_invitation_open(secret, at=NINE)

    aino = inviting.accept(secret, **AINO, at=NINE)

    assert (aino.organisation, aino.is_administrator) == (kuusi.organisation, False)
    assert not queries.is_invitation_open(secret, at=NINE)
    with pytest.raises(inviting.InvitationOver):
        inviting.accept(secret, **{**AINO, "email": "otso@muu.fi"}, at=NINE)


def test_the_log_tells_who_invited_whom_and_who_came(kuusi: Brand) -> None:
    secret = inviting.invite(kuusi.organisation, name="Aino", is_administrator=True, by=BOSS, at=NINE)
    inviting.invite(kuusi.organisation, name="Eero", by=BOSS, at=NINE)
    aino = inviting.accept(secret, **AINO, at=NINE)
    inviting.withdraw(Invitation.objects.get(name="Eero"), by=aino.actor, at=NINE)

    told = Event.objects.filter(name__startswith="invitation.").order_by("id")
    assert [(one.name, one.actor, one.facts["invited"]) for one in told] == [
        ("invitation.made", BOSS, "Aino"),
        ("invitation.made", BOSS, "Eero"),
        ("invitation.accepted", aino.actor, "Aino"),
        ("invitation.withdrawn", aino.actor, "Eero"),
    ]
    assert (told[0].facts["is_administrator"], told[2].facts["agent_id"]) == (True, aino.pk)


def test_the_first_invitation_makes_an_administrator(kuusi: Brand) -> None:
    secret = inviting.invite(None, at=NINE)

    assert inviting.accept(secret, **AINO, organisation=kuusi.organisation, at=NINE).is_administrator


def test_an_invitation_ends_in_two_days_and_survives_a_weak_password(kuusi: Brand) -> None:
    secret = inviting.invite(kuusi.organisation, at=NINE)

    with pytest.raises(verbs.WeakPassword):
        inviting.accept(secret, **{**AINO, "password": "1234"}, at=NINE)
    assert queries.is_invitation_open(secret, at=NINE)
    with pytest.raises(inviting.InvitationOver):
        inviting.accept(secret, **AINO, at=NINE + timedelta(hours=48))


def clicked(secrets: list[str], organisation: Organisation | None = None) -> list[str]:
    """Let as many people as there are links click at once; return what became of them."""

    def click(nth: int, secret: str) -> None:
        inviting.accept(secret, organisation=organisation, at=NINE, **{**AINO, "email": f"{nth}@kuusi.fi"})

    return at_once(*[partial(click, nth, secret) for nth, secret in enumerate(secrets)])


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_agent(kuusi: Brand) -> None:
    secret = inviting.invite(kuusi.organisation, at=NINE)

    assert clicked([secret] * 4) == ["", *["invitation_over"] * 3]
    assert Agent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_clicks_on_all_the_printed_links_at_once_make_one_administrator(kuusi: Brand) -> None:
    secrets = [inviting.invite(None, at=NINE) for _ in range(6)]

    assert clicked(secrets, kuusi.organisation) == ["", *["invitation_over"] * 5]
    assert Agent.objects.get().is_administrator


def test_a_token_is_shown_once_and_kept_as_a_digest(kuusi: Brand) -> None:
    secret = verbs.make_token(kuusi.organisation, name="Kassa", at=NINE)

    token = queries.token_by_secret(secret)
    assert token is not None
    assert secret.startswith("aspa_")
    assert secret.encode() not in bytes(Token.objects.get().digest)
    assert queries.token_by_secret(secret + "x") is None
    assert queries.token_by_secret("\x00ä\ud800") is None


def test_a_revoked_token_opens_nothing(kuusi: Brand) -> None:
    secret = verbs.make_token(kuusi.organisation, name="Kassa", at=NINE)

    verbs.revoke(Token.objects.get(), at=NINE)
    verbs.revoke(Token.objects.get(), at=NINE + timedelta(days=1))

    assert queries.token_by_secret(secret) is None
    assert Token.objects.get().revoked_at == NINE


def test_a_link_is_kept_as_a_digest(kuusi: Brand) -> None:
    secret = inviting.invite(None, at=NINE)

    assert secret.encode() not in bytes(Invitation.objects.get().digest)


def test_with_the_first_founding_all_printed_links_are_over(kuusi: Brand) -> None:
    older, newer = inviting.invite(None, at=NINE), inviting.invite(None, at=NINE)

    inviting.accept(newer, organisation=kuusi.organisation, at=NINE, **AINO)

    with pytest.raises(inviting.InvitationOver):
        inviting.accept(older, organisation=kuusi.organisation, at=NINE, **{**AINO, "email": "muu@kuusi.fi"})


def test_a_colleagues_link_founds_nothing(kuusi: Brand) -> None:
    secret = inviting.invite(kuusi.organisation, at=NINE)
    muu = brands.found("Muu Oy", brand="Muu", address="tuki@muu.fi", language="fi", at=NINE)

    with pytest.raises(inviting.InvitationOver):
        inviting.accept(secret, organisation=muu.organisation, at=NINE, **AINO)


def test_a_brand_has_one_queue_to_begin_with(kuusi: Brand) -> None:
    with pytest.raises(Missing):
        queries.open_queue(kuusi)

    queue = verbs.start_queue(kuusi, at=NINE)

    assert verbs.start_queue(kuusi, at=NINE) == queue
    assert queries.open_queue(kuusi) == queue


def test_agents_of_another_organisation_are_not_there(kuusi: Brand) -> None:
    muu = brands.found("Muu Oy", brand="Muu", address="tuki@muu.fi", language="fi", at=NINE)
    aino = verbs.hire(kuusi.organisation, **AINO, is_administrator=True, at=NINE)
    otso = verbs.hire(muu.organisation, **{**AINO, "email": "otso@muu.fi"}, is_administrator=True, at=NINE)

    assert queries.agents(aino) == [aino]
    with pytest.raises(Missing):
        queries.agent_of(aino, otso.id)
