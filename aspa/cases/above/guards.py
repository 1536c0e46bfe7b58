"""What floors above may say against closing a case: a required field is empty, a task is not done."""

from collections.abc import Callable, Collection, Iterable

from aspa.cases.models import Case

Guard = Callable[[Case, str], None]  # case, outcome; raises a Refused of its own
guards: dict[Guard, str] = {}


def before_closing(guard: Guard, *, asks: str = "") -> None:
    """
    Let a guard be asked before a case is closed; called from an app's `ready()`.

    Args:
        asks: the code of its refusal where that is a question: whoever closes may say that it does not matter.
    """
    guards[guard] = asks


def answered(anyway: bool | Iterable[str]) -> frozenset[str]:
    """Return the questions that somebody has answered: each by its code, or all at once."""
    questions = frozenset(asks for asks in guards.values() if asks)
    return questions if anyway is True else questions.intersection(anyway or ())


def check(case: Case, outcome: str, *, despite: Collection[str]) -> None:
    """Ask every guard, but for the questions that were answered. Raises what they raise."""
    for guard, asks in guards.items():
        if not asks or asks not in despite:
            guard(case, outcome)
