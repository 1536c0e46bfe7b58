"""What a mail system says about a letter of ours: RFC 3464 first, and where it is not spoken, flufl.bounce."""

import email
import re
from dataclasses import dataclass

from flufl.bounce import all_failures

from aspa.channels.email.reading.addresses import address
from aspa.channels.email.reading.headers import Headers, headers_at
from aspa.channels.email.reading.mime import Part

_FAILED, _DELAYED = ("failed", "failure"), ("delayed", "delay")
_ACTIONS = frozenset([*_FAILED, *_DELAYED, "delivered", "relayed", "expanded"])
_LETTERS = ("message/rfc822", "message/global")
_LETTER_HEADERS = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_MESSAGE_ID = re.compile(rb"(?:^|\n)[> \t]{0,8}Message-ID[ \t]*:\s{0,5}<([^<>\s]{3,250})>", re.IGNORECASE)
_MAX_FALLBACK = 200_000
_MAX_TEXT = 5_000
_MAILBOX = re.compile(r"[\w.+=-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_OFFICE = re.compile(
    r"(?:mailer-daemon|postmaster|abuse|help\w*|support|admin\w*|hostmaster|webmaster)@", re.IGNORECASE
)
_COPY = re.compile(
    r"^[\s>*-]{0,40}(?:below this line|original message|this is a copy|(?:possibly )?truncated|received|return-path"
    r"|from)\b.{0,80}(?::|-{2,}|\.)\s*$|^(?:received|return-path|from|message-id):",
    re.IGNORECASE | re.MULTILINE,
)
_DELAY = re.compile(
    r"delay|not\s+yet\s+been|will\s+(?:keep|continue|be\s+retried|retry|try)|viivästy|fördröj|verzögert|retard|retras",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """The fate of a letter: whom it did not reach, why, and whether it still may."""

    failed_recipients: tuple[str, ...] = ()
    failure: str = ""
    failed_message_id: str = ""
    is_permanent: bool = False
    is_success: bool = False


def bare_id(value: str) -> str:
    """Return a message id without its angle brackets."""
    found = re.search(r"<\s*([^<>\s]+)\s*>", value)
    return (found[1] if found else value.strip().strip("<>").split(" ")[0])[:998]


def delivery_report(root: Part) -> Report | None:
    """Return what the message/delivery-status parts of a letter say; None where there are none."""
    groups = [group for part in _status_parts(root) for group in _groups(part)]
    if not groups:
        return None
    told = [group for group in groups if "action" in group or "status" in group]
    failed = [group for group in told if _action(group) in _FAILED]
    delayed = [group for group in told if _action(group) in _DELAYED]
    bad = failed or delayed
    return Report(
        failed_recipients=tuple(dict.fromkeys(filter(None, map(_recipient, bad)))),
        failure=next(filter(None, map(_why, bad)), ""),
        failed_message_id=original_id(root),
        is_permanent=bool(failed),
        is_success=bool(told) and not bad,
    )


def rejection(root: Part) -> Report:
    """Return what a read receipt says that is none: the mailbox's own filter refused the letter."""
    parts = [part for part in root.walk() if part.content_type == "message/disposition-notification"]
    groups = [group for part in parts for group in _groups(part)]
    who = tuple(dict.fromkeys(filter(None, map(_recipient, groups))))
    return Report(who, "", original_id(root), is_permanent=True)


def _status_parts(root: Part) -> list[Part]:
    kinds = ("message/delivery-status", "message/global-delivery-status")
    return [part for part in root.walk() if part.content_type in kinds]


def _groups(part: Part) -> list[Headers]:
    """Return the per-message group and one group per recipient."""
    data = part.data.lstrip(b"\r\n\t ")
    groups: list[Headers] = []
    at = 0
    while at < len(data) and len(groups) < 10_000:
        headers, after = headers_at(data, at)
        if headers:
            groups.append(headers)
        at = after if after > at else data.find(b"\n", at) + 1 or len(data)
    return groups


def _action(group: Headers) -> str:
    said = group.plain("action").strip().lower()
    word = re.split(r"[\s(;]", said)[0]
    if word in _ACTIONS:
        return word
    return "failed" if group.plain("status").strip().startswith("5") else "delayed"


def _recipient(group: Headers) -> str:
    for name in ("original-recipient", "final-recipient"):
        kind, mark, where = group.plain(name).partition(";")
        where = where if mark else kind
        where = where.strip().partition(" ")[0] if "<" not in where else where
        if "@" in where or (where and name == "final-recipient"):
            found = re.search(r"<([^<>\s]+)>", where)
            return address(found[1] if found else where)
    return ""


def _why(group: Headers) -> str:
    status = _STATUS.search(group.plain("status"))
    diagnostic = group.text("diagnostic-code").partition(";")[2].strip() or group.text("diagnostic-code")
    return f"{status[0] if status else ''} {diagnostic}".strip()[:1000]


def original_id(root: Part) -> str:
    """Return the message id of the letter a report is about, wherever the report carries it."""
    for part in root.walk():
        if part.content_type in _LETTERS or part.content_type in _LETTER_HEADERS:
            headers, _ = headers_at(part.data.lstrip(b"\r\n"), 0)
            if found := bare_id(headers.plain("message-id")):
                return found
        if part.content_type == "message/disposition-notification":
            groups = _groups(part)
            if groups and (found := bare_id(groups[0].plain("original-message-id"))):
                return found
    return _id_in_text(root) or bare_id(root.headers.plain("in-reply-to"))


def _id_in_text(root: Part) -> str:
    """Look for the returned headers in the running text, as old mail systems put them there."""
    for part in root.walk():
        if not part.children and part.content_type.startswith("text/"):
            found = _MESSAGE_ID.search(part.data, 0, _MAX_FALLBACK)
            if found:
                return found[1].decode("utf-8", "replace")
    return ""


def guessed_report(raw: bytes, root: Part) -> Report | None:
    """Return what flufl.bounce makes of a report that speaks no RFC 3464; None where it sees no failure."""
    if len(raw) > _MAX_FALLBACK:
        raw = raw[:_MAX_FALLBACK]
    try:
        temporary, permanent = all_failures(email.message_from_bytes(raw))
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        return None
    who = tuple(sorted(filter(None, (address(_name(one)) for one in permanent or temporary))))
    if not who:
        return None
    return Report(who, _reason(root), original_id(root), is_permanent=bool(permanent))


def told_in_words(root: Part, subject: str, text: str) -> Report:
    """Return what a bounce in words nobody listed says: the one address it names that is neither its own nor ours."""
    said = text[:_MAX_TEXT]
    copy = _COPY.search(said)
    said = said[: copy.start()] if copy else said
    own = " ".join(root.headers.plain(name) for name in ("from", "to", "sender", "delivered-to", "reply-to")).lower()
    named = dict.fromkeys(address(one) for one in _MAILBOX.findall(said))
    failed = [one for one in named if one and one not in own and not _OFFICE.match(one)]
    return Report(
        failed_recipients=tuple(failed) if len(failed) == 1 else (),
        failure=_reason(root),
        failed_message_id=original_id(root),
        is_permanent=not (_DELAY.search(subject) or _DELAY.search(said)),
    )


def _name(one: bytes | str) -> str:
    return one.decode("utf-8", "replace") if isinstance(one, bytes) else one


def _reason(root: Part) -> str:
    """Return the line of the text that carries a status code, the nearest thing to a reason."""
    for part in root.walk():
        if part.children or not part.content_type.startswith("text/"):
            continue
        for line in part.data[:20_000].decode("utf-8", "replace").splitlines():
            if _STATUS.search(line) or re.search(r"\b[45]\d\d[ -]", line):
                return line.strip()[:1000]
    return ""
