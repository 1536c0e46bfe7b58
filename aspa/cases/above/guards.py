"""What floors above may say against closing a case: a required field is empty, a task is not done."""

from collections.abc import Callable

from aspa.cases.models import Case

# case, outcome, whether whoever closes said to close it anyway; raises a Refused of its own
Guard = Callable[[Case, str, bool], None]
guards: list[Guard] = []


def before_closing(guard: Guard) -> None:
    """Let a guard be asked before a case is closed; called from an app's `ready()`."""
    if guard not in guards:
        guards.append(guard)


def check(case: Case, outcome: str, *, anyway: bool) -> None:
    """Ask every guard. Raises what they raise."""
    for guard in guards:
        guard(case, outcome, anyway)
