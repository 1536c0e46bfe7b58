"""Facts are read in words and with the names of what they speak of."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

import aspa
from aspa.audit import queries
from aspa.audit.codes import CODES
from aspa.audit.facts import FACTS, UNTOLD, Line, lines
from aspa.audit.naming import GONE
from aspa.audit.queries import Wish
from aspa.audit.tests.deeds import DEEDS, House
from aspa.audit.words import EVENTS
from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.cases.models import Closure
from aspa.channels.email import verbs as mailboxes
from aspa.channels.models import Mailbox
from aspa.history.models import Event
from aspa.kit.powers import Power
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.models import Field, Tag
from aspa.staff.models import Agent
from aspa.staff.roles import verbs as roles
from aspa.teamwork.sweeping import tagging, uniting
from aspa.teamwork.sweeping import verbs as sweeping
from aspa.teamwork.sweeping.acts import ACTS
from tests.cast import NINE, a_case

HERE = Path(aspa.__file__).parent
CODED = re.compile(r"^[a-z][a-z0-9_]*$|\b(fi|sv|en): ")
AS_ENTERED = {
    "ei",
    "kyllä",
    "aspa",
    "b",
    "kuluttaja",
    "asiakas",
    "suomi",
}  # words of ours, and what people wrote themselves
NO_FACTS = {"by", "at", "actor", "name", "organisation_id", "subject_id"}


def told_with() -> Iterator[str]:
    """Every fact that is given where something of the audit log is recorded."""
    for path in HERE.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        for call in [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]:
            said = [one.value for one in call.args if isinstance(one, ast.Constant)]
            if EVENTS.keys() & set(map(str, said)) and ast.unparse(call.func).endswith(("record", "changed", "told")):
                yield from (one.arg for one in call.keywords if one.arg)


def keys_of(facts: dict[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        yield name
        if name in ("before", "after") and isinstance(value, dict):
            yield from keys_of(value)


def test_every_fact_that_is_told_has_a_word() -> None:
    told = set(told_with()) - NO_FACTS

    assert len(told) > 15
    assert told - UNTOLD - FACTS.keys() == set()
    assert brands.SETTINGS | set(Power) <= FACTS.keys()


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_every_fact_of_every_setting_has_a_word(name: str, kuusi: Brand, vaino: Agent, aino: Agent) -> None:
    DEEDS[name](House(kuusi, vaino, aino))()

    for event in Event.objects.exclude(facts={}):
        if event.name in EVENTS:
            assert set(keys_of(event.facts)) - UNTOLD <= FACTS.keys(), event.name


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_no_fact_of_a_setting_is_a_bare_code(name: str, kuusi: Brand, vaino: Agent, aino: Agent) -> None:
    DEEDS[name](House(kuusi, vaino, aino))()

    with translation.override("fi"):
        rows = queries.shown(vaino, queries.changes(vaino, Wish(), limit=50))
    told = {said for row in rows for line in row.lines for said in (line.was, line.now) if said}

    assert {said for said in told if CODED.search(said)} - AS_ENTERED == set()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"act": "tag"}, "tunnisteen lisääminen"),
        ({"act": "assign"}, "antaminen eteenpäin"),
        ({"outcome": "solved"}, "Ratkaistu"),
        ({"why": "other_domain"}, "osoite on toisesta verkkotunnuksesta"),
        ({"after": {"language": "sv"}}, "svenska"),
        ({"after": {"greetings": {"fi": "Moi"}}}, "suomi: Moi"),
    ],
)
def test_codes_are_told_in_words(facts: dict[str, Any], said: str) -> None:
    with translation.override("fi"):
        assert [line.now for line in lines(facts, {})] == [said]


def test_everything_that_may_be_done_to_many_has_a_word() -> None:
    assert {*ACTS, *tagging.ACTS, *uniting.ACTS} <= CODES["act"].keys()
    assert set(Field.Kind) <= CODES["kind"].keys()
    assert set(Closure.Outcome) <= CODES["outcome"].keys()
    assert set(Mailbox.Sign) <= CODES["sign_in"].keys()
    assert set(Tag.Colour) <= CODES["colour"].keys()


def test_a_row_names_whom_it_speaks_of_and_from_what_to_what(kuusi: Brand, vaino: Agent, aino: Agent) -> None:
    role = roles.make_role(vaino.organisation, name="Lukija", reaches={"read": "own"}, by=vaino.actor, at=NINE)
    roles.grant(role, to=aino, brand=kuusi, by=vaino.actor, at=NINE)
    brands.change(kuusi, by=vaino.actor, at=NINE, answers_within=timedelta(hours=2), acknowledges=False)

    with translation.override("en"):
        changed, granted = queries.shown(vaino, queries.changes(vaino, Wish(), limit=2))

    assert (granted.about, granted.lines) == ("Lukija", [Line("Colleague", "Aino Lehtonen"), Line("Brand", "Kuusi")])
    assert changed.about == "Kuusi"
    assert Line("Answers within", "2 hours", "8 hours") in changed.lines
    assert Line("Acknowledges contacts", "no", "yes") in changed.lines


def test_what_is_no_more_goes_by_the_name_it_had(vaino: Agent, aino: Agent) -> None:
    team = roles.start_team(vaino.organisation, name="Yövuoro", by=vaino.actor, at=NINE)
    roles.join(team, aino, by=vaino.actor, at=NINE)
    roles.disband(team, by=vaino.actor, at=NINE)
    role = roles.make_role(vaino.organisation, name="Lukija", reaches={"read": "own"}, by=vaino.actor, at=NINE)
    roles.drop_role(role, by=vaino.actor, at=NINE)

    assert [row.about for row in queries.shown(vaino, queries.changes(vaino, Wish(), limit=5))] == [
        *["Lukija"] * 2,
        *["Yövuoro"] * 3,
    ]


def test_every_kind_of_what_is_no_more_keeps_its_name(kuusi: Brand, vaino: Agent, aino: Agent) -> None:
    house = House(kuusi, vaino, aino)
    for name in ("check_list.removed", "role.dropped", "team.disbanded"):
        DEEDS[name](house)()
    mailboxes.disconnect(house.mailbox(), **house.seen)
    keeping.merge_tag(house.tag(), into=Tag.objects.create(organisation=vaino.organisation, name="Syksy"), **house.seen)

    shown = queries.shown(vaino, queries.changes(vaino, Wish(), limit=50))

    ended = {row.row.name: row for row in shown}
    assert {event for event, _path in GONE.values()} <= ended.keys()
    assert all(
        row.about for row in shown if row.row.name.partition(".")[0] in ("team", "role", "check_list", "mailbox")
    )
    assert Line(str(FACTS["into_tag_id"]), "Syksy") in ended["tag.merged"].lines


def test_merging_many_is_told_by_the_case_that_they_became(kuusi: Brand, vaino: Agent) -> None:
    home, other = a_case(), a_case("Lasku")
    made = sweeping.sweep(
        [home.number, other.number], act="merge", facts={"home": "oldest", "across": True}, by=vaino, at=NINE
    )

    [row] = queries.shown(vaino, queries.changes(vaino, Wish(), limit=1))

    assert made.facts["into"] == home.pk
    assert f"#{home.number}" in [line.now for line in row.lines]
    assert str(home.pk) not in [line.now for line in row.lines]


def test_a_case_is_named_by_its_number(kuusi: Brand, vaino: Agent) -> None:
    case = a_case()
    told = {"organisation_id": vaino.organisation_id, "actor": "aspa", "at": NINE, "subject_id": 1}
    Event.objects.create(name="question.asked", facts={"case_id": case.pk}, **told)

    [row] = queries.shown(vaino, queries.changes(vaino, Wish(), limit=1))

    assert [line.now for line in row.lines] == [f"#{case.number}"]


def test_values_are_written_as_people_do() -> None:
    with translation.override("en"):
        assert lines({"before": False, "after": True}, {}) == [Line("", "yes", "no")]
        assert lines({"after": {"texts": {"fi": "Mikä?"}, "lines": ["a", "b"]}}, {}) == [
            Line("Texts", "suomi: Mikä?"),
            Line("Lines", "a, b"),
        ]
        assert lines({"before": {"read": ""}, "after": {"read": "own"}}, {}) == [
            Line("Reads", "own cases", "not at all")
        ]


@pytest.mark.parametrize(
    ("language", "seconds", "said"),
    [("fi", 5400, "1,5 tuntia"), ("sv", 5400, "1,5 timmar"), ("en", 5400, "1.5 hours"), ("fi", 3600, "1 tunti")],
)
def test_hours_are_counted_as_each_language_does(language: str, seconds: int, said: str) -> None:
    with translation.override(language):
        assert [line.now for line in lines({"answers_within": seconds}, {})] == [said]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("leaves_at", "2026-11-22T19:23:29.682434+00:00", "22.11.2026 klo 21.23"),
        ("on", "2026-12-24", "24.12.2026"),
        ("review_on", "joskus", "joskus"),
        ("tag", "2026-12-24", "2026-12-24"),
    ],
)
def test_days_and_moments_are_written_as_people_do(name: str, value: str, said: str) -> None:
    with translation.override("fi"):
        assert [line.now for line in lines({name: value}, {})] == [said]


def test_opening_hours_are_not_called_a_number_of_hours() -> None:
    with translation.override("en"):
        assert [*lines({"after": {"hours": "9–15"}}, {})] == [Line("Opening hours", "9–15")]
        assert [*lines({"after": {"hours": 4}}, {})] == [Line("Hours", "4")]


def test_names_across_the_wall_are_not_told(kuusi: Brand, otso: Agent, vaino: Agent) -> None:
    Event.objects.create(
        organisation_id=vaino.organisation_id,
        name="role.granted",
        subject_id=1,
        actor="aspa",
        at=NINE,
        facts={"agent_id": otso.pk},
    )

    [row] = queries.shown(vaino, queries.changes(vaino, Wish(), limit=1))

    assert row.lines == [Line(str(FACTS["agent_id"]), str(otso.pk))]
