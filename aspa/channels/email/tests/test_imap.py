"""Speaking with a real Dovecot: nothing that happens between two commands is missed."""

import ssl
import uuid

import pytest

from aspa.channels.email import imap
from tests.parts.dovecot import PASSWORD, Dovecot

MAIL = b"From: liisa@example.fi\r\nSubject: Paketti\r\n\r\nMiss\xc3\xa4 se on?\r\n"


def account(dovecot: Dovecot, *, is_encrypted: bool, port: str = "") -> imap.Account:
    port = port or ("imaps" if is_encrypted else "imap")
    username = f"{uuid.uuid4().hex[:12]}@kuusi.fi"
    return imap.Account(
        "localhost", dovecot.port[port], is_encrypted, username, is_token=False, secret=PASSWORD, folder="INBOX"
    )


@pytest.mark.parametrize(("port", "is_encrypted"), [("imap", True), ("imaps", True), ("imap", False)])
def test_a_conversation_is_encrypted_from_its_first_word_or_its_second_but_never_by_chance(
    dovecot: Dovecot, port: str, is_encrypted: bool, monkeypatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.folder / "cert.pem"))

    with imap.opened(account(dovecot, is_encrypted=is_encrypted, port=port)) as folder:
        assert isinstance(folder.client.socket(), ssl.SSLSocket) is is_encrypted
        assert folder.count == 0


@pytest.mark.parametrize(("port", "is_encrypted"), [("imap", False), ("imaps", True), ("imap", True)])
def test_mail_that_came_just_before_listening_is_told_of(
    dovecot: Dovecot, port: str, is_encrypted: bool, monkeypatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.folder / "cert.pem"))
    reached = account(dovecot, is_encrypted=is_encrypted, port=port)
    with imap.opened(reached) as folder:
        dovecot.deliver(reached.username, MAIL)

        with folder.idle():
            assert folder.wait(20)


def test_silence_is_heard_as_silence(dovecot: Dovecot) -> None:
    with imap.opened(account(dovecot, is_encrypted=False)) as folder, folder.idle():
        assert not folder.wait(0.2)
        assert not folder.wait(0.2)
