"""How long until Aspa serves: the first time on a bare clone, and every time after."""

import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.parts.serving import Installation

ROUNDS = 3
HERE = Path(__file__).resolve().parents[1]
READY = "Aspa is ready"


def run() -> list[dict[str, Any]]:
    """Measure `make serve` on a fresh clone with a warm package cache, and later starts, beside a bare interpreter."""
    bare = [_took(["python3", "-c", f"print({READY!r}, flush=True)"], {}, HERE)[0] for _ in range(ROUNDS)]
    with tempfile.TemporaryDirectory(prefix="aspa-start-") as name:
        clone = Path(name) / "aspa"
        Path(name).chmod(0o755)
        subprocess.run(["git", "clone", "--quiet", str(HERE), str(clone)], check=True)
        env = Installation(Path(name) / "data").env
        first = _took(["make", "serve", f"ASPA_DATA={name}/data"], env, clone)
        later = [_took(["make", "serve", f"ASPA_DATA={name}/data"], env, clone) for _ in range(ROUNDS)]
        shutil.rmtree(clone / ".venv")
    return [
        _figure("serve_first_start", [first[0]], 90, bare),
        _figure("serve_start", [each[0] for each in later], 3, bare),
        _figure("serve_stop", [each[1] for each in later], 5, bare),
    ]


def _took(command: list[str], env: dict[str, str], where: Path) -> tuple[float, float]:
    """Return the seconds until a command says it is ready, and from SIGTERM until it is gone."""
    begin = time.monotonic()
    with subprocess.Popen(command, cwd=where, env=env or None, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            if READY in line:
                break
        ready = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait()
    return ready - begin, time.monotonic() - ready


def _figure(name: str, rounds: list[float], aim: float, bare: list[float]) -> dict[str, Any]:
    value, limit = median(rounds), median(bare)
    return {
        "name": name,
        "value": round(value, 2),
        "unit": "s",
        "aim": aim,
        "limit": round(limit, 3),
        "ratio": round(value / limit, 1),
        "rounds": [round(each, 2) for each in rounds],
    }
