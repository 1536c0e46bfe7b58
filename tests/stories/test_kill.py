"""Whatever dies at whatever moment: nothing acknowledged is lost, nothing is doubled."""

import random

from tests.stories import kill

MAILS = 400


def test_nothing_is_lost_or_doubled_whatever_is_killed() -> None:
    seed = random.randrange(10**6)
    kinds = kill.any_of_them(2 * len(kill.KINDS), seed)
    print("seed", seed, kinds)

    told = kill.run(kinds, mails=MAILS, seed=seed).ledger

    assert told.accepted >= MAILS * 0.9
    assert (told.missing, told.doubled, told.unsent, told.unread) == (0, 0, 0, 0), told
    assert told.sent_twice <= kinds.count("worker") + kinds.count("everything"), told
