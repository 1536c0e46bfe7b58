"""
Asking clamd whether bytes are malicious, by its INSTREAM command (clamd(8)).

To a file over its limits clamd says OK unless `AlertExceedsMax` is set, and then it "finds" that; here such a file was
not scanned, for what nobody looked at is not clean.
"""

import socket
from typing import NamedTuple

from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts

CONNECT_WITHIN, ANSWER_WITHIN = 5.0, 60.0  # seconds
PIECE = 256 * 1024  # bytes
OVER_LIMITS = "Heuristics.Limits.Exceeded"

TOO_LARGE = N_("It is larger than the scanner looks at.")
AWAY = N_("The scanner did not answer.")
NOT_READ = N_("The scanner could not read it.")


class Verdict(NamedTuple):
    """
    What the scanner said.

    Args:
        state: clean, infected or unscanned.
        finding: the name of what was found, or a sentence of the catalogs that says why it was not scanned.
        is_worth_another_try: whether asking again later may help.
    """

    state: str
    finding: str = ""
    is_worth_another_try: bool = False


def ask(place: str, data: bytes) -> Verdict:
    """
    Let clamd look at bytes.

    Args:
        place: `host:port`, or the path of a Unix socket.
    """
    try:
        with _connected(place) as line:
            return _verdict(_answer(line, data))
    except OSError:
        return Verdict("unscanned", AWAY, is_worth_another_try=True)


def _connected(place: str) -> socket.socket:
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(CONNECT_WITHIN)
        line.connect(place)
    else:
        host, _colon, port = place.rpartition(":")
        line = socket.create_connection((host.strip("[]"), int(port)), CONNECT_WITHIN)
    line.settimeout(ANSWER_WITHIN)
    return line


def _answer(line: socket.socket, data: bytes) -> str:
    """Send the bytes piece by piece; clamd may answer, and hang up, before it has them all."""
    try:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has said why
    said = b""
    while not said.endswith(b"\0") and (part := line.recv(4096)):
        said += part
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(said: str) -> Verdict:
    word = said.removeprefix("stream: ")
    if word == "OK":
        return Verdict("clean")
    if word.endswith(" FOUND"):
        name = word.removesuffix(" FOUND")
        return Verdict("unscanned", TOO_LARGE) if name.startswith(OVER_LIMITS) else Verdict("infected", name)
    if "size limit exceeded" in word:
        return Verdict("unscanned", TOO_LARGE)
    return Verdict("unscanned", NOT_READ, is_worth_another_try=True)
