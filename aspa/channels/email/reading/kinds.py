"""
What kind of letter this is, and the rule that says so.

The order is the meaning: a report about a letter is a report even when it is marked automatic; our own echo comes
next; a calendar answer is a person even when a calendar wrote it; then what calls itself automatic; then what was
sent to many.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from aspa.channels.contact import Kind
from aspa.channels.email.reading import phrases
from aspa.channels.email.reading.mime import Part
from aspa.channels.email.reading.reports import (
    Report,
    delivery_report,
    guessed_report,
    original_id,
    rejection,
    told_in_words,
)

Verdict = tuple[Kind, str]

# Programs name the mark of their automatic answers as they like; the word is in all of them.
_AUTO_NAME = re.compile(r"(?:[\w-]*-)?auto-?(?:repl|respon|answer|generated)")
_ASKS_FOR_SILENCE = "x-auto-response-suppress"  # what Outlook puts on people's mail too
_AUTO_HEADERS = ("x-vacation", "x-fc-machinegenerated", "x-cron-env", "x-otrs-loop")
_AUTO_VALUES = (
    ("precedence", "auto_reply", "precedence"),
    ("precedence", "auto-reply", "precedence"),
    ("precedence", "autoreply", "precedence"),
    ("x-post-messageclass", "autoresponder", "autoresponder"),
    ("delivered-to", "autoresponder", "autoresponder"),
    ("x-sfdc-emailcategory", "autoresponse", "x-sfdc-emailcategory"),
    ("x-ms-exchange-generated-message-source", "mailbox rules agent", "exchange-rule"),
    ("x-ms-exchange-generated-message-source", "antispam quarantine agent", "exchange-rule"),
)
_AUTO_VALUE_NAMES = frozenset(name for name, _, _ in _AUTO_VALUES)
_LIST_HEADERS = (
    "list-id", "list-unsubscribe", "list-post", "list-help", "mailing-list", "x-mailing-list", "x-mailman-version",
)  # fmt: skip
_CAMPAIGN_HEADERS = (
    "x-campaign", "x-campaignid", "x-campaign-id", "x-csa-complaints", "x-marketoid", "x-mailjet-campaign",
    "x-email-type-id", "x-amazon-mail-relay-type",
)  # fmt: skip
# A machine answers a letter and says so; a customer who begins with "Absence: ..." writes a new one.
_SIGNS_OF_ANSWERS = frozenset(["in-reply-to", "references", "precedence", _ASKS_FOR_SILENCE])
_LIST_NAMES, _CAMPAIGN_NAMES = frozenset(_LIST_HEADERS), frozenset(_CAMPAIGN_HEADERS)
_REPORT_TYPES = frozenset(["message/delivery-status", "message/global-delivery-status"])
_READ_TYPES = frozenset(["message/disposition-notification", "message/global-disposition-notification"])
NO_REPORT = Report()
TO_AGENTS = "own-to-agents"  # the rule of our own mail about signing in


@dataclass(frozen=True, slots=True)
class Letter:
    """What the rules look at."""

    raw: bytes
    root: Part
    sender: str
    reply_to: tuple[str, ...]
    subject: str
    text: str
    instance: str | None = None

    def header(self, name: str) -> str:
        """Return a header in lower case, "" where it is missing."""
        return self.root.headers.plain(name).strip().lower()

    def has(self, name: str) -> bool:
        """Tell whether a header is there at all."""
        return name in self.root.headers

    def has_none(self, names: frozenset[str]) -> bool:
        """Tell quickly whether none of these headers is there."""
        return names.isdisjoint(self.root.headers.names())


def kind_of(letter: Letter) -> tuple[Kind, str, Report]:
    """Return the kind, the name of the rule that decided it, and the report where it is one."""
    if verdict := _told_report(letter):
        return verdict
    for rule in _RULES:
        if found := rule(letter):
            return *found, NO_REPORT
    if report := _untold_report(letter):
        return "bounce", "bounce-wording", report
    for rule in _LATE_RULES:
        if found := rule(letter):
            return *found, NO_REPORT
    return "contact", "person", NO_REPORT


def _told_report(letter: Letter) -> tuple[Kind, str, Report] | None:
    """Reports that say what they are."""
    root = letter.root
    said = root.params.get("report-type", "").lower() if root.content_type == "multipart/report" else ""
    holds = {child.content_type for child in _report_parts(root)}
    if said in ("delivery-status", "global-delivery-status") or holds & _REPORT_TYPES:
        report = delivery_report(root)
        if report is None or not (report.failed_recipients or report.is_success):
            report = guessed_report(letter.raw, root) or report or Report(failed_message_id=original_id(root))
        return ("receipt", "report-delivered", report) if report.is_success else ("bounce", "report-delivery", report)
    if said == "disposition-notification" or holds & _READ_TYPES:
        if "rejected" in letter.subject.lower():
            return "bounce", "report-rejected", rejection(root)
        return "receipt", "report-read", Report(failed_message_id=original_id(root))
    if said == "feedback-report" or "message/feedback-report" in holds:
        return "auto_reply", "report-abuse", NO_REPORT
    return None


def _report_parts(root: Part) -> list[Part]:
    """The parts of the letter itself: a report that somebody forwards lies deeper and stays theirs."""
    return root.children + [below for child in root.children for below in child.children] or [root]


def _loop(letter: Letter) -> Verdict | None:
    """Our own mail come back; where it is known who we are, mail of another Aspa is like any other."""
    is_ours = letter.instance is None or letter.header("x-aspa-instance") == letter.instance
    if not is_ours or not letter.has("x-aspa-instance"):
        return None
    return "loop", TO_AGENTS if letter.has("x-aspa-to-agents") else "own-header"


def _failed_recipients(letter: Letter) -> bool:
    return letter.has("x-failed-recipients")


def _calendar(letter: Letter) -> Verdict | None:
    for part in letter.root.walk()[:50]:
        if part.content_type == "text/calendar" and "method" in part.params:
            return "contact", "calendar"
    return None


def _says_automatic(letter: Letter) -> Verdict | None:
    said = letter.header("auto-submitted").partition(";")[0].partition("(")[0].strip()
    if not said or said == "no":
        return None
    if said == "auto-replied":
        return "auto_reply", "auto-submitted"
    return _of_a_list(letter) or ("auto_reply", "auto-submitted")


def _auto_headers(letter: Letter) -> Verdict | None:
    for name in letter.root.headers.names():
        if _is_auto_name(name) and letter.header(name) not in ("no", "false", "none", "0"):
            return "auto_reply", name
    if not letter.has_none(_AUTO_VALUE_NAMES):
        for name, word, rule in _AUTO_VALUES:
            if word in letter.header(name):
                return "auto_reply", rule
    return None


def _is_auto_name(name: str) -> bool:
    if "auto" in name:
        return name != _ASKS_FOR_SILENCE and bool(_AUTO_NAME.match(name))
    return name in _AUTO_HEADERS


def _auto_subject(letter: Letter) -> Verdict | None:
    if phrases.AUTO_REPLY.match(letter.subject):
        return "auto_reply", "auto-subject"
    if phrases.AWAY_WORD.match(letter.subject) and not letter.has_none(_SIGNS_OF_ANSWERS):
        return "auto_reply", "auto-subject"
    return ("auto_reply", "away-subject") if phrases.says_away(letter.subject) else None


def _read_receipt(letter: Letter) -> Verdict | None:
    if phrases.READ_RECEIPT.match(letter.subject) and phrases.READ_WORDS.search(letter.text, 0, 2000):
        return "receipt", "read-wording"
    return None


def _of_a_list(letter: Letter) -> Verdict | None:
    return None if letter.has_none(_LIST_NAMES) else _first_of(letter, _LIST_HEADERS)


def _first_of(letter: Letter, names: tuple[str, ...]) -> Verdict | None:
    return next((("bulk", name) for name in names if letter.has(name)), None)


def _list_headers(letter: Letter) -> Verdict | None:
    if found := _of_a_list(letter):
        return found
    if letter.header("precedence") in ("bulk", "list", "junk"):
        return "bulk", "precedence"
    return None


def _campaign(letter: Letter) -> Verdict | None:
    return None if letter.has_none(_CAMPAIGN_NAMES) else _first_of(letter, _CAMPAIGN_HEADERS)


def _null_path(letter: Letter) -> Verdict | None:
    return ("auto_reply", "null-return-path") if _is_null_path(letter) else None


def _is_null_path(letter: Letter) -> bool:
    return letter.header("return-path").replace(" ", "") == "<>"


def _no_reply(letter: Letter) -> Verdict | None:
    """A sender nobody reads; a form that names its customer in Reply-To is that customer."""
    if not phrases.NO_REPLY.match(letter.sender):
        return None
    answers = [where for where in letter.reply_to if not phrases.NO_REPLY.match(where)]
    return None if answers else ("bulk", "no-reply-sender")


def _daemon(letter: Letter) -> Verdict | None:
    return ("auto_reply", "daemon-sender") if phrases.DAEMON.match(letter.sender) else None


def _has_daemon_look(letter: Letter) -> bool:
    """Tell whether this may be a bounce in its own words: then those words are read before anything else."""
    return (
        _failed_recipients(letter)
        or bool(phrases.DAEMON.match(letter.sender))
        or (not phrases.ANSWER.match(letter.subject) and bool(phrases.BOUNCE.match(letter.subject)))
        or _is_null_path(letter)
    )


def _untold_report(letter: Letter) -> Report | None:
    """
    A bounce that speaks no RFC 3464.

    A look that only daemons have is enough with words of failure; a person's letter needs both and is asked for more.
    """
    if not _has_daemon_look(letter):
        return None
    is_bounce_subject = bool(phrases.BOUNCE.match(letter.subject))
    is_daemon = bool(phrases.DAEMON.match(letter.sender)) or _is_null_path(letter)
    has_words = bool(phrases.FAILURE_WORDS.search(letter.text, 0, 20_000))
    if _failed_recipients(letter):
        return guessed_report(letter.raw, letter.root) or Report(failed_message_id=original_id(letter.root))
    if not (is_bounce_subject or has_words or letter.sender.startswith("mailer-daemon")):
        return None
    if report := guessed_report(letter.raw, letter.root):
        return report
    told = told_in_words(letter.root, letter.subject, letter.text)
    has_look = is_daemon or bool(phrases.BOUNCE_FOR_SURE.match(letter.subject))
    is_sure = (
        letter.sender.startswith("mailer-daemon")
        or (is_daemon and is_bounce_subject)
        or (has_words and has_look and bool(told.failed_recipients))
    )
    return told if is_sure else None


_Rule = Callable[[Letter], Verdict | None]
_RULES: tuple[_Rule, ...] = (_loop, _calendar, _read_receipt)
_LATE_RULES: tuple[_Rule, ...] = (
    _says_automatic,
    _auto_headers,
    _auto_subject,
    _list_headers,
    _campaign,
    _null_path,
    _daemon,
    _no_reply,
)
