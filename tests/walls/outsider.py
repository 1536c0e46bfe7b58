"""What an outsider may try: every address of the desk and every operation of the API, with another company's keys."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

import aspa.desk

DESK = Path(aspa.desk.__file__).parent
PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>[^)]*\)")
MOST = 40  # ways to fill in one address
Keys = Callable[[str], Sequence[int | str]]  # name of a place in an address → what of another's fits there


def addresses(patterns: Sequence[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[str]:
    """Yield every address that Django answers at, as it is written."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + re.sub(r"[\^$]|\\Z", "", str(each.pattern))
        if isinstance(each, URLResolver):
            yield from addresses(each.url_patterns, route)
        else:
            yield route


def filled(route: str, keys: Keys) -> Iterator[str]:
    """Yield an address with another's keys and words in its places."""
    places = list(PLACE.finditer(route))
    values = [keys(place["name"] or place["named"]) for place in places]
    for chosen in islice(product(*values), MOST):
        path, rest = "", 0
        for place, value in zip(places, chosen, strict=True):
            path += route[rest : place.start()] + str(value)
            rest = place.end()
        yield path + route[rest:]


def operations(described: dict[str, Any], keys: Keys, key: int, word: str) -> Iterator[tuple[str, str, Any]]:
    """Yield method, path and body of every operation of an OpenAPI document, filled with another's keys and words."""
    shapes = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method, about in methods.items():
            route = re.sub(r"{(\w+)}", r"<str:\1>", path)
            shape = about.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            for place in filled(route, keys):
                yield method.upper(), place, said(shape, shapes, key, word) if shape else None


def said(shape: dict[str, Any], shapes: dict[str, Any], key: int, word: str) -> Any:
    """Return a value of a shape that names another's row wherever it can."""
    if "$ref" in shape:
        shape = shapes[shape["$ref"].rpartition("/")[2]]
    options = shape.get("anyOf") or shape.get("oneOf") or shape.get("allOf")
    if options:
        return said(options[0], shapes, key, word)
    kind = shape.get("type")
    if kind == "object":
        return {name: said(each, shapes, key, word) for name, each in shape.get("properties", {}).items()}
    if kind == "array":
        return [said(shape.get("items", {}), shapes, key, word)]
    plain = {"integer": key, "number": key, "boolean": True}.get(str(kind), word)
    moment = "2040-01-02T10:00:00Z" if shape.get("format") == "date-time" else plain
    return shape.get("const") or next(iter(shape.get("enum", [])), moment)


def fields() -> list[str]:
    """Return every name under which any form of the desk sends something."""
    names = set[str]()
    for path in DESK.rglob("*.html"):
        names |= set(re.findall(r'name="([a-z_]+)"', path.read_text()))
    for path in DESK.rglob("*.py"):
        names |= set(re.findall(r"^    ([a-z_]+) = forms\.", path.read_text(), re.MULTILINE))
        names |= set(re.findall(r'(?:POST|GET)(?:\.get(?:list)?\(|\[)"([a-z_]+)"', path.read_text()))
    return sorted(names)
