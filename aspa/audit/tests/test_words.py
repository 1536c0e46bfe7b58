"""Everything that can stand in the audit log is told in words."""

import re
from pathlib import Path

import aspa
from aspa.audit.words import EVENTS

HERE = Path(aspa.__file__).parent
LOGGED = {  # lines of the log, no events
    "mailbox.database_away",
    "mailbox.failed",
    "mailbox.not_written",
    "mailbox.troubled",
    "sign_in.mail_failed",
    "sign_on.failed",
}
NAMES = re.compile(r'"([a-z_]+)\.([a-z_]+)"')


def test_every_name_of_the_house_has_words():
    subjects = {name.partition(".")[0] for name in EVENTS}
    files = [
        file for file in HERE.rglob("*.py") if not {"tests", "migrations", "words.py", "ways.py"} & set(file.parts)
    ]
    code = [file.read_text() for file in files]
    named = {f"{subject}.{act}" for text in code for subject, act in NAMES.findall(text) if subject in subjects}

    assert named - LOGGED == EVENTS.keys() - moved_and_put_away()


def moved_and_put_away() -> set[str]:
    """What is named from its parts."""
    return {f"{kind}.{act}" for kind in ("reason", "field") for act in ("moved", "archived", "restored")}
