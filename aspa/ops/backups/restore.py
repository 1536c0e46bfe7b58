"""`aspa restore`: verify an archive, then bring all of it back; the database is the old one or the new, never a mix."""

import shutil
import subprocess
import threading
import zipfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from aspa.ops.backups import archive, client
from aspa.ops.backups.backup import counts
from aspa.ops.database import database, migrate
from aspa.ops.serving.postgres import binary
from aspa.ops.trouble import Trouble

EMPTY = """
drop schema if exists doors cascade;
drop schema public cascade;
create schema public authorization pg_database_owner;
grant usage on schema public to public;
"""
DAMAGED = "do $$ begin raise exception 'the dump is damaged'; end $$;"


class NotRestored(Trouble):
    """Nothing was brought back; what was there is there still."""


def restore(*, file: Path, force: bool) -> None:
    """
    Replace this installation by the archive's.

    Args:
        force: also when this installation holds something.

    Raises NotRestored, BadArchive and AlreadyServing.
    """
    with archive.opened(file) as (opened, manifest):
        archive.verify(opened, manifest)
        with database("restore", makes=True, migrated=False, alone=True):
            _check(manifest, force=force)
            _bring_files(opened, manifest)
            key = settings.DATA / "secret.restored"
            key.touch(0o600)
            key.write_bytes(opened.read(archive.SECRET))
            _bring_database(opened, manifest)
            key.replace(settings.DATA / "secret")
            _drop_other_files(manifest)
            migrate()
            with connection.cursor() as cursor:
                cursor.execute("analyze")  # without it the first hours' pages would be planned blindly
    print(
        f"Restored the backup of {manifest.made_at[:16].replace('T', ' ')}: {manifest.rows['cases_case']} cases,",
        end=" ",
    )
    print(f"{manifest.rows['cases_message']} messages; every row counted, every file verified.")
    if settings.SECRET_KEY_GIVEN:
        print("ASPA_SECRET_KEY is set here and is used instead of the archive's key; the two should be the same.")


def _check(manifest: archive.Manifest, *, force: bool) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if foreign := [each for each in manifest.migrations if each not in known]:
        raise NotRestored(
            f"The backup was made by Aspa {manifest.aspa}, whose tables this release does not know ({foreign[0]}). "
            "Install that release or a newer one, then restore."
        )
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if not force and "brands_organisation" in tables and counts()["brands_organisation"]:
        raise NotRestored("This installation is not empty. Back it up, then say --force to replace all it holds.")


def _bring_files(opened: zipfile.ZipFile, manifest: archive.Manifest) -> None:
    """Add the archive's files; each bears the hash of its content in its name, so none is in another's way."""
    settings.FILES.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else on this machine reads what was sent
    for name in manifest.files:
        if not name.startswith(archive.FILES):
            continue
        target = (settings.FILES / name.removeprefix(archive.FILES)).resolve()
        if not target.is_relative_to(settings.FILES):
            raise NotRestored(f"The archive would write outside the data folder: {name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        with opened.open(name) as source, part.open("wb") as copy:
            shutil.copyfileobj(source, copy, archive.CHUNK)
        part.replace(target)


def _bring_database(opened: zipfile.ZipFile, manifest: archive.Manifest) -> None:
    """Empty the database, fill it and count its rows, all in one transaction."""
    pipe = subprocess.PIPE
    connection.close()
    arguments = ["--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file=-", "--output=/dev/null"]
    reader = [str(binary("pg_restore")), "--no-owner", "--no-privileges", "--file=-"]
    with (
        client.start("psql", *arguments, stdin=pipe) as writer,
        subprocess.Popen(reader, stdin=pipe, stdout=pipe, stderr=pipe) as unpacked,  # noqa: S603  # our own binary
    ):
        feeder = threading.Thread(target=_feed, args=[opened, unpacked])
        feeder.start()
        _pour(unpacked, writer, _counted(manifest))
        feeder.join()
        trouble = client.complaint(writer.stderr) or client.complaint(unpacked.stderr)
    if writer.returncode or unpacked.returncode:
        raise NotRestored(f"The database did not take the backup, and is as it was: {trouble}")


def _feed(opened: zipfile.ZipFile, unpacked: subprocess.Popen[bytes]) -> None:
    try:
        with opened.open(archive.DATABASE) as dump:
            shutil.copyfileobj(dump, client.pipe(unpacked.stdin), archive.CHUNK)
        client.pipe(unpacked.stdin).close()
    except BrokenPipeError:
        return  # whoever reads has ended; its exit code says why


def _pour(unpacked: subprocess.Popen[bytes], writer: subprocess.Popen[bytes], last: str) -> None:
    try:
        with client.pipe(writer.stdin) as into:
            into.write(EMPTY.encode())
            shutil.copyfileobj(client.pipe(unpacked.stdout), into, archive.CHUNK)
            into.write((last if unpacked.wait() == 0 else DAMAGED).encode())
    except BrokenPipeError:
        return  # psql ended at an error, and tells it


def _counted(manifest: archive.Manifest) -> str:
    """Return SQL that refuses the whole transaction unless every table holds as many rows as the manifest says."""
    checks = [
        f"if (select count(*) from public.{connection.ops.quote_name(table)}) <> {count:d} then "  # noqa: S608  # names from the archive's own manifest, quoted
        f"raise exception 'not all rows of % came back', {_literal(table)}; end if;"
        for table, count in manifest.rows.items()
    ]
    return "\ndo $check$ begin\n" + "\n".join(checks) + "\nend $check$;\n"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _drop_other_files(manifest: archive.Manifest) -> None:
    """What the replaced installation kept is nobody's now."""
    for path in settings.FILES.rglob("*"):
        if path.is_file() and archive.FILES + path.relative_to(settings.FILES).as_posix() not in manifest.files:
            path.unlink()
