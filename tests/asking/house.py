"""A company where there is one of each, so that whatever is asked is about something."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Role
from aspa.staff.roles import verbs as roles
from tests.asking.described import Known, said
from tests.cast import NINE, a_case

CASE, BRAND, CUSTOMER = "cases/{number}", "brands/{brand}", "customers/{customer}"
HANDED = {"known": "Laskua ei ole.", "promised": "Vastaus.", "asked": "Etsi se."}
BEGUN: list[tuple[str, Any]] = [  # asked one after another; each 1 and “” stands for what there is by its name
    (f"{CASE}/tags", {"name": "kiire"}),
    (f"{CASE}/tags", {"name": "toinen"}),
    (f"{BRAND}/reasons", {"name": "Takuu"}),
    (f"{BRAND}/fields", {"name": "Laskun numero", "kind": "text"}),
    (f"{CASE}/tasks", {"text": "Soita varastolle."}),
    (f"{CASE}/unknowns", {"text": "Mikä tilaus?"}),
    (f"{CASE}/held", {"text": "Huomenna.", "leaves_at": ""}),
    (f"{CASE}/links", {"other": 1, "kind": "follow_up"}),
    (f"{CASE}/handover", {"from_agent_id": 1, "agent_id": 1, **HANDED}),
    ("passages", {"code": "kiitos", "name": "Kiitos", "texts": {"fi": "Kiitos!"}, "owner_agent_id": 1}),
    (f"{CUSTOMER}/notes", {"kind": "wish", "text": "Soita vasta iltapäivällä."}),
    (f"{CUSTOMER}/consents", {"channel": "web", "purpose": "Uutiskirje"}),
    (f"{CUSTOMER}/identities", {"kind": "phone", "value": "040 123 4567"}),
    (f"{CUSTOMER}/merges", {"other_id": 1}),
    ("invitations", {"name": "Eero"}),
    ("teams", {"name": "Laskut"}),
    ("roles", {"name": "Lukija", "reaches": {"read": "all"}}),
    ("grants", {"role_id": 1, "agent_id": 1}),
    (f"{BRAND}/mailboxes", {"host": "127.0.0.1", "port": 1, "username": "tuki", "secret": "x"}),
]
ALSO_KNOWN_AS = {
    "from_agent_id": "owner",
    "to_agent_id": "agent",
    "owner_agent_id": "agent",
    "owner_team_id": "team",
    "company_id": "customer",
    "program_id": "token",
    "sign_in_id": "signin",
    "domain_id": "senderdomain",
    "identities": "identity",
}


def begun(brand: Brand, *, boss: Agent, owner: Agent) -> tuple[Program, Known]:
    """Let there be one of each; return a program that may do everything, and what there is by the names of fields."""
    role = roles.standing(boss.organisation_id, Role.Kind.ADMINISTRATOR)
    program = Program(staff.make_token(boss.organisation, name="varasto", at=timezone.now(), role=role))
    words = spoken_of(brand, boss=boss, owner=owner)
    for path, body in BEGUN:
        known = partial(fitting, words=keys() | words)
        program.post(path.format(**words), said(body, "", known))
    return program, partial(fitting, words=keys() | words)


def spoken_of(brand: Brand, *, boss: Agent, owner: Agent) -> dict[str, Any]:
    """Let two customers have a case each, one of them answered; return what they are called."""
    other = a_case("Lasku", "Missä laskuni on?", sender="Salla Virtanen <salla@example.org>")
    case = a_case()
    cases.take(case, by=owner, at=NINE)
    cases.reply(case, text="Se on tulossa.", by=owner, at=NINE)
    people = {"agent": boss.pk, "owner": owner.pk, "customer": case.customer_id, "other_id": other.customer_id}
    matters = {"number": case.number, "into": other.number, "other": other.number, "brand": brand.pk}
    moments = dict.fromkeys(["until", "due_until", "leaves_at"], (timezone.now() + timedelta(days=1)).isoformat())
    return people | matters | moments | {"address": "liisa@example.org", "to": "liisa@example.org"}


def keys() -> dict[str, Any]:
    """Return the newest of each."""
    models = [model for model in apps.get_models() if model.__module__.startswith("aspa.")]
    return {
        model._meta.model_name: model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
        for model in models
    }


def fitting(name: str, words: dict[str, Any]) -> Any:
    """Return what there is by the name of a place, a field or a list."""
    kind = ALSO_KNOWN_AS.get(name, name.removesuffix("_id").removesuffix("s")).replace("_", "")
    return words.get(name) or words.get(kind)
