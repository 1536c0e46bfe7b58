"""A host that remembers whatever asked it for anything."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self


class Trap(ThreadingHTTPServer):
    """Listens, and writes down what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._thread = Thread(target=self.serve_forever, args=[0.02])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Asked(BaseHTTPRequestHandler):
    server: Trap

    def do_GET(self) -> None:
        """Write down what was asked, and answer nothing useful."""
        self.server.asked.append(self.path)
        self.send_error(404)

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815  # http.server's names

    def log_message(self, *words: object) -> None:
        """Say nothing."""
