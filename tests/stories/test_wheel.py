"""Aspa as a package: built, installed in an environment of its own, and serving the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.parts.serving import READY_WITHIN, Installation
from tests.parts.waiting import until

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `aspa` from a wheel; the packages it stands on are this environment's own."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(HERE))
    run("-m", "venv", "--without-pip", str(folder / "venv"))
    site = next((folder / "venv/lib").glob("python3*/site-packages"))
    run(
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(site),
        *map(str, folder.glob("*.whl")),
    )
    ours = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "beside.pth").write_text(f"{ours}\n")
    return folder / "venv/bin/python"


def run(*words: str) -> None:
    """Run Python with these words."""
    subprocess.run([sys.executable, *words], check=True, capture_output=True, timeout=400)


def test_a_wheel_serves_from_anywhere(installed: Path, tmp_path: Path) -> None:
    place = Installation(tmp_path / "data")
    command = [str(installed), "-m", "aspa", "serve"]
    log = tmp_path / "said"

    with log.open("wb") as out, subprocess.Popen(command, env=place.env, cwd=tmp_path, stdout=out, stderr=out) as aspa:
        try:
            until(lambda: "/start/" in log.read_text() or aspa.poll() is not None, within=READY_WITHIN)
        finally:
            aspa.terminate()  # else whoever waits for its end waits for ever

    assert "Aspa is ready" in log.read_text()
    assert aspa.returncode == 0


def test_a_wheel_holds_no_tests_and_all_that_is_shown(installed: Path) -> None:
    (aspa,) = installed.parents[1].glob("lib/python3*/site-packages/aspa")

    assert not [*aspa.rglob("tests"), *aspa.rglob("fixtures")]
    assert [*aspa.rglob("*.html")]
    assert [*aspa.rglob("*.toml")]
    assert {path.parent.parent.name for path in aspa.rglob("*.mo")} >= {"fi", "sv"}
