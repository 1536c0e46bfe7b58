"""HTML as a person would read it aloud: text with line breaks where the page had them."""

import re

import lxml.html
from lxml import etree

_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "tr", "ul",
    ]
)  # fmt: skip
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"])
_SILENT = frozenset(["head", "script", "style", "title", "template", "noscript", "object", "iframe", "xml", "svg"])
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"\n{3,}")
_TAGS = re.compile(r"<[^>]{0,2000}>")
_DECLARATION = re.compile(r"^\s{0,100}<\?xml[^>]{0,200}\?>")
_MAX_LENGTH = 4_000_000
_PARSER = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


def tree_of(html: str) -> etree._Element | None:
    """Return the page as a tree, or None where there is nothing to see."""
    page = _DECLARATION.sub("", html[:_MAX_LENGTH])
    if not page.strip():
        return None
    try:
        return etree.fromstring(page.encode("utf-8", "replace"), _PARSER)
    except (etree.LxmlError, ValueError):
        return None


def text_of(html: str) -> str:
    """Return the readable text of an HTML page."""
    tree = tree_of(html)
    if tree is None:
        return _TAGS.sub(" ", html).strip() if html.strip() else ""
    return rendered(tree)


def rendered(tree: etree._Element) -> str:
    """Return the readable text of a tree that was parsed before."""
    page = _Page()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            page.say(element.tail if event == "end" else None)
        elif event == "start":
            page.enter(tag, element)
        else:
            page.leave(tag, element, is_root=element is tree)
    return page.text()


class _Page:
    """The text while it is being read off the tree."""

    __slots__ = ("breaks", "is_blank_wanted", "out", "preformatted", "silence")

    def __init__(self) -> None:
        self.out: list[str] = []
        self.silence = 0
        self.preformatted = 0
        self.breaks = 2  # line breaks since the last word; the page begins at the start of a line
        self.is_blank_wanted = False

    def enter(self, tag: str, element: etree._Element) -> None:
        """Begin an element: a block begins on its own line, a list item with a dash."""
        if tag in _SILENT:
            self.silence += 1
        elif tag in _BLOCKS:
            self._block(tag)
            self.preformatted += tag == "pre"
            if tag == "li":
                self.say("- ")
        elif tag == "br":
            self._break()
        elif tag == "img" and (alt := element.get("alt")) and alt.strip():
            self.say(f"[{alt}]")
        self.say(element.text)

    def leave(self, tag: str, element: etree._Element, *, is_root: bool) -> None:
        """End an element and say what stands after it."""
        if tag in _SILENT:
            self.silence -= 1
        elif tag in _BLOCKS:
            self.preformatted -= tag == "pre"
            self._block(tag)
        elif tag in ("td", "th"):
            self.say(" ")
        if not is_root:
            self.say(element.tail)

    def say(self, words: str | None) -> None:
        """Add running text; outside <pre> any white space is one space."""
        if not words or self.silence:
            return
        if not self.preformatted:
            words = _SPACES.sub(" ", words)
            if self.breaks or self.out[-1].endswith(" "):
                words = words.lstrip(" ")
        if not words:
            return
        if self.is_blank_wanted and self.breaks == 1:
            self.out.append("\n")
        self.is_blank_wanted = False
        self.out.append(words)
        self.breaks = 0

    def _block(self, tag: str) -> None:
        """Be at the start of a line; paragraphs keep an empty line between them."""
        if not self.breaks:
            self._break()
        if tag in _SPACED:
            self.is_blank_wanted = True

    def _break(self) -> None:
        self.out.append("\n")
        self.breaks += 1

    def text(self) -> str:
        """Return the text without spaces at line ends and without more than one empty line at a time."""
        lines = "".join(self.out).replace("\xa0", " ").split("\n")
        return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()
