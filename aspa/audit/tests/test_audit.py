"""What was set and who looked is told truly, once, and for good."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from aspa.audit import queries, verbs
from aspa.audit.models import Look
from aspa.audit.queries import Wish
from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.drafting.leaving import verbs as leaving
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.staff.models import Agent, Role
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)


def set_signature(kuusi: Brand, vaino: Agent, signature: str) -> None:
    brands.change(kuusi, by=vaino.actor, at=TEN, signature=signature)


def test_a_change_tells_from_what_to_what_and_is_undone(kuusi: Brand, vaino: Agent) -> None:
    set_signature(kuusi, vaino, "Terveisin Kuusi")
    newest = queries.changes(vaino, Wish(actor=vaino.actor))[0]
    assert (newest.name, newest.actor_name) == ("brand.changed", "Väinö Kuusinen")
    assert (newest.facts["before"], newest.facts["after"]) == ({"signature": ""}, {"signature": "Terveisin Kuusi"})

    verbs.undo(queries.event_of(vaino, newest.id), by=vaino, at=TEN)

    kuusi.refresh_from_db()
    assert kuusi.signature == ""
    assert queries.changes(vaino, Wish(actor=vaino.actor))[0].facts["after"] == {"signature": ""}


def test_letters_do_not_stand_among_the_settings(aino: Agent, vaino: Agent) -> None:
    case = a_case()
    leaving.hold(case, text="Hei Liisa", leaves_at=TEN, by=aino, at=NINE)

    assert Event.objects.filter(name="reply.held").exists()
    assert "reply.held" not in {each.name for each in queries.changes(vaino, Wish())}


def test_an_answer_time_and_a_role_are_set_back_too(kuusi: Brand, vaino: Agent) -> None:
    brands.change(kuusi, by=vaino.actor, at=TEN, answers_within=timedelta(hours=2))
    role = roles.make_role(vaino.organisation, name="Lukija", reaches={"read": "own"}, by=vaino.actor, at=TEN)
    roles.change_role(role, name="Katsoja", reaches={"read": "all"}, by=vaino.actor, at=TEN)

    for name in ("brand.changed", "role.changed"):
        verbs.undo(Event.objects.get(name=name), by=vaino, at=TEN)

    kuusi.refresh_from_db()
    role = Role.objects.get(pk=role.pk)
    assert (kuusi.answers_within, role.name, role.read) == (timedelta(hours=8), "Lukija", "own")


def test_what_cannot_be_set_back_says_so(vaino: Agent, otso: Agent) -> None:
    hired = Event.objects.filter(name="agent.hired", organisation_id=vaino.organisation_id).get()

    with pytest.raises(verbs.CannotUndo):
        verbs.undo(hired, by=vaino, at=TEN)
    with pytest.raises(Missing):
        queries.event_of(otso, hired.pk)


def test_a_look_is_told_once_an_hour(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    seen = {"customer_id": case.customer_id, "case_id": case.pk}

    for minutes in (0, 30, 59, 61):
        verbs.note_look(aino, at=NINE + timedelta(minutes=minutes), **seen)
    verbs.note_look(vaino, at=NINE, **seen)

    rows = queries.looks(vaino, Wish(text=f"#{case.number}"))
    assert [row.actor_name for row in rows] == ["Väinö Kuusinen", "Aino Lehtonen", "Aino Lehtonen"]
    assert rows[0].facts == {"customer": "Liisa Virtanen", "subject": "Paketti"}
    assert [row.id for row in queries.looks(vaino, Wish(before=rows[0].id))] == [row.id for row in rows[1:]]


def test_what_happens_all_day_in_cases_is_no_setting(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    cases.take(a_case(), by=aino, at=TEN)

    assert not [
        row.name for row in queries.changes(vaino, Wish()) if row.name.startswith(("contact.", "case.", "promise."))
    ]


def test_others_see_nothing_of_it(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    case = a_case()
    verbs.note_look(aino, customer_id=case.customer_id, case_id=case.pk, at=TEN)

    assert queries.looks(otso, Wish()) == []
    assert {row.actor for row in queries.changes(otso, Wish())} == {"aspa"}
    ours = set(Event.objects.filter(organisation_id=aino.organisation_id).values_list("pk", flat=True))
    assert not ours & {row.id for row in queries.changes(otso, Wish(), limit=5000)}


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", "{", "}", "%(x)s", "ä", "'; drop table audit_look; --"])
def test_odd_words_are_looked_for_as_they_are(vaino: Agent, text: str) -> None:
    found = queries.shown(vaino, queries.changes(vaino, Wish(text=text)))
    assert all(text in f"{one.row.name} {one.row.words} {one.row.facts} {one.about} {one.lines}" for one in found)
    assert queries.looks(vaino, Wish(text=text)) == []


@pytest.mark.parametrize(
    "wish",
    [
        "delete from history_event",
        "update history_event set actor = 'agent:1'",
        "update history_event set facts = '{}'",
        "delete from audit_look",
        "update audit_look set actor = 'agent:1'",
    ],
)
def test_the_database_itself_refuses_to_unsay_it(kuusi: Brand, aino: Agent, wish: str) -> None:
    case = a_case()
    verbs.note_look(aino, customer_id=case.customer_id, case_id=case.pk, at=TEN)
    before = (Event.objects.count(), Look.objects.count())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(wish)

    assert (Event.objects.count(), Look.objects.count()) == before
