"""
A sender's HTML written anew in time and size that grow with its length only.

Browsers' rules for unclosed elements, which nh3 follows, grow with the square of the mail: 100,000 nested elements cost
it 18 s, 30 kB of unclosed <b> became 40 MB, 5 MB of `&` took 3 minutes. What comes out of here is closed, shallow and
in short pieces, so the sanitiser after it is quick whatever a sender thinks of. It keeps nobody safe by itself.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from lxml import etree

LONGEST = 6_000_000  # characters; what comes after is left out
LONGEST_TEXT = 8_000  # characters without an element between them
LONGEST_VALUE = 8_000  # characters of an attribute other than a picture's own bytes
DEEPEST = 200  # deeper elements lose their tags, not their words
DEEPEST_FORMATTING = 32  # HTML5 opens these again in each block after the one they were left open in
MOST_ATTRIBUTES = 24
NAME = re.compile(r"[a-z][a-z0-9-]{0,20}")
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # a list of names
EMPTY = frozenset("br col hr img wbr".split())  # a list of names
UNSHOWN = frozenset(
    "applet audio button canvas embed frame frameset iframe math noembed noframes noscript object option plaintext "
    "script select style svg template textarea title video xmp".split()
)
UNSEEN = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$))"
)
PAUSE = "<wbr>"  # shows as nothing


def tidy(html: str) -> str:
    """Return the words of the HTML and its elements, closed and bounded; scripts and forms are gone."""
    writer: Any = Writer()  # lxml's types ask for a comment method, which would only be called in vain
    parser = etree.HTMLParser(target=writer, encoding="utf-8", no_network=True)
    return str(etree.HTML(html[:LONGEST].encode("utf-8", "replace") or b" ", parser))


class Writer:
    """Writes elements as libxml2 names them, one after another; a tree of them would be slow to build and to keep."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.open: list[str] = []  # end tags to come; empty for elements that are not written
        self.unshown = 0  # how many unshown elements are around this place
        self.formatting = 0
        self.run = 0  # characters since the last tag

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self.unshown += tag in UNSHOWN
        self.formatting += tag in FORMATTING
        is_written = not self.unshown and NAME.fullmatch(tag) and len(self.open) < DEEPEST
        if tag in FORMATTING and self.formatting > DEEPEST_FORMATTING:
            is_written = False
        name = "div" if tag == "body" else tag  # its colours are kept
        self.open.append(f"</{name}>" if is_written and tag not in EMPTY else "")
        if is_written:
            self.pieces.append(f"<{name}{''.join(written(attributes, is_tracker(tag, attributes)))}>")
            self.run = 0

    def end(self, tag: str) -> None:
        """Close the element opened last."""
        self.unshown -= tag in UNSHOWN
        self.formatting -= tag in FORMATTING
        if self.open and (close := self.open.pop()):
            self.pieces.append(close)
            self.run = 0

    def data(self, text: str) -> None:
        """Write words."""
        if self.unshown:
            return
        for start in range(0, len(text), LONGEST_TEXT):
            piece = text[start : start + LONGEST_TEXT]
            self.run += len(piece)
            if self.run > LONGEST_TEXT:
                self.pieces.append(PAUSE)
                self.run = len(piece)
            self.pieces.append(escape(piece, quote=False))

    def close(self) -> str:
        """Return what was written, with everything closed."""
        return "".join(self.pieces) + "".join(reversed(self.open))


def is_tracker(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether a picture cannot be seen: it only tells its sender that the mail was read."""
    sides = {attributes.get(name, "").strip().removesuffix("px") for name in ("width", "height")}
    return tag == "img" and (bool(sides & {"0", "1"}) or UNSEEN.search(attributes.get("style", "")[:500]) is not None)


def written(attributes: Mapping[str, str], without_source: bool) -> list[str]:
    """Return attributes as they stand in a tag; the overlong are left out."""
    kept = []
    for name, value in list(attributes.items())[:MOST_ATTRIBUTES]:
        is_short = len(value) <= LONGEST_VALUE or value.startswith("data:")
        if is_short and NAME.fullmatch(name) and not (without_source and name == "src"):
            kept.append(f' {name}="{escape(value)}"')
    return kept
