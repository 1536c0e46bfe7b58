"""`aspa backup`: database, files and key in one archive, as they stood at one moment, also while serving."""

import io
import os
import subprocess
import threading
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from aspa.ops.backups import archive, client, last
from aspa.ops.database import database
from aspa.ops.trouble import Trouble


class NotBackedUp(Trouble):
    """The backup could not be made."""


def backup(*, file: Path) -> None:
    """
    Write an archive, verify it by reading it back, and only then give it its name; an older one of that name stays
    until then.

    Raises NotBackedUp.
    """
    if not file.parent.is_dir():
        raise NotBackedUp(f"There is no folder {file.parent}.")
    part = file.with_name(f"{file.name}.part")
    with database("backup"):
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))  # holds the key and customers' words
        try:
            manifest = _write(part)
            with archive.opened(part) as (made, written):
                archive.verify(made, written)
            _settle(part, file)
            last.remember(file, at=timezone.now())
        finally:
            part.unlink(missing_ok=True)
    size, files = file.stat().st_size, sum(name.startswith(archive.FILES) for name in manifest.files)
    rows = manifest.rows
    print(f"{file}: {size / 1e6:.1f} MB, {rows['cases_case']} cases, {rows['cases_message']} messages,", end=" ")
    print(f"{rows['journal_entry']} journal entries, {files} files; read back and verified.")


def _write(path: Path) -> archive.Manifest:
    writer = archive.Writer(path)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        manifest = archive.Manifest(
            aspa=version("aspa"),
            made_at=timezone.now().isoformat(),
            migrations=migrations(),
            rows=counts(),
        )
        cursor.execute("select pg_export_snapshot()")
        _dump(writer, cursor.fetchone()[0])
    # Files are never changed and are stored before their rows: what the snapshot names is all there by now.
    for kept in sorted(settings.FILES.rglob("*")):
        if kept.is_file():
            with kept.open("rb") as source:
                writer.add(archive.FILES + kept.relative_to(settings.FILES).as_posix(), source)
    writer.add(archive.SECRET, io.BytesIO(settings.SECRET_KEY.encode()))
    writer.close(manifest)
    return manifest


def _dump(writer: archive.Writer, snapshot: str) -> None:
    arguments = ["--format=custom", "--compress=3", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    arguments += ["--exclude-schema=doors"]  # each release raises its own
    with client.start("pg_dump", *arguments, stdout=subprocess.PIPE) as dump:
        complaints: list[str] = []
        listener = threading.Thread(target=lambda: complaints.append(client.complaint(dump.stderr)))
        listener.start()
        writer.add(archive.DATABASE, client.pipe(dump.stdout))
        listener.join()
    if dump.returncode:
        raise NotBackedUp(f"The database could not be dumped: {complaints[0]}")


def counts() -> dict[str, int]:
    """Return how many rows each table holds, in the transaction at hand."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        quoted = [connection.ops.quote_name(table) for table in tables]
        each = [f"select {n}, count(*) from {table}" for n, table in enumerate(quoted)]  # noqa: S608  # the catalogue's
        cursor.execute(" union all ".join(each))
        return {tables[n]: count for n, count in cursor.fetchall()}


def migrations() -> list[str]:
    """Return the migrations applied, so that a restore knows whether it understands the tables."""
    return [f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()]


def _settle(part: Path, file: Path) -> None:
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
