"""
A place to measure in: a private database of its own, set as in production, with one brand.

What is arranged is arranged as the owner of the tables; what is measured works `as_served`, behind the walls.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def fresh_database() -> Iterator[Any]:
    """Start a private PostgreSQL in a new folder and yield a brand founded in it; all of it is removed at the end."""
    folder = tempfile.mkdtemp(prefix="aspa-bench-")
    Path(folder).chmod(0o755)
    os.environ["ASPA_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "aspa.settings"
    os.environ.pop("ASPA_DATABASE_URL", None)
    import django

    django.setup()
    from django.db import connections
    from django.utils import timezone

    from aspa.brands.models import Brand
    from aspa.kit import walls
    from aspa.ops.database import migrate
    from aspa.ops.serving.postgres import PrivatePostgres
    from aspa.reception.founding import found

    server = PrivatePostgres()
    server.start()
    try:
        with walls.as_owner():
            migrate()
            found(
                organisation="Kuusi Oy",
                brand="Kuusi",
                address="tuki@kuusi.example",
                admin_email="vaino@kuusi.example",
                admin_name="Väinö",
                password="kuusen-juurella-7",
                at=timezone.now(),
            )
            yield Brand.objects.get()
    finally:
        connections.close_all()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def as_served() -> Iterator[None]:
    """Work as what is served does: in the application's role, which sees one organisation at a time."""
    from django.db import connections

    from aspa.kit import walls

    connections.close_all()
    before, walls.process["is_owner"] = walls.process["is_owner"], False
    try:
        yield
    finally:
        connections.close_all()
        walls.process["is_owner"] = before
