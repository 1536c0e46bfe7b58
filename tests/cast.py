"""
The fixed cast of every story.

Kuusi Oy serves its customers; Aino answers them and Väinö leads the team. Liisa is a customer. Otso works for another
organisation and must never see any of it.
"""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest

from aspa.brands.models import Brand
from aspa.cases.finding import find
from aspa.cases.lists import CaseRow
from aspa.cases.models import Case
from aspa.journal.verbs import Arrival, write_down
from aspa.kit import walls
from aspa.kit.viewer import Viewer
from aspa.reception import founding, receive
from aspa.staff import verbs as staff
from aspa.staff.models import Agent

HELSINKI = ZoneInfo("Europe/Helsinki")
NINE = datetime(2030, 11, 18, 9, 0, tzinfo=HELSINKI)  # a Monday, ahead of every clock that runs these tests
PASSWORD = "kuusen-juurella-7"
SUPPORT = "tuki@kuusi.fi"
LIISA = "Liisa Virtanen <liisa@example.org>"


def known(agent: Agent) -> Agent:
    """The agent with their powers, as a page asks for both in one question."""
    assert agent.powers
    return agent


@pytest.fixture
def vaino(db: None) -> Agent:
    """Väinö, administrator of Kuusi Oy, which is founded with him."""
    founder = founding.found(
        organisation="Kuusi Oy",
        brand="Kuusi",
        address=SUPPORT,
        admin_email="vaino@kuusi.fi",
        admin_name="Väinö Kuusinen",
        password=PASSWORD,
        at=NINE - timedelta(days=30),
    )
    return known(founder)


@pytest.fixture
def kuusi(vaino: Agent) -> Brand:
    """Kuusi, the brand: hears at tuki@kuusi.fi, serves Monday to Friday 8–16."""
    return Brand.objects.select_related("organisation").get(name="Kuusi")


@pytest.fixture
def aino(vaino: Agent) -> Agent:
    """Aino, an agent of Kuusi Oy."""
    hired = staff.hire(
        vaino.organisation,
        email="aino@kuusi.fi",
        name="Aino Lehtonen",
        password=PASSWORD,
        is_administrator=False,
        at=NINE - timedelta(days=29),
    )
    return known(hired)


@pytest.fixture
def otso(db: None) -> Agent:
    """Otso, administrator of Karhu Oy, another organisation."""
    founder = founding.found(
        organisation="Karhu Oy",
        brand="Karhu",
        address="apu@karhu.fi",
        admin_email="otso@karhu.fi",
        admin_name="Otso Karhunen",
        password=PASSWORD,
        at=NINE - timedelta(days=30),
    )
    return known(founder)


def mail(
    subject: str,
    text: str,
    *,
    sender: str = LIISA,
    to: str = SUPPORT,
    at: datetime = NINE,
    **headers: str,
) -> bytes:
    """Return a mail as its bytes; further headers by name, `_` for `-`."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{abs(hash((subject, text, sender, at)))}@example.org>"
    for name, value in headers.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def arrives(raw: bytes, *, at: datetime = NINE, to: str = SUPPORT, source: str = "door") -> int:
    """Let a mail arrive at the door; return its journal entry's key."""
    brand = Brand.objects.get(addresses__value=to.partition("+")[0] + ("@" + to.partition("@")[2] if "+" in to else ""))
    return write_down([Arrival(brand.organisation_id, brand.pk, "email", raw, "", to, source, at)])[0]


def tell(at: datetime = NINE) -> int:
    """Let reception tell what waits."""
    return receive.tell_waiting(at=at)


def a_case(subject: str = "Paketti", text: str = "Missä pakettini on?", *, at: datetime = NINE, **how: str) -> Case:
    """Return the case that a mail opened."""
    before = set(Case.objects.values_list("pk", flat=True))
    arrives(mail(subject, text, at=at, **how), at=at)
    tell(at)
    return Case.objects.exclude(pk__in=before).get()


def found(viewer: Viewer, text: str) -> list[CaseRow]:
    """Return what a search finds; it looks at words inside the organisation that one stands in."""
    with walls.within(viewer.organisation_id):
        return find.find(viewer, text).rows
