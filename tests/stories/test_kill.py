"""Whatever dies at whatever moment: nothing acknowledged is lost, nothing is doubled."""

import os
import random
import subprocess
import sys

from tests.stories import kill

MAILS = 400
KILLS = 2 * len(kill.KINDS)
COLUMNS = "runs kills accepted missing doubled replies unsent twice unread".split()


def row_of(*words: str) -> dict[str, int]:
    """Run the command that docs/faults.md names, as somebody in a shell would, and return the last row it prints."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("ASPA_")}
    command = [sys.executable, "-m", "tests.stories.kill", "--rounds", "1", "--only", "any of them", *words]
    done = subprocess.run(command, env=env, text=True, stdout=subprocess.PIPE, check=True)
    print(done.stdout)
    cells = done.stdout.splitlines()[-1].strip("| ").split("|")[1:]
    return dict(zip(COLUMNS, (int(cell.replace(",", "")) for cell in cells), strict=True))


def test_nothing_is_lost_or_doubled_whatever_is_killed() -> None:
    seed = random.randrange(10**6)
    kinds = kill.any_of_them(KILLS, seed)

    told = row_of("--mails", str(MAILS), "--kills", str(KILLS), "--seed", str(seed))

    assert told["kills"] == KILLS
    assert told["accepted"] >= MAILS * 0.9
    assert (told["missing"], told["doubled"], told["unsent"], told["unread"]) == (0, 0, 0, 0)
    assert told["twice"] <= kinds.count("worker") + kinds.count("everything")
