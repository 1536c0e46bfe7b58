"""A real clamd that knows one virus: the harmless one that every scanner is tried with."""

import os
import pwd
from collections.abc import Iterator
from hashlib import md5

import pytest

from tests.parts.servers import Server, found

# Written in halves, so that no scanner of whoever works on Aspa takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST = 1_000_000  # bytes of a file that it looks at
CONFIG = """
Foreground yes
DatabaseDirectory {folder}/signatures
TCPSocket {port}
TCPAddr 127.0.0.1
LogFile {folder}/log
TemporaryDirectory {folder}
MaxFileSize {largest}
MaxScanSize {largest}
StreamMaxLength {longest}
AlertExceedsMax yes
User {user}
"""


class Clamd(Server):
    """clamd with a database of one line."""

    program = "clamd"
    ports = ("scan",)

    def configure(self) -> list[str]:
        """Write the configuration and the database."""
        signatures = self.folder / "signatures"
        signatures.mkdir(exist_ok=True)
        line = f"{md5(EICAR, usedforsecurity=False).hexdigest()}:{len(EICAR)}:Eicar-Test\n"
        (signatures / "own.hdb").write_text(line)
        config = self.folder / "clamd.conf"
        facts = {"folder": self.folder, "port": self.port["scan"], "user": pwd.getpwuid(os.getuid()).pw_name}
        config.write_text(CONFIG.format(**facts, largest=LARGEST, longest=4 * LARGEST))
        return [found("clamd"), "--config-file", str(config)]

    @property
    def place(self) -> str:
        """Where it is asked."""
        return f"127.0.0.1:{self.port['scan']}"


@pytest.fixture(scope="session")
def clamd() -> Iterator[Clamd]:
    """A running clamd."""
    with Clamd() as server:
        yield server
