"""An archive says itself what is in it, and whether it is whole."""

import io
from pathlib import Path

import pytest

from aspa.ops.backups import archive

FLAGS = 8  # where a member's entry in the directory of a ZIP says that it is encrypted


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An archive with one file."""
    path = tmp_path / "kuusi.aspa"
    writer = archive.Writer(path)
    writer.add(archive.DATABASE, io.BytesIO(b"rows"))
    writer.close(archive.Manifest(aspa="1", made_at="2026-11-23", migrations=[], rows={"cases_case": 1}))
    return path


def test_a_whole_archive_is_as_its_manifest_says(kept: Path) -> None:
    with archive.opened(kept) as (opened, manifest):
        archive.verify(opened, manifest)

    assert manifest.rows == {"cases_case": 1}
    assert manifest.files[archive.DATABASE]["size"] == 4


def test_damage_that_looks_like_encryption_is_damage(kept: Path) -> None:
    raw = bytearray(kept.read_bytes())
    raw[raw.index(b"PK\x01\x02") + FLAGS] |= 1
    kept.write_bytes(raw)

    with archive.opened(kept) as (opened, manifest), pytest.raises(archive.BadArchive, match="damaged"):
        archive.verify(opened, manifest)


def test_what_goes_wrong_with_a_whole_archive_is_not_blamed_on_it(kept: Path) -> None:
    with pytest.raises(KeyError), archive.opened(kept):
        raise KeyError("a bug of ours")


@pytest.mark.parametrize("raw", [b"", b"PK", b"From liisa\n" * 1000])
def test_what_is_no_archive_is_refused(raw: bytes, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(raw)

    with pytest.raises(archive.BadArchive), archive.opened(other):
        pass
