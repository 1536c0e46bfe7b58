"""The audit log in the window: searched, taken out, and undone; for administrators only."""

import csv

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from aspa.audit.models import Look
from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.staff.models import Agent, Role
from tests.cast import NINE, a_case


@pytest.fixture
def head(vaino: Agent) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


def test_opening_a_case_is_told_and_found(desk: Client, head: Client, aino: Agent) -> None:
    case = a_case()
    for _twice in range(2):
        desk.get(f"/cases/{case.number}/")

    shown = head.get("/settings/audit/", {"kind": "looks", "actor": aino.actor, "text": "liisa"}).text

    assert Look.objects.filter(actor=aino.actor).count() == 1
    assert f"#{case.number} Paketti" in shown
    assert "Mitään tällaista" in head.get("/settings/audit/", {"kind": "looks", "text": "norsu"}).text


def test_only_administrators_read_it(desk: Client) -> None:
    for path in ("", "file/"):
        assert desk.get(f"/settings/audit/{path}").status_code == 403
    assert desk.post("/settings/audit/1/undoing/").status_code == 403


def test_a_role_is_set_back_from_the_log(head: Client) -> None:
    role = Role.objects.get(kind="agent")
    head.post(f"/settings/roles/{role.pk}/", {"name": "Asiakaspalvelija", "read": "own"})
    shown = head.get("/settings/audit/").text
    assert "<del>kaikkien asiat</del> → <ins>omat asiat</ins>" in shown

    head.post(f"/settings/audit/{Event.objects.get(name='role.changed').pk}/undoing/")

    role.refresh_from_db()
    assert (role.read, role.answer) == ("all", "all")


def test_the_log_says_what_was_undone_and_what_cannot_be(head: Client, kuusi: Brand, vaino: Agent) -> None:
    head.post(f"/settings/brands/{kuusi.pk}/hours/", {"monday": "9-12"})
    done = Event.objects.filter(name="hours.set").latest("id")
    shown = head.get("/settings/audit/", {"text": "hours.set"}).text
    assert "Maanantai: <del>8–16</del> → <ins>9–12</ins>" in shown

    head.post(f"/settings/audit/{done.pk}/undoing/")
    again = head.post(f"/settings/audit/{done.pk}/undoing/")

    assert (again.status_code, "jo kumottu" in again.text) == (409, True)
    assert 'id="change-' in again.text  # the log stands below it
    shown = head.get("/settings/audit/", {"text": "hours.set"}).text
    assert ("Kumottu" in shown, f"#change-{done.pk}" in shown) == (True, True)
    hired = Event.objects.filter(name="agent.hired").earliest("id")
    assert "omissa nimissään" in head.post(f"/settings/audit/{hired.pk}/undoing/").text


def test_a_page_of_changes_is_asked_for_in_a_few_questions(
    head: Client, vaino: Agent, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nth in range(40):
        head.post("/settings/teams/", {"name": f"Tiimi {nth}"})

    with django_assert_max_num_queries(12):
        assert head.get("/settings/audit/").text.count("Tiimi ") > 39


def test_the_file_holds_what_the_page_finds_and_no_formula(head: Client, kuusi: Brand, vaino: Agent) -> None:
    vaino.name = "=HYPERLINK(1)"
    vaino.save(update_fields=["name"])
    head.post("/settings/teams/", {"name": "=1+1"})

    rows = list(csv.DictReader(head.get("/settings/audit/file/", {"text": "team.started"}).text.splitlines()))

    assert [row["what"] for row in rows] == ["team.started"]
    assert rows[0]["name"] == "'=HYPERLINK(1)"


def test_it_is_read_page_by_page(head: Client, vaino: Agent) -> None:
    for nth in range(60):
        Event.objects.create(organisation_id=vaino.organisation_id, name="x.y", subject_id=nth, actor="aspa", at=NINE)

    first = head.get("/settings/audit/", {"text": "x.y"}).text
    assert "Vanhemmat" in first
    older = first.partition("before=")[2].partition('"')[0]

    assert head.get(f"/settings/audit/?text=x.y&before={older}").text.count('title="x.y ') == 10


@pytest.mark.parametrize(
    "query", ["since=eilen", "before=0", "before=ä", "kind=x", "actor=agent:99999", "until=9999-99-99"]
)
def test_what_makes_no_sense_is_said(head: Client, query: str) -> None:
    assert head.get(f"/settings/audit/?{query}").status_code == 422
