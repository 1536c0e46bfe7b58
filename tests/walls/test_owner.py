"""With a database of one's own: its owner may make the second role, or says what a superuser must run."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

OWNER = "kuusi_owner"


@pytest.fixture
def server() -> Iterator[psycopg.Connection]:
    """The tests' server, by its superuser, with an empty database that a plain role owns."""
    given = connection.settings_dict
    drop = [f"drop database if exists {OWNER}", f"drop role if exists {OWNER}_app", f"drop role if exists {OWNER}"]
    with psycopg.connect(host=given["HOST"], user=given["USER"], dbname="postgres", autocommit=True) as server:
        for statement in [*drop, f"create role {OWNER} login", f"create database {OWNER} owner {OWNER}"]:
            server.execute(statement)
        yield server
        for statement in drop:
            server.execute(statement)


def aspa(command: str, data: Path) -> subprocess.CompletedProcess[str]:
    url = f"postgresql://{OWNER}@/{OWNER}?host={quote(connection.settings_dict['HOST'], '')}"
    here = {**os.environ, "ASPA_DATABASE_URL": url, "ASPA_DATA": str(data), "LC_ALL": "C"}
    asked = [sys.executable, "-W", "ignore", "-m", "aspa", *command.split()]
    return subprocess.run(asked, env=here, capture_output=True, text=True, check=False)


def test_an_owner_who_may_make_no_role_says_what_a_superuser_runs_once(server, tmp_path: Path) -> None:
    refused = aspa("migrate", tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Organisations cannot be held apart: the role kuusi_owner_app is not there." in refused.stderr
    assert "Run `aspa migrate` first" in aspa("work", tmp_path).stderr

    for statement in re.search(r"run this once: (.*)", refused.stderr)[1].split(";"):
        server.execute(statement or "select 1")

    assert aspa("migrate", tmp_path).returncode == 0
    assert "ok       wall" in aspa("doctor", tmp_path).stdout


def test_an_owner_who_may_make_roles_makes_it(server, tmp_path: Path) -> None:
    server.execute(f"alter role {OWNER} createrole")

    assert aspa("migrate", tmp_path).returncode == 0

    found = server.execute("select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'kuusi_owner_app'")
    assert found.fetchone() == (False, False, False)
    assert "ok       wall" in aspa("doctor", tmp_path).stdout
