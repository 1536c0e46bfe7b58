"""
The lines by which mail programs begin what was said before, in the languages people write in.

Every pattern looks at one line of bounded length, so that no text, however hostile, makes reading it slow.
"""

import re

from aspa.channels.email.folding import quote_words

_MAX_LINE = 400
_MAX_JOINED = 600

_VERB = re.compile(rf"(?<!\w)(?:{quote_words.WROTE})(?!\w)", re.IGNORECASE)
_WHEN = re.compile(
    r"\d{1,2}[.:]\d{2}(?!\d)|(?<!\d)\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|(?<!\d)\d{4}-\d{2}-\d{2}|(?<!\d)(?:19|20)\d{2}(?!\d)"
    r"|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,12}"
)
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}(?!\d)")
_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}\w")
_COLON = (":", "：", ":*", "：*")

_RULED = r"[\s>*]{0,8}[-_=–—]{2,60}\s{0,3}(?:%s)\s{0,3}:?\s{0,3}[-_=–—]{2,60}[\s*]{0,8}"
_ORIGINAL_LINE = re.compile(_RULED % quote_words.ORIGINAL, re.IGNORECASE)
_RULED_WROTE = re.compile(
    rf"[\s>*]{{0,8}}-{{2,20}}.{{1,150}}(?<!\w)(?:{quote_words.WROTE})\s{{0,3}}-{{2,20}}\s{{0,8}}", re.IGNORECASE
)
_REPLY_ABOVE = re.compile(rf"[\s>*#_=–—-]{{2,40}}(?:{quote_words.REPLY_ABOVE})[\s*#_=–—.-]{{0,40}}", re.IGNORECASE)
_FORWARD_LINE = re.compile(
    rf"[\s>*]{{0,8}}[-_=–—]{{0,60}}\s{{0,3}}(?:{quote_words.FORWARD})(?:\s{{0,3}}[-_=–—]{{2,60}}|\s{{0,3}}:?)[\s*]{{0,8}}",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s{0,8}[(<\[]?https?://[^\s>)]{1,2000}[)>\]]?\s{0,3}>?\s{0,8}")
_UNDERLINE = re.compile(r"\s{0,8}[_\-=–—*]{5,200}\s{0,8}")

_FIELD = re.compile(
    rf"[\s>*_|]{{0,10}}(?:(?P<sender>{quote_words.FROM})|(?P<sent>{quote_words.SENT})|(?P<to>{quote_words.TO})"
    rf"|(?P<subject>{quote_words.SUBJECT}))\s{{0,2}}[*_]{{0,2}}\s{{0,2}}[:：]",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    rf"[\s*_\[(]{{0,5}}(?:(?:{quote_words.SENT_FROM}).{{1,50}}?(?:{quote_words.DEVICE})|(?:{quote_words.GET_APP}))",
    re.IGNORECASE,
)
_BEGUN_LATE = re.compile(
    r"\s{0,8}[^\s>].{0,300}?(?:[a-zåäö.,!?]\s|-{2,}\s?)\s{0,3}On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[A-Z][a-z]{2} \d|\d)"
)
_OPENING = re.compile(
    r"(?:on|den|am|le|el|il|op|em|på|w dniu|il giorno|ma|ti|ke|to|pe|la|su|dne)\b.{0,5}\s"
    r"|\S{1,15},?\s+\d{1,2}\.?\s|\d{1,2}\.\d{1,2}\.",
    re.IGNORECASE,
)


def is_attribution(lines: list[str], at: int) -> int:
    """Return how many lines, ending at `at`, say together that somebody wrote what follows; 0 where they do not."""
    last = lines[at].strip(" \t>*\xa0")
    if not last.endswith(_COLON) or len(lines[at]) > _MAX_LINE:
        return 0
    joined = ""
    for count in range(1, 5):
        line = lines[at - count + 1].strip(" \t>*\xa0") if at - count + 1 >= 0 else ""
        if not line or len(line) + len(joined) > _MAX_JOINED or _FIELD.match(line):
            return 0
        joined = f"{line} {joined}" if joined else line
        if _is_whole(joined):
            return _with_opening(lines, at, count)
    return 0


def _is_whole(joined: str) -> bool:
    """Who or when, and that they wrote; or, without a verb, a mailbox, a date and a time of day before the colon."""
    has_when, mailbox = bool(_WHEN.search(joined)), _MAILBOX.search(joined)
    if _VERB.search(joined):
        return has_when or mailbox is not None
    return bool(mailbox and joined.rstrip(":：* ").endswith(">") and _CLOCK.search(joined))


def _with_opening(lines: list[str], at: int, count: int) -> int:
    """Take in the line above where the sentence began there: programs wrap these at 72 letters."""
    first = at - count + 1
    if _WHEN.search(" ".join(lines[first : at + 1])) or first == 0:
        return count
    above = lines[first - 1].strip(" \t>*")
    is_opening = (
        _OPENING.match(above) and _WHEN.search(above) and len(above) < _MAX_LINE and not above.endswith((".", "!", "?"))
    )
    return count + 1 if is_opening else count


def has_words_before(line: str) -> bool:
    """Tell whether somebody's own words stand on the line on which the program began its "On ... wrote:"."""
    return bool(_BEGUN_LATE.match(line[:_MAX_LINE]))


def says_wrote(line: str) -> bool:
    """Tell whether a line says who wrote, or who and when: enough only where quote marks follow."""
    line = line[:_MAX_LINE].strip()
    if line.endswith(_COLON) and _VERB.search(line):
        return True
    if line.endswith(_COLON) and (_CLOCK.search(line) or (line.endswith(">:") and _MAILBOX.search(line))):
        return True
    return line.endswith((">", ")", *_COLON)) and bool(_WHEN.search(line) and _MAILBOX.search(line))


def is_original(line: str) -> bool:
    """Tell whether a line is a ruled "Original message"."""
    return len(line) < _MAX_LINE and bool(
        _ORIGINAL_LINE.fullmatch(line) or _RULED_WROTE.fullmatch(line) or _REPLY_ABOVE.fullmatch(line)
    )


def is_forward(line: str) -> bool:
    """Tell whether a line says that what follows is forwarded."""
    return len(line) < _MAX_LINE and bool(_FORWARD_LINE.fullmatch(line))


def is_rule(line: str) -> bool:
    """Tell whether a line is only a stroke."""
    return len(line) < _MAX_LINE and bool(_UNDERLINE.fullmatch(line))


def is_header_block(lines: list[str], at: int) -> bool:
    """Tell whether the headers of an earlier letter begin here: who, and at least when or about what, and to whom."""
    first = _FIELD.match(lines[at][:_MAX_LINE])
    if first is None or not (first["sender"] or first["sent"]):
        return False
    seen = {first.lastgroup}
    fields = 1
    for line in lines[at + 1 : at + 12]:
        field = _FIELD.match(line[:_MAX_LINE])
        if field:
            seen.add(field.lastgroup)
            fields += 1
        elif not line.strip() and fields >= 3:
            break
    return fields >= 3 and "sender" in seen and bool(seen & {"sent", "subject"})


def is_field(line: str) -> bool:
    """Tell whether a line is one header of an earlier letter."""
    return bool(_FIELD.match(line[:_MAX_LINE]))


def is_link(line: str) -> bool:
    """Tell whether a line is one web address and nothing else: programs break lines around them."""
    return len(line) < 2_000 and bool(_LINK.fullmatch(line))


def is_mobile_signature(line: str) -> bool:
    """Tell whether a line is what a phone writes under a letter by itself."""
    return len(line) < 160 and bool(_MOBILE.match(line))
