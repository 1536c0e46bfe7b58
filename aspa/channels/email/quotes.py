"""
What a person wrote now, and what was there before: folded, never deleted.

The structure of the HTML is asked first, the lines of the text after it. Answers between quoted lines stay whole, a
forwarded letter stays whole, and where there is doubt, everything stays visible.
"""

from dataclasses import dataclass

from aspa.channels.email.folding import quote_lines
from aspa.channels.email.folding.quote_html import quoted_from
from aspa.channels.email.reading.html_text import text_of

_MAX_SIGNATURE = 15
_MAX_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Folded:
    """`visible` is what a person wrote now, `hidden` the quoted history and the signature, in the order they stood."""

    visible: str
    hidden: str


def fold(text: str, html: str = "") -> Folded:
    """
    Return the text of a letter parted into what was written now and what can be folded away.

    Args:
        text: the plain text, lines ending in "\\n"; where it is blank, the HTML is read instead.
        html: the HTML of the same letter; its structure is asked first.

    Returns:
        Every line of the text that is not blank stands in `visible` or in `hidden`. If nothing would be left to see,
        everything is visible. Never raises.
    """
    text = text if text.strip() or not html else text_of(html)
    lines = text.split("\n", _MAX_LINES)
    cut = _cut(lines, html)
    end = _signature(lines, cut)
    visible = "\n".join(lines[:end]).strip("\n").rstrip()
    if not visible.strip():
        return Folded(text.strip("\n").rstrip(), "")
    return Folded(visible, "\n".join(lines[end:]).strip("\n").rstrip())


def _cut(lines: list[str], html: str) -> int:
    """
    Return the line where the quoted history begins; the number of lines where there is none.

    Quote marks from an attribution down to the last line leave nothing to ask the HTML, which costs ten times as much.
    """
    by_text = _first_quote(lines)
    if html and not (by_text is not None and _is_marked_throughout(lines, by_text)):
        by_html = quoted_from(lines, html)
        if by_html is not None and _is_visible(lines[:by_html]):
            return len(lines) if _is_forwarded(lines, by_html) else _with_attribution(lines, by_html)
    if by_text is None or _is_forwarded(lines, by_text) or _has_answers(lines, by_text):
        return len(lines)
    return by_text


def _is_marked_throughout(lines: list[str], at: int) -> bool:
    """Tell whether every line from an attribution on carries a quote mark."""
    if lines[at].lstrip()[:1] == ">" or not _is_visible(lines[:at]) or _is_forwarded(lines, at):
        return False
    plain = [place for place in range(at, len(lines)) if lines[place].strip() and lines[place].lstrip()[:1] != ">"]
    return (
        len(plain) < len(lines) - at and all(place < at + 4 for place in plain) and _is_head(lines, at, plain[-1] + 1)
    )


def _is_visible(lines: list[str]) -> bool:
    return any(line.strip() and not line.lstrip().startswith(">") for line in lines)


def _first_quote(lines: list[str]) -> int | None:
    """Return the first line of the history by the text alone."""
    for at, line in enumerate(lines):
        if not line or line.isspace():
            continue
        begin = _begins(lines, at, line)
        if begin is not None:
            return _with_rule(lines, begin)
    return None


def _begins(lines: list[str], at: int, line: str) -> int | None:
    """Return where the history begins if this line shows that it does."""
    if line.lstrip()[:1] == ">":
        return _said_above(lines, at)
    if ":" not in line and "：" not in line:
        has_strokes = "--" in line or "__" in line or "==" in line or "##" in line
        is_mark = has_strokes and (quote_lines.is_original(line) or quote_lines.is_forward(line))
        return at if is_mark else None
    if count := quote_lines.is_attribution(lines, at):
        return _after_own_words(lines, at - count + 1)
    if quote_lines.is_header_block(lines, at) or quote_lines.is_original(line) or quote_lines.is_forward(line):
        return at
    return None


def _after_own_words(lines: list[str], first: int) -> int | None:
    """Leave a line visible on which somebody's own words stand before the attribution."""
    if not quote_lines.has_words_before(lines[first]):
        return first
    return next((at for at in range(first + 1, len(lines)) if lines[at].strip()), None)


def _said_above(lines: list[str], at: int) -> int:
    """Take in the line above quote marks that says who wrote, however it is said."""
    above = at - 1
    while above >= 0 and not lines[above].strip() and at - above < 3:
        above -= 1
    return above if above >= 0 and quote_lines.says_wrote(lines[above]) else at


def _with_rule(lines: list[str], at: int) -> int:
    """Take in a stroke or an "Original message" right above."""
    above = at - 1
    while above >= 0 and not lines[above].strip() and at - above < 3:
        above -= 1
    is_part = above >= 0 and (quote_lines.is_rule(lines[above]) or quote_lines.is_original(lines[above]))
    return above if is_part else at


def _with_attribution(lines: list[str], at: int) -> int:
    """Take in the attribution that stands right above what the HTML calls quoted."""
    above = at - 1
    while above >= 0 and not lines[above].strip() and at - above < 4:
        above -= 1
    if above >= 0 and (count := quote_lines.is_attribution(lines, above)):
        return above - count + 1
    if above >= 0 and quote_lines.says_wrote(lines[above]):
        return above
    return _with_rule(lines, at)


def _is_forwarded(lines: list[str], at: int) -> bool:
    """Tell whether the history is a letter passed on, which is why it was sent at all."""
    return any(quote_lines.is_forward(line) for line in lines[max(at - 1, 0) : at + 4])


def _has_answers(lines: list[str], at: int) -> bool:
    """Tell whether somebody wrote between or below quoted lines, signatures and old headers left aside."""
    marked = [place for place in range(at, len(lines)) if lines[place].lstrip()[:1] == ">"]
    if not marked:
        return False
    if any(line.strip() for line in lines[at : marked[0]]) and not _is_head(lines, at, marked[0]):
        return False  # the history is not told by quote marks: they are part of it
    for place in range(marked[0], len(lines)):
        line = lines[place]
        if not line.strip() or line.lstrip()[:1] == ">":
            continue
        if _is_signature_mark(line) or quote_lines.is_mobile_signature(line):
            return False
        if not _is_wrapped(lines, place):
            return True
    return False


def _is_head(lines: list[str], at: int, marked: int) -> bool:
    """Tell whether only an attribution stands between the cut and the first quote mark."""
    said = [line for line in lines[at:marked] if line.strip()]
    return len(said) <= 5 and said[-1].rstrip(" *\xa0").endswith((":", "："))


def _is_wrapped(lines: list[str], at: int) -> bool:
    """Tell whether a lone unmarked line is the torn-off end of a quoted one, or who wrote what is quoted deeper."""
    before = lines[at - 1] if at else ""
    after = lines[at + 1] if at + 1 < len(lines) else ""
    is_between = before.lstrip()[:1] == ">" and after.lstrip()[:1] == ">"
    is_torn = is_between and (
        (len(before) >= 65 and len(lines[at]) <= 30) or quote_lines.is_link(lines[at]) or _ends_link(before, lines[at])
    )
    return is_torn or quote_lines.is_rule(lines[at])


def _ends_link(before: str, line: str) -> bool:
    """Tell whether a line is the rest of a web address the quoted line above it began."""
    word = before.rstrip().rpartition(" ")[2]
    return "://" in word and " " not in line.strip() and not word.endswith((")", ">"))


def _signature(lines: list[str], cut: int) -> int:
    """Return where the signature at the end of what is visible begins."""
    end = cut
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    first = max(end - _MAX_SIGNATURE - 1, 0)
    for at, line in enumerate(lines[first:end], first):
        if line.startswith("--") and _is_signature_mark(line) and _is_visible(lines[:at]):
            return at
    return _mobile(lines, end)


def _is_signature_mark(line: str) -> bool:
    return line.rstrip() == "--" and len(line) <= 4


def _mobile(lines: list[str], end: int) -> int:
    """Leave out what a phone wrote under the letter, up to two lines of it."""
    for at in (end - 1, end - 2, end - 3):
        if at > 0 and not lines[at - 1].strip() and quote_lines.is_mobile_signature(lines[at]):
            return at
    if end > 1 and quote_lines.is_mobile_signature(lines[end - 1]):
        return end - 1
    return end
