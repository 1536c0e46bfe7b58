"""Short signatures for what comes back to us by mail: plus-addresses, Message-IDs, VERP return paths."""

import base64
import hmac

from django.conf import settings

SIGNATURE_CHARS = 16  # 80 bits: cannot be guessed by mail, and the local part stays under RFC 5321's 64 octets
SIGNATURE_BYTES = SIGNATURE_CHARS * 5 // 8


def sign(purpose: str, value: int | str) -> str:
    """
    Return a lower-case signature of `value` that survives mail systems folding case.

    Args:
        purpose: keeps a signature made for one thing from opening another.
    """
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{purpose}:{value}".encode(), "sha256")
    return base64.b32encode(digest[:SIGNATURE_BYTES]).decode().lower()


def is_signed(purpose: str, value: int | str, signature: str) -> bool:
    """Tell whether `signature` is ours, in constant time."""
    return hmac.compare_digest(sign(purpose, value).encode(), signature.lower().encode())
