"""One embedded PostgreSQL for a test run, shared by its processes; each has its own database in it, copied from one."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# ruff: noqa: PLC0415  # settings may be read only when the data folder is known
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ

if not IS_WORKER:  # before Django reads its settings
    os.environ["ASPA_DATA"] = tempfile.mkdtemp(prefix="aspa-test-")
    atexit.register(shutil.rmtree, os.environ["ASPA_DATA"], True)
    Path(os.environ["ASPA_DATA"]).chmod(0o755)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aspa.settings")
for name in ("ASPA_DATABASE_URL", "ASPA_SMTP_URL", "ASPA_HTTP", "ASPA_LMTP", "ASPA_URL"):
    if not IS_WORKER:
        os.environ.pop(name, None)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server in the first process; the others find its socket in the same data folder, and tables to copy."""
    from django.db import connection
    from pytest_django.plugin import blocking_manager_key

    from aspa.kit import walls

    walls.process["is_owner"] = True  # tests arrange freely; what they try goes behind the wall by itself
    if IS_WORKER:
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ["ASPA_TEST_TEMPLATE"]
        return
    start_server()
    if session.config.getoption("numprocesses", None):  # making the tables takes seconds, copying them none
        with session.config.stash[blocking_manager_key].unblock():
            os.environ["ASPA_TEST_TEMPLATE"] = connection.creation.create_test_db(verbosity=0, serialize=False)
            connection.close()


def start_server() -> None:
    """Start the embedded server, unless tests are given one."""
    from django.conf import settings
    from django.core.management import call_command

    from aspa.ops.serving import folder
    from aspa.ops.serving.postgres import SETTINGS, PrivatePostgres

    call_command("collectstatic", verbosity=0, interactive=False)  # pages name their files by content
    if not settings.IS_EMBEDDED:
        return
    SETTINGS.update({"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "400"})
    held = folder.take("pytest")  # commands tried in a test are its guests
    server = PrivatePostgres()
    server.start()
    atexit.register(held.close)
    atexit.register(server.stop)
