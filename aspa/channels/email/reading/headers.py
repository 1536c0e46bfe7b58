"""Header lines: where they begin and end, what they say once unfolded, and the parameters behind a semicolon."""

import binascii
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from aspa.channels.email.reading.charsets import clean, decode

_LINE = re.compile(rb"([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)\n?")
_BLANK = re.compile(rb"[ \t]*\r*(?:\n|\Z)")
_FOLD = re.compile(r"[ \t]*\r*\n[ \t]*")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_SECTION = re.compile(r"^(.+?)(?:\*(\d{1,4}))?(\*)?$")
_ENCODING = re.compile(r"\?([bBqQ])\?")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MAX_LENGTH = 65_536
_MANY = 1_000
_USUAL = 50
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Headers:
    """The headers of one part, in order, decoded only when somebody asks."""

    __slots__ = ("_first", "raw")

    def __init__(self, raw: list[tuple[str, bytes]]) -> None:
        self.raw = raw
        self._first: dict[str, bytes] = {}
        for name, value in raw:
            if name not in self._first or not self._first[name].strip():
                self._first[name] = value

    def __contains__(self, name: str) -> bool:
        return name in self._first

    def __bool__(self) -> bool:
        return bool(self.raw)

    def plain(self, name: str) -> str:
        """Return a header unfolded but with its encoded words as they stand."""
        value = self._first.get(name)
        return _unfold(value) if value is not None else ""

    def text(self, name: str) -> str:
        """Return a header as people read it."""
        value = self._first.get(name)
        return words(_unfold(value)) if value is not None else ""

    def every(self, name: str) -> list[str]:
        """Return all headers of one name, unfolded."""
        if name not in self._first:
            return []
        return [_unfold(value) for key, value in self.raw if key == name]

    def names(self) -> Iterable[str]:
        """Return the names of all headers, lower-cased."""
        return self._first.keys()


def headers_at(raw: bytes, start: int) -> tuple[Headers, int]:
    """Return the headers that begin at `start`, and where the body after them begins."""
    found: list[tuple[str, bytes]] = []
    at, size = start, len(raw)
    while at < size:
        if line := _LINE.match(raw, at):
            found.append((line[1].decode("ascii").lower(), line[2]))
            at = line.end()
        elif blank := _BLANK.match(raw, at):
            return Headers(found), blank.end()
        elif (after := _past_a_stray_line(raw, at, found)) > at:
            at = after
        else:
            break  # somebody forgot the empty line: this is the body already
    return Headers(found), at


def _past_a_stray_line(raw: bytes, at: int, found: list[tuple[str, bytes]]) -> int:
    """Step over one line that is no header, if headers go on right after it."""
    end = raw.find(b"\n", at) + 1
    if not end or raw.startswith(b"--", at):
        return at
    if not found:
        is_envelope = raw.startswith((b"From ", b">From "), at)
        return end if is_envelope or _LINE.match(raw, end) else at
    return end if raw[at : at + 1] in b" \t:" or _LINE.match(raw, end) else at


def _unfold(value: bytes) -> str:
    is_plain = value.isascii() and b"\x1b" not in value
    text = value.decode("ascii").strip() if is_plain else decode(value.strip(), "utf-8").strip()
    return _FOLD.sub(" ", text) if "\n" in text else text


def words(text: str) -> str:
    """Return a header value with its RFC 2047 encoded words decoded, line breaks and NUL removed."""
    if "=?" in text:
        text = "".join(_decoded(_chunks(text)))
    return clean(text if text.isprintable() else _printable(text)).strip()


def _printable(text: str) -> str:
    """Put a line break or tab as a space, so that no header ever smuggles in another."""
    return _CONTROL.sub("", " ".join(text.replace("\t", " ").splitlines()))


_Word = tuple[str, str, str]


def _chunks(text: str) -> list[str | _Word]:
    """Cut a value into plain strings and (charset, encoding, text) words; space between two words is dropped."""
    chunks: list[str | _Word] = []
    done = 0
    misses = 0
    at = text.find("=?")
    while at >= 0 and misses < _MANY:
        sign = _ENCODING.search(text, at + 2, at + 80)
        if sign is None or not (charset := text[at + 2 : sign.start()]) or " " in charset or "?" in charset:
            at = text.find("=?", at + 2)
            misses += 1
            continue
        end = text.find("?=", sign.end())
        if end < 0:
            break
        gap = text[done:at]
        if gap.strip() or not chunks or isinstance(chunks[-1], str):
            chunks.append(gap)
        chunks.append((charset, sign[1].lower(), text[sign.end() : end]))
        done = end + 2
        at = text.find("=?", done)
    chunks.append(text[done:])
    return chunks


def _decoded(chunks: list[str | _Word]) -> list[str]:
    """Decode the words, joining neighbours first: some senders cut a letter in two."""
    out: list[str] = []
    run: list[_Word] = []
    for chunk in chunks:
        if isinstance(chunk, str):
            out.extend(_run(run))
            run = []
            out.append(chunk)
        elif run and run[-1][0].lower() != chunk[0].lower():
            out.extend(_run(run))
            run = [chunk]
        else:
            run.append(chunk)
    return [*out, *_run(run)]


def _run(run: list[_Word]) -> list[str]:
    """Decode words of one alphabet that follow each other."""
    if not run:
        return []
    charset = run[0][0]
    pieces = [_q(text) if encoding == "q" else base64(text) for _, encoding, text in run]
    whole = decode(b"".join(pieces), charset)
    if len(run) > 1 and _is_cut(run):
        joined = decode(base64("".join(text for _, _, text in run)), charset)
        return [joined if joined.count("\ufffd") < whole.count("\ufffd") else whole]
    return [whole]


def _is_cut(run: list[_Word]) -> bool:
    """Tell whether base64 was cut at a place where it cannot be: then only the whole can be decoded."""
    return all(encoding == "b" for _, encoding, _ in run) and any(len(text) % 4 for _, _, text in run[:-1])


def _q(text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    return binascii.a2b_qp(raw, header=True)


def base64(text: str) -> bytes:
    """Return what `text` holds in base64, ignoring what does not belong there."""
    pure = _NOT_BASE64.sub("", text)
    pure = pure[: len(pure) - 1] if len(pure) % 4 == 1 else pure
    return binascii.a2b_base64(pure + "=" * (-len(pure) % 4))


def parameters(value: str) -> tuple[str, Mapping[str, str]]:
    """Return the lower-cased main value of a header and its parameters, RFC 2231 and RFC 2047 undone."""
    return _usual(value) if len(value) <= _USUAL else _parameters(value[:_MAX_LENGTH])


def _parameters(value: str) -> tuple[str, Mapping[str, str]]:
    main = value.partition(";")[0].partition("(")[0].strip().lower()
    if ";" not in value:
        return main, {}
    plain: dict[str, str] = {}
    parts: dict[str, list[tuple[int, bool, str]]] = {}
    for key, given in _PARAMETER.findall(value):
        said = _unquoted(given)
        shape = _SECTION.match(key.lower()) if "*" in key else None
        if shape and (shape[2] or shape[3]):
            parts.setdefault(shape[1], []).append((int(shape[2] or 0), bool(shape[3]), said))
        else:
            plain.setdefault(key.lower(), words(said))
    for key, pieces in parts.items():
        plain[key] = _continued(pieces)
    return main, plain


_usual = lru_cache(maxsize=256)(_parameters)  # nearly every part says one of a few things: text/plain; charset=utf-8


def _unquoted(given: str) -> str:
    given = given.strip()
    if given.startswith('"'):
        given = given[1:-1] if given.endswith('"') and len(given) > 1 else given[1:]
        return _ESCAPED.sub(r"\1", given) if '\\"' in given or "\\\\" in given else given
    return given


def _continued(pieces: list[tuple[int, bool, str]]) -> str:
    """Join the numbered pieces of a parameter; only the first names the alphabet."""
    pieces.sort(key=lambda piece: piece[0])
    charset = ""
    data = b""
    for place, (_, is_encoded, said) in enumerate(pieces):
        if place == 0 and is_encoded and said.count("'") >= 2:
            charset, _, said = said.split("'", 2)
        data += unquote_to_bytes(said) if is_encoded else said.encode("utf-8", "replace")
    text = decode(data, charset or "utf-8")
    return words(text) if "=?" in text else clean(text)
