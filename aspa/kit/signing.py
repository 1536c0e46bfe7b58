"""Short signatures for what comes back to us by mail: plus-addresses, Message-IDs, VERP return paths."""

import base64
import hmac
from hashlib import sha256

from django.conf import settings

SIGNATURE_CHARS = 16  # 80 bits: cannot be guessed by mail, and the local part stays under RFC 5321's 64 octets


def sign(purpose: str, value: int | str) -> str:
    """
    Return a lower-case signature of `value` that survives mail systems folding case.

    Args:
        purpose: keeps a signature made for one thing from opening another.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{purpose}:{value}".encode(), sha256).digest()
    return base64.b32encode(digest).decode().lower()[:SIGNATURE_CHARS]


def is_signed(purpose: str, value: int | str, signature: str) -> bool:
    """Tell whether `signature` is ours, in constant time."""
    return hmac.compare_digest(sign(purpose, value).encode(), signature.lower().encode())
