"""Programs say what is not known, and what was answered."""

from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.history.verbs import run_due
from aspa.sorting.models import Reason
from aspa.staff.models import Agent
from aspa.tasks.keeping import verbs as keeping
from tests.cast import NINE, a_case


def test_a_program_asks_and_writes_down_the_answer(kuusi: Brand, program: Program) -> None:
    case = f"cases/{a_case().number}"
    one = program.post(f"{case}/unknowns", {"text": "Which order?"})
    sent = program.post(f"{case}/replies", {"text": "Hello!\n\nWhich order?"})
    run_due(at=timezone.now())
    asked = program.get(f"{case}/unknowns")[0]
    path = f"{case}/unknowns/{one['id']}"
    answered = program.ask("PUT", f"{path}/answer", {"text": "12345"}).json()

    assert (one["asked_at"], asked["message_id"]) == (None, sent["id"])
    assert (answered["ending"], answered["answer"]) == ("answered", "12345")
    assert program.ask("DELETE", f"{path}/ending").json()["ending"] == ""
    assert program.ask("PUT", f"{path}/dismissal").json()["ending"] == "dismissed"
    assert program.ask("PUT", f"{path}/asked").json()["asked_at"] == asked["asked_at"]


def test_a_program_reads_what_a_brand_asks(kuusi: Brand, vaino: Agent, program: Program) -> None:
    reason = Reason.objects.get(brand=kuusi, key="returns")
    keeping.keep(kuusi, reason=reason, texts={"fi": "Mikä?", "sv": "Vilken?"}, by=vaino, at=NINE)

    kept = program.get(f"brands/{kuusi.pk}/clarifying-questions")

    assert [(one["reason_id"], one["texts"]) for one in kept] == [(reason.pk, {"fi": "Mikä?", "sv": "Vilken?"})]


def test_what_makes_no_sense_is_refused_by_name(kuusi: Brand, program: Program) -> None:
    path = f"cases/{a_case().number}/unknowns"
    one = program.post(path, {"text": "Which order?"})

    said = [
        program.ask(method, f"{path}{what}", body).json()["code"]
        for method, what, body in (
            ("POST", "", {"text": " "}),
            ("POST", "", {"text": "which ORDER?"}),
            ("PUT", f"/{one['id']}/answer", {"text": " "}),
            ("PUT", "/999999/asked", None),
        )
    ]
    assert said == ["bad_question", "asked_already", "answer_needed", "missing"]


def test_nothing_is_seen_across_the_wall(kuusi: Brand, program: Program, outsider: Program) -> None:
    path = f"cases/{a_case().number}/unknowns"
    one = program.post(path, {"text": "Which order?"})

    for method, where, body in (
        ("GET", path, None),
        ("POST", path, {"text": "x"}),
        ("PUT", f"{path}/{one['id']}/answer", {"text": "x"}),
        ("PUT", f"{path}/{one['id']}/dismissal", None),
        ("GET", f"brands/{kuusi.pk}/clarifying-questions", None),
    ):
        assert outsider.ask(method, where, body).status_code == 404
