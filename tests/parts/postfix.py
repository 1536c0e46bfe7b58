"""A real Postfix: mail for our domains goes to Aspa's door by LMTP, all other mail to Dovecot."""

import os
import pwd
import smtplib
import subprocess
from collections.abc import Iterator

import pytest

from tests.parts.door import Endpoint
from tests.parts.dovecot import Dovecot
from tests.parts.servers import PROGRAMS, Server, found, free_ports

OURS = ("kuusi.fi", "manty.fi", "honka.fi", "kuusi.example")
REFUSED = "nobody.example"  # mail to this domain comes back as a delivery report
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = posti.example
myorigin = posti.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_header_rewrite_clients =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
smtp_dns_support_level = disabled
smtp_host_lookup = native
lmtp_host_lookup = native
message_size_limit = 104857600
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
default_transport = lmtp:inet:127.0.0.1:{elsewhere}
transport_maps = inline:{{ {transports} }}
"""
MASTER = """
127.0.0.1:{submission} inet n - n - - smtpd
127.0.0.1:{strict} inet n - n - - smtpd -o smtpd_relay_restrictions=reject_unauth_destination
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix(Server):
    """One Postfix; let Aspa's door listen on `door`, send mail through `submission`."""

    program = "postfix"
    ports = ("submission", "strict")  # the second passes mail on to nobody else

    def __init__(self, elsewhere: int) -> None:
        super().__init__()
        self.elsewhere = elsewhere
        self.door: Endpoint = ("127.0.0.1", free_ports(1)[0])

    @property
    def submission(self) -> int:
        """The port that takes mail without a password."""
        return self.port["submission"]

    def configure(self) -> list[str]:
        """Write the configuration; Postfix itself makes its queue."""
        owner = pwd.getpwnam("postfix")
        for name in ("queue", "data"):
            (self.folder / name).mkdir(exist_ok=True)
        self._as_root("chown", str(owner.pw_uid), str(self.folder / "data"))
        self._as_root("chown", "0", str(self.folder / "queue"), str(self.folder))
        ours = [f"{domain}=lmtp:inet:{self.door[0]}:{self.door[1]}" for domain in OURS]
        transports = ", ".join(f"{{ {way} }}" for way in [*ours, f"{REFUSED}=error:5.1.1 There is nobody of that name"])
        main = MAIN.format(folder=self.folder, elsewhere=self.elsewhere, transports=transports)
        self._write("main.cf", main)
        self._write("master.cf", MASTER.format(**self.port))
        return [*as_root(), found("postfix"), "-c", str(self.folder), "start-fg"]

    def stop(self) -> None:
        """End the master, which ends its children."""
        if self.process:
            self._as_root(found("postfix"), "-c", str(self.folder), "stop")
            self.process.wait(20)
            self.process = None

    def send(self, raw: bytes, *, to: str, sender: str = "liisa@example.fi") -> None:
        """Hand a mail to Postfix as a mail program does."""
        with smtplib.SMTP("127.0.0.1", self.submission, timeout=60) as smtp:
            smtp.sendmail(sender, [to], raw)

    def written(self) -> str:
        """All of its log."""
        return (self.folder / "log").read_text()

    def waiting(self) -> int:
        """How many mails it has in hand."""
        command = [*as_root(), found("postqueue"), "-c", str(self.folder), "-j"]
        return len(subprocess.run(command, check=True, capture_output=True).stdout.splitlines())

    def _write(self, name: str, text: str) -> None:
        command = [*as_root(), "tee", str(self.folder / name)]
        subprocess.run(command, input=text.encode(), check=True, stdout=subprocess.DEVNULL)

    def _as_root(self, *command: str) -> None:
        environment = {**os.environ, "PATH": PROGRAMS}
        subprocess.run([*as_root(), *command], check=True, capture_output=True, env=environment)


def as_root() -> list[str]:
    """What goes before a command that Postfix lets only root run."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


@pytest.fixture(scope="session")
def postfix(dovecot: Dovecot) -> Iterator[Postfix]:
    """One Postfix for all tests of a process."""
    with Postfix(dovecot.port["lmtp"]) as server:
        yield server
