"""Secrets that open something: long, random, shown once."""

import secrets
from hashlib import sha256

TOKEN_BEGINS = "aspa_"  # noqa: S105  # lets secret scanners find a lost one


def new_secret(begins: str = "") -> str:
    """Return a secret of 256 random bits that survives URLs and shells."""
    return begins + secrets.token_urlsafe(32)


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret; since it is random and long, a plain hash cannot be turned back."""
    return sha256(secret.encode("utf-8", "replace")).digest()
