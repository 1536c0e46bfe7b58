"""Programs and ready passages, and replies that leave later."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.cases.models import Message
from aspa.drafting.leaving import verbs as leaving
from aspa.passages.models import Passage, Use
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Role
from tests.cast import NINE, a_case, arrives, mail, tell


@pytest.fixture
def keeper(vaino: Agent) -> Program:
    """A program that administers Kuusi Oy."""
    role = Role.objects.get(organisation=vaino.organisation, kind="administrator")
    return Program(staff.make_token(vaino.organisation, name="tieto", at=timezone.now(), role=role))


@pytest.fixture
def wish(vaino: Agent) -> dict:
    """What a passage says."""
    texts = {"fi": "Hei {asiakkaan etunimi}, tuotteen voi palauttaa 14 päivän ajan."}
    return {"code": "palautus", "name": "Palautusehdot", "texts": texts, "owner_agent_id": vaino.pk}


def test_a_passage_is_made_changed_and_all_it_said_is_told(keeper: Program, program: Program, wish) -> None:
    made = keeper.post("passages", wish)
    at = f"passages/{made['id']}"

    changed = keeper.ask("PUT", at, {**wish, "version": 1, "texts": {"fi": "Toisin."}, "why": "Koe"}).json()
    late = keeper.ask("PUT", at, {**wish, "version": 1, "texts": {"fi": "Vielä toisin."}})

    assert (made["version"], changed["version"], changed["texts"]) == (1, 2, {"fi": "Toisin."})
    assert (late.status_code, late.json()["code"]) == (409, "passage_changed")
    told = program.get(f"{at}/versions")["items"]
    assert [(one["number"], one["why"], one["sent"]) for one in told] == [(2, "Koe", 0), (1, "", 0)]
    assert program.get(at) == changed
    assert [one["code"] for one in program.get("passages", q="toisin")["items"]] == ["palautus"]


def test_versions_come_page_by_page(keeper: Program, program: Program, wish) -> None:
    at = f"passages/{keeper.post('passages', wish)['id']}"
    for version in (1, 2):
        keeper.ask("PUT", at, {**wish, "version": version, "texts": {"fi": f"Sanat {version}."}})

    newest = program.get(f"{at}/versions", limit=2)
    rest = program.get(f"{at}/versions", limit=2, cursor=newest["next"])

    assert [[one["number"] for one in page["items"]] for page in (newest, rest)] == [[3, 2], [1]]
    assert rest["next"] is None
    assert program.ask("GET", f"{at}/versions?cursor=eA").json()["code"] == "wrong_cursor"


def test_a_passage_is_put_away_and_comes_back(keeper: Program, program: Program, wish) -> None:
    at = f"passages/{keeper.post('passages', wish)['id']}/archive"

    assert keeper.ask("PUT", at).json()["archived_at"]
    assert program.get("passages")["items"] == []
    assert len(program.get("passages", state="archived")["items"]) == 1
    assert keeper.ask("DELETE", at).json()["archived_at"] is None


def test_lists_of_passages_go_on(keeper: Program, wish) -> None:
    for nth in range(5):
        keeper.post("passages", {**wish, "code": f"p{nth}"})

    first = keeper.get("passages", limit=3)
    rest = keeper.get("passages", limit=3, cursor=first["next"])

    assert [one["code"] for one in first["items"] + rest["items"]] == [f"p{nth}" for nth in range(5)]
    assert rest["next"] is None
    assert keeper.ask("GET", f"passages?state=review&cursor={first['next']}").json()["code"] == "wrong_cursor"


def test_what_is_no_passage_is_refused(keeper: Program, program: Program, wish) -> None:
    for status, code, changed in (
        (422, "bad_code", {"code": "kaksi sanaa"}),
        (422, "no_text", {"texts": {"fi": " "}}),
        (422, "owner_needed", {"owner_agent_id": None}),
        (422, "invalid", {"texts": {"de": "Hallo"}}),
        (404, "missing", {"brand_ids": [999_999]}),
        (404, "missing", {"owner_team_id": 999_999}),
    ):
        answer = keeper.ask("POST", "passages", {**wish, **changed})
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert program.ask("POST", "passages", wish).json()["code"] == "forbidden"
    assert not Passage.objects.exists()


def test_a_program_answers_with_a_passage_and_it_is_noted(keeper: Program, program: Program, wish) -> None:
    keeper.post("passages", wish)
    case = a_case()
    [one] = program.get(f"cases/{case.number}/passages", q="pal")
    assert one["text"].startswith("Hei Liisa, tuotteen")

    refused = program.ask("POST", f"cases/{case.number}/replies", {"text": wish["texts"]["fi"]})
    said = program.post(f"cases/{case.number}/replies", {"text": one["text"], "passages": [one["version_id"]]})

    assert (refused.status_code, refused.json()["code"]) == (409, "placeholder_left_open")
    told = program.get(f"cases/{case.number}/messages/{said['id']}/passages")
    assert [(each["code"], each["number"]) for each in told] == [("palautus", 1)]
    assert Use.objects.count() == Message.objects.filter(kind="reply").count() == 1


def test_nobody_elses_passages_are_there(keeper: Program, outsider: Program, wish) -> None:
    made = keeper.post("passages", wish)
    at = f"passages/{made['id']}"

    for method, path in (("GET", at), ("PUT", f"{at}/archive"), ("DELETE", f"{at}/archive"), ("GET", f"{at}/versions")):
        assert outsider.ask(method, path).status_code == 404
    assert outsider.get("passages")["items"] == []
    assert outsider.ask("GET", f"cases/{a_case().number}/passages").status_code == 404


def later(days: int = 1) -> str:
    return (timezone.now() + timedelta(days=days)).isoformat()


def test_a_reply_is_held_listed_and_sent_at_once(program: Program, vaino: Agent) -> None:
    at = f"cases/{a_case().number}/held"

    held = program.post(at, {"text": "Huomenna!", "leaves_at": later()})

    assert (held["state"], held["is_scheduled"], held["text"]) == ("waiting", True, "Huomenna!")
    assert program.get(at) == program.get("held")["items"] == [held]
    sent = program.post(f"{at}/{held['id']}/departure", None)
    assert sent["state"] == "left"
    assert program.get("held")["items"] == program.get(at) == []
    assert program.ask("POST", f"{at}/{held['id']}/departure").json()["code"] == "reply_has_left"
    assert program.ask("DELETE", f"{at}/{held['id']}").json()["code"] == "reply_has_left"


def test_a_reply_is_taken_back_by_its_writer_only(program: Program, outsider: Program, aino: Agent) -> None:
    case, other = a_case(), a_case("Toinen")
    at = f"cases/{case.number}/held"
    hers = leaving.reply(case, text="Tulossa.", by=aino, at=timezone.now())
    mine = program.post(at, {"text": "Huomenna!", "leaves_at": later()})

    assert program.ask("DELETE", f"{at}/{mine['id']}").json()["state"] == "withdrawn"
    for method, act in (("DELETE", ""), ("POST", "/departure")):
        assert program.ask(method, f"{at}/{hers.pk}{act}").json()["code"] == "forbidden"
        assert program.ask(method, f"cases/{other.number}/held/{hers.pk}{act}").status_code == 404
        assert outsider.ask(method, f"{at}/{hers.pk}{act}").status_code == 404
    assert outsider.get("held")["items"] == []


def test_a_held_reply_that_makes_no_sense_is_refused_now(program: Program, vaino: Agent) -> None:
    at = f"cases/{a_case().number}/held"

    for code, wish in (
        ("leaves_in_the_past", {"text": "Eilen", "leaves_at": later(-1)}),
        ("leaves_in_the_past", {"text": "Joskus", "leaves_at": later(400)}),
        ("placeholder_left_open", {"text": "Hei {customer name}", "leaves_at": later()}),
        ("invalid", {"text": "Hei", "leaves_at": "huomenna"}),
    ):
        assert program.ask("POST", at, wish).json()["code"] == code
    assert program.get("held")["items"] == []


def test_a_held_reply_is_stopped_when_the_customer_writes_and_says_why(program: Program, vaino: Agent) -> None:
    case = a_case(at=NINE - timedelta(days=4000))
    held = program.post(f"cases/{case.number}/held", {"text": "Huomenna!", "leaves_at": later()})
    arrives(mail(f"Re: [#{case.number}]", "Ei tarvitsekaan."), at=timezone.now())
    tell(timezone.now())

    leaving.leave_next(at=timezone.now() + timedelta(days=2))

    [stopped] = program.get("held")["items"]
    assert (stopped["id"], stopped["state"]) == (held["id"], "stopped")
    assert stopped["reason"]


def test_an_earlier_version_is_said_again(keeper: Program, program: Program, wish) -> None:
    at = f"passages/{keeper.post('passages', wish)['id']}"
    keeper.ask("PUT", at, {**wish, "version": 1, "texts": {"fi": "Toisin."}})

    back = keeper.post(f"{at}/versions/1/restoring", {"version": 2})

    assert (back["version"], back["texts"]) == (3, wish["texts"])
    assert keeper.ask("POST", f"{at}/versions/1/restoring", {"version": 2}).json()["code"] == "passage_changed"
    assert keeper.ask("POST", f"{at}/versions/99/restoring", {"version": 3}).json()["code"] == "missing"
    assert program.ask("POST", f"{at}/versions/1/restoring", {"version": 3}).json()["code"] == "forbidden"
