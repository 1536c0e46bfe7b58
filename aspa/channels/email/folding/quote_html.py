"""Where mail programs mark the history in HTML, and which line of the text that is."""

import re

from lxml import etree

from aspa.channels.email.folding.quote_lines import is_mobile_signature, is_rule
from aspa.channels.email.reading.html_text import rendered, tree_of

_HINTS = (
    "_quote", "divrplyfwdmsg", "appendonsend", "blockquote", "moz-cite-prefix", "zmail_extra", "zwchr",
    "border-top:solid", "border-top:none", "border-top: solid", "border:none;border-top", "border: none; border-top",
    "olk_src_body_section", "mail-editor-reference", "ms-outlook-mobile", "replymessage", "replysplit", "quotedcontent",
    "fastmail-quoted",
)  # fmt: skip
_CLASSES = frozenset(
    [
        "gmail_quote", "gmail_quote_container", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "tutanota_quote",
        "zmail_extra", "quotedcontent", "wordsection1_quote", "replymessage", "mail_quote", "fastmail-quoted-html",
    ]
)  # fmt: skip
_IDS = frozenset(
    [
        "divrplyfwdmsg", "x_divrplyfwdmsg", "appendonsend", "x_appendonsend", "yahoo_quoted", "olk_src_body_section",
        "mail-editor-reference-message-container", "ms-outlook-mobile-body-separator-line", "zwchr", "replysplit",
        "ms-outlook-mobile-reference-message",
    ]
)  # fmt: skip
_OUTLOOK = re.compile(
    r"border(?:-top)?:\s{0,3}(?:none;\s{0,3}border-top:\s{0,3})?solid\s{1,3}"
    r"#?(?:e1e1e1|b5c4df|c4c4c4|ccc|black|windowtext)"
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_KEY = 40
_CUT, _OPEN, _CLOSE = "\ue000", "\ue001", "\ue002"  # private letters: no letter from outside is taken for them
_SIGNS = re.compile("[\ue000-\ue002]")
_MAX_HTML = 2_000_000


def quoted_from(lines: list[str], html: str) -> int | None:
    """
    Return the line of the text at which the history begins, as the HTML marks it.

    The number of lines where somebody wrote between or below what is marked: then all of it stays. None where the
    HTML marks nothing, or where the marked words are not found in the text.
    """
    if len(html) > _MAX_HTML or not _has_hint(html.lower()):
        return None
    tree = tree_of(_SIGNS.sub("", html))
    mark = _mark(tree) if tree is not None else None
    if tree is None or mark is None:
        return None
    before, after = _parted(tree, mark)
    if _has_answers(after):
        return len(lines)
    return _line_of(lines, _letters(before), _letters(after))


def _has_hint(lower: str) -> bool:
    """Tell whether the page is worth taking apart; twenty plain searches cost less than one clever one."""
    return any(hint in lower for hint in _HINTS)


def _mark(tree: etree._Element) -> etree._Element | None:
    """Return the first element that programs put around, or in front of, what was said before."""
    for element in tree.iter(etree.Element):
        if _is_mark(element):
            return element
    return None


def _is_mark(element: etree._Element) -> bool:
    tag = element.tag
    if tag == "blockquote":
        return element.get("type", "").lower() == "cite" or "cite" in element.attrib or _has_class(element)
    if tag == "hr":
        return element.get("id", "").lower() in _IDS
    if tag not in ("div", "section", "span", "table", "p"):
        return False
    return _has_class(element) or element.get("id", "").lower() in _IDS or _is_outlook(element)


def _has_class(element: etree._Element) -> bool:
    names = element.get("class", "").lower().split()
    return any(name in _CLASSES for name in names) and "gmail_signature" not in names


def _is_outlook(element: etree._Element) -> bool:
    style = element.get("style", "").lower()
    return "border" in style and "solid" in style and bool(_OUTLOOK.match(style)) and _names_sender(element)


def _names_sender(element: etree._Element) -> bool:
    """A stroke alone is decoration; under it Outlook names who wrote."""
    words = rendered(element)[:400]
    return words.count(":") >= (3 if "@" in words else 4)


def _parted(tree: etree._Element, mark: etree._Element) -> tuple[str, str]:
    """Return the readable text before the mark, and from it to the end, with the quoted blocks between signs."""
    if mark.get("id", "").lower() not in _IDS and not _is_outlook(mark):
        _flag_quotes(tree, mark)
    if mark.getparent() is None:
        return "", rendered(tree)
    mark.addprevious(_sign(_CUT))
    before, _, after = rendered(tree).partition(_CUT)
    return before, after


def _flag_quotes(tree: etree._Element, mark: etree._Element) -> None:
    """Put signs at both ends of the outermost quoted blocks from the mark on."""
    is_after = False
    for element in list(tree.iter(etree.Element)):
        is_after = is_after or element is mark
        if not is_after or element.tag != "blockquote" or _is_inside_quote(element, mark):
            continue
        if element.getparent() is not None:
            element.addprevious(_sign(_OPEN))
        element.append(_sign(_CLOSE))


def _sign(letter: str) -> etree._Element:
    """An element of its own: the page's own text may hold letters that cannot be written back."""
    sign = etree.Element("span")
    sign.text = letter
    return sign


def _is_inside_quote(element: etree._Element, mark: etree._Element) -> bool:
    return element is not mark and any(above.tag == "blockquote" for above in element.iterancestors())


def _has_answers(after: str) -> bool:
    """Tell whether words stand after the first quoted block and outside all others, signatures left aside."""
    below = after.partition(_CLOSE)[2]
    outside = "".join(piece.partition(_OPEN)[0] for piece in f"{_CLOSE}{below}".split(_CLOSE)) if below else ""
    for line in outside.splitlines():
        if line.rstrip() == "--" or is_mobile_signature(line):
            return False
        if _letters(line) and not is_rule(line):
            return True
    return False


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).lower()


def _line_of(lines: list[str], before: str, after: str) -> int | None:
    """Find the line whose letters are the first of the marked part, nearest to where they must be."""
    if not before or not after:
        return None
    starts: list[int] = []
    so_far = 0
    pieces = [_letters(line) for line in lines]
    for piece in pieces:
        starts.append(so_far)
        so_far += len(piece)
    where = _nearest("".join(pieces), after[:_KEY], len(before))
    if where is None:
        return None
    for at, start in enumerate(starts):
        if start == where and pieces[at]:
            return at
    return None


def _nearest(text: str, key: str, expected: int) -> int | None:
    """Return the occurrence of `key` nearest to `expected`."""
    slack = max(200, expected // 5)
    found = text.find(key, max(expected - slack, 0))
    best: int | None = None
    while found >= 0 and found <= expected + 3 * slack:
        if best is None or abs(found - expected) < abs(best - expected):
            best = found
        found = text.find(key, found + 1)
    return best
