"""A host that remembers whatever asked it for anything."""

from tests.parts.machine import Machine, Says


class Trap(Machine):
    """Listens, and writes down what was asked."""

    def __init__(self) -> None:
        super().__init__(_Asked)
        self.asked: list[str] = []


class _Asked(Says):
    server: Trap

    def do_GET(self) -> None:
        """Write down what was asked, and answer nothing useful."""
        self.server.asked.append(self.path)
        self.send_error(404)

    do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815  # http.server's names
