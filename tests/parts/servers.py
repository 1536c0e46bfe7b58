"""Servers of other people, each in a folder of its own on free ports."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Self

from aspa.ops.serving.postgres import die_with_parent

FIRST_PORT, SHARE, SHARES = 20_000, 1_000, 12
PROGRAMS = f"{os.environ['PATH']}:/usr/sbin:/sbin"


class Server:
    """One server that runs in the foreground as a child of the tests."""

    program: str
    ports: tuple[str, ...] = ()
    port: dict[str, int]

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"aspa-{self.program}-", dir="/tmp"))  # short: it holds sockets
        self.folder.chmod(0o755)
        self.port = dict(zip(self.ports, free_ports(len(self.ports)), strict=True))
        self.process: subprocess.Popen[bytes] | None = None

    def configure(self) -> list[str]:
        """Write the configuration; return the command that runs the server with it."""
        raise NotImplementedError

    def start(self) -> None:
        """Run it; return when every port answers."""
        command = self.configure()
        with (self.folder / "out").open("ab") as out:
            self.process = subprocess.Popen(
                command,
                stdout=out,
                stderr=out,
                start_new_session=True,
                env={**os.environ, "PATH": PROGRAMS},
                preexec_fn=lambda: die_with_parent(signal.SIGTERM),
            )
        deadline = time.monotonic() + 60
        for port in self.port.values():
            while not is_open(port):
                assert self.process.poll() is None, f"{self.program} ended: {self.said()}"
                assert time.monotonic() < deadline, f"{self.program} did not start: {self.said()}"
                time.sleep(0.02)

    def stop(self) -> None:
        """End it and its children."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        with suppress(ProcessLookupError, PermissionError):  # children that would linger for their clients
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None

    def said(self) -> str:
        """What it wrote about itself."""
        return "\n".join(path.read_text()[-3000:] for path in self.folder.glob("*") if path.name in {"out", "log"})

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def found(program: str) -> str:
    """Return the path of a program that scripts/test-parts installs."""
    path = shutil.which(program, path=PROGRAMS)
    assert path, f"{program} is not installed; scripts/test-parts installs it"
    return path


def free_ports(count: int) -> list[int]:
    """
    Return ports on which nobody listens, each only once in a run of tests.

    They lie below those that the system gives to lines that leave, so that a server that ends and starts again finds
    its port as it left it.
    """
    return [next(port for port in _ports if _is_free(port)) for _ in range(count)]


def _own_ports() -> Iterator[int]:
    """Walk round this process's share of the ports."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    share = range(FIRST_PORT + worker % SHARES * SHARE, FIRST_PORT + (worker % SHARES + 1) * SHARE)
    begin = os.getpid() % SHARE  # another run beside this one begins elsewhere
    return cycle([*share[begin:], *share[:begin]])


_ports = _own_ports()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def is_open(port: int) -> bool:
    """Tell whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
