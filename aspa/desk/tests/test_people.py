"""People, teams, roles and programs are set up in the window."""

import re

import pytest
from django.test import Client

from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.staff.models import Agent, Grant, Role, Team, Token
from tests.cast import NINE, PASSWORD, a_case


@pytest.fixture
def head(vaino: Agent) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


def role(kind: str) -> int:
    """The key of a role that every organisation begins with."""
    return Role.objects.get(kind=kind).pk


def test_only_administrators_come_in(desk: Client, aino: Agent) -> None:
    for place in ("people", f"people/{aino.pk}", "teams", "roles", "programs"):
        assert desk.get(f"/settings/{place}/").status_code == 403


def test_a_role_is_granted_in_a_queue_and_taken_back(head: Client, aino: Agent) -> None:
    queue = aino.organisation.queues.get()
    head.post(f"/settings/people/{aino.pk}/grants/", {"role": role("lead"), "where": f"queue:{queue.pk}"})
    assert "Tiimin vetäjä: Kuusi" in head.get("/settings/people/").content.decode()
    given = Grant.objects.get(queue=queue)

    head.post(f"/settings/grants/{given.pk}/withdrawal/")

    assert not Grant.objects.filter(queue=queue).exists()


def test_a_team_is_started_filled_empowered_and_ended(head: Client, aino: Agent) -> None:
    head.post("/settings/teams/", {"name": "Palautukset"})
    place = f"/settings/teams/{Team.objects.get().pk}/"
    head.post(f"{place}members/", {"agent": aino.pk})
    head.post(f"{place}grants/", {"role": role("lead")})
    shown = head.get("/settings/teams/").content.decode()
    assert "Aino Lehtonen" in shown
    assert Agent.objects.get(pk=aino.pk).powers.everywhere("export")

    head.post(f"{place}members/{aino.pk}/departure/")
    head.post(f"{place}end/")

    assert Team.objects.get().ended_at
    assert not Agent.objects.get(pk=aino.pk).powers.everywhere("export")


def test_a_role_is_made_changed_and_dropped(head: Client) -> None:
    head.post("/settings/roles/", {"name": "Lukija", "read": "team"})
    made = Role.objects.get(name="Lukija")
    head.post(f"/settings/roles/{made.pk}/", {"name": "Katselija", "read": "all"})
    made.refresh_from_db()
    assert (made.name, made.read) == ("Katselija", "all")

    head.post(f"/settings/roles/{made.pk}/removal/")

    assert not Role.objects.filter(pk=made.pk).exists()


def test_what_is_wrong_stands_in_the_form(head: Client, aino: Agent) -> None:
    administrator = role("administrator")
    for place, wish in {
        "roles/": {"name": "Tyhjä"},
        f"roles/{administrator}/": {"name": "Pääkäyttäjä", "read": "all"},  # nobody would administer
        "teams/": {"name": " "},
        "programs/": {"name": "", "role": administrator},
        f"people/{aino.pk}/grants/": {"role": "0"},
        f"people/{aino.pk}/departure/": {"agent": "0"},
    }.items():
        answer = head.post(f"/settings/{place}", wish)
        assert (answer.status_code, 'class="wrong"' in answer.text or 'role="alert"' in answer.text) == (422, True), (
            place
        )


def test_whoever_leaves_is_out_at_once_and_orphans_nothing(head: Client, desk: Client, aino: Agent) -> None:
    case = a_case()
    cases.take(case, by=aino, at=NINE)

    head.post(f"/settings/people/{aino.pk}/departure/", {"agent": ""})

    case = Case.objects.get()
    assert (case.owner_agent, case.owner_queue.name, case.promise.ended_at) == (None, "Kuusi", None)
    assert desk.get("/").status_code == 302
    assert Client().post("/sign-in/", {"login": aino.email, "password": PASSWORD})["Location"] == "/sign-in/inactive/"


def test_what_becomes_of_their_work_is_told_before_anybody_leaves(head: Client, aino: Agent) -> None:
    place = f"/settings/people/{aino.pk}/departure/"
    assert "Avoimia asioita hänellä ei ole" in head.get(place).text
    for subject in ("Paketti", "Lasku"):
        cases.take(a_case(subject), by=aino, at=NINE)

    page = head.get(place).text

    assert "2 avointa asiaa saa uuden omistajan" in page
    assert "Jonot, joista ne otettiin" in page
    assert Agent.objects.get(pk=aino.pk).is_active


def test_the_powers_are_said_as_the_desk_says_them(head: Client) -> None:
    page = head.get("/settings/roles/").text

    for word in ("Lukee", "Vastaa", "Sulkee", "Vie tietoja", "Hallitsee", "Sulkee asioita ja avaa niitä uudestaan."):
        assert f">{word}<" in page, word


def test_a_role_that_aspa_brought_along_shows_its_name_and_keeps_it(head: Client) -> None:
    place = f"/settings/roles/{role('lead')}/"
    reaches = {"read": "all", "answer": "all"}
    assert 'value="Tiimin vetäjä"' in head.get("/settings/roles/").text

    assert head.post(place, {"name": " ", **reaches}).status_code == 422
    head.post(place, {"name": "Tiimin vetäjä", **reaches})
    assert Role.objects.get(kind="lead").name == ""
    head.post(place, {"name": "Vuorovastaava", **reaches})

    assert Role.objects.get(kind="lead").name == "Vuorovastaava"


def test_whoever_comes_back_has_the_roles_they_had(head: Client, aino: Agent) -> None:
    head.post(f"/settings/people/{aino.pk}/departure/")
    head.post(f"/settings/people/{aino.pk}/comeback/")

    client = Client()
    client.force_login(Agent.objects.get(pk=aino.pk))
    assert client.get("/").status_code == 200


def test_a_key_is_shown_once_opens_what_its_role_says_and_is_revoked(head: Client) -> None:
    head.post("/settings/programs/", {"name": "Varasto", "role": role("agent"), "lasts": "30"})
    secret = re.search(r'value="(aspa_[^"]+)"', head.get("/settings/programs/").text)[1]
    assert secret not in head.get("/settings/programs/").text
    asking = Client(headers={"Authorization": f"Bearer {secret}"})
    assert asking.get("/api/v1/cases").status_code == 200
    token = Token.objects.get()
    assert (token.expires_at - token.created_at).days in {29, 30}

    head.post(f"/settings/programs/{token.pk}/revocation/")

    assert asking.get("/api/v1/cases").status_code == 401


def test_what_belongs_to_others_is_not_there(head: Client, otso: Agent) -> None:
    theirs = Role.objects.filter(organisation=otso.organisation).first().pk
    given = Grant.objects.filter(agent=otso).get().pk
    for place in (
        f"people/{otso.pk}/grants",
        f"people/{otso.pk}/departure",
        f"roles/{theirs}",
        f"grants/{given}/withdrawal",
    ):
        assert head.post(f"/settings/{place}/", {"role": theirs}).status_code == 404, place
    assert head.get(f"/settings/people/{otso.pk}/departure/").status_code == 404
