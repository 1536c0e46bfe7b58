"""Otso, administrator of another company, tries everything there is with Kuusi's keys; he sees and changes nothing."""

import json
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from aspa.api import bearer
from aspa.brands.models import Brand, Owned
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.kit import walls
from aspa.live import queries as live
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Role
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case
from tests.walls import outsider

SECRETS = ("Salaisuus", "Salla", "Lehtonen", "Kuusinen", "liite-kuusesta")  # never said by whoever tries
ADDRESS = "liisa@kuusela.example"
UNHEARD = {"list_tasks": "it asks in its query whose they are"}  # operations that turn down whatever is tried, and why
ENDS = ("sign-out", "api/v1/openapi")  # the one ends what tries; the other is the same for all


@pytest.fixture
def keys(kuusi: Brand, aino: Agent) -> Callable[[str], list]:
    """What Kuusi has, by the names that addresses have for it."""
    a_case("Salaisuus", "Salaisuus on kuusessa.", sender=f"Salla Virtanen <{ADDRESS}>")
    case = Case.objects.get()
    cases.take(case, by=aino, at=NINE)
    cases.reply(case, text="Salaisuus pysyy.", by=aino, at=NINE)
    cases.memo(case, text="Salaisuus on tallessa.", by=aino, at=NINE)
    staff.make_token(kuusi.organisation, name="Salaisuus", at=NINE)
    known = {model._meta.model_name: list(model._base_manager.values_list("pk", flat=True)[:3]) for model in ours()}
    rest = sorted({key for some in known.values() for key in some})[:8]

    def fitting(name: str) -> list:
        if name in {"number", "on"}:
            return [case.number if name == "number" else outsider.DAY]
        exact = known.get(name.removesuffix("_id").replace("_", ""))
        return exact or ([ADDRESS, *rest] if "id" not in name else rest)

    return fitting


def ours() -> list[type]:
    models = [model for model in apps.get_models() if model.__module__.startswith("aspa.")]
    return [model for model in models if "organisation_id" in {field.attname for field in model._meta.fields}]


def state_of(organisation_id: int) -> dict[str, str]:
    """Every row of an organisation, as a fingerprint of each table."""
    states = {}
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in ours()):
            rows = (
                f"select md5(string_agg(t::text, chr(10) order by t::text)) from {table} t where organisation_id = %s"
            )
            cursor.execute(rows, [organisation_id])
            states[table] = cursor.fetchone()[0]
    return states


def at_the_desk(client: Client, otso: Agent, keys: Callable[[str], list]) -> Iterator[tuple[str, bytes, int]]:
    form = {name: str(outsider.row_named(name, keys)) for name in outsider.fields()} | {"q": ADDRESS}
    for route in outsider.addresses():
        if any(end in route for end in ENDS):
            continue
        client.force_login(otso)
        for place in outsider.filled(route, keys):
            for method in ("get", "post", "delete"):
                answer = getattr(client, method)(place, form if method != "delete" else "", follow=False)
                yield f"{method} {place}", b"".join(answer), answer.status_code


def at_the_api(client: Client, secret: str, keys: Callable[[str], list]) -> Iterator[tuple[str, bytes, int]]:
    described = client.get("/api/v1/openapi.json").json()
    for operation, method, place, body in outsider.operations(described, keys, ADDRESS):
        sent = "" if body is None else json.dumps(body)
        headers = {"Authorization": f"Bearer {secret}"}
        answer = client.generic(method, place, sent, "application/json", headers=headers)
        yield f"{operation}: {method} {place}", b"".join(answer), answer.status_code


def tried(ways: Iterator[tuple[str, bytes, int]]) -> tuple[int, list[str], list[str]]:
    """Return how many attempts there were, which of them told a secret, and which broke something."""
    count, told, broke = 0, [], []
    for what, said, status in ways:
        count += 1
        told += [f"{what}: {secret}" for secret in SECRETS if secret in said.decode("utf-8", "replace")]
        broke += [f"{what}: {status}"] if status >= 500 else []
    return count, told, broke


@pytest.fixture(params=["both walls", "the second wall alone"])
def _walls(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as it is; once with `visible_to` off, so that only the database holds."""
    if request.param != "both walls":
        monkeypatch.setattr(Owned, "visible_to", lambda self, viewer: self.all())


@pytest.mark.usefixtures("_walls")
def test_otso_tries_every_address_of_the_desk(otso: Agent, kuusi: Brand, keys, record_property) -> None:
    before, client = state_of(kuusi.organisation_id), Client(raise_request_exception=False)

    count, told, broke = tried(at_the_desk(client, otso, keys))

    record_property("attempts", count)
    print(f"desk: {count} attempts, {len(told)} leaks")
    assert (told, broke) == ([], [])
    assert state_of(kuusi.organisation_id) == before
    assert count > 300


def administers(otso: Agent) -> Role:
    """The role with which a program may do everything at home."""
    return roles.standing(otso.organisation_id, Role.Kind.ADMINISTRATOR)


@pytest.mark.usefixtures("_walls")
def test_otso_tries_every_operation_of_the_api(otso: Agent, kuusi: Brand, keys, record_property) -> None:
    before, client = state_of(kuusi.organisation_id), Client(raise_request_exception=False)
    secret = staff.make_token(otso.organisation, name="karhu", at=timezone.now(), role=administers(otso))
    bearer.guesses.__init__()

    attempts = list(at_the_api(client, secret, keys))
    count, told, broke = tried(iter(attempts))

    record_property("attempts", count)
    print(f"api: {count} attempts, {len(told)} leaks")
    assert (told, broke) == ([], [])
    names = {what.partition(":")[0] for what, _said, _status in attempts}
    heard = {what.partition(":")[0] for what, _said, status in attempts if status not in {405, 422}}
    assert names - heard == set(UNHEARD)
    assert state_of(kuusi.organisation_id) == before
    assert count > 300


def test_whoever_may_see_them_sees_the_secrets(desk_of_aino: Client, keys) -> None:
    """What the attempts look for would be found, were it told."""
    page = desk_of_aino.get(f"/cases/{keys('number')[0]}/").content.decode()

    assert {secret for secret in SECRETS if secret in page} >= {"Salaisuus", "Salla", "Lehtonen"}


@pytest.fixture
def desk_of_aino(aino: Agent) -> Client:
    """Aino, signed in."""
    client = Client()
    client.force_login(aino)
    return client


def test_the_stream_of_another_company_is_silent(otso: Agent, kuusi: Brand, keys) -> None:
    assert live.newest(kuusi.organisation_id) > 0

    with walls.within(otso.organisation_id):
        assert live.newest(kuusi.organisation_id) == 0
        assert live.backlog(kuusi.organisation_id, 0).hints == []


def test_the_next_request_on_a_connection_begins_outside(otso: Agent, aino: Agent, keys, client: Client) -> None:
    client.force_login(aino)
    assert client.get(f"/cases/{keys('number')[0]}/").status_code == 200

    with walls.apart():
        assert Message.objects.count() == 0
    assert Client().get("/sign-in/").status_code == 200
    client.force_login(otso)
    assert client.get(f"/cases/{keys('number')[0]}/").status_code == 404
