"""What a mail server's refusal of a letter means, in a sentence that says what helps; its own words stay beside it."""

import re

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

MEANS: list[
    tuple[re.Pattern[str], str | Text]
] = [  # what servers say, RFC 3463 and their own words; the first that fits
    (
        re.compile(r"relay(ing)? (access )?(is )?(denied|not permitted|not allowed)|unable to relay", re.I),
        _(
            "The mail server does not pass on mail from Aspa to other places. Whoever runs Aspa lets it sign in "
            "there, or lets that server take its mail."
        ),
    ),
    (
        re.compile(
            r"send ?as ?denied|not (allowed|permitted|authorized) to send (as|from|on behalf)|not owned by user"
            r"|sender address rejected|sender (is )?not allowed|\b[45]\.1\.[78]\b",
            re.I,
        ),
        _(
            "The mail server does not let Aspa send with this brand's address. Whoever runs that server gives Aspa's "
            "account the right to send as that address."
        ),
    ),
    (
        re.compile(r"^53[0458] |authentication (is )?required|must (be authenticated|authenticate)", re.I),
        _(
            "The mail server wants Aspa to sign in first, or did not take its password. Whoever runs Aspa looks at "
            "ASPA_SMTP_URL."
        ),
    ),
    (
        re.compile(
            r"\b[45]\.1\.(0|1|2|3|6|10)\b|user unknown|no such (user|recipient|mailbox)|does(n't| not) exist", re.I
        ),
        _("There is no such address. Check it, or reach the customer in another way."),
    ),
    (
        re.compile(r"\b[45]\.2\.2\b|quota|mailbox (is )?full|insufficient (system )?storage", re.I),
        _("The customer's mailbox is full. Try again later, or reach them in another way."),
    ),
    (
        re.compile(r"\b[45]\.2\.1\b|(mailbox|account) (is )?(disabled|inactive|unavailable)", re.I),
        _("The customer's mailbox is closed. Reach them in another way."),
    ),
    (
        re.compile(r"\b[45]\.(2|3)\.[34]\b|message (size|too (large|big))|exceeds .*(size|limit)", re.I),
        _("The letter is too large for the receiver. Leave files out, or send them in parts."),
    ),
    (
        re.compile(r"\b[45]\.7\.(20|21|22|23|24|25|26|27|28|29|30)\b|\b(spf|dkim|dmarc)\b|unauthenticated", re.I),
        _(
            "The receiver does not believe that this letter is from us. An administrator looks at the sender domains "
            "in the settings: SPF, DKIM and DMARC."
        ),
    ),
    (
        re.compile(r"\bspam\b|block(ed|list)|blacklist|reputation|\bRBL\b|\b[45]\.7\.1\b", re.I),
        _(
            "The receiver's server took this letter for unwanted. Reach the customer in another way; whoever runs Aspa "
            "asks the mail server's keeper why."
        ),
    ),
]


def meaning(said: str) -> str:
    """Return what a refusal means to the reader, in their language; empty where it says nothing that is known."""
    return next((str(sentence) for words, sentence in MEANS if words.search(said)), "")
