"""What a mail server's refusal of a letter means, in a sentence that says what helps; its own words stay beside it."""

import re
import socket
import ssl

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

Meanings = list[tuple[re.Pattern[str], str | Text]]  # the first that fits

# What servers say: codes of RFC 3463, read only where a reply has them (an IP address looks like one), or own words.
OF_ANY: Meanings = [  # holds of a passing refusal as of a lasting one
    (
        re.compile(r"relay(ing)? (access )?(is )?(denied|not permitted|not allowed)|unable to relay", re.I),
        _(
            "The mail server does not pass on mail from Aspa to other places. Whoever runs Aspa lets it sign in "
            "there, or lets that server take its mail."
        ),
    ),
    (
        re.compile(r"^53[0458] |authentication (is )?required|must (be authenticated|authenticate)(?! with)", re.I),
        _(
            "The mail server wants Aspa to sign in first, or did not take its password. Whoever runs Aspa looks at "
            "ASPA_SMTP_URL."
        ),
    ),
    (
        re.compile(r"^[45]\d\d[ -][45]\.2\.2\b|over ?quota|mailbox quota|mailbox (is )?full", re.I),
        _("The customer's mailbox is full. Try again later, or reach them in another way."),
    ),
]
WAIT: Meanings = [
    (
        re.compile(r"gr[ae]y-?list|try again later|come back later|too quickly", re.I),
        _("The receiver's server asks us to wait; it is tried again."),
    ),
]
LASTING: Meanings = [
    (
        re.compile(
            r"send ?as ?denied|not (allowed|permitted|authorized) to send (as|from|on behalf)|not owned by user"
            r"|sender address rejected|sender (is )?not allowed|^[45]\d\d[ -][45]\.1\.[78]\b",
            re.I,
        ),
        _(
            "The mail server does not let Aspa send with this brand's address. Whoever runs that server gives Aspa's "
            "account the right to send as that address."
        ),
    ),
    (
        re.compile(
            r"^[45]\d\d[ -][45]\.1\.([01236]|10)\b|user unknown|no such (user|recipient|mailbox)|does(n't| not) exist",
            re.I,
        ),
        _("There is no such address. Check it, or reach the customer in another way."),
    ),
    (
        re.compile(r"^[45]\d\d[ -][45]\.2\.1\b|(mailbox|account) (is )?(disabled|inactive|unavailable)", re.I),
        _("The customer's mailbox is closed. Reach them in another way."),
    ),
    (
        re.compile(r"^[45]\d\d[ -][45]\.(2|3)\.[34]\b|message (size|too (large|big))|exceeds .*(size|limit)", re.I),
        _("The letter is too large for the receiver. Leave files out, or send them in parts."),
    ),
    (
        re.compile(r"^[45]\d\d[ -][45]\.7\.(2\d|30)\b|\b(spf|dkim|dmarc)\b|unauthenticated", re.I),
        _(
            "The receiver does not believe that this letter is from us. An administrator looks at the sender domains "
            "in the settings: SPF, DKIM and DMARC."
        ),
    ),
    (
        re.compile(r"\bspam\b|block(ed|list)|blacklist|reputation|\bRBL\b|^[45]\d\d[ -][45]\.7\.1\b", re.I),
        _(
            "The receiver's server took this letter for unwanted. Reach the customer in another way; whoever runs Aspa "
            "asks the mail server's keeper why."
        ),
    ),
]
NO_LINE: dict[type[Exception], str | Text] = {  # why there is no conversation at all: the first that fits
    ssl.SSLCertVerificationError: _("its certificate cannot be trusted"),
    ssl.SSLError: _("it does not speak TLS there"),
    UnicodeError: _("there is no server of that name"),
    socket.gaierror: _("no server of that name is found"),
    ConnectionRefusedError: _("nothing answers on its port"),
    TimeoutError: _("it does not answer in time"),
}
PASSES = re.compile(r"\D*4\d\d\b")


def meaning(said: str) -> str:
    """Return what a refusal means to the reader, in their language; empty where it says nothing that is known."""
    known = [*OF_ANY, *(WAIT if PASSES.match(said) else LASTING)]
    return next((str(sentence) for words, sentence in known if words.search(said)), "")


def no_line(trouble: Exception) -> str:
    """Return why there is no conversation with the mail server, for people; the log keeps the system's own words."""
    found = (str(sentence) for kind, sentence in NO_LINE.items() if isinstance(trouble, kind))
    return next(found, str(_("the connection breaks off")))
