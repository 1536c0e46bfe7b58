"""A web server of somebody else, on this machine; it writes nothing into what the tests print."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Self


class Says(BaseHTTPRequestHandler):
    """Answers; who asked is not told on the screen."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""


class Machine(ThreadingHTTPServer):
    """Listens on a port of its own, and is gone when the block ends; asked and left alone it complains to nobody."""

    daemon_threads = True

    def __init__(self, handler: type[Says]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._thread = Thread(target=self.serve_forever, args=[0.02], daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell what went wrong, unless it is that whoever asked went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
