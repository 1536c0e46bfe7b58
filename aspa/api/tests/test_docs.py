"""What docs/api.md shows is what happens."""

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
from aspa.cases.models import Case
from aspa.staff.models import Agent
from tests.cast import arrives, mail, tell
from tests.parts.web import Web

PAGE = Path(__file__).resolve().parents[3] / "docs/api.md"
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


@pytest.mark.django_db(transaction=True)
def test_every_example_of_the_page_is_true(program: Program, vaino: Agent, address: str) -> None:
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    known = {"ASPA": address, "TOKEN": program.secret, "AGENT": str(vaino.pk), "PATH": "/usr/bin:/bin"}
    known["TOMORROW"] = tomorrow
    examples = EXAMPLE.findall(PAGE.read_text())
    assert len(examples) == PAGE.read_text().count("```sh") > 12

    for command, shown in examples:
        if "/journal?" in command:
            arrives(mail("Letter", "Hello."), at=timezone.now())
            tell(timezone.now())
        case, newest = Case.objects.order_by("id").first(), Case.objects.order_by("id").last()
        numbers = {"CASE": str(case and case.number), "CUSTOMER": str(case and case.customer_id)}
        numbers["OTHER"] = str(newest and newest.number)
        ran = subprocess.run(
            ["bash", "-c", command],
            env=known | numbers,
            capture_output=True,
            check=True,
        )
        likeness(json.loads(shown), json.loads(ran.stdout), command)
