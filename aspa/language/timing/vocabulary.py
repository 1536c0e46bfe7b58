"""Words of time in Finnish, Swedish and English, as patterns."""

import re
from collections.abc import Sequence


def numbered(stems: Sequence[str]) -> dict[str, int]:
    """Return each stem with its number from one on; several stems of one number are parted by bars."""
    return {stem: nth for nth, group in enumerate(stems, 1) for stem in group.split("|")}


WEEKDAYS = numbered(
    "maanantai|måndag|monday tiistai|tisdag|tuesday keskiviik|onsdag|wednesday torstai|torsdag|thursday "
    "perjantai|fredag|friday lauantai|lördag|saturday sunnuntai|söndag|sunday".split()
)
SHORT_WEEKDAYS = numbered("ma|mån|mon ti|tis|tue ke|ons|wed to|tors|thu pe|fre|fri la|lör|sat su|sön|sun".split())
MONTHS = numbered(
    "tammiku|januari|january helmiku|februari|february maalisku|mars|march huhtiku|april toukoku|maj|may "
    "kesäku|juni|june heinäku|juli|july eloku|augusti|august syysku|september lokaku|oktober|october "
    "marrasku|november jouluku|december".split()
)
NUMBERS = {
    word: number
    for number, words in {
        0.5: "puolen puolessa halv half",
        1: "yksi yhden yhdessä yhtä en ett ettdera one a an",
        1.5: "puolentoista puolessatoista",
        2: "kaksi kahden kahdessa kahta pari parin parissa två par two couple",
        3: "kolme kolmen kolmessa tre three muutaman muutamassa några few",
        4: "neljä neljän neljässä fyra four",
        5: "viisi viiden viidessä fem five",
        6: "kuusi kuuden kuudessa sex six",
        7: "seitsemän seitsemässä sju seven",
        8: "kahdeksan kahdeksassa åtta eight",
        9: "yhdeksän yhdeksässä nio nine",
        10: "kymmenen kymmenessä tio ten",
        12: "kahdentoista kaksitoista tolv twelve",
        14: "neljäntoista neljätoista fjorton fourteen",
        24: "kahdenkymmenenneljän tjugofyra",
    }.items()
    for word in words.split()
}
UNITS = {
    "minute": r"min(?:uut\w+|uter|ut|utes|ute|\.)?",
    "hour": r"tun\w+|h|timm\w+|hours?",
    "business": r"arkipäiv\w+|työpäiv\w+|arbetsdag\w*|vardag\w*|(?:business|working|work) ?days?",
    "day": r"päiv\w+|vuorokau\w+|pv|vrk|dag\w*|dygn\w*|days?",
    "week": r"viik\w+|vko\w*|veck\w+|weeks?",
    "month": r"kuukau\w+|kk|månad\w*|months?",
    "year": r"vuo(?:den|tta|dessa|si)|år|years?",
}
NUMBER = r"(?P<number>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
UNIT = "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in UNITS.items())
NEXT = r"ensi|seuraava\w*|tuleva\w*|nästa|next|kommande|coming"
THIS = r"tä(?:llä|nä|män|ssä)|kuluva\w*|denna|den här|this"
LAST = r"viime|menneel\w+|edellise\w+|förra|last|previous"
WHICH = rf"(?:(?P<next>{NEXT})|(?P<this>{THIS})|(?P<last>{LAST}))"
PARTS_OF_DAY = (
    # pattern, from and until in hours; more than 24 is the next day
    (r"aamupäiv\w*|ap\.|förmiddag\w*|fm\b", 8, 12),
    (r"iltapäiv\w*|ip\.|eftermiddag\w*|em\b|afternoon", 12, 16),
    (r"puol(?:en|i)?päiv\w*|puolilta päivin|keskipäiv\w*|lounasaika\w*|lunch\w*|mitt på dagen|noon|midday", 11, 13),
    (r"aamuyö\w*", 3, 6),
    (r"(?:keski)?yö(?:nä|llä|hön|n)?\b|natt\w*|\btonight late|\bnight", 22, 30),
    (r"\bil(?:ta|la)\w*|iltana\b|illalla\b|kväll\w*|evening|tonight", 17, 21),
    (r"aamu\w*|\bmorgonen|morse|på morgonen|\btidigt", 6, 9),
    (r"morning", 6, 12),
)
DASH = r"\s*(?:[-–—]|\btill\b|\bto\b)\s*"


def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern that does not look at the size of letters."""
    return re.compile(text, re.IGNORECASE)


def either(stems: Sequence[str] | dict[str, int]) -> str:
    """Return a pattern for one of several stems, the longest first."""
    return "|".join(sorted(stems, key=len, reverse=True))


def number_of(word: str) -> float:
    """Return the number a word or digits say."""
    return NUMBERS.get(word.lower()) or float(word)
