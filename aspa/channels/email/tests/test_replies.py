"""What mail servers say when they do not take a letter becomes a sentence that helps."""

import socket

import pytest
from django.utils import translation

from aspa.channels.email import smtp
from aspa.channels.email.replies import LASTING, NO_LINE, OF_ANY, WAIT, meaning, no_line
from aspa.kit.errors import Unreachable
from tests.parts.dovecot import Dovecot
from tests.parts.postfix import Postfix

MEANS = [*OF_ANY, *WAIT, *LASTING]
SAID = {  # as servers have been heard to say it: Postfix, Exim, Exchange Online, Gmail, Outlook.com, Yahoo
    "does not pass on mail": [
        "454 4.7.1 <liisa@example.org>: Relay access denied",
        "550 relay not permitted",
        "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
    ],
    "send with this brand's address": [
        "553 5.7.1 <tuki@kuusi.fi>: Sender address rejected: not owned by user aino@kuusi.fi",
        "554 5.2.252 SendAsDenied; aino@kuusi.fi not allowed to send as tuki@kuusi.fi",
        "550 5.7.60 SMTP; Client does not have permissions: not authorized to send on behalf",
    ],
    "sign in first": ["530 5.7.0 Authentication Required", "535 5.7.8 Error: authentication failed"],
    "no such address": ["550 5.1.1 <x@example.org>: Recipient address rejected: User unknown", "550 No such user here"],
    "mailbox is full": ["552 5.2.2 The email account that you tried to reach is over quota", "452 4.2.2 Mailbox full"],
    "mailbox is closed": ["550 5.2.1 The email account that you tried to reach is disabled"],
    "too large": ["552 5.3.4 Message size exceeds fixed limit", "552 5.2.3 Message too large"],
    "SPF, DKIM and DMARC": [
        "550 5.7.26 This mail has been blocked because the sender is unauthenticated",
        "550 5.7.509 Access denied, sending domain does not pass DMARC verification",
    ],
    "unwanted": [
        "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
        "554 5.7.1 Service unavailable; Client host [203.5.1.1] blocked using zen.spamhaus.org",
    ],
    "asks us to wait": [
        "451 4.7.1 Greylisting in action, please come back later",
        "450 4.7.1 <x@example.org>: Recipient address rejected: Greylisted (postgrey)",
        "451 4.7.1 Service unavailable - try again later",
        "450 4.2.1 The user you are trying to contact is receiving mail too quickly",
    ],
}


@pytest.mark.parametrize(("sentence", "said"), [(words, one) for words, each in SAID.items() for one in each])
def test_what_is_said_is_understood(sentence: str, said: str) -> None:
    with translation.override("en"):
        assert sentence.lower() in meaning(said).lower()


def test_every_meaning_is_heard_somewhere_and_said_in_every_language() -> None:
    assert len(SAID) == len(MEANS)
    for language in ("fi", "sv"):
        with translation.override(language):
            said = {str(sentence) for _words, sentence in MEANS}
        with translation.override("en"):
            assert not said & {str(sentence) for _words, sentence in MEANS}


UNKNOWN = [
    "421 4.7.0 [10.5.1.10] try later",
    "450 <x@example.org>: mailbox unavailable",
    "450 4.1.2 <x@example.org>: Recipient address rejected: Domain not found",
    "450 4.1.1 <x@example.org>: Recipient address rejected: unverified address",
    "452 4.3.1 Insufficient system storage",
    "550 5.4.5 Daily user sending quota exceeded",
    "451 4.7.24 SPF temperror",
]


@pytest.mark.parametrize("said", ["", "250 OK", "451 Try later", "x" * 100_000, *UNKNOWN])
def test_what_says_nothing_known_is_not_guessed(said: str) -> None:
    assert meaning(said) == ""


def test_a_real_server_that_passes_nothing_on(postfix: Postfix, dovecot: Dovecot) -> None:
    url = f"smtp://127.0.0.1:{postfix.port['strict']}"

    with smtp.opened(url) as peer, pytest.raises(Unreachable) as trouble:
        peer.send("tuki@kuusi.fi", ["liisa@elsewhere.example"], b"Subject: Hei\r\n\r\nHei\r\n", whole=True)

    with translation.override("en"):
        assert meaning(str(trouble.value)).startswith("The mail server does not pass on mail from Aspa")


def test_a_server_that_is_not_there_is_told_of_without_codes() -> None:
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        with translation.override("fi"), pytest.raises(Unreachable) as trouble, smtp.opened(f"smtp://{where}"):
            pass

    assert str(trouble.value) == f"Postipalvelimeen {where} ei saada yhteyttä: sen portissa ei vastaa mikään."


@pytest.mark.parametrize(
    "trouble", [*(kind("[Errno 7] x") for kind in NO_LINE if kind is not UnicodeError), OSError("x")]
)
def test_every_way_of_not_being_reached_has_words(trouble: Exception) -> None:
    assert "x" not in no_line(trouble).split()
    assert "Errno" not in no_line(trouble)
