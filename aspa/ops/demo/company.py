"""Kuusi Oy, the company of the demo, and who serves there."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aspa.brands.models import LANGUAGES, Brand
from aspa.passages import verbs as passages
from aspa.reception import founding
from aspa.sorting import queries as sorting
from aspa.staff import verbs as staff
from aspa.staff.models import Agent

NAME, BRAND, ADDRESS = "Kuusi Oy", "Kuusi", "tuki@kuusi.example"
ADMINISTRATOR = ("vaino@kuusi.example", "Väinö Kuusinen")
PASSAGES = Path(__file__).parent / "passages.toml"
AGENTS = {  # languages → who answers in them
    "fi": ("aino@kuusi.example", "Aino Lehtonen"),
    "sv": ("sofia@kuusi.example", "Sofia Lindqvist"),
    "en": ("mikko@kuusi.example", "Mikko Rantanen"),
}


@dataclass(frozen=True, slots=True)
class Company:
    """The company while the demo is played."""

    brand: Brand
    administrator: Agent
    agents: dict[str, Agent]


def found(*, password: str, at: datetime) -> Company:
    """Found Kuusi Oy with its administrator and three agents, who all sign in with the same password."""
    email, name = ADMINISTRATOR
    administrator = founding.found(
        organisation=NAME,
        brand=BRAND,
        address=ADDRESS,
        admin_email=email,
        admin_name=name,
        password=password,
        at=at,
    )
    agents = {
        language: staff.hire(
            administrator.organisation,
            email=email,
            name=name,
            password=password,
            is_administrator=False,
            language=language,
            at=at,
        )
        for language, (email, name) in AGENTS.items()
    }
    brand = Brand.objects.select_related("organisation").get(organisation=administrator.organisation)
    say_again(brand, administrator, at=at)
    return Company(brand, administrator, agents)


def say_again(brand: Brand, owner: Agent, *, at: datetime) -> None:
    """Make the ready passages of Kuusi Oy."""
    reasons = {one.key: one.pk for one in sorting.reasons(owner, brand)}
    for one in tomllib.loads(PASSAGES.read_text())["passages"]:
        texts = {code: one[code] for code, _name in LANGUAGES if code in one}
        fits = [reasons[key] for key in one.get("reasons", ())]
        said = {"code": one["code"], "name": one["name"], "texts": texts, "reasons": fits, "owner": owner}
        passages.make(by=owner, at=at, **said)
