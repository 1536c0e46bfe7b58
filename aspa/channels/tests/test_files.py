"""The store of files that are sent."""

from pathlib import Path

from django.core.files.storage import default_storage

from aspa.channels import files


def test_nobody_else_on_the_machine_reads_what_is_sent() -> None:
    stored = files.store(b"a bill that was never sent before", name="lasku.pdf", content_type="application/pdf")

    kept = next(Path(default_storage.location).rglob(stored.sha256))
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0
