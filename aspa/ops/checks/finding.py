"""What the doctor finds."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing looked at.

    Args:
        what: what is in force, or what was found.
        advice: what to do about it; empty when nothing needs to be done.
    """

    name: str
    state: State
    what: str
    advice: str = ""


def by_age(seconds: float) -> str:
    """Return a length of time as people say it."""
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"
