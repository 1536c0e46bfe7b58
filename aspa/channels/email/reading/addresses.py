"""Names and addresses, as the standard wants them and as people's programs really write them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from aspa.channels.email.reading.charsets import clean
from aspa.channels.email.reading.headers import words

# One address in its everyday shapes; whatever does not fit is taken apart token by token.
_SPEC = r"[^\s\",<>@;:()\\]+@[^\s\",<>@;:()\\]+"
_SIMPLE = re.compile(rf'(?:"([^"\\]*)"\s*|([^",<>@;:()\\\[\]]*))<\s*({_SPEC})\s*>')
_BARE = re.compile(rf"<?({_SPEC})>?")
# Something odd in the name before the @: then its quotes are part of it.
_ODD = re.compile(r'["\\();:\[\]]|=\?')
_PLAIN = re.compile(r"[\w.+=-]{1,100}@[\w.-]{1,200}")
_QUOTED = re.compile(r'"[^"\\]{0,60}[^\w.+"\\-][^"\\]{0,60}"@[^\s"<>@]{1,255}')
_TOKEN = re.compile(r'"((?:[^"\\]|\\.){0,250})"|\(([^()]*)\)|<([^<>]*)>|([,;:])|([^",;:<>()]+|[<>()"])', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MAX_LENGTH = 320
_MANY = 500
_MAX_HEADER = 1_000_000
_USUAL = 100

Named = tuple[str, str]


def named(value: str) -> Sequence[Named]:
    """Return (name, address) for each mailbox in a header value; groups are opened, empty ones vanish."""
    return _usual(value) if len(value) <= _USUAL else _named(value)


def _named(value: str) -> Sequence[Named]:
    value = value.strip()[:_MAX_HEADER]
    if value.count("\\") > _MANY:
        value = value.replace("\\", "")  # nobody's name is that odd: this wants to tire the reader
    if found := _SIMPLE.fullmatch(value):
        where = address(found[3])
        return [(_name(found[1] or found[2] or ""), where)] if where else []
    if (bare := _BARE.fullmatch(value)) and (where := address(bare[1])):
        return [("", where)]
    if "," in value and not _ODD.search(value) and (plain := _plain_list(value)):
        return plain
    found_all = [pair for pair in _taken_apart(value) if pair[1]]
    if "=?" in value and not any("@" in where for _, where in found_all):
        return [pair for pair in _taken_apart(words(value)) if pair[1]]  # name and address encoded as one
    return found_all


_usual = lru_cache(maxsize=256)(_named)  # nearly every letter is to one of a few addresses, and customers write again


def _plain_list(value: str) -> list[Named]:
    """Return the mailboxes between commas where each is plain; nothing where one is not, as in "Virtanen, Liisa"."""
    found: list[Named] = []
    for one in value.split(","):
        box = _SIMPLE.fullmatch(one.strip())
        bare = None if box else _BARE.fullmatch(one.strip())
        where = address(box[3] if box else bare[1] if bare else "")
        if not where:
            return []
        found.append((_name(box[2] or "") if box else "", where))
    return found


def every(values: list[str]) -> tuple[str, ...]:
    """Return all addresses of several header values, each once, in order."""
    return tuple(dict.fromkeys(where for value in values for _, where in named(value)))


def address(said: str) -> str:
    """Return one address lower-cased, its international domain readable; "" where it is none."""
    if "xn--" not in said and _PLAIN.fullmatch(said):
        return _lower(said)
    if '"@' in said and (quoted := _QUOTED.search(said)) and quoted[0].isprintable():
        return _lower(quoted[0])
    where = "".join(said.split()).strip("<>'\"").removeprefix("mailto:")
    if where.startswith("@") and ":" in where:
        where = where.rpartition(":")[2]  # an old source route: the last stop is the address
    where = words(where) if "=?" in where else where
    if not where or len(where) > _MAX_LENGTH or not where.isprintable() or "<" in where:
        return ""
    where = _lower(where)
    return clean(_readable(where)) if "xn--" in where else where


def _lower(where: str) -> str:
    return where.lower() if where.isascii() else clean(where.lower())


def _readable(where: str) -> str:
    local, _, domain = where.rpartition("@")
    try:
        return f"{local}@{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return where


def _name(said: str) -> str:
    name = words(said)
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1].strip()
    return name


def _taken_apart(value: str) -> list[Named]:
    """Walk the tokens; a comma or semicolon ends a mailbox, a colon outside one opens a group."""
    found: list[Named] = []
    box = _Box()
    for token in _TOKEN.finditer(value):
        if token[4]:
            found.extend(box.close(token[4]))
            continue
        if token[3] is not None and "@" in token[3] and "@" in box.angle:
            found.extend(box.close_first())
        box.take(token)
    return [*found, *box.close("")]


class _Box:
    """One mailbox while it is being read."""

    __slots__ = ("angle", "comments", "named_by", "said")

    def __init__(self) -> None:
        self._empty()

    def _empty(self) -> None:
        self.said: list[str] = []
        self.comments: list[str] = []
        self.angle = ""
        self.named_by = 0

    def take(self, token: re.Match[str]) -> None:
        """Add one token to what is known of the mailbox."""
        if token[1] is not None:
            self.said.append(_ESCAPED.sub(r"\1", token[1]))
        elif token[2] is not None:
            self.comments.append(token[2])
        elif token[3] is not None:
            self.angle = token[3] if "@" not in self.angle else self.angle
            self.named_by = self.named_by or len(self.said)
        else:
            self.said.append(token[5])

    def close_first(self) -> list[Named]:
        """Return the mailbox before the one that begins, where somebody forgot the comma between them."""
        rest = self.said[self.named_by :]
        self.said = self.said[: self.named_by]
        done = self.close(",")
        self.said = rest
        return done

    def close(self, mark: str) -> list[Named]:
        """Return the mailbox that ends at `mark`, if there is one; the end of the header is ""."""
        said = " ".join("".join(self.said).split())
        if not self.angle and "@" not in said:
            return self._unfinished(said, mark)
        if mark == ":" and not self.angle:
            return []
        angle, comment = self.angle, " ".join(self.comments)
        self._empty()
        if angle:
            return [(_name(said) or _name(comment), address(angle))]
        spoken = said.split()
        where = next(word for word in spoken if "@" in word)
        return [(_name(comment or " ".join(word for word in spoken if word != where)), address(where))]

    def _unfinished(self, said: str, mark: str) -> list[Named]:
        """A comma inside a name nobody quoted, a group's name, or a mailbox without a domain."""
        if mark == ",":
            self.said = [said, ", "] if said else []
            return []
        comment = " ".join(self.comments)
        self._empty()
        said = said.strip(", ")
        is_mailbox = mark == "" and len(said) > 1 and " " not in said
        return [(_name(comment), address(said))] if is_mailbox else []
