"""Conversations are encrypted and signed in as the operator asked, or not held at all."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from aspa.channels.email import smtp
from aspa.kit.errors import Unreachable
from tests.parts.postfix import Postfix

LETTER = b"Subject: hei\r\n\r\nhei\r\n"


class Keeper:
    """Keeps whom letters came from."""

    def __init__(self) -> None:
        self.senders: list[str] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.senders.append(envelope.mail_from)
        return "250 OK"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 and its key, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "both.pem"
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + secret)
    return path


@pytest.fixture
def server(certificate: Path, free_port: int) -> Iterator[SimpleNamespace]:
    """A mail server that lets liisa:salainen in, and only over TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def lets_in(server, session, envelope, mechanism, data) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"liisa", b"sala/inen"), handled=False)

    keeper = Keeper()
    controller = Controller(
        keeper, hostname="127.0.0.1", port=free_port, authenticator=lets_in, auth_required=True, tls_context=context
    )
    controller.start()
    yield SimpleNamespace(place=f"127.0.0.1:{free_port}", keeper=keeper)
    controller.stop()


def send(url: str) -> None:
    with smtp.opened(url) as peer:
        peer.send("tuki@kuusi.fi", ["liisa@example.fi"], LETTER, whole=True)


def test_a_letter_leaves_encrypted_and_signed_in(server, certificate, monkeypatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    send(f"smtp://liisa:sala%2Finen@{server.place}?tls=starttls")

    assert server.keeper.senders == ["tuki@kuusi.fi"]


def test_a_wrong_password_is_told_and_nothing_is_lost(server, certificate, monkeypatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    with pytest.raises(Unreachable, match="535") as trouble:
        send(f"smtp://liisa:arvaus@{server.place}?tls=starttls")

    assert not trouble.value.permanent


def test_a_server_nobody_vouches_for_is_told_no_password(server) -> None:
    with pytest.raises(Unreachable, match="varmenteeseen"):
        send(f"smtp://liisa:sala%2Finen@{server.place}?tls=starttls")

    assert server.keeper.senders == []


def test_a_server_that_wants_a_password_first_refuses_no_letter_for_good(server, certificate, monkeypatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    with pytest.raises(Unreachable, match="530") as trouble:
        send(f"smtp://{server.place}?tls=starttls")

    assert not trouble.value.permanent


def test_a_plain_server_is_not_taken_for_an_encrypted_one(server) -> None:
    with pytest.raises(Unreachable):
        send(f"smtps://{server.place}")


def test_a_server_that_hears_all_names_at_once_takes_the_letter_for_those_it_knows(postfix: Postfix) -> None:
    with smtp.opened(f"smtp://127.0.0.1:{postfix.submission}") as peer:
        first = peer.send("tuki@kuusi.fi", ["liisa@example.fi", "pekka@[odd]"], LETTER, whole=True)
        second = peer.send("", ["liisa@example.fi"], LETTER, whole=True)
        assert peer.smtp.has_extn("pipelining")

    assert (list(first), second, peer.carried) == (["pekka@[odd]"], {}, 2)


@pytest.mark.parametrize("name", ["liisa@example.fi>\r\nRCPT TO:<otso@muu.fi", "liisa\n@example.fi"])
def test_a_name_that_is_a_command_is_no_name(postfix: Postfix, name: str) -> None:
    with smtp.opened(f"smtp://127.0.0.1:{postfix.submission}") as peer, pytest.raises(Unreachable) as trouble:
        peer.send("tuki@kuusi.fi", [name], LETTER, whole=True)

    assert trouble.value.permanent
