"""Programs write down options, and which one was chosen."""

from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.history.verbs import run_due
from tests.cast import a_case


def test_a_program_offers_and_writes_down_the_choice(kuusi: Brand, program: Program) -> None:
    case = f"cases/{a_case().number}"
    swap = program.post(f"{case}/options", {"text": "A new watch", "terms": "in two days"})
    money = program.post(f"{case}/options", {"text": "Your money back"})
    sent = program.post(f"{case}/replies", {"text": "Hello!\n\nA) A new watch (in two days)"})
    run_due(at=timezone.now())
    path = f"{case}/options/{swap['id']}"
    chosen = program.ask("PUT", f"{path}/choice").json()

    assert [one["message_id"] for one in program.get(f"{case}/options")] == [sent["id"], None]
    assert (chosen["chosen_at"] is None, chosen["chosen_by"].startswith("token:")) == (False, True)
    assert program.ask("DELETE", f"{path}/choice").json()["chosen_at"] is None
    assert program.ask("DELETE", path).json()["code"] == "was_offered"
    assert program.ask("DELETE", f"{case}/options/{money['id']}").status_code == 204


def test_what_makes_no_sense_is_refused_by_name(kuusi: Brand, program: Program) -> None:
    path = f"cases/{a_case().number}/options"
    program.post(path, {"text": "A new watch"})

    wishes = ({"text": " "}, {"text": "a NEW watch"}, {"terms": "x"})
    assert [program.ask("POST", path, wish).json()["code"] for wish in wishes] == [
        "bad_option",
        "offered_already",
        "invalid",
    ]
    assert program.ask("PUT", f"{path}/999999/choice").json()["code"] == "missing"


def test_nothing_is_seen_across_the_wall(kuusi: Brand, program: Program, outsider: Program) -> None:
    path = f"cases/{a_case().number}/options"
    one = program.post(path, {"text": "A new watch"})

    for method, where, body in (
        ("GET", path, None),
        ("POST", path, {"text": "x"}),
        ("PUT", f"{path}/{one['id']}/choice", None),
        ("DELETE", f"{path}/{one['id']}", None),
    ):
        assert outsider.ask(method, where, body).status_code == 404
