"""Whatever stands between Aspa and a mailbox is said so that an administrator knows what to do."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import translation
from imapclient import SocketTimeout

from aspa.channels.email import imap, obstacles
from aspa.channels.email.obstacles import Obstacle
from tests.parts.certificate import write_certificate
from tests.parts.dovecot import PASSWORD, Dovecot
from tests.parts.servers import free_ports


@contextmanager
def answering(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that talks to each who comes as a test wants; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                end, _who = listener.accept()
                with end, suppress(OSError):
                    talk(end)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def saying(answer: str, capability: str = "AUTH=PLAIN") -> Callable[[socket.socket], None]:
    """An IMAP server that says this of every sign-in."""

    def talk(end: socket.socket) -> None:
        lines = end.makefile("rwb")
        lines.write(b"* OK ready\r\n")
        lines.flush()
        while line := lines.readline().decode():
            tag, command = [*line.split(), "", ""][:2]
            if command == "CAPABILITY":
                lines.write(f"* CAPABILITY IMAP4rev1 {capability}\r\n{tag} OK done\r\n".encode())
            elif command == "AUTHENTICATE":
                lines.write(b"+ \r\n")
                lines.flush()
                lines.readline()
                lines.write(f"{tag} NO {answer}\r\n".encode())
            else:
                lines.write(f"{tag} NO {answer}\r\n".encode())
            lines.flush()

    return talk


def obstacle(port: int, **reach: str | bool) -> Obstacle:
    """What stands in the way of a mailbox."""
    usual = {"host": "127.0.0.1", "is_encrypted": False, "username": "aino@kuusi.fi", "is_token": False}
    account = imap.Account(**{**usual, "port": port, "secret": PASSWORD, "folder": "INBOX", **reach})
    with pytest.raises(Obstacle) as found, imap.opened(account):
        pass
    return found.value


GOOGLE_TWO_STEPS = "[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833"
GOOGLE_OFF = "[ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page"
GOOGLE_BROWSER = "[ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754"


@pytest.mark.parametrize(
    ("answer", "sentence", "is_permanent"),
    [
        (GOOGLE_TWO_STEPS, obstacles.APP_PASSWORD, True),
        (GOOGLE_OFF, obstacles.IMAP_OFF, True),
        (GOOGLE_BROWSER, obstacles.BROWSER_FIRST, True),
        ("[WEBALERT https://accounts.google.com/x] Web login required.", obstacles.BROWSER_FIRST, True),
        ("[AUTHENTICATIONFAILED] Invalid credentials (Failure)", obstacles.WRONG, True),
        ("AUTHENTICATE failed.", obstacles.WRONG, True),
        ("BAD User is authenticated but not connected.", obstacles.IMAP_OFF, True),
        ("LogonDenied-BasicAuthBlocked", obstacles.NO_PASSWORDS, True),
        ("[PRIVACYREQUIRED] Plaintext authentication disallowed", obstacles.WANTS_TLS, True),
        ("[EXPIRED] That password isn't good any more", obstacles.PASSWORD_OVER, True),
        ("[AUTHORIZATIONFAILED] No such authorization-ID", obstacles.NO_RIGHT, True),
        ("[ALERT] Too many simultaneous connections. (Failure)", obstacles.TOO_MANY, False),
        ("[UNAVAILABLE] Temporary authentication failure.", obstacles.UNSURE, False),
    ],
)
def test_what_a_provider_says_of_a_sign_in_is_understood(answer: str, sentence: str, is_permanent: bool) -> None:
    with answering(saying(answer)) as port:
        found = obstacle(port)

    assert (found.sentence, found.permanent) == (sentence, is_permanent)
    assert "%(" not in str(found)


@pytest.mark.parametrize("typed", [{"username": "äijä"}, {"secret": "kesäyö"}])
def test_a_server_of_few_letters_is_no_server_without_a_name(typed: dict[str, str]) -> None:
    with answering(saying("LOGIN failed", capability="")) as port:
        found = obstacle(port, **typed)

    assert (found.sentence, found.permanent) == (obstacles.FEW_LETTERS, True)


def test_microsoft_says_nothing_of_why_it_takes_no_password() -> None:
    said = "b'AUTHENTICATE failed.'"

    theirs = obstacles.not_let_in(said, host="outlook.office365.com", username="aino@kuusi.fi", is_token=False)
    token = obstacles.not_let_in(said, host="outlook.office365.com", username="aino@kuusi.fi", is_token=True)

    assert (theirs.sentence, token.sentence) == (obstacles.NO_PASSWORDS, obstacles.WRONG_TOKEN)
    assert token.facts["said"] == "AUTHENTICATE failed."


def test_nobody_listens_on_the_port() -> None:
    port = free_ports(1)[0]

    found = obstacle(port)

    assert (found.sentence, found.facts["port"], found.permanent) == (obstacles.REFUSED, str(port), False)


def test_a_server_that_waits_for_encryption_says_nothing(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "PATIENCE", SocketTimeout(connect=1, read=1))

    assert obstacle(dovecot.port["imaps"]).sentence == obstacles.SILENT


def silent(end: socket.socket) -> None:
    """A server that hears everything and says nothing."""
    while end.recv(4096):
        pass


def test_silence_with_tls_on_is_not_explained_by_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "PATIENCE", SocketTimeout(connect=1, read=1))

    with answering(silent) as port:
        found = obstacle(port, is_encrypted=True)

    assert (found.sentence, found.permanent) == (obstacles.NO_ANSWER, False)


@pytest.mark.parametrize("trouble", [ConnectionResetError(104, "reset"), ssl.SSLEOFError(8, "EOF in violation")])
def test_a_conversation_that_breaks_off_has_ended_and_is_begun_again(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, trouble: OSError
) -> None:
    def broken(*_what: object, **_how: object) -> None:
        raise trouble

    monkeypatch.setattr(imap.Client, "select_folder", broken)
    monkeypatch.setattr(imap.Client, "plain_login", lambda *_what: None)
    monkeypatch.setattr(imap.Client, "login", lambda *_what: None)
    found = obstacle(dovecot.port["imap"])

    assert (found.sentence, found.permanent) == (obstacles.ENDED, False)


def test_a_machine_that_drops_what_comes_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "PATIENCE", SocketTimeout(connect=0.3, read=1))
    monkeypatch.setattr(obstacles, "LOOK_WITHIN", 0.3)
    with socket.socket() as full:  # nobody is let in, and those who wait fill the line
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _nth in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())

        found = obstacle(full.getsockname()[1])
        for one in waiting:
            one.close()

    assert (found.sentence, found.permanent) == (obstacles.NO_ANSWER, False)


def test_a_server_that_speaks_something_else_hears_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "PATIENCE", SocketTimeout(connect=1, read=1))
    heard: list[bytes] = []

    def web(end: socket.socket) -> None:
        heard.append(end.recv(4096))
        end.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with answering(web) as port:
        found = obstacle(port, is_encrypted=True)

    assert found.sentence == obstacles.NOT_TLS
    assert PASSWORD.encode() not in b"".join(heard)


def over_tls(folder: Path) -> Callable[[socket.socket], None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")

    def talk(end: socket.socket) -> None:
        with context.wrap_socket(end, server_side=True) as safe:
            saying("[AUTHENTICATIONFAILED]")(safe)

    return talk


@pytest.mark.parametrize(
    ("host", "lasts", "sentence"),
    [
        ("127.0.0.1", timedelta(days=1), obstacles.OTHER_NAME),
        ("localhost", timedelta(hours=-1), obstacles.RUN_OUT),
    ],
)
def test_a_certificate_tells_what_is_wrong_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, lasts: timedelta, sentence: str
) -> None:
    write_certificate(tmp_path, lasts=lasts)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))

    with answering(over_tls(tmp_path)) as port:
        found = obstacle(port, host=host, is_encrypted=True)

    assert (found.sentence, found.permanent) == (sentence, True)


def test_every_obstacle_is_said_in_every_language() -> None:
    facts = dict.fromkeys(("host", "port", "username", "folder", "folders", "said"), "x")
    sentences = [text for name, text in vars(obstacles).items() if name.isupper() and isinstance(text, str)]
    assert len(sentences) > 20
    for language in ("fi", "sv"):
        with translation.override(language):
            said = [str(Obstacle(text, **facts)) for text in sentences]
        assert not {text % facts for text in sentences} & {*said}
