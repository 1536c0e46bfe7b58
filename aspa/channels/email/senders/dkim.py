"""Signing what leaves, so that receivers can tell that the domain stands behind it (DKIM, RFC 6376)."""

import base64
import re
from hashlib import sha256

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 2048  # RFC 8301: at least 1024, better 2048; longer keys do not fit everywhere
SIGNED = (
    "From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
    "MIME-Version", "Content-Type",
)  # fmt: skip
OFTEN_ADDED = ("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID")
SPACES = re.compile(rb"[ \t]+")
FOLD = re.compile(rb"\r\n(?=[ \t])")

Key = rsa.RSAPrivateKey


def new_key() -> str:
    """Return a new private key, PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    none, pem = serialization.NoEncryption(), serialization.Encoding.PEM
    return key.private_bytes(pem, serialization.PrivateFormat.PKCS8, none).decode()


def key_of(pem: str) -> Key:
    """Return a private key, to sign with."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, Key):
        raise TypeError("not a key of the kind that is made here")
    return key


def record_of(key: Key) -> str:
    """Return the TXT record that tells the world the public half."""
    der, form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return f"v=DKIM1; k=rsa; p={base64.b64encode(key.public_key().public_bytes(der, form)).decode()}"


def is_same(record: str, other: str) -> bool:
    """Tell whether two records tell the same public key, however they are written."""
    return _tags(record).get("p", "-") == _tags(other).get("p")


def signed(letter: bytes, *, key: Key, domain: str, selector: str) -> bytes:
    """
    Return a letter with its signature on top, relaxed in header and body (§ 3.4), every signed name once more than it
    stands, so that none can be added on the way (§ 8.15). No time is told: a clock that goes ahead would spoil it.

    Its last line is ended, as SMTP would end it: what is signed is what is sent, to the last space.
    """
    letter = letter if letter.endswith(b"\r\n") else letter + b"\r\n"
    head, _blank, body = letter.partition(b"\r\n\r\n")
    fields = [(line.partition(b":")[0].strip().lower(), line) for line in FOLD.sub(b"", head).split(b"\r\n")]
    present = [line for name in SIGNED for found, line in fields if found == name.lower().encode()]
    names = [line.partition(b":")[0].strip() for line in present]
    digest = base64.b64encode(sha256(_relaxed_body(body)).digest())
    ours = b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s;\r\n h=%s;\r\n bh=%s;\r\n b=" % (
        domain.encode(),
        selector.encode(),
        b":\r\n  ".join([*names, *(name.encode() for name in OFTEN_ADDED)]),
        digest,
    )
    text = b"".join(_relaxed(line) + b"\r\n" for line in present) + _relaxed(ours)
    signature = base64.b64encode(key.sign(text, padding.PKCS1v15(), hashes.SHA256()))
    lines = [signature[start : start + 72] for start in range(0, len(signature), 72)]
    return ours + b"\r\n  ".join(lines) + b"\r\n" + letter


def _relaxed(line: bytes) -> bytes:
    name, _colon, value = line.partition(b":")
    return name.strip().lower() + b":" + SPACES.sub(b" ", FOLD.sub(b"", value)).strip()


def _relaxed_body(body: bytes) -> bytes:
    lines = [SPACES.sub(b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip(): re.sub(r"\s", "", value) for name, _is, value in pairs}
