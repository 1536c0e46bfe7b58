"""What is told in the demo: stories from the TOML files, filled in with people, goods and places."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from aspa.ops.demo.letters import Writer

HERE = Path(__file__).parent
MIX = ["fi"] * 15 + ["sv"] * 3 + ["en"] * 2  # of twenty customers
FILLED = re.compile(r"(?m)^(.{95,})\n(?=\S)")
PARTS = ("subject", "contact", "reply", "again", "second", "memo")


@dataclass(frozen=True, slots=True)
class Story:
    """One matter from its first mail to its last; empty parts do not happen."""

    writer: Writer
    subject: str
    contact: str
    reply: str
    again: str
    second: str
    memo: str
    files: tuple[str, ...]
    act: str  # what is promised beside the answer: call, follow_up or nothing
    outcome: str


def stories(count: int, chance: Random) -> list[Story]:
    """Return stories, each language's told in turn so that none is repeated more often than needed."""
    cast = _read("people")
    kinds = {language: _read(language)["stories"] for language in set(MIX)}
    told = dict.fromkeys(kinds, 0)
    made = []
    for nth in range(count):
        language = MIX[nth % len(MIX)]
        made.append(_story(kinds[language][told[language] % len(kinds[language])], language, cast, chance))
        told[language] += 1
    chance.shuffle(made)
    return made


def _story(kind: dict[str, Any], language: str, cast: dict[str, Any], chance: Random) -> Story:
    writer = _writer(language, cast, chance)
    words = {
        "name": writer.name,
        "first": writer.name.partition(" ")[0],
        "product": chance.choice(cast["products"]),
        "town": chance.choice(cast["towns"]),
        "weekday": chance.choice(cast["weekdays"][language]),
        "order": str(chance.randrange(120_000, 199_000)),
        "digits": str(chance.randrange(1000, 9999)),
    }
    parts = {part: _flowing(kind.get(part, "")).format(**words).strip() for part in PARTS}
    return Story(
        writer=writer,
        files=tuple(file for file in ("photo", "receipt") if kind.get(file)),
        act="call" if kind.get("call") else "follow_up" if kind.get("follow") else "",
        outcome=kind.get("outcome", "solved"),
        **parts,
    )


def _flowing(text: str) -> str:
    """Return a text without the breaks that only keep the lines of its file short: people's windows break theirs."""
    return FILLED.sub(r"\1 ", text)


def _writer(language: str, cast: dict[str, Any], chance: Random) -> Writer:
    name = chance.choice(cast[language])
    plain = name.lower().translate(str.maketrans("äöåé ", "aoae."))
    domains = cast["domains"][language]
    return Writer(name, f"{plain}@{domains[len(name) % len(domains)]}", language)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text())
