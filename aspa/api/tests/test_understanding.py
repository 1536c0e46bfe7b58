"""Programs read what was understood, and put it right."""

from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from tests.cast import a_case


def test_a_program_reads_and_puts_right_what_was_understood(program: Program, kuusi: Brand) -> None:
    case = a_case("Palvelu", "Aivan surkeaa palvelua, olen raivoissani! Missä kengät ovat?", at=timezone.now())
    at = f"cases/{case.number}"

    known = program.get(f"{at}/understanding")
    assert (known["mood"], known["is_corrected"], "surkeaa" in known["because"]) == ("angry", False, True)
    assert [one["text"] for one in known["questions"]] == ["Missä kengät ovat?"]
    assert len(known["reasons"]) == 3

    now = program.ask("PUT", f"{at}/mood", {"message_id": known["message_id"], "mood": "disappointed"}).json()
    assert (now["mood"], now["is_corrected"]) == ("disappointed", True)
    assert program.ask("DELETE", f"{at}/questions/{known['questions'][0]['id']}").json()["questions"] == []
    assert program.ask("DELETE", f"{at}/questions/1").status_code == 404
    assert program.ask("PUT", f"{at}/mood", {"message_id": known["message_id"], "mood": "furious"}).status_code == 422


def test_a_reply_of_a_program_answers_by_its_words(program: Program, kuusi: Brand) -> None:
    case = a_case("Kengät", "Missä kengät viipyvät? Paljonko palautus maksaa?", at=timezone.now())

    program.post(f"cases/{case.number}/replies", {"text": "Palautus ei maksa mitään: se on sinulle maksuton."})
    asked = program.get(f"cases/{case.number}/understanding")["questions"]
    assert [(one["text"], one["is_open"], one["was_left"]) for one in asked] == [
        ("Missä kengät viipyvät?", True, True),
        ("Paljonko palautus maksaa?", False, False),
    ]


def test_a_case_of_which_nothing_was_understood_says_so(program: Program, kuusi: Brand) -> None:
    case = a_case("Poissa", "Olen lomalla.", Auto_Submitted="auto-replied", at=timezone.now())

    known = program.get(f"cases/{case.number}/understanding")
    assert (known["mood"], known["message_id"], known["questions"]) == ("", None, [])
