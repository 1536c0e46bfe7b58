"""A wire between a client and a server that can be cut."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.parts.servers import free_ports


class Wire:
    """Passes bytes on to a server; hangs up on both at the bytes `cuts_at`, and blots out the bytes it `hides`."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.port = free_ports(1)[0]
        self.cuts_at = b""
        self.hides = b""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Cut everything."""
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Hang up on everybody who talks now."""
        ends, self._open = self._open, []
        for end in ends:
            hang_up(end)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.to))
            self._open += [client, server]
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._pass_on, args=[source, target], daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                if self.cuts_at and self.cuts_at in data:
                    target.sendall(data[: data.index(self.cuts_at)])
                    break
                target.sendall(data.replace(self.hides, b"X" * len(self.hides)) if self.hides else data)
        except OSError:
            pass  # the other end was cut
        for end in (source, target):
            hang_up(end)


def hang_up(end: socket.socket) -> None:
    """Close so that whoever waits on the other side hears it."""
    with suppress(OSError):  # it is closed already
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wire(to: int) -> Iterator[Wire]:
    """Return a wire to a port."""
    made = Wire(to)
    try:
        yield made
    finally:
        made.close()
