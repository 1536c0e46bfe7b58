"""How writers feel, how good their messages sound, and why they write."""

from collections.abc import Sequence

from aspa.language.evaluation import beside
from aspa.language.evaluation.held_out import LANGUAGES, Example, Message
from aspa.language.evaluation.measures import auc, macro_f1, share
from aspa.language.evaluation.row import Beside, Row, best
from aspa.language.mood import MOODS, mood, polarity
from aspa.language.reasons import REASONS, SUGGESTED
from aspa.language.reasons import reasons as suggested

UNHAPPY = {"angry", "disappointed"}
WORD_LIST = "word list (AFINN)"


def moods(messages: Sequence[Message]) -> list[Row]:
    """Tell how well moods are recognised, and how well pleased messages are told from unhappy ones."""
    spoken = [(one, [message for message in messages if message.language == one]) for one in LANGUAGES]
    return [row for language, those in spoken for row in (_mood(language, those), _polarity(language, those))]


def _mood(language: str, messages: Sequence[Message]) -> Row:
    wanted = [message.mood for message in messages]
    always = [beside.commonest(wanted)] * len(wanted)
    others = best(
        Beside(f"always {always[0]}", macro_f1(wanted, always, MOODS)),
        Beside(WORD_LIST, macro_f1(wanted, [beside.mood_by_tone(one.text, language) for one in messages], MOODS)),
    )
    ours = macro_f1(wanted, [mood(message.text) for message in messages], MOODS)
    return Row("mood", language, "four moods, macro-F1", ours, others, 0.7)


def _polarity(language: str, messages: Sequence[Message]) -> Row:
    pleased = [message for message in messages if message.mood == "pleased"]
    unhappy = [message for message in messages if message.mood in UNHAPPY]
    theirs = auc(*([beside.tone(one.text, language) for one in those] for those in (pleased, unhappy)))
    ours = auc(*([polarity(one.text) for one in those] for those in (pleased, unhappy)))
    return Row("polarity", language, "pleased above unhappy, AUC", ours, Beside(WORD_LIST, theirs), 0.87)


def reasons(messages: Sequence[Message], examples: Sequence[Example]) -> list[Row]:
    """Tell how well reasons are suggested: the first, and whether the right one is among three."""
    rows = []
    for language in LANGUAGES:
        nearest = beside.NearestExample([example for example in examples if example.language == language])
        those = [message for message in messages if message.language == language]
        ours = [suggested(message.text) for message in those]
        theirs = [nearest.reasons_of(message.text) or [REASONS[0]] for message in those]
        rows += _reasons(language, [message.reason for message in those], ours, theirs)
    return rows


def _reasons(language: str, wanted: list[str], ours: list[list[str]], theirs: list[list[str]]) -> list[Row]:
    def first(found: list[list[str]]) -> float:
        return macro_f1(wanted, [one[0] for one in found], REASONS)

    def among(found: list[list[str]]) -> float:
        return share(right in one[:SUGGESTED] for right, one in zip(wanted, found, strict=True))

    name = "nearest example by shared words"
    return [
        Row("reasons", language, "thirteen reasons, macro-F1", first(ours), Beside(name, first(theirs)), 0.75),
        Row("reasons", language, "right one among three", among(ours), Beside(name, among(theirs)), 0.92),
    ]
