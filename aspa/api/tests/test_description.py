"""The API describes itself, and takes whatever is sent without breaking."""

import json
from collections import Counter
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja import Schema

from aspa.api import cursors
from aspa.api.tests.conftest import Program
from aspa.api.v1 import api
from tests.cast import a_case

QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["text", "subject", "cc", "promise", "closes", "kind", "outcome", "customer", "brand_id", "act", "due_until"]
BODY = st.dictionaries(st.sampled_from(FIELDS), ANYTHING | st.sampled_from(["x", "reply", "memo", "spam"]), max_size=5)


def schema(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def test_every_operation_is_described(client: Client) -> None:
    for path, methods in schema(client)["paths"].items():
        for about in methods.values():
            assert about["description"].endswith((".", "…`.")), path
            assert about["security"] == [{"Bearer": []}], path


def test_names_in_the_description_are_those_in_answers(client: Client) -> None:
    shapes = schema(client)["components"]["schemas"]

    assert "from" in shapes["MessageShape"]["properties"]
    assert set(shapes["SummaryShape"]["properties"]) == {"waiting", "failed", "told", "total", "oldest_waiting_at"}


def test_each_shape_has_a_name_of_its_own() -> None:
    """Of two with one name only the last would be described."""
    shapes = {one for part in (Schema, *Schema.__subclasses__()) for one in below(part)}
    ours = Counter(one.__name__ for one in shapes if one.__module__.startswith("aspa.api"))

    assert [name for name, count in ours.items() if count > 1] == []
    assert len(ours) > 60


def below(shape: type) -> set[type]:
    return {shape, *(inner for one in shape.__subclasses__() for inner in below(one))}


def test_refusals_are_described(client: Client) -> None:
    described = schema(client)["components"]["schemas"]["Refusal"]["properties"]

    assert set(described) == {"code", "sentence"}


def test_a_page_lists_every_operation(client: Client, db: None) -> None:
    page = client.get("/api/").content.decode()

    for path in schema(client)["paths"]:
        assert path in page
    assert "//cdn" not in page


def test_only_known_methods_are_taken(program: Program) -> None:
    answers = [program.ask("DELETE", "cases"), program.ask("PATCH", "cases/7")]

    assert [answer.status_code for answer in answers] == [405, 405]
    assert {answer.json()["code"] for answer in answers} == {"method_not_allowed"}
    assert {*answers[0].headers["Allow"].split(", ")} == {"GET", "POST"}


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_as_a_cursor_is_understood_or_refused(text: str) -> None:
    with pytest.raises(cursors.WrongCursor):
        cursors.number("list", f"x{text}")


@given(st.text(min_size=1, max_size=40), st.text(alphabet=st.characters(exclude_categories=["Cs", "Z"]), min_size=1))
def test_a_cursor_brings_back_its_place(where: str, name: str) -> None:
    try:
        made = cursors.cursor(name, where)
    except UnicodeEncodeError:
        return
    assert cursors.place(name, made) == where
    with pytest.raises(cursors.WrongCursor):
        cursors.place(name + "x", made)


@QUICK
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_a_forged_place_breaks_no_list(program: Program, where: str) -> None:
    for name, path in {"all:": "cases", "find:x": "cases?q=x", "journal:newest:": "journal"}.items():
        joined = "&" if "?" in path else "?"
        answer = program.ask("GET", f"{path}{joined}cursor={cursors.cursor(name, where)}")
        assert answer.status_code in {200, 422}, answer.content


@QUICK
@given(
    st.integers() | st.floats(),
    st.integers(),
)
def test_a_forged_number_breaks_no_list(program: Program, at: float, key: int) -> None:
    for name, path in {"all:": "cases", "next:": "cases?view=next&limit=3"}.items():
        joined = "&" if "?" in path else "?"
        answer = program.ask("GET", f"{path}{joined}cursor={cursors.cursor(name, f'{at}_{key}')}")
        assert answer.status_code in {200, 422}, answer.content


@QUICK
@given(st.sampled_from(["replies", "memos", "messages", "closure", "promises", "renegotiations"]), BODY)
def test_any_body_is_done_or_refused_in_a_sentence(program: Program, path: str, body: Any) -> None:
    case = a_case() if not hasattr(program, "number") else None
    program.number = case.number if case else program.number

    answer = program.ask("POST", f"cases/{program.number}/{path}", json.dumps(body))

    assert answer.status_code in {201, 404, 409, 422}, answer.content
    assert answer.status_code == 201 or answer.json()["sentence"]


@QUICK
@given(st.binary(max_size=60))
def test_any_bytes_as_a_body_are_refused(program: Program, body: bytes) -> None:
    answer = program.ask("POST", "cases", body)

    assert answer.status_code in {400, 422}
    assert answer.json()["sentence"]


def test_every_part_of_the_api_needs_a_token() -> None:
    assert api.auth is not None
