"""One embedded PostgreSQL for a test run, shared by its processes; each process has its own database in it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

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


def pytest_sessionstart() -> None:
    """Start the server in the first process; the others find its socket in the same data folder."""
    from aspa.kit import walls

    walls.process["is_owner"] = True  # tests arrange freely; what they try goes behind the wall by itself
    if IS_WORKER:
        return
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
