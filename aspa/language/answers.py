"""
Whether a draft seems to answer a question (R39).

A hint that ticks a check-list and can be unticked: what a question asks for must be spoken of near each other, and a
question for a time, a price or a yes wants one.
"""

import re
from math import exp

from aspa.language.asking import finnish
from aspa.language.emptiness import EMPTY
from aspa.language.sentences import own_lines, sentences
from aspa.language.text import Text
from aspa.language.times import is_time
from aspa.language.word import Word
from aspa.language.words import tokens

WHEN = re.compile(
    r"\b(?:milloin|koska|kauanko|mihin aikaan|kuinka kauan|monelta|när|hur länge|hur dags|when|how long|what time)\b"
)
HOW_MUCH = re.compile(
    r"\b(?:paljonko|kuinka paljon|mitä \w*maksa\w*|hinta\w*|montako|hur mycket|vad kostar|hur många|"
    r"how much|how many|price|cost)\b"
)
YES_OR_NO = re.compile(
    r"\b(?:kyllä|ei|emme|et|voi|voit|voitte|onnistuu|saa|saat|saatte|valitettavasti|totta kai|toki|ja|nej|"
    r"kan|går|tyvärr|självklart|yes|no|"
    r"not|can|cannot|sure|unfortunately|of course)\b"
)
# Where something lingers is answered by its way.
LINGERS = re.compile(
    r"\b(?:viipy\w*|missä \w*(?:paket|tila|lähety|toimitu|ken)\w*|tulossa|var är|where is|where are)\b"
)
ON_ITS_WAY = re.compile(
    r"\b(?:läht\w+|perillä|matkalla|saapu\w+|tule\w*|toimit\w+|noudet\w+|skicka\w*|på väg|framme|komm\w+|"
    r"shipped|sent|on its way|arriv\w+|deliver\w*)\b"
)
BACKGROUND = frozenset("tilata ostaa beställa köpa order buy".split())  # what was bought is not what is asked
NUMBER = re.compile(r"\d|\b(?:ilmai\w+|maksut\w+|veloituks\w+|gratis|kostnadsfri\w*|free)\b")
CONDITION = re.compile(r",\s*(?:jos|kun|koska|mikäli|vaikka|om|när|eftersom|if|when|because)\b", re.IGNORECASE)
WINDOW = 2  # sentences that belong together
MIDDLE, STEEPNESS = 0.42, 9.0
FEWEST_WORDS = 2  # of a draft that says something
LONGEST_GREETING = 4  # words
SENTENCE_END = re.compile(r"(?<=\w{4}[.?])\s*")  # and no "Mr." of a greeting
KIND_MET = 0.25  # what is added where the way of what lingers is told
KIND_MISSED = 0.25  # what is taken off where a time, number or yes is wanted and not there


def answered(question: str, draft: str) -> float:
    """Return how much a draft seems to answer a question, 0-1; from 0.5 on it is taken to."""
    written, language = sentences(draft), Text.of(question).language
    asked = CONDITION.split(point_of(question))[0]
    wanted = _meanings(Text.of(asked, language).words) or _meanings(Text.of(question, language).words)
    if not written or not wanted:
        return 0.0
    near = [" ".join(written[at : at + WINDOW]) for at in range(len(written))]
    best = max(_share(wanted, near_by, question) for near_by in near)
    return 1 / (1 + exp(-STEEPNESS * (best - MIDDLE)))


def point_of(question: str) -> str:
    """Return a question from the words on that ask for a time or a number: *I have waited and wonder when it comes*."""
    point = WHEN.search(question.lower()) or HOW_MUCH.search(question.lower())
    return question[point.start() :] if point else question


def says_something(draft: str) -> bool:
    """Tell whether a draft says anything beside its greeting, its ending and what it quotes."""
    lines = [line.strip() for line in own_lines(draft) if line.strip()]
    if lines and lines[0].endswith((",", "!")) and len(SENTENCE_END.split(lines[0])[-1].split()) <= LONGEST_GREETING:
        lines[0] = " ".join(SENTENCE_END.split(lines[0])[:-1])
    return len(tokens(" ".join(lines))) >= FEWEST_WORDS


def _share(wanted: dict[str, float], near: str, question: str) -> float:
    """How much of what is wanted stands in some sentences, less where they lack the kind of answer."""
    there = {term for word in Text.of(near, "").words for term in (*word.bases, *word.found_by)}
    share = sum(weight for term, weight in wanted.items() if term in there) / sum(wanted.values())
    if share and LINGERS.search(question.lower()) and ON_ITS_WAY.search(near.lower()):
        share += KIND_MET
    return share - (0.0 if _has_kind(question.lower(), near.lower()) else KIND_MISSED)


def _meanings(words: list[Word]) -> dict[str, float]:
    """What a question is about: its words of meaning, longer ones weighing more since they are rarer."""
    found = {}
    for one in words:
        base = one.bases[0]
        if base not in EMPTY and not finnish.ASKING_WORD.fullmatch(one.form) and len(base) > 1:
            found[base] = min(len(base), 12) ** 0.5
    return {base: weight for base, weight in found.items() if base not in BACKGROUND} or found


def _has_kind(question: str, near: str) -> bool:
    """Whether the kind of answer that is wanted is there."""
    if WHEN.search(question):
        return is_time(near)
    if HOW_MUCH.search(question):
        return NUMBER.search(near) is not None
    if any(map(finnish.is_clitic, re.findall(r"\w+", question))):
        return YES_OR_NO.search(near) is not None
    return True
