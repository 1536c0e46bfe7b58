"""PostgreSQL's own programs, led to the database that Aspa uses."""

import os
import subprocess
from typing import IO, Any

from psycopg.conninfo import make_conninfo

from aspa.kit import connecting
from aspa.ops.serving.postgres import binary

PSYCOPGS_OWN = {"prepare_threshold", "row_factory", "autocommit"}  # libpq would not know them


def start(program: str, *arguments: str, **pipes: Any) -> subprocess.Popen[bytes]:
    """Start one of PostgreSQL's programs; the password goes by environment, where other users cannot see it."""
    given = {key: value for key, value in connecting.parameters().items() if key not in PSYCOPGS_OWN}
    password = given.pop("password", None)
    command = [str(binary(program)), "--no-password", "--dbname", make_conninfo(**given), *arguments]
    secret = {"PGPASSWORD": str(password)} if password else {}
    return subprocess.Popen(command, env=os.environ | secret, stderr=subprocess.PIPE, **pipes)  # noqa: S603  # our own binary


def pipe(end: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe that was asked for when the program was started."""
    if end is None:
        raise ValueError("this program was started without that pipe")
    return end


def complaint(stderr: IO[bytes] | None) -> str:
    """Return the first line of what a program complained about, if anything."""
    return stderr.read().decode(errors="replace").strip().partition("\n")[0] if stderr else ""
