"""Whatever comes, each function ends, and takes time in proportion to what came."""

from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

import pytest

from aspa.language.advice import advise
from aspa.language.analysis import understand
from aspa.language.answers import answered
from aspa.language.detect import detection
from aspa.language.entities import found, mask
from aspa.language.mood import mood, polarity
from aspa.language.plain import difficulty, passives
from aspa.language.questions import questions
from aspa.language.reasons import reasons
from aspa.language.search import search
from aspa.language.sentences import sentences
from aspa.language.similarity import similarity
from aspa.language.times import window
from aspa.language.words import analyze, query_terms

FUNCTIONS: dict[str, Callable[[str], object]] = {
    "analyze": analyze,
    "query_terms": query_terms,
    "detection": detection,
    "questions": questions,
    "sentences": sentences,
    "found": found,
    "mask": mask,
    "window": lambda text: window(text, datetime(2026, 11, 18, tzinfo=UTC)),
    "mood": mood,
    "polarity": polarity,
    "reasons": reasons,
    "difficulty": difficulty,
    "passives": passives,
    "question answered": lambda text: answered(text, "Paketti tulee huomenna."),
    "answered by it": lambda text: answered("Milloin paketti tulee?", text),
    "searched for": lambda text: search(text, ["Paketti tulee huomenna."]),
    "searched in": lambda text: search("paketti", [text]),
    "similarity": lambda text: similarity(text, "Paketti tulee huomenna."),
    "understand": understand,
    "advise": lambda text: advise(text, "fi", {"asiakas": "sinä", "onko se": "x"}),
}
MEGABYTE = 1_000_000
HOSTILE = {
    "one letter": "a",
    "no spaces": "asiakaspalvelu",
    "question marks": "?",
    "dots": ". ",
    "emoji": "\U0001f600",
    "joined emoji": "\U0001f468\u200d\U0001f469",
    "right to left": "\u202eأين طلبي؟ ",
    "look-alikes": "Мiссä ",
    "markup": "<p><b>",
    "open tags": "<a",
    "quoted": "> Onko se rikki?\n",
    "code": "if (a[i] == b) { return x['y']; } ",
    "addresses": "a@b.",
    "links": "https://example.com/?q=1&",
    "digits": "1",
    "numbers": "12.5. 0400-123456 ",
    "accounts": "FI21 ",
    "hyphens": "a-",
    "colons": "a:n ",
    "bad reading": "0nk0 t1lauk5en1 m1ssä ",
    "clitics": "onko ",
    "blanks": " \n",
}
NOTHING = [
    "",
    " ",
    "\n",
    "a",
    "?",
    "\x00",
    "\u200b",
    "ä" * 3,
    "-",
    "'",
    "@",
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
]


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_next_to_nothing_is_understood(name: str, text: str) -> None:
    FUNCTIONS[name](text)


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_megabyte_takes_no_more_than_its_share(name: str, kind: str) -> None:
    """Ten times the text takes about ten times the time, whatever machine this is: what grows as a square takes 100."""
    function, text = FUNCTIONS[name], HOSTILE[kind] * (MEGABYTE // len(HOSTILE[kind]))
    function(text[:1000])
    short = min(_seconds(function, text[: MEGABYTE // 10]) for _again in range(2))

    assert _seconds(function, text) < 30 * short + 0.5


def _seconds(function: Callable[[str], object], text: str) -> float:
    start = process_time()
    function(text)
    return process_time() - start
