"""E-mail addresses as people write them."""

import re

PLAUSIBLE = re.compile(r"[^@\s\x00-\x1f\x7f<>,;:\"()\[\]\\]{1,64}@[^@\s\x00-\x1f\x7f<>,;:\"()\[\]\\]{1,253}")


def normal(address: str) -> str:
    """Return the address as it is compared: trimmed, lower-case, without NUL, which no database holds."""
    return address.replace("\x00", "").strip().strip("<>").lower()


def is_plausible(address: str) -> bool:
    """
    Tell whether mail could be sent to this address; holds no line breaks, so it cannot forge headers.

    Nothing is received at `@invalid` (RFC 2606), where those stand who gave no address.
    """
    return PLAUSIBLE.fullmatch(address) is not None and not address.endswith("@invalid")


def without_tag(address: str) -> str:
    """Return the address without its plus-tag: `tuki+10017.abc@kuusi.fi` is `tuki@kuusi.fi`."""
    local, at, domain = address.partition("@")
    return local.partition("+")[0] + at + domain


def tag(address: str) -> str:
    """Return the plus-tag of an address, or an empty string."""
    return address.partition("@")[0].partition("+")[2]
