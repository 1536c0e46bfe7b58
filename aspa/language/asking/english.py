"""How English speakers ask: an auxiliary first, question words, and verbs of wanting to know."""

import re
from collections.abc import Sequence

ASKING = frozenset("when how where what who whom whose which why".split())
INDIRECT = ASKING | {"if", "whether"}
AUXILIARY = re.compile(
    r"(?:is|are|am|was|were|do|does|did|can|could|would|will|should|shall|may|might|must|have|has|"
    r"had)(?:n['’]?t)?|cannot"
)
SUBJECTS = frozenset(
    "i you we he she it they there this that these those the a an any anyone anybody anything someone "
    "somebody my your our his her "
    "its their all both each one no".split()
)
WONDERING = re.compile(
    r"\b(?:wonder|wondering|(?:like|want|love|need|wish|curious|keen) to (?:know|ask|find out|check|hear|"
    r"understand)|do you know|don['’]?t know|tell me|let me know|let us know|not sure|unsure|"
    r"advise|confirm|ask|asking|check|clarify|explain|enquir\w+|inquir\w+|find out|can['’]?t (?:find|see|"
    r"work out|figure out)|don['’]?t (?:know|understand|see)|curious|unclear|idea|information on)\b"
)
REQUEST = re.compile(
    r"^(?:(?:and|so|hi|hello|also|then|thanks)\s+)*(?:please|kindly|pls|plz)\b|"
    r"^(?:send|tell|let me know|let us know|confirm|advise|call|contact|explain|refund|cancel|give me|"
    r"show me|help)\b|"
    r"\b(?:please|kindly)\s+(?:\w+\s+)?(?:send|tell|let|confirm|advise|provide|explain|check|cancel|"
    r"refund|call|contact|reply|respond|help|arrange|look|give|share|update|forward|make|issue|change|"
    r"remove|resend)\b|"
    r"\b(?:i|we) (?:would|['’]d) (?:appreciate|be grateful)\b|\b(?:i|we)(?: am|['’]m| are|"
    r"['’]re)? (?:request|requesting|ask|asking) (?:you|that|for)\b|"
    r"\b(?:i|we) (?:would like|['’]d like|need|want|await|look forward to|expect)\b.{0,40}\b(?:answer|"
    r"reply|confirmation|information|explanation|copy|quote|help|details|response)\b"
)
SHORT = 4  # words of an exclamation
openers = frozenset(
    "hi hello hey dear and but so then also now or well ok okay thanks thank you please sorry anyway "
    "firstly secondly first second lastly finally "
    "plus good morning afternoon evening quick question by the way just".split()
)
joiners = frozenset("and but or plus".split())


def begins(words: Sequence[str], *, marked: bool) -> bool:
    """Tell whether a clause that begins with these words asks; *had I known* and *when it came* do not."""
    if words[0] in ASKING:
        near = words[1:2] if words[0] in {"when", "where", "who", "why"} else words[1:5]
        return names(words) and (marked or any(map(AUXILIARY.fullmatch, near)))
    if words[:2] == ["any", "chance"]:
        return True
    if not marked and words[0] in {"had", "were", "should"} and "would" in words:
        return False
    return len(words) > 1 and AUXILIARY.fullmatch(words[0]) is not None and words[1] in SUBJECTS


def marks(words: Sequence[str]) -> bool:
    """Nothing in English asks wherever it stands."""
    return False


def names(words: Sequence[str]) -> bool:
    """Tell whether the first of these words is a question word or begins an indirect question."""
    return words[0] in INDIRECT and words[1:2] != ["ever"]


def exclaims(words: Sequence[str]) -> bool:
    """Tell whether a short sentence that begins like a question wonders at something: *what a shame*."""
    return words[:2] in (["what", "a"], ["what", "an"]) or (
        len(words) <= SHORT and words[0] in {"what", "how"} and not any(map(AUXILIARY.fullmatch, words))
    )


def wonders(before: str) -> bool:
    """Tell whether a text in small letters holds a wish to know."""
    return WONDERING.search(before) is not None


def requests(sentence: str) -> bool:
    """Tell whether a sentence in small letters asks for something to be told or done."""
    return REQUEST.search(sentence) is not None
