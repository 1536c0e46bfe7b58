"""A program does what its token's roles allow."""

import pytest

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.reception import founding
from aspa.staff.models import Agent, Grant, Token
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case


@pytest.fixture
def case(vaino: Agent) -> Case:
    """A case that waits."""
    return a_case()


def may(vaino: Agent, **reaches: str) -> None:
    """Let the program do this and nothing else."""
    Grant.objects.exclude(token=None).delete()
    role = roles.make_role(vaino.organisation, name="Koe", reaches=reaches, by="aspa", at=NINE)
    roles.grant(role, to=Token.objects.get(), by="aspa", at=NINE)


def test_a_program_that_reads_changes_nothing(program: Program, vaino: Agent, case: Case) -> None:
    may(vaino, read="all")

    assert program.get("cases")["items"][0]["number"] == case.number
    for method, path, wish in (
        ("POST", f"cases/{case.number}/memos", {"text": "Hei"}),
        ("POST", f"cases/{case.number}/closure", {"outcome": "spam"}),
        ("DELETE", f"cases/{case.number}/closure", None),
        ("PUT", f"cases/{case.number}/owner", {"agent_id": vaino.pk}),
        ("POST", "cases", {}),
    ):
        answer = program.ask(method, path, wish)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), path


def test_raw_mail_needs_the_power_to_export(program: Program, vaino: Agent, case: Case) -> None:
    entry = case.messages.first().entry_id
    may(vaino, read="all", answer="all")
    assert program.ask("GET", f"journal/{entry}/raw").status_code == 403


def test_what_lies_beyond_its_reach_is_not_there(program: Program, vaino: Agent, case: Case) -> None:
    may(vaino, answer="own")  # a program owns nothing

    assert program.ask("GET", f"cases/{case.number}").status_code == 404
    assert program.ask("POST", f"cases/{case.number}/memos", {"text": "Hei"}).status_code == 404
    assert program.ask("GET", "customers/at/liisa@example.org").status_code == 404
    assert (program.get("cases")["items"], program.get("journal")["items"]) == ([], [])


def test_cases_are_opened_only_for_brands_that_a_program_may_answer_for(
    program: Program, vaino: Agent, kuusi: Brand
) -> None:
    facts = {"name": "Honka", "address": "tuki@honka.fi", "language": "fi"}
    honka = founding.open_brand(vaino.organisation, by=vaino.actor, at=NINE, **facts)
    Grant.objects.exclude(token=None).delete()
    role = roles.make_role(vaino.organisation, name="Koe", reaches={"read": "all", "answer": "all"}, by="aspa", at=NINE)
    roles.grant(role, to=Token.objects.get(), brand=honka, by="aspa", at=NINE)
    wish = {"customer": {"address": "liisa@example.org"}, "subject": "Paketti", "text": "Missä se on?"}

    refused = program.ask("POST", "cases", {**wish, "brand_id": kuusi.pk})

    assert (refused.status_code, refused.json()["code"], Case.objects.count()) == (403, "forbidden", 0)
    assert program.post("cases", {**wish, "brand_id": honka.pk})["number"] == Case.objects.get().number
