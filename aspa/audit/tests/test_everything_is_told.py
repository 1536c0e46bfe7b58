"""Whatever somebody does to the house stands in the audit log: no verb forgets to record it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import aspa

HOUSE = Path(aspa.__file__).parent
TOLD = {"aspa.history.verbs.record", "aspa.history.verbs.record_many"}
ELSEWHERE = {  # done by somebody, and why it is not told there
    "aspa.audit.verbs.undo": "told by the verb of the setting, which it calls",
    "aspa.screening.verbs.decide": "told by reception.judging, which calls it",
    "aspa.screening.verbs.follow": "follows what was told",
    "aspa.tasks.unknowns.verbs.learn": "follows what was told",
    "aspa.drafting.verbs.keep": "what is being written is told when it leaves",
    "aspa.drafting.verbs.enclose": "what is being written is told when it leaves",
    "aspa.drafting.verbs.clear": "what is being written is told when it leaves",
    "aspa.sign_on.verbs.remove_own_key": "told by the library that removes it, to desk.doors.second",
    "aspa.channels.email.verbs.try_anew": "looks once more and sets nothing",
    "aspa.channels.email.senders.verbs.ask_again": "looks once more and sets nothing",
}
Calls = dict[str, set[str]]


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in HOUSE.rglob("*.py"):
        within = path.relative_to(HOUSE.parent)
        if not {"tests", "migrations"} & {*within.parts}:
            yield ".".join(within.with_suffix("").parts), ast.parse(path.read_text())


def imported(tree: ast.Module) -> dict[str, str]:
    """Where the names of a module come from."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.asname or name.name: f"{node.module}.{name.name}" for node in found for name in node.names}


def named_in(act: ast.FunctionDef, module: str, known: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(act):
        if isinstance(node, ast.Name):
            yield known.get(node.id, f"{module}.{node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{known.get(node.value.id, node.value.id)}.{node.attr}"


def house() -> tuple[Calls, set[str]]:
    """Every function and what it names; and those that change rows because somebody wants it: they say `by`."""
    calls, acts = Calls(), set[str]()
    for module, tree in modules():
        known = imported(tree)
        for act in [node for node in tree.body if isinstance(node, ast.FunctionDef)]:
            calls[f"{module}.{act.name}"] = {*named_in(act, module, known)}
            is_atomic = any("atomic" in ast.unparse(one) for one in act.decorator_list)
            if is_atomic and not act.name.startswith("_") and "by" in {one.arg for one in act.args.kwonlyargs}:
                acts.add(f"{module}.{act.name}")
    return calls, acts


def telling(calls: Calls) -> set[str]:
    """Which functions record something, themselves or by what they call."""
    told = set(TOLD)
    while more := {name for name, named in calls.items() if name not in told and named & told}:
        told |= more
    return told


def test_whatever_somebody_does_is_told() -> None:
    calls, acts = house()

    assert sorted(acts - telling(calls)) == sorted(ELSEWHERE)
    assert len(acts) > 100
    assert {"aspa.staff.inviting.verbs.invite", "aspa.brands.verbs.change", "aspa.hours.verbs.set_hours"} <= acts
