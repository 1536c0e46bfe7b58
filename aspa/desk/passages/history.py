"""All that a passage ever said, as its page tells it: from when until when, by whom, why, and what was new."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from aspa.brands.models import LANGUAGES
from aspa.kit.viewer import Viewer
from aspa.passages import queries
from aspa.passages.difference import Piece, difference
from aspa.passages.models import Passage, Version
from aspa.staff import queries as staff

MOST = 50  # versions that a page tells; the API tells all


@dataclass(frozen=True, slots=True)
class Told:
    """A version, until when it was in force (None: still), who wrote it, and what changed in each language."""

    version: Version
    until: datetime | None
    who: str
    changes: list[tuple[str, str, list[Piece]]]


def history(viewer: Viewer, passage: Passage) -> list[Told]:
    """Return the versions of a passage, the newest first."""
    versions = queries.versions_of(viewer, passage, most=MOST + 1)
    names = {one.actor: one.name for one in staff.everybody(viewer)}
    names |= {one.actor: one.name for one in staff.tokens(viewer)}
    until, told = None, []
    for version, before in zip_longest(versions[:MOST], versions[1:]):
        if version is None:
            break
        who = names.get(version.written_by, version.written_by)
        told.append(Told(version, until, who, changes(before, version)))
        until = version.written_at
    return told


def changes(before: Version | None, after: Version) -> list[tuple[str, str, list[Piece]]]:
    """Return code and name of each language whose text changed, with how; the name of the passage under no language."""
    old, new = (before.texts if before else {}), after.texts
    found = [
        (code, name, difference(old.get(code, ""), new.get(code, "")))
        for code, name in LANGUAGES
        if old.get(code, "") != new.get(code, "")
    ]
    titles = [f"{one.name} ({one.code})" if one else "" for one in (before, after)]
    return [("", "", difference(*titles)), *found] if before and titles[0] != titles[1] else found
