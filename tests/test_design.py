"""What the eye sees keeps to the house's rules: values in one place, small files, nothing inline."""

import re
from pathlib import Path

import pytest

ASPA = Path(__file__).resolve().parent.parent / "aspa"
DESIGN = ASPA / "design" / "static"
SHEETS = sorted((DESIGN / "css").glob("*.css"))
MODULES = sorted((DESIGN / "js").glob("*.js"))
TEMPLATES = sorted(path for path in ASPA.rglob("templates/**/*") if path.suffix in {".html", ".txt"})
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(|light-dark\(")
INLINE = re.compile(r"\s(?:style|on[a-z]+|hx-on[:-][a-z:-]+)=|<style|<script(?![^>]*\ssrc=)|javascript:")
ICON = re.compile(r"""icon\(\s*"([a-z]+)"(?:\s+if\s[^)]*?\selse\s+"([a-z]*)")?""")
# The sandboxed sheet of a letter carries its own policy and may style itself.
STRICT = [path for path in TEMPLATES if "originals" not in path.parts and "api" not in path.parts]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_is_short_and_names_its_colours(path):
    assert lines(path) <= 120
    if path.name != "tokens.css":
        assert COLOUR.findall(path.read_text()) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_and_builds_no_code(path):
    text = path.read_text()

    assert lines(path) <= 100
    assert not re.search(r"\beval\(|new Function|\.innerHTML\s*=|document\.write|\.style\b", text)


def test_templates_are_short():
    assert {path.name: lines(path) for path in TEMPLATES if lines(path) > 60} == {}


def test_nothing_is_inline():
    assert {path.name: INLINE.findall(path.read_text()) for path in STRICT if INLINE.search(path.read_text())} == {}


def test_every_drawing_that_is_asked_for_is_there():
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (DESIGN / "icons.svg").read_text()))
    asked = {name for path in TEMPLATES for names in ICON.findall(path.read_text()) for name in names if name}

    assert asked - drawn == set()


def test_every_value_that_is_used_is_declared():
    everything = "".join(path.read_text() for path in SHEETS)

    assert (
        set(re.findall(r"var\((--[a-z0-9-]+)", everything)) - set(re.findall(r"(--[a-z0-9-]+):", everything)) == set()
    )
