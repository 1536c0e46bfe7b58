"""Vendored files are the ones their notes speak of."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROW = re.compile(r"^\| `(?P<name>[^`]+)` .*`(?P<digest>[0-9a-f]{64})` \|$", re.MULTILINE)


@pytest.mark.parametrize("folder", ["aspa/design/static/vendor", "tests/browser/vendor"])
def test_every_vendored_script_has_its_hash_beside_it(folder):
    rows = {row["name"]: row["digest"] for row in ROW.finditer((ROOT / folder / "README.md").read_text())}

    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / folder).glob("*.js")}

    assert there == rows
