"""Other systems' passwords, kept so that the database alone does not give them away."""

import base64
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.translation import gettext as _

from aspa.kit.errors import Refused


class OtherKey(Refused):
    """The secret was hidden with another key than this installation's."""

    code = "other_key"


def hide(secret: str) -> bytes:
    """Return a secret encrypted with the installation's key; never the same bytes twice."""
    return _lock().encrypt(secret.encode())


def reveal(hidden: bytes | memoryview) -> str:
    """
    Return a hidden secret.

    Raises OtherKey.
    """
    try:
        return _lock().decrypt(bytes(hidden)).decode()
    except InvalidToken:
        raise OtherKey(_("The password was kept with another key. Enter it again.")) from None


def _lock() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(sha256(b"aspa secrets:" + settings.SECRET_KEY.encode()).digest()))
