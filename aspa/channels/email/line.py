"""The way to the mail server, kept open from letter to letter."""

from collections.abc import Sequence
from contextlib import ExitStack
from time import monotonic

from aspa.channels.email import smtp

RENEWED_AFTER = 60.0  # seconds; long before the connection would be cut in the middle of a letter


class Line:
    """One connection, opened when there is none that can carry a letter."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._peer: smtp.Peer | None = None
        self._url = ""
        self._since = 0.0

    @property
    def is_open(self) -> bool:
        """Tell whether it can carry another letter."""
        return bool(self._peer and self._peer.is_open)

    def open(self, url: str) -> None:
        """
        Connect to the mail server at `url`, unless it is connected.

        Raises Unreachable.
        """
        if self.is_open and url == self._url and monotonic() < self._since + RENEWED_AFTER:
            return
        self.close()
        self._peer = self._open.enter_context(smtp.opened(url))
        self._url, self._since = url, monotonic()

    def close(self) -> None:
        """End the connection, if there is one."""
        self._peer = None
        self._open.close()

    def send(self, sender: str, recipients: Sequence[str], letter: bytes, *, whole: bool) -> dict[str, str]:
        """
        Hand over a letter as `Peer.send` does; once more if the server had ended the connection after other letters.

        Raises Unreachable.
        """
        peer = self._connected()
        try:
            return peer.send(sender, recipients, letter, whole=whole)
        except smtp.Ended:
            if not peer.carried:
                raise
        self.open(self._url)
        return self._connected().send(sender, recipients, letter, whole=whole)

    def _connected(self) -> smtp.Peer:
        if not self._peer:
            raise smtp.Ended("the line was not opened")
        return self._peer
