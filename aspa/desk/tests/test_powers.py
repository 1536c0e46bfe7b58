"""The desk lets an agent do what their roles allow, at every address alike."""

import pytest
from django.test import Client

from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.desk.urls import urlpatterns
from aspa.staff.models import Agent, Grant, Role
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case

HOW = {"by": "aspa", "at": NINE}


@pytest.fixture
def case(aino: Agent) -> Case:
    """A case that waits."""
    return a_case()


def may(agent: Agent, **reaches: str) -> None:
    """Let an agent do this and nothing else."""
    Grant.objects.filter(agent=agent).delete()
    roles.grant(roles.make_role(agent.organisation, name="Koe", reaches=reaches, **HOW), to=agent, **HOW)


def changes(patterns: list, before: str = "") -> list[str]:
    """Every address that names a case by its number, with keys filled in."""
    found = []
    for each in patterns:
        route = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            found += changes(each.url_patterns, route)
        elif "<int:number>" in route:
            found.append(route)
    return found


def test_whoever_only_reads_changes_nothing_at_any_address(desk: Client, aino: Agent, case: Case) -> None:
    may(aino, read="all")
    assert desk.get(f"/cases/{case.number}/").status_code == 200

    for route in changes(urlpatterns):
        place = "/" + route.replace("<int:number>", str(case.number))
        for key in ("message_id", "attachment_id", "link_id", "before"):
            place = place.replace(f"<int:{key}>", "1")
        if "<" not in place:
            assert desk.post(place).status_code in {403, 405}, place


def test_whoever_answers_may_not_close_unless_allowed(desk: Client, aino: Agent, case: Case) -> None:
    may(aino, read="all", answer="all")

    assert desk.post(f"/cases/{case.number}/memos/", {"text": "Soitin."}).status_code == 303
    assert desk.post(f"/cases/{case.number}/closure/", {"outcome": "no_answer_needed"}).status_code == 403
    assert Case.objects.get().is_open


def test_a_case_beyond_reach_is_not_there(desk: Client, aino: Agent, vaino: Agent, case: Case) -> None:
    cases.take(case, by=vaino, at=NINE)
    may(aino, answer="team")

    assert desk.get(f"/cases/{case.number}/").status_code == 404
    assert desk.post(f"/cases/{case.number}/owner/", {"to": "me"}).status_code == 404
    assert case.subject not in desk.get("/?view=all").content.decode()


def test_an_administrator_of_a_brand_sets_up_that_brand_only(desk: Client, aino: Agent, kuusi) -> None:
    assert desk.get(f"/settings/brands/{kuusi.pk}/").status_code == 403
    administrator = roles.standing(aino.organisation_id, Role.Kind.ADMINISTRATOR)
    roles.grant(administrator, to=aino, brand=kuusi, **HOW)

    assert desk.get(f"/settings/brands/{kuusi.pk}/").status_code == 200
    assert desk.post("/settings/invitations/", {}).status_code == 403
