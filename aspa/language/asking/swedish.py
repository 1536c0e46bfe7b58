"""How Swedish speakers ask: the verb first, question words, and verbs of wanting to know."""

import re
from collections.abc import Sequence

ASKING = frozenset("när hur var vart vad vem vems vilken vilket vilka varför varifrån huruvida hurdan".split())
INDIRECT = ASKING | {"om", "ifall"}
VERBS = re.compile(
    r"(?:är|var|har|hade|kan|kunde|ska|skall|skulle|får|fick|går|gick|finns|fanns|vill|ville|måste|kommer|"
    r"kom|gäller|kostar|ingår|behöver|blir|"
    r"blev|fungerar|passar|säljer|tar|tog|vet|tänker|brukar|borde|hinner|lönar|räcker|stämmer|har|hörs|"
    r"syns|betyder|kräver|tillåter|erbjuder|levererar|"
    r"skickar|accepterar|orkar|råkar|känner|tror|håller|gör|gjorde|sitter|ligger|står|märks|anses|bör|mår|"
    r"ser|minns|menar|önskar)"
)
SUBJECTS = frozenset(
    "jag du ni vi man det den de dom han hon någon något några er ert era min mitt mina din ditt dina "
    "sin vår vårt våra detta denna "
    "dessa alla allt ingen inget inte också en ett där här ändå då verkligen ens".split()
)
FINITE = re.compile(r"\w+(?:en|et|na|erna|arna|orna)")
WONDERING = re.compile(
    r"\b(?:undrar|undrade|funderar|vill (?:gärna )?veta|skulle (?:gärna )?vilja (?:gärna )?(?:veta|fråga|"
    r"höra|kolla)|vet (?:ni|du|inte|någon)|berätta|"
    r"meddela|(?<!min )fråga|frågar|kolla|kontrollera|svara på|säga|säg|tala om|osäker|oklart|"
    r"förstår inte|hittar inte|bekräfta|besked om|ta reda på|information om|förklara|råd om)\b"
)
REQUEST = re.compile(
    r"^(?:(?:och|så|hej|tack|nu)\s+)*(?:vänligen|var (?:snäll|vänlig|vänliga|så god) och|skicka|meddela|"
    r"berätta|bekräfta|kontakta|återkom|svara|"
    r"kolla|kontrollera|ring|hör (?:gärna )?av|ber er|snälla|förklara|ta bort|ändra|makulera|annullera)\b"
    r"|\b(?:jag|vi) (?:ber|önskar|vill ha|skulle vilja ha|behöver|hoppas på|väntar på|emotser|"
    r"uppskattar)\b.{0,50}\b(?:svar|besked|information|"
    r"bekräftelse|hjälp|instruktion\w*|kopia|förklaring|offert|er att|kvitto\w*|råd)\b"
)
SHORT = 4  # words of an exclamation
openers = frozenset(
    "hej hejsan tjena god dag morgon kväll och men så sen sedan då nu också eller samt tack jo ja nej nå "
    "ursäkta förresten dessutom för "
    "det första andra tredje fråga en till kära bästa alltså okej ok hallå".split()
)
joiners = frozenset("och men samt eller".split())


def begins(words: Sequence[str], *, marked: bool) -> bool:
    """Tell whether a clause that begins with these words asks; the verb stands second where it does."""
    if words[0] in ASKING:
        has_verb = any(map(VERBS.fullmatch, words[1:2] if words[0] in {"när", "var", "vem"} else words[1:5]))
        return names(words) and "än" not in words[1:4] and (marked or has_verb)
    return len(words) > 1 and VERBS.fullmatch(words[0]) is not None and _is_subject(words[1])


def marks(words: Sequence[str]) -> bool:
    """Nothing in Swedish asks wherever it stands."""
    return False


def names(words: Sequence[str]) -> bool:
    """Tell whether the first of these words is a question word; *var snäll* and *var god* ask nothing."""
    if words[0] == "var" and len(words) > 1:
        return words[1] not in {"snäll", "vänlig", "vänliga", "god", "så", "sin", "och"}
    if words[0] == "hur" and len(words) > 2:
        return "helst" not in words[1:5]
    return words[0] in INDIRECT


def exclaims(words: Sequence[str]) -> bool:
    """Tell whether a short sentence that begins like a question wonders at something: *vilken besvikelse*."""
    return (
        len(words) <= SHORT
        and words[0] in {"vilken", "vilket", "vilka", "vad"}
        and not any(map(VERBS.fullmatch, words))
    )


def wonders(before: str) -> bool:
    """Tell whether a text in small letters holds a wish to know."""
    return WONDERING.search(before) is not None


def requests(sentence: str) -> bool:
    """Tell whether a sentence in small letters asks for something to be told or done."""
    return REQUEST.search(sentence) is not None


def _is_subject(word: str) -> bool:
    return word in SUBJECTS or FINITE.fullmatch(word) is not None
