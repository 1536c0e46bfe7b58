"""Programs that administer set how a brand looks, with the refusals of the desk."""

import base64
from typing import Any

import pytest

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.brands.tests.test_look import PICTURES, SPRUCE, WRONG, png
from aspa.staff.models import Agent, Token
from aspa.staff.roles import verbs as roles
from tests.cast import NINE


@pytest.fixture
def boss(program: Program, vaino: Agent) -> Program:
    """A program of Kuusi Oy that administers."""
    roles.grant(roles.standing(vaino.organisation_id, "administrator"), to=Token.objects.get(), by="aspa", at=NINE)
    return program


def wish(data: bytes) -> dict[str, Any]:
    return {"data": base64.b64encode(data).decode()}


def test_a_colour_is_set_and_taken_away(boss: Program, kuusi: Brand) -> None:
    path = f"brands/{kuusi.pk}"

    assert boss.ask("PATCH", path, {"colour": "#0F5C4A"}).json()["colour"] == SPRUCE
    assert boss.ask("PATCH", path, {"language": "sv"}).json()["colour"] == SPRUCE
    assert boss.ask("PATCH", path, {"colour": ""}).json()["colour"] == ""


@pytest.mark.parametrize(
    ("odd", "code"), [("#ffffff", "colour_too_light"), ("red", "bad_colour"), ("x" * 31, "invalid")]
)
def test_a_colour_that_will_not_do_is_refused(boss: Program, kuusi: Brand, odd: str, code: str) -> None:
    assert boss.ask("PATCH", f"brands/{kuusi.pk}", {"colour": odd}).json()["code"] == code


@pytest.mark.parametrize("kind", PICTURES)
def test_a_logo_is_put_read_and_taken_away(boss: Program, kuusi: Brand, kind: str) -> None:
    path, (data, (content_type, *_size)) = f"brands/{kuusi.pk}/logo", PICTURES[kind]

    put = boss.ask("PUT", path, wish(data)).json()
    read = boss.ask("GET", path)

    assert len(put["logo"]) == 64
    assert (read.content, read["Content-Type"], read["X-Content-Type-Options"]) == (data, content_type, "nosniff")
    assert read["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert boss.ask("DELETE", path).json()["logo"] == ""
    assert boss.ask("GET", path).json()["code"] == "missing"


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_logo_is_refused(boss: Program, kuusi: Brand, kind: str) -> None:
    data, refusal = WRONG[kind]

    answer = boss.ask("PUT", f"brands/{kuusi.pk}/logo", wish(data))

    assert (answer.status_code, answer.json()["code"]) == (409, refusal.code)


def test_others_neither_see_nor_change_it(program: Program, outsider: Program, kuusi: Brand) -> None:
    path = f"brands/{kuusi.pk}/logo"

    assert program.ask("PUT", path, wish(png())).status_code == 403
    assert program.ask("DELETE", path).status_code == 403
    assert outsider.ask("GET", path).status_code == 404
    assert program.ask("PUT", path, {"data": "%%"}).status_code in (403, 422)
