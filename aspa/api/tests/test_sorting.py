"""Programs sort cases."""

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.sorting.keeping import verbs as keeping
from aspa.staff.models import Agent
from tests.cast import NINE, a_case


def test_a_program_sorts_a_case(kuusi: Brand, vaino: Agent, program: Program) -> None:
    case, field = a_case(), keeping.add_field(kuusi, name="Order", kind="text", by=vaino, at=NINE)
    path = f"cases/{case.number}"
    reasons = program.get(f"brands/{kuusi.pk}/reasons")
    tagged = program.post(f"{path}/tags", {"name": "spring"})
    program.ask("PUT", f"{path}/reason", {"reason_id": reasons[3]["id"]})
    program.ask("PUT", f"{path}/fields/{field.pk}", {"value": "T-88213"})

    now = program.get(f"{path}/sorting")

    assert [tag["name"] for tag in now["tags"]] == ["spring"] == [tag["name"] for tag in program.get("tags")]
    assert (len(reasons), now["reason"]["name"], now["reason"]["key"]) == (13, "Complaint", "complaint")
    assert [one["value"] for one in now["fields"]] == ["T-88213"]
    assert program.get("cases", q="%23spring")["items"][0]["number"] == case.number
    untagged = program.ask("DELETE", f"{path}/tags/{tagged['tags'][0]['id']}").json()
    assert untagged["tags"] == []


def test_what_makes_no_sense_is_refused_by_name(kuusi: Brand, vaino: Agent, program: Program) -> None:
    case, field = a_case(), keeping.add_field(kuusi, name="Count", kind="number", by=vaino, at=NINE)
    path = f"cases/{case.number}"

    said = [
        program.ask(method, f"{path}/{what}", body).json()["code"]
        for method, what, body in (
            ("POST", "tags", {"name": "#"}),
            ("PUT", "reason", {"reason_id": 999999}),
            ("PUT", f"fields/{field.pk}", {"value": "many"}),
            ("DELETE", "tags/999999", None),
        )
    ]
    assert said == ["bad_tag", "missing", "bad_value", "missing"]
    assert program.ask("PUT", f"{path}/fields/{2**63}", {"value": "x"}).status_code == 422


def test_nothing_is_sorted_across_the_wall(kuusi: Brand, outsider: Program) -> None:
    case = a_case()

    for method, path, body in (
        ("GET", f"cases/{case.number}/sorting", None),
        ("POST", f"cases/{case.number}/tags", {"name": "x"}),
        ("GET", f"brands/{kuusi.pk}/reasons", None),
        ("GET", f"brands/{kuusi.pk}/fields", None),
    ):
        assert outsider.ask(method, path, body).status_code == 404
