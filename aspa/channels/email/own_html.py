"""HTML that agents write: the few looks a letter needs, made clean here whatever came, and the same as plain text."""

import re
from collections.abc import Collection
from html import escape

import nh3
from lxml import etree

from aspa.channels.email.reading.html_text import tree_of

LONGEST = 1_000_000
TAGS = {"a", "b", "blockquote", "br", "code", "div", "em", "i", "img", "li", "ol", "p", "pre", "s", "strong", "u", "ul"}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
SAID_NOWHERE = {"script", "style", "title", "head", "template", "iframe", "object", "svg", "math", "form", "textarea"}
BLOCKS = {"blockquote", "div", "li", "ol", "p", "pre", "ul"}
SPACED = {"blockquote", "ol", "p", "pre", "ul"}
LINK = re.compile(r"(?:https?|mailto|tel):[^\s<>\"'`]{1,2000}", re.IGNORECASE)
BLANKS = re.compile(r"\n{4,}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LINE, SPACE = "\x01", "\x02"  # a line must begin here; an empty line must stand here; neither is left by the sanitiser
MARKS = {LINE, SPACE, "\n", ""}
PIECES = re.compile(r"([\x01\x02\n])")


def clean(html: str, *, pictures: Collection[str] = ()) -> str:
    """
    Return what may leave of HTML that an editor made; an empty string where nothing is in it. Never raises.

    Args:
        pictures: the content ids of the files that go along; a picture that is none of them is left out.
    """
    named = {f"cid:{picture}" for picture in pictures if picture}

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if value in named else None
        if name == "href":
            return value if LINK.fullmatch(value.strip()) else None
        return value

    made = nh3.clean(
        CONTROL.sub("", html[:LONGEST]),
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=SAID_NOWHERE,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        link_rel=None,
    )
    made = re.sub(r"<img(?![^>]*\ssrc=)[^>]*>", "", made)
    return made if text_of(made) or "<img" in made else ""


def text_of(html: str) -> str:
    """Return clean HTML as plain text: quotes behind `>`, lists with dashes or numbers, links with their address."""
    tree = tree_of(f"<div>{html}</div>")
    return _laid(_marked(tree)).strip() if tree is not None else ""


def signed(html: str, signature: str) -> str:
    """Return a clean letter with the brand's signature under it."""
    shown = escape(signature).replace("\n", "<br>")
    return f"{html}<p>-- <br>{shown}</p>" if signature else html


def blocks(html: str) -> list[str]:
    """Return the outermost blocks of clean HTML, each as HTML; words outside of any stand as blocks too."""
    tree = tree_of(f"<html><body><div>{html}</div></body></html>")
    if tree is None or not len(tree) or not len(tree[-1]):
        return [html]
    whole = tree[-1][0]
    found = [escape(words)] if (words := whole.text or "").strip() else []
    return found + [etree.tostring(child, encoding="unicode", method="html") for child in whole]


def _marked(element: etree._Element) -> str:
    """Return what is in an element, with marks where a line must begin and where an empty one must stand."""
    return _words(element, element.text) + "".join(
        (_piece(child) if isinstance(child.tag, str) else "") + _words(element, child.tail) for child in element
    )


def _words(around: etree._Element, text: str | None) -> str:
    return (text or "") if around.tag == "pre" else re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _piece(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag == "img":
        return f"[{element.get('alt')}]" if element.get("alt") else ""
    said = PIECES_OF[tag](element) if tag in PIECES_OF else _marked(element)
    around = SPACE if tag in SPACED else LINE if tag in BLOCKS else ""
    return around + said + around


def _quote(element: etree._Element) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _laid(_marked(element)).strip("\n").split("\n"))


def _link(element: etree._Element) -> str:
    said, address = _marked(element), str(element.get("href") or "")
    return f"{said} <{address}>" if address and address.removeprefix("mailto:") != said.strip() else said


def _list(element: etree._Element) -> str:
    items = [_laid(_marked(item)).strip("\n") for item in element if item.tag == "li"]
    marks = [f"{nth}. " if element.tag == "ol" else "- " for nth in range(1, len(items) + 1)]
    return "\n".join(mark + said.replace("\n", "\n  ") for mark, said in zip(marks, items, strict=True))


PIECES_OF = {"br": lambda _break: "\n", "blockquote": _quote, "a": _link, "ul": _list, "ol": _list}


def _laid(marked: str) -> str:
    """Put line breaks where marks ask for them and none stands yet: a block that ends with a break ends once."""
    out: list[str] = []
    breaks = 2  # since the last word; a text begins at the start of a line
    for piece in PIECES.split(marked):
        wanted = {LINE: 1, SPACE: 2}.get(piece, 0)
        added = 1 if piece == "\n" else max(0, wanted - breaks)
        breaks = breaks + added if piece in MARKS else (0 if piece.strip(" ") else breaks)
        out.append("\n" * added if piece in MARKS else piece)
    lines = [line.rstrip() for line in "".join(out).replace("\xa0", " ").split("\n")]
    return BLANKS.sub("\n\n\n", "\n".join(lines))
