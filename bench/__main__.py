"""
Measure: `python -m bench` measures everything, `python -m bench NAME` one module or one figure.

Each module has `run() -> list[dict]` and is measured in a process of its own. Every figure is printed as one JSON line
and kept in docs/performance.md.
"""

import ast
import json
import re
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPORT = HERE.parent / "docs/performance.md"
ORDER = ("accept", "understand", "send", "desk", "live", "idle", "start")
HEAD = """# How fast, how big

Written by `make bench`; each figure is the median of its rounds. `limit` is what the same machine did in the same run
with everything left out that can be left out (for the desk: the same page at 10,000 cases), so the ratio says more than
the value: machines differ and are shared, ratios hold.

| name | value | unit | aim | limit | ratio | rounds | measured |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""
ROW = re.compile(r"^\| (\w+) \|.*\|$")


def main(only: str = "") -> int:
    """Measure what was asked for; return 1 when a module failed."""
    names = modules()
    chosen = [name for name in names if not only or only == name or only in figures_of(name)]
    if not chosen:
        print(f"Nothing is called {only}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    return max(measure(name, only if only not in names else "") for name in chosen)


def modules() -> list[str]:
    """Return the modules that measure, in the order of a mail's way."""
    found = {path.stem for path in HERE.glob("*.py") if "\ndef run() ->" in path.read_text()}
    return [*(name for name in ORDER if name in found), *sorted(found - set(ORDER))]


def figures_of(name: str) -> set[str]:
    """Return what a module's figures may be called: every plain word it writes as a string."""
    tree = ast.parse((HERE / f"{name}.py").read_text())
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def measure(name: str, only: str) -> int:
    """Measure one module in a process of its own."""
    command = [sys.executable, "-c", f"from bench.__main__ import child; child({name!r})"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent) as process:
        for line in process.stdout or ():
            figure = json.loads(line)
            if not only or figure["name"] == only:
                print(line, end="", flush=True)
                keep(figure)
    return 1 if process.returncode else 0


def child(name: str) -> None:
    """Run a module and print its figures; whatever else it prints goes to stderr."""
    out, sys.stdout = sys.stdout, sys.stderr
    for figure in import_module(f"bench.{name}").run():
        print(json.dumps(figure), file=out, flush=True)


def keep(figure: dict[str, Any]) -> None:
    """Write a figure into the report, in place of the same one measured before."""
    rows = {row[1]: row[0] for line in _lines() if (row := ROW.match(line)) and row[1] != "name"}
    told = (figure[key] for key in ("name", "value", "unit", "aim", "limit", "ratio"))
    shown = ["–" if value is None else str(value) for value in told]
    rounds = ", ".join(str(each) for each in figure["rounds"])
    rows[figure["name"]] = f"| {' | '.join([*shown, rounds, str(date.today())])} |"  # noqa: DTZ011  # a day is enough
    REPORT.write_text(HEAD + "\n".join(rows.values()) + "\n")


def _lines() -> list[str]:
    return REPORT.read_text().splitlines() if REPORT.exists() else []


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
