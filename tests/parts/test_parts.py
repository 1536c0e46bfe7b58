"""The real parts stand: a mail goes from Postfix to Dovecot, and one that nobody takes comes back."""

from imapclient import IMAPClient

from tests.parts.dovecot import TOKEN, Dovecot
from tests.parts.postfix import REFUSED, Postfix
from tests.parts.servers import is_open
from tests.parts.waiting import until

MAIL = b"From: liisa@example.fi\r\nTo: matti@example.com\r\nSubject: Hei\r\n\r\nHei Matti\r\n"


def test_a_mail_goes_from_postfix_to_dovecot(postfix: Postfix, dovecot: Dovecot) -> None:
    postfix.send(MAIL, to="matti@example.com")

    until(lambda: len(mails(dovecot, "matti@example.com")) == 1)
    assert b"Hei Matti" in mails(dovecot, "matti@example.com")[0]


def test_a_mail_that_nobody_takes_comes_back(postfix: Postfix, dovecot: Dovecot) -> None:
    postfix.send(MAIL, to=f"kukaan@{REFUSED}", sender="lahettaja@example.com")

    until(lambda: len(mails(dovecot, "lahettaja@example.com")) == 1)
    assert b"multipart/report" in mails(dovecot, "lahettaja@example.com")[0]


def test_a_mailbox_is_opened_with_an_access_token(dovecot: Dovecot) -> None:
    with IMAPClient("127.0.0.1", dovecot.port["imap"], ssl=False) as client:
        assert b"Logged in" in client.oauth2_login("liisa", TOKEN)


def test_a_server_that_is_stopped_leaves_nothing_behind() -> None:
    with Dovecot() as server, Postfix(server.port["lmtp"]) as relay:
        ports = [*server.port.values(), *relay.port.values()]
        folders = [server.folder, relay.folder]

    assert not any(is_open(port) for port in ports)
    assert not any(folder.exists() for folder in folders)


def mails(dovecot: Dovecot, username: str) -> list[bytes]:
    """Return all mails of a mailbox."""
    with dovecot.client(username) as client:
        return [found[b"BODY[]"] for found in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]
