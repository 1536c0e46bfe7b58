"""Aspa as an operator runs it: the command, in a process of its own, on a data folder and ports of its own."""

import fcntl
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psutil

from tests.parts.servers import free_ports
from tests.parts.waiting import until

READY_WITHIN = 180.0  # seconds; a first start takes 12 where nobody else is at work, and the machine may be anybody's


class Installation:
    """A data folder with its ports, and the command that works in it."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.http, self.lmtp = (f"127.0.0.1:{port}" for port in free_ports(2))
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("ASPA_", "PYTEST", "DJANGO"))
        }
        own = {"ASPA_DATA": str(data), "ASPA_HTTP": self.http, "ASPA_LMTP": self.lmtp, "LANG": "C.UTF-8"}
        self.env = clean | own | settings

    def aspa(
        self, *words: str, given: str = "", within: float = 400, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, which comes within so many seconds."""
        command = [sys.executable, "-m", "aspa", *words]
        env = self.env | settings
        return subprocess.run(
            command, input=given, env=env, text=True, capture_output=True, timeout=within, check=False
        )

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Start a command and let it run."""
        command = [sys.executable, "-m", "aspa", *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.env, text=True, stdout=pipe, stderr=pipe, start_new_session=True)

    def set_up(self) -> None:
        """Found Kuusi Oy, whose administrator is Väinö; a database of its own is a copy of one founded before."""
        if "ASPA_DATABASE_URL" in self.env:
            self.found()
        else:  # owners and all, as the database wants
            self._be(founded())

    def lay(self) -> Self:
        """Bring the tables along, and nobody in them: a copy of those that were made once in this test run."""
        self._be(laid())
        return self

    def found(self) -> None:
        """Found Kuusi Oy by the command."""
        names = "--organisation Kuusi --brand Kuusi --address tuki@kuusi.fi --admin vaino@kuusi.fi".split()
        done = self.aspa("setup", *names, "--password-stdin", given="kuusen-juurella-7\n")
        assert done.returncode == 0, done.stderr

    def _be(self, other: Path) -> None:
        subprocess.run(["cp", "-a", f"{other}/.", self.data], check=True)


def laid() -> Path:
    """Return the data folder in which there are tables, and nothing in them."""

    def lay(begun: Installation) -> None:
        done = begun.aspa("migrate")
        assert done.returncode == 0, done.stderr

    return _once("laid", lay)


def founded() -> Path:
    """Return the data folder in which Kuusi Oy has just been founded."""
    return _once("founded", lambda begun: begun.lay().found())


def _once(name: str, make: Callable[[Installation], None]) -> Path:
    """Return a data folder that is made once in a test run, for it takes long; its processes share it."""
    folder = Path(os.environ["ASPA_DATA"], name)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            make(Installation(folder / "begun"))
            (folder / "begun").rename(folder / "data")
    return folder / "data"


class Serving:
    """`aspa serve` in an installation, from its start to its end."""

    def __init__(self, installation: Installation) -> None:
        self.at = installation
        self.log = installation.data.with_suffix(".log")

    def __enter__(self) -> Self:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "aspa", "serve"],
                env=self.at.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            until(lambda: "http://" in self.said or self.process.poll() is not None, within=READY_WITHIN)
        except AssertionError:
            self.stop()  # nobody else would: what did not begin is not ended either
            raise
        assert self.process.poll() is None, self.said
        return self

    def __exit__(self, *trouble: object) -> None:
        if self.process.poll() is None:
            self.stop()

    @property
    def said(self) -> str:
        """Everything it has printed so far."""
        return self.log.read_text()

    @property
    def link(self) -> str:
        """The one-time link it printed."""
        found = re.search(r"http://\S+/start/\S+", self.said)
        assert found, self.said
        return found[0]

    def everybody(self) -> list[psutil.Process]:
        """Return every process of the tree."""
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def parts(self) -> list[psutil.Process]:
        """Return the parts that are Aspa itself, without the database."""
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if "postgres" not in child.name()]

    def database(self) -> psutil.Process:
        """Return the database server."""
        return psutil.Process(int((self.at.data / "postgres/postmaster.pid").read_text().split()[0]))

    def stop(self, by: int = signal.SIGTERM) -> float:
        """Stop it by a signal; return the seconds it took until nothing of it was left."""
        everybody, begin = self.everybody(), time.monotonic()
        self.process.send_signal(by)
        self.process.wait(20)
        _, left = psutil.wait_procs(everybody, timeout=20)
        assert not left, left
        return time.monotonic() - begin
