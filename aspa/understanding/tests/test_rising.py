"""Whoever is upset comes sooner, and is still promised what they were promised."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import lists, promising
from aspa.cases.models import Case
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.staff.models import Agent
from aspa.teamwork.taking import verbs as taking
from aspa.understanding import verbs
from aspa.understanding.rising import LIFTS, lift
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db

ANGRY = "Aivan surkeaa palvelua, olen raivoissani! Kolmas kerta kun paketti on hukassa, eikä ketään kiinnosta."
LATER = NINE + timedelta(minutes=5)
CALM = "Onko teillä lahjakortteja?"


@pytest.fixture
def calm(kuusi: Brand) -> Case:
    return a_case("Lahjakortti", CALM, sender="Matti <matti@example.org>")


@pytest.fixture
def angry(calm: Case) -> Case:
    return a_case("Palvelu", ANGRY)


def numbers(agent: Agent, view: str = "next") -> list[int]:
    rows = lists.case_list(agent, view, now=NINE, agent_id=agent.pk).rows
    return [row.number for row in rows]


def owed(case: Case) -> Promise:
    return Promise.objects.get(subject_id=case.pk, ended_at__isnull=True)


def test_an_angry_customer_comes_first_and_is_promised_the_same(calm: Case, angry: Case, aino: Agent) -> None:
    assert numbers(aino) == [angry.number, calm.number]
    assert owed(angry).due_until == owed(calm).due_until
    assert taking.take_next(aino, by=aino, at=NINE) == angry
    assert numbers(aino, "mine") == [angry.number]


def test_what_is_due_much_sooner_comes_before_anger(calm: Case, angry: Case, aino: Agent) -> None:
    late = owed(calm).due_until + LIFTS["angry"] + timedelta(minutes=1)
    Promise.objects.filter(pk=owed(angry).pk).update(due_until=late)
    verbs.correct_mood(angry, angry.messages.get(kind="contact").pk, "neutral", by=aino, at=NINE)
    verbs.correct_mood(angry, angry.messages.get(kind="contact").pk, "angry", by=aino, at=NINE)

    assert owed(angry).rises_to == late - LIFTS["angry"]
    assert numbers(aino) == [calm.number, angry.number]


def test_whoever_is_calm_after_all_waits_like_others(calm: Case, angry: Case, aino: Agent) -> None:
    verbs.correct_mood(angry, angry.messages.get(kind="contact").pk, "neutral", by=aino, at=NINE)

    assert owed(angry).rises_to is None
    assert numbers(aino) == [calm.number, angry.number]


def test_the_newest_contact_says_how_the_customer_feels(calm: Case, angry: Case, aino: Agent) -> None:
    first = angry.messages.get(kind="contact").pk
    arrives(mail(f"Vs: Palvelu [#{angry.number}]", "Tilausnumeroni on 100234.", at=LATER), at=LATER)
    tell(LATER)
    assert owed(angry).rises_to is None

    verbs.correct_mood(angry, first, "disappointed", by=aino, at=NINE)
    assert owed(angry).rises_to is None


def test_another_time_keeps_the_place(calm: Case, angry: Case, aino: Agent) -> None:
    window = Window(None, NINE + timedelta(days=2))
    promising.renegotiate(angry, window=window, text="Hei, palaan asiaan.", by=aino, at=NINE)

    assert owed(angry).rises_to == window.due_until - LIFTS["angry"]


def test_a_list_goes_on_where_it_ended(calm: Case, angry: Case, aino: Agent) -> None:
    first = lists.case_list(aino, "next", now=NINE, agent_id=aino.pk, limit=1)
    rest = lists.case_list(aino, "next", now=NINE, agent_id=aino.pk, after=first.more)

    assert [row.number for row in (*first.rows, *rest.rows)] == [angry.number, calm.number]


def test_a_guess_lifts_nobody() -> None:
    assert lift("angry", 0.4) == lift("neutral") == lift("pleased", 0.9) == timedelta()
