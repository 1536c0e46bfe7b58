"""Kuusi Oy, the company of the demo, and who serves there."""

from dataclasses import dataclass
from datetime import datetime

from aspa.brands.models import Brand
from aspa.reception import founding
from aspa.staff import verbs as staff
from aspa.staff.models import Agent

NAME, BRAND, ADDRESS = "Kuusi Oy", "Kuusi", "tuki@kuusi.example"
ADMINISTRATOR = ("vaino@kuusi.example", "Väinö Kuusinen")
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
    return Company(brand, administrator, agents)
