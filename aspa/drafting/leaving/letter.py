"""A reply while it waits: what the verb takes, as JSON and back, and as the fields of a form. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aspa.kit.moments import HELSINKI
from aspa.promises.window import Window

PLAIN = ("text", "html", "subject", "to", "closes", "promise_act")
MANY = ("cc", "bcc")
BESIDE = ("passages", "hand")  # go with a letter, and are no part of it


def as_kept(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a reply says as JSON keeps it."""
    kept = {name: said[name] for name in PLAIN if said.get(name)} | {name: list(said.get(name, ())) for name in MANY}
    kept |= {name: list(said[name]) for name in BESIDE if said.get(name)}
    if said.get("despite"):
        kept["despite"] = sorted(said["despite"])
    window = said.get("promise")
    if window:
        kept["due"] = [window.due_from and window.due_from.isoformat(), window.due_until.isoformat()]
    return {"text": "", **kept}


def as_said(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the verb takes."""
    said = {name: kept[name] for name in (*PLAIN, *MANY, "despite") if name in kept}
    if due := kept.get("due"):
        due_from, due_until = (at and datetime.fromisoformat(at) for at in due)
        said["promise"] = Window(due_from, due_until)
    return said


def on_desk(kept: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of the form as they were filled in."""
    fields = {name: kept[name] for name in ("subject", "to") if kept.get(name)}
    fields |= {name: ", ".join(kept[name]) for name in MANY if kept.get(name)}
    fields |= {name: " ".join(map(str, kept[name])) for name in BESIDE if kept.get(name)}
    if due := kept.get("due"):
        until = datetime.fromisoformat(due[1]).astimezone(HELSINKI)
        fields |= {"act": kept["promise_act"], "day": until.date().isoformat(), "time": f"{until:%H:%M}"}
    return fields
