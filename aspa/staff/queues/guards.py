"""What floors above may say against ending a queue: cases wait in it, or are offered to it."""

from collections.abc import Callable

from aspa.staff.models import Queue

guards: list[Callable[[Queue], None]] = []  # each raises a Refused of its own


def before_ending(guard: Callable[[Queue], None]) -> None:
    """Let a guard be asked before a queue is ended; called from an app's `ready()`."""
    if guard not in guards:
        guards.append(guard)


def check(queue: Queue) -> None:
    """Ask every guard. Raises what they raise."""
    for guard in guards:
        guard(queue)
