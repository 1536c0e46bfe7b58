"""Which parts are the letter itself and which come with it."""

import re
from dataclasses import dataclass, field
from html import escape

from aspa.channels.contact import Attachment
from aspa.channels.email.reading.attachments import attached, disposition, said_name
from aspa.channels.email.reading.charsets import clean, decode, decode_html
from aspa.channels.email.reading.html_text import text_of
from aspa.channels.email.reading.mime import Part, taken_out

_BODY_TYPES = ("text/plain", "text/html")
_SOME = 1_000
_MAX_DEPTH = 50
_OTHER_FACES = frozenset(["text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"])
_LOOKS_LIKE_HTML = re.compile(r"\s{0,500}<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


@dataclass(slots=True)
class Body:
    """The letter itself and everything beside it."""

    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the walk has met: pieces of (text, html) in reading order, and files."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    depth: int = 0


def body_of(root: Part) -> Body:
    """Return the best text, the HTML and the attachments of a letter."""
    found = _Found()
    _read(root, found)
    if not found.pieces:
        _promote(found)
    html = _joined_html(found.pieces)
    text = "\n".join(piece for piece in (_text(text, html) for text, html in found.pieces) if piece.strip())
    lower = html.lower() if "cid:" in html or "CID:" in html else ""
    files = tuple(attached(part, place=at, html=lower) for at, part in enumerate(found.files, 1))
    return Body(text=text, html=html, attachments=files)


def _read(part: Part, found: _Found) -> None:
    """Sort a part and what is below it; an explicit stack, because nesting has no bound."""
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if not part.children:
            _sort(part, found, is_body=_is_body(part))
        elif part.content_type == "multipart/alternative" and found.depth < _MAX_DEPTH:
            waiting.extend(reversed(_best_faces(part, found)))
        elif part.content_type == "multipart/related":
            waiting.extend(reversed(_shown_first(part, found)))
        else:
            waiting.extend(reversed(part.children))


def _sort(part: Part, found: _Found, *, is_body: bool) -> None:
    """Put a leaf among the text or among the files."""
    if not is_body:
        if len(part.body) > _SOME or part.body.strip() or said_name(part):
            found.files.append(part)
    elif part.content_type == "text/html":
        found.pieces.append(("", _html(part)))
    else:
        found.files.extend(taken_out(part))
        text = _plain(part)
        is_html = text.startswith(("<", " ", "\n")) and _LOOKS_LIKE_HTML.match(text)
        found.pieces.append(("", text) if is_html else (text, ""))


def _is_body(part: Part) -> bool:
    if part.content_type not in _BODY_TYPES and not _is_bare_multipart(part):
        return False
    return disposition(part) != "attachment" and not said_name(part)


def _is_face(part: Part) -> bool:
    """A face of the message may carry a file name and is the message all the same."""
    return part.content_type in _BODY_TYPES and not part.children and disposition(part) != "attachment"


def _is_bare_multipart(part: Part) -> bool:
    """A multipart whose boundary is nowhere: what stands there is read as it stands."""
    return part.content_type.startswith("multipart/")


def _best_faces(part: Part, found: _Found) -> list[Part]:
    """
    Return what to read of the faces of one message.

    One text and the last rich face are the message; a calendar and other files stay as files.
    """
    text: Part | None = None
    rich: Part | None = None
    rest: list[Part] = []
    for child in part.children:
        if child.content_type == "text/plain" and _is_face(child):
            text = child if text is None or not text.body.strip() else text
        elif child.children or _is_face(child):
            rich = child
        elif child.content_type not in _OTHER_FACES:
            rest.append(child)
    if text is None:
        return [*_shown(rich, found), *rest]
    inside = _Found(depth=found.depth + 1)
    for part_inside in _shown(rich, inside):
        _read(part_inside, inside)
    found.files.extend(taken_out(text))
    found.pieces.append(_one_piece(_plain(text), inside.pieces))
    found.files.extend(inside.files)
    return rest


def _shown(part: Part | None, found: _Found) -> list[Part]:
    """Read a face at once if it is one leaf; return it for the walk if it holds others."""
    if part is None or part.children:
        return [part] if part else []
    _sort(part, found, is_body=_is_face(part))
    return []


def _one_piece(text: str, rich: list[tuple[str, str]]) -> tuple[str, str]:
    """Lay the text face and the rich face over each other."""
    html = _joined_html(rich)
    if not text.strip() and rich:
        return "\n".join(_text(*piece) for piece in rich), html
    return text, html


def _shown_first(part: Part, found: _Found) -> list[Part]:
    """Read the part of a related set that shows the others; return what is left of the set."""
    start = part.params.get("start", "").strip("<> ")
    root = next((child for child in part.children if start and start in child.headers.plain("content-id")), None)
    root = root or part.children[0]
    return [*_shown(root, found), *(child for child in part.children if child is not root)]


def _promote(found: _Found) -> None:
    """Where nothing else can be read, a text that came under a name is the letter."""
    for part in found.files:
        if _is_face(part):
            found.files.remove(part)
            found.pieces.append(("", _html(part)) if part.content_type == "text/html" else (_plain(part), ""))
            return


def _text(text: str, html: str) -> str:
    return text if text.strip() or not html else clean(text_of(html))


def _joined_html(pieces: list[tuple[str, str]]) -> str:
    """Return all HTML in order; text that has no HTML of its own is not left out of it."""
    if not any(html for _, html in pieces):
        return ""
    if len(pieces) == 1:
        return pieces[0][1]
    shown = [
        html or f'<div style="white-space:pre-wrap">{escape(text)}</div>'
        for text, html in pieces
        if html or text.strip()
    ]
    return "\n".join(shown)


def _html(part: Part) -> str:
    return clean(decode_html(part.data, part.params.get("charset", ""))).replace("\r\n", "\n")


def _plain(part: Part) -> str:
    text = clean(decode(part.data, part.params.get("charset", "")))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.params.get("format", "").lower() == "flowed":
        return _unflowed(text, is_joined=part.params.get("delsp", "").lower() == "yes")
    return text


def _unflowed(text: str, *, is_joined: bool) -> str:
    """Return RFC 3676 text with its soft line breaks taken out; quote marks stay."""
    out: list[str] = []
    soft_depth = -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ") if depth or line.startswith(" ") else content
        mark = ">" * depth + (" " if depth else "")
        is_signature = content == "-- "
        if soft_depth == depth and not is_signature:
            out[-1] += content
        else:
            out.append(mark + content)
        is_soft = content.endswith(" ") and not is_signature
        soft_depth = depth if is_soft else -1
        if is_soft and is_joined:
            out[-1] = out[-1][:-1]
    return "\n".join(out)
