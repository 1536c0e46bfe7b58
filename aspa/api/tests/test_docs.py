"""What docs/api/ shows is what happens."""

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from aspa.api.tests.conftest import Program
from aspa.cases.models import Case, Message
from aspa.staff.models import Agent, Role, Team, Token
from aspa.staff.roles import verbs as roles
from aspa.teamwork.models import Sweep
from aspa.teamwork.sweeping import verbs as sweeping
from tests.cast import NINE, arrives, mail, tell
from tests.parts.web import Web

DOCS = Path(__file__).resolve().parents[3] / "docs/api"
PAGES = ["index", *re.findall(r"^\d+\. \[.*?\]\((\w+)\.md\)", (DOCS / "index.md").read_text(), re.MULTILINE)]
EXAMPLE = re.compile(r"```sh\n(curl .*?)```\n```json\n(.*?)```", re.DOTALL)


def likeness(shown: Any, came: Any, where: str = "") -> None:
    """Fail where an answer lacks what the page shows, or is of another kind; keys, times and sizes may differ."""
    if isinstance(shown, dict):
        assert shown.keys() <= came.keys(), where
        for name, value in shown.items():
            likeness(value, came[name], f"{where}.{name}")
    elif isinstance(shown, list):
        assert len(came) == len(shown), where
        for nth, value in enumerate(shown):
            likeness(value, came[nth], f"{where}[{nth}]")
    elif isinstance(shown, str) and not re.search(r"\d{2}", shown) and not shown.startswith("token:"):
        assert came == shown, where
    else:
        assert type(came) is type(shown), where


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    """Where a real server answers, as programs meet it."""
    server = Web()
    yield server.url
    server.stop()


@pytest.fixture
def known(program: Program, vaino: Agent, aino: Agent, address: str) -> dict[str, str]:
    """What the pages call by name; the program administers."""
    roles.grant(roles.standing(vaino.organisation_id, "administrator"), to=Token.objects.get(), by="aspa", at=NINE)
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    brand = str(vaino.organisation.brands.get().pk)
    people = {"BRAND": brand, "AGENT": str(vaino.pk), "COLLEAGUE": str(aino.pk)}
    return {"ASPA": address, "TOKEN": program.secret, "TOMORROW": tomorrow, "PATH": "/usr/bin:/bin", **people}


def prepare(command: str) -> None:
    """Let come what an example tells of."""
    if "/journal?" in command:
        arrives(mail("Letter", "Hello."), at=timezone.now())
    elif '/suspicion"' in command:
        arrives(mail("Offer", "Look.", sender="x@spam.example", X_Spam_Flag="YES"), at=timezone.now())
    tell(timezone.now())
    while not sweeping.turn():
        pass


def made_so_far() -> dict[str, str]:
    """The first case and what was said last in it, the newest case, and what else the pages made."""
    case, newest = Case.objects.order_by("id").first(), Case.objects.order_by("id").last()
    team, role = Team.objects.first(), Role.objects.order_by("id").last()
    said = Message.objects.filter(case=case, kind="contact").order_by("id").last()
    rows = {"CASE": case and case.number, "CUSTOMER": case and case.customer_id, "OTHER": newest and newest.number}
    rows["SUSPECT"] = rows["OTHER"]
    sweep = Sweep.objects.last()
    rows |= {
        "SWEEP": sweep and sweep.pk,
        "TEAM": team and team.pk,
        "ROLE": role and role.pk,
        "MESSAGE": said and said.pk,
    }
    return {name: str(key) for name, key in rows.items()}


@pytest.mark.django_db(transaction=True)
def test_every_example_of_every_page_is_true(known: dict[str, str]) -> None:
    for page in PAGES:
        text = (DOCS / f"{page}.md").read_text()
        examples = EXAMPLE.findall(text)
        assert len(examples) == text.count("```sh") > 0

        for command, shown in examples:
            prepare(command)
            ran = subprocess.run(["bash", "-c", command], env=known | made_so_far(), capture_output=True, check=True)
            likeness(json.loads(shown), json.loads(ran.stdout), f"{page}: {command}")


def test_every_page_is_listed() -> None:
    assert {*PAGES} == {page.stem for page in DOCS.glob("*.md")}
