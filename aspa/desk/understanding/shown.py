"""What the page of a case shows of what its customer asks and feels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import Promise as Text
from markupsafe import Markup

from aspa.cases.shown import CasePage
from aspa.desk.understanding.marking import marked
from aspa.desk.understanding.words import MOODS, UPSET, first_sentence
from aspa.sorting.queries import ReasonRow
from aspa.understanding.queries import Asked, CheckList, by_hand, check_list
from aspa.understanding.rising import SURE
from aspa.understanding.suggesting import suggested


@dataclass(frozen=True, slots=True)
class Mood:
    """
    How the newest contact sounds.

    Attributes:
        because: words of it that say so.
        first: a sentence with which an answer may begin.
        is_corrected: whether a person said it.
    """

    code: str
    called: str | Text
    because: list[str]
    message_id: int
    is_corrected: bool
    first: str

    @property
    def is_upset(self) -> bool:
        """Whether the customer is angry or disappointed."""
        return self.code in UPSET


def mood_of(labelled: Mapping[str, Any], language: str) -> Mood | None:
    """Return how the newest contact of a case sounds; nothing when nobody can tell."""
    if not labelled.get("mood"):
        return None
    code, certainty, because, message_id, is_corrected = labelled["mood"]
    if certainty < SURE and not is_corrected:
        code = "neutral"
    return Mood(code, MOODS[code], because, message_id, is_corrected, first_sentence(code, language))


def understood(page: CasePage, draft: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows; `draft` are the fields of an answer that was begun."""
    asked = Questions([Asked(*one) for one in page.labelled.get("asked") or []], draft)
    return {
        "asked": asked.listed,
        "with_questions": asked.marked,
        "mood": mood_of(page.labelled, page.case.language),
        "moods": MOODS,
        "suggested": partial(likely, page.labelled),
    }


def likely(labelled: Mapping[str, Any], reasons: Sequence[ReasonRow]) -> list[ReasonRow]:
    """Return the reasons of a brand that the newest contact of a case is likely about."""
    guessed, lessons = labelled.get("guessed") or ([], [])
    code, certainty, *_others = labelled.get("mood") or ("", 0.0)
    return suggested(guessed, lessons, reasons, is_thanks=code == "pleased" and certainty >= SURE)


class Questions:
    """The questions of a case, and which of them a draft answers."""

    def __init__(self, every: list[Asked], draft: Mapping[str, str]) -> None:
        self.every = every
        opened = [one for one in every if one.is_open]
        self.listed: CheckList = check_list(opened, draft.get("text", ""), by_hand(draft.get("hand", "")))

    def marked(self, text: str, message_id: int) -> Markup:
        """Return a message as HTML with its questions marked."""
        return marked(text, [one for one in self.every if one.message_id == message_id])
