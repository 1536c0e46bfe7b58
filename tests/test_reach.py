"""What agents do at the desk, programs do by the API; what they do not, and why not, stands here."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ASPA = Path(__file__).resolve().parents[1] / "aspa"

BY_HAND = "an agent's own window, line by line; a program sends all of it at once"
OWN = "a person's own; a program has no such thing, and gives nobody theirs"
DOOR = "somebody comes in by it, and is not known yet"
KEYS = "who may set it could come in as anybody; a person does it, signed in and trying it out"
WHILE_WRITING = "it guides the hands of whoever writes at the desk; what a program writes was written elsewhere"
AT_DESK_ONLY = {
    "brands.wording.verbs.allow": WHILE_WRITING,
    "brands.wording.verbs.avoid": WHILE_WRITING,
    "drafting.leaving.verbs.reply": "`held` and `replies`: a program says when a reply leaves",
    "drafting.leaving.verbs.settle": OWN,
    "drafting.leaving.verbs.take_back": "`held`: by the same verbs, without the text to go on with",
    "drafting.verbs.enclose": BY_HAND,
    "drafting.verbs.keep": BY_HAND,
    "drafting.verbs.leave_out": BY_HAND,
    "drafting.verbs.memo": BY_HAND,
    "drafting.verbs.renegotiate": BY_HAND,
    "people.verbs.edit": "`customers/{id}`: a company that nobody knows yet is made first",
    "reception.founding.found_by_invitation": DOOR,
    "sign_on.verbs.admit": DOOR,
    "sign_on.verbs.ask": DOOR,
    "sign_on.verbs.client_of": DOOR,
    "sign_on.verbs.come_back": DOOR,
    "sign_on.verbs.link": OWN,
    "sign_on.verbs.look": KEYS,
    "sign_on.verbs.remove": KEYS,
    "sign_on.verbs.remove_own_key": OWN,
    "sign_on.verbs.set_up": KEYS,
    "sign_on.verbs.unlink": KEYS,
    "sign_on.verbs.unlink_own": OWN,
    "staff.inviting.verbs.accept": DOOR,
    "staff.signing_in.verbs.told_of_step": OWN,
    "staff.verbs.introduce": OWN,
    "teamwork.focus.verbs.begin": OWN,
    "teamwork.focus.verbs.end": OWN,
    "teamwork.sweeping.verbs.run": "the worker does it: no request of a program holds up others meanwhile",
}


def test_each_verb_of_the_desk_is_one_of_the_api() -> None:
    desk, api = (set(filter(is_verb, taken_by(face))) for face in ("desk", "api"))

    assert desk - api == set(AT_DESK_ONLY)
    assert len(desk & api) > 100


def taken_by(face: str) -> set[str]:
    """Return everything that a face takes from other modules, such as `cases.verbs.close`."""
    paths = [path for path in (ASPA / face).rglob("*.py") if "tests" not in path.parts]
    return {name for path in paths for name in taken_in(ast.parse(path.read_text()))}


def taken_in(module: ast.Module) -> Iterator[str]:
    """Yield what a module takes from others."""
    known = dict[str, str]()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aspa."):
            known |= {one.asname or one.name: f"{(node.module or '')[5:]}.{one.name}" for one in node.names}
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            yield f"{known[node.value.id]}.{node.attr}"
        elif isinstance(node, ast.Name) and node.id in known:
            yield known[node.id]


def is_verb(name: str) -> bool:
    """Tell whether it changes rows: it stands among verbs, or is a transaction of its own at a moment."""
    place, _dot, called = name.rpartition(".")
    try:
        found = getattr(import_module(f"aspa.{place}"), called, None)
    except ImportError:  # a class, not a module
        return False
    if not inspect.isfunction(found):
        return False
    verb = inspect.unwrap(found)
    changes = "at" in inspect.signature(verb).parameters and "@transaction.atomic" in inspect.getsource(verb)
    return changes or place.endswith("verbs")
