"""What an outsider may try: every address of the desk and every operation of the API, with another company's keys."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice, product
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

import aspa.desk

DESK = Path(aspa.desk.__file__).parent
PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>[^)]*\)")
# Of these a body takes one, or one of each kind.
EITHER = {"agent_id", "queue_id", "team_id", "program_id", "brand_id", "owner_agent_id", "owner_team_id"}
EITHER |= {"promise", "closes"} | {"view", "owner", "outcome", "until", "tag", "home", "across"}
DAY, SPELT = "2040-01-02", {"opens": "09:00", "closes": "17:00", "data": "aGVp", "number": "040 123 4567"}
OF_FORMS = {"agent", "queue", "team", "role", "brand", "reason", "field", "customer", "token"}  # what forms call a row
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


def operations(described: dict[str, Any], keys: Keys, word: str) -> Iterator[tuple[str, str, str, Any]]:
    """Yield operation, method, path and body of all in an OpenAPI document, filled with another's keys and words."""
    shapes = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method, about in methods.items():
            route = re.sub(r"{(\w+)}", r"<str:\1>", path)
            shape = about.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            whole = said(shape, shapes, keys, word) if shape else None
            for place, body in product(filled(route, keys), parted(whole)):
                yield about["operationId"], method.upper(), place, body


def parted(body: Any) -> list[Any]:
    """Return a body without those of its keys that exclude each other, with each of them, and with any two."""
    left_out = sorted(EITHER & set(body or {}))
    if len(left_out) < 2:
        return [body]
    rest = {name: value for name, value in body.items() if name not in EITHER}
    chosen = [some for count in range(3) for some in combinations(left_out, count)]
    return [{**rest, **{name: body[name] for name in some}} for some in chosen]


def said(shape: dict[str, Any], shapes: dict[str, Any], keys: Keys, word: str, name: str = "") -> Any:
    """Return a value of a shape that names another's row wherever it can; `name` is what it is called."""
    if "$ref" in shape:
        shape = shapes[shape["$ref"].rpartition("/")[2]]
    options = shape.get("anyOf") or shape.get("oneOf") or shape.get("allOf")
    if options:
        return said(options[0], shapes, keys, word, name)
    kind, parts = shape.get("type"), dict(shape.get("properties", {}))
    if isinstance(shape.get("additionalProperties"), dict):
        parts[said(shape.get("propertyNames", {"const": "fi"}), shapes, keys, word)] = shape["additionalProperties"]
    if kind == "object":
        return {one: said(about, shapes, keys, word, one) for one, about in parts.items()}
    if kind == "array":
        return [said(shape.get("items", {}), shapes, keys, word, name)]
    if kind in {"integer", "number"}:
        return shape.get("maximum") or row_named(name, keys)  # what has a most is no key
    return True if kind == "boolean" else text_of(shape, name, word)


def row_named(name: str, keys: Keys) -> Any:
    """Return the key of another's row that a property names, such as `from_agent_id`; else the number of a case."""
    if name not in OF_FORMS and not name.endswith(("_id", "_ids", "messages")):
        return keys("number")[0]
    model = re.sub(r"^(from|owner)_|_ids?$|s$", "", name)
    return keys({"program": "token", "other": "customer"}.get(model, model) + "_id")[0]


def text_of(shape: dict[str, Any], name: str, word: str) -> str:
    """Return a text that a shape takes: one of its own words, a moment, a day, what is spelt so, else `word`."""
    own = [shape["const"]] if "const" in shape else shape.get("enum")
    if own := own or re.findall(r"^\^\((\w+)", shape.get("pattern", "")):
        return str(own[0])
    if shape.get("format") == "date-time":
        return "2040-01-02T12:00:00Z" if name.endswith("until") else "2040-01-02T10:00:00Z"
    return SPELT.get(name) or (DAY if name.endswith("_on") else word)


def fields() -> list[str]:
    """Return every name under which any form of the desk sends something."""
    names = set[str]()
    for path in DESK.rglob("*.html"):
        names |= set(re.findall(r'name="([a-z_]+)"', path.read_text()))
    for path in DESK.rglob("*.py"):
        names |= set(re.findall(r"^    ([a-z_]+) = forms\.", path.read_text(), re.MULTILINE))
        names |= set(re.findall(r'(?:POST|GET)(?:\.get(?:list)?\(|\[)"([a-z_]+)"', path.read_text()))
    return sorted(names)
