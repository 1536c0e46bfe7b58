"""What was kept comes back whole, or nothing changes."""

import json
import shutil
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

from tests.parts.serving import Installation, Serving
from tests.parts.waiting import until


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Kuusi Oy with its demo, serving nobody."""
    place = Installation(tmp_path_factory.mktemp("filled") / "data").lay()
    done = place.aspa("seed", "--password-stdin", given="kuusen-juurella-7\n")
    assert done.returncode == 0, done.stderr
    enclosure = place.data / "files/enclosures/ab" / ("ab" * 32)
    enclosure.parent.mkdir(parents=True)
    enclosure.write_bytes(b"manual" * 1000)
    return place


@pytest.fixture(scope="module")
def archive(filled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    path = tmp_path_factory.mktemp("kept") / "kuusi.aspa"
    done = filled.aspa("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """An installation with nothing in it."""
    return Installation(tmp_path / "data")


def rows(place: Installation, tmp_path: Path) -> dict[str, int]:
    """Return how many rows each table of an installation holds, told by a backup of it."""
    path = tmp_path / "counted.aspa"
    assert place.aspa("backup", str(path)).returncode == 0
    with zipfile.ZipFile(path) as opened:
        counted: dict[str, int] = json.loads(opened.read("manifest.json"))["rows"]
    return counted


def test_everything_comes_back_in_an_empty_place(
    filled: Installation, archive: Path, empty: Installation, tmp_path: Path
) -> None:
    done = empty.aspa("restore", str(archive))

    assert done.returncode == 0, done.stderr
    assert rows(empty, tmp_path) == rows(filled, tmp_path)
    assert (empty.data / "secret").read_text() == (filled.data / "secret").read_text()
    assert (empty.data / "files/enclosures/ab" / ("ab" * 32)).read_bytes() == b"manual" * 1000


def test_a_backup_is_made_while_aspa_serves(filled: Installation, tmp_path: Path) -> None:
    with Serving(filled):
        done = filled.aspa("backup", str(tmp_path / "while.aspa"))

    assert done.returncode == 0, done.stderr
    assert "read back and verified" in done.stdout


def test_what_others_may_not_read_they_cannot_read(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_a_killed_backup_leaves_the_older_one(filled: Installation, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "kuusi.aspa"
    shutil.copy(archive, path)
    before = path.read_bytes()

    running = filled.begin("backup", str(path))
    until(path.with_name("kuusi.aspa.part").exists)
    running.kill()
    running.communicate()

    assert path.read_bytes() == before


def test_a_full_installation_is_not_replaced_unasked(filled: Installation, archive: Path) -> None:
    refused = filled.aspa("restore", str(archive))

    assert refused.returncode == 1
    assert refused.stderr.startswith("aspa: This installation is not empty.")


def test_nothing_is_restored_under_a_running_aspa(filled: Installation, archive: Path) -> None:
    with Serving(filled):
        refused = filled.aspa("restore", "--force", str(archive))

    assert refused.returncode == 1
    assert "already serves" in refused.stderr


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_archive_is_refused_before_anything_changes(
    archive: Path, empty: Installation, tmp_path: Path, seed: int
) -> None:
    raw = bytearray(archive.read_bytes())
    where = Random(seed).randrange(1_000, len(raw) // 2)  # inside the database's dump
    raw[where] ^= 0xFF
    damaged = tmp_path / "damaged.aspa"
    damaged.write_bytes(raw[: where + 1] if seed % 3 == 2 else raw)

    refused = empty.aspa("restore", str(damaged))

    assert (refused.returncode, "damaged" in refused.stderr) == (1, True), (where, refused.stderr, refused.stdout)
    assert not (empty.data / "postgres").exists()


def test_an_archive_of_a_newer_release_is_not_guessed_at(archive: Path, empty: Installation, tmp_path: Path) -> None:
    newer = tmp_path / "newer.aspa"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(newer, "w") as made:
        for name in old.namelist():
            content = old.read(name)
            made.writestr(name, content.replace(b'"cases.0001', b'"cases.9999') if name == "manifest.json" else content)

    refused = empty.aspa("restore", str(newer))

    assert refused.returncode == 1
    assert "does not know (cases.9999" in refused.stderr


@pytest.mark.parametrize("after", [1.0, 1.6, 2.2])
def test_a_killed_restore_leaves_the_old_or_the_new(
    archive: Path, empty: Installation, tmp_path: Path, after: float
) -> None:
    empty.set_up()
    old = rows(empty, tmp_path)

    running = empty.begin("restore", "--force", str(archive))
    time.sleep(after)
    running.kill()
    running.communicate()

    with zipfile.ZipFile(archive) as opened:
        new = json.loads(opened.read("manifest.json"))["rows"]
    assert rows(empty, tmp_path)["cases_case"] in (old["cases_case"], new["cases_case"])
    assert empty.aspa("restore", "--force", str(archive)).returncode == 0
