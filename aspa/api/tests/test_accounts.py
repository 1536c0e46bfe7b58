"""Programs that administer set up who may do what, as an administrator does on the desk."""

import pytest
from django.test import Client

from aspa.api.models import KeptAnswer
from aspa.api.tests.conftest import Program
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.staff.models import Agent, SignIn, Team, Token
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case

ADMINISTERED = ["people", "people/1/sign-ins", "teams", "roles", "grants", "programs", "invitations", "second-step"]
ADMINISTERED += ["audit/changes", "audit/looks"]


@pytest.fixture
def boss(program: Program, vaino: Agent) -> Program:
    """A program of Kuusi Oy that administers."""
    roles.grant(roles.standing(vaino.organisation_id, "administrator"), to=Token.objects.get(), by="aspa", at=NINE)
    return program


@pytest.mark.parametrize("path", ADMINISTERED)
def test_a_program_without_the_power_to_administer_is_refused(program: Program, path: str) -> None:
    answer = program.ask("GET", path)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_one_who_administers_and_nothing_else_may_set_up(program: Program, vaino: Agent) -> None:
    Token.objects.get().grants.all().delete()
    role = roles.make_role(vaino.organisation, name="Koe", reaches={"administer": "all"}, by="aspa", at=NINE)
    roles.grant(role, to=Token.objects.get(), by="aspa", at=NINE)

    assert program.post("teams", {"name": "Palautukset"})["members"] == []
    assert program.ask("GET", "queues").status_code == 403


def test_an_agent_joins_a_team_and_has_its_role(boss: Program, aino: Agent) -> None:
    team = boss.post("teams", {"name": "Palautukset"})["id"]
    role = boss.post("roles", {"name": "Lukija", "reaches": {"read": "all", "close": "own"}})
    given = boss.post("grants", {"role_id": role["id"], "team_id": team})
    joined = boss.ask("PUT", f"teams/{team}/members/{aino.pk}").json()

    assert [one["name"] for one in joined["members"]] == ["Aino Lehtonen"]
    assert role["reaches"] == {"read": "all", "answer": "", "close": "own", "export": "", "administer": ""}
    assert boss.get(f"people/{aino.pk}")["teams"] == [{"id": team, "name": "Palautukset"}]
    assert boss.ask("DELETE", f"roles/{role['id']}").json()["code"] == "still_granted"
    left = boss.ask("DELETE", f"grants/{given['id']}").json()
    assert given["id"] not in {one["id"] for one in left}
    assert role["id"] not in {one["id"] for one in boss.ask("DELETE", f"roles/{role['id']}").json()}
    assert boss.ask("DELETE", f"teams/{team}/members/{aino.pk}").json()["members"] == []
    assert boss.ask("PATCH", f"teams/{team}", {"name": "Laskut"}).json()["name"] == "Laskut"
    assert boss.ask("DELETE", f"teams/{team}").json() == []
    assert boss.ask("PATCH", f"teams/{team}", {"name": "Muu"}).json()["code"] == "missing"


def test_who_leaves_gives_their_cases_to_a_colleague(boss: Program, aino: Agent, vaino: Agent) -> None:
    cases.take(a_case(), by=aino, at=NINE)
    signed_in(aino)

    went = boss.post(f"people/{aino.pk}/departure", {"to_agent_id": vaino.pk})

    assert (went, Case.objects.get().owner_agent_id) == ({"cases": 1}, vaino.pk)
    assert not SignIn.objects.exists()
    assert boss.ask("POST", f"people/{aino.pk}/departure", {}).json()["code"] == "not_at_work"
    assert boss.ask("DELETE", f"people/{aino.pk}/departure").json()["is_active"] is True


def test_the_last_administrator_stays(boss: Program, vaino: Agent) -> None:
    grant = next(one for one in boss.get("grants") if one["agent"])

    for method, path in (("POST", f"people/{vaino.pk}/departure"), ("DELETE", f"grants/{grant['id']}")):
        body = {} if method == "POST" else None
        assert boss.ask(method, path, body).json()["code"] == "last_administrator"


def signed_in(agent: Agent) -> None:
    """Let an agent sign in with one more browser."""
    Client().force_login(agent)


def test_an_agent_is_signed_out_here_and_everywhere(boss: Program, aino: Agent) -> None:
    for _nth in range(3):
        signed_in(aino)
    where = boss.get(f"people/{aino.pk}/sign-ins")

    left = boss.ask("DELETE", f"people/{aino.pk}/sign-ins/{where[0]['id']}").json()

    assert (len(where), len(left)) == (3, 2)
    assert boss.ask("DELETE", f"people/{aino.pk}/sign-ins").json() == {"count": 2}
    assert boss.ask("DELETE", f"people/{aino.pk}/sign-ins/{where[0]['id']}").json()["code"] == "missing"


def test_what_opens_something_is_shown_once_and_kept_nowhere(boss: Program) -> None:
    made = boss.post("programs", {"name": "kauppa"}, Idempotency_Key="a")["key"]
    link = boss.post("invitations", {"name": "Eino"}, Idempotency_Key="b")["link"]

    assert Program(made).ask("GET", "queues").status_code == 200
    assert "/join/" in link
    assert [one["name"] for one in boss.get("invitations")] == ["Eino"]
    assert boss.ask("DELETE", f"invitations/{boss.get('invitations')[0]['id']}").json() == []
    newest = boss.get("programs")[0]
    assert {one["id"]: one["revoked_at"] for one in boss.ask("DELETE", f"programs/{newest['id']}").json()}[newest["id"]]
    assert Program(made).ask("GET", "queues").status_code == 401
    assert KeptAnswer.objects.count() == 0


def test_the_log_tells_what_programs_did_page_by_page(boss: Program) -> None:
    for name in ("Yksi ja sama", "Kaksi"):
        boss.post("teams", {"name": name})

    first = boss.get("audit/changes", q="team.started", limit=1)
    second = boss.get("audit/changes", q="team.started", limit=1, cursor=first["next"])
    spaced = boss.get("audit/changes", q="Yksi%20ja", limit=1)

    assert [page["items"][0]["facts"]["after"]["name"] for page in (first, second)] == ["Kaksi", "Yksi ja sama"]
    assert (first["items"][0]["actor_name"], second["next"], len(spaced["items"])) == ("varasto", None, 1)


def test_a_changed_role_is_set_back(boss: Program) -> None:
    role = boss.post("roles", {"name": "Lukija", "reaches": {"read": "all"}})
    boss.ask("PUT", f"roles/{role['id']}", {"name": "Lukija", "reaches": {"read": "own"}})
    change = boss.get("audit/changes", limit=1)["items"][0]

    undone = boss.post(f"audit/changes/{change['id']}/undoing", None)

    assert undone["items"][0]["facts"]["after"]["read"] == "all"
    assert next(one for one in boss.get("roles") if one["id"] == role["id"])["reaches"]["read"] == "all"
    assert (undone["items"][0]["undoes"], undone["items"][0]["can_be_undone"]) == (change["id"], True)
    hired = boss.get("audit/changes", q="agent.hired")["items"][0]
    again = [boss.ask("POST", f"audit/changes/{one['id']}/undoing").json()["code"] for one in (change, hired)]
    assert again == ["undone_already", "cannot_undo"]


def test_nothing_is_set_up_across_the_wall(boss: Program, aino: Agent, outsider: Program, otso: Agent) -> None:
    role = roles.standing(otso.organisation_id, "administrator")
    roles.grant(role, to=Token.objects.get(organisation=otso.organisation), by="aspa", at=NINE)
    team, grant = boss.post("teams", {"name": "A"})["id"], boss.get("grants")[0]

    for method, path, body in (
        ("GET", f"people/{aino.pk}", None),
        ("POST", f"people/{aino.pk}/departure", {}),
        ("DELETE", f"people/{aino.pk}/sign-ins", None),
        ("PUT", f"teams/{team}/members/{otso.pk}", None),
        ("POST", "grants", {"role_id": role.pk, "agent_id": aino.pk}),
        ("DELETE", f"grants/{grant['id']}", None),
        ("POST", "programs", {"name": "x", "role_id": grant["role"]["id"]}),
    ):
        assert outsider.ask(method, path, body).status_code == 404, path
    assert Team.objects.filter(pk=team, memberships=None).exists()
