"""What was understood of many messages at once, as reception planned them."""

from collections.abc import Sequence
from typing import NamedTuple

from aspa.cases.intake import array_of
from aspa.kit.rows import write_in
from aspa.language.analysis import Judged


class NewUnderstood(NamedTuple):
    """A row of understanding_understood."""

    organisation_id: int
    message_id: int
    mood: str
    certainty: float
    because: str
    polarity: float
    reasons: str
    times: int


class NewQuestion(NamedTuple):
    """A row of understanding_question."""

    organisation_id: int
    message_id: int
    position: int
    text: str


def understood(judged: Judged, *, organisation_id: int, message_id: int, times: int = 1) -> NewUnderstood:
    """Return what was understood of a message as a row; `times` the customer has turned to us about it."""
    return NewUnderstood(
        organisation_id,
        message_id,
        judged.felt.mood,
        judged.felt.certainty,
        array_of(judged.felt.because),
        judged.polarity,
        array_of(list(judged.reasons)),
        times,
    )


def asked(questions: Sequence[str], *, organisation_id: int, message_id: int) -> list[NewQuestion]:
    """Return the questions of a message as rows."""
    return [NewQuestion(organisation_id, message_id, nth, text) for nth, text in enumerate(questions)]


def understand_many(understood: Sequence[NewUnderstood], questions: Sequence[NewQuestion]) -> None:
    """Write down what was understood of messages that are written in this transaction."""
    write_in("understanding_understood", understood)
    write_in("understanding_question", questions)
