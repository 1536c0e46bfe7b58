"""Keeping house: what must happen by the clock, on the first worker of a machine."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from aspa.cases import snoozing
from aspa.channels import files
from aspa.drafting import verbs as drafting
from aspa.history import verbs as history
from aspa.live import verbs as live
from aspa.promises import verbs as promises

MOST = 100  # events told in one turn, so that promises are looked at in between
PAUSE = 1.0  # seconds; a promise is seen to be broken this soon
TIDY_EVERY = timedelta(hours=1)
HINTS_LAST = timedelta(days=1)


class House:
    """One keeper; remembers when it last tidied."""

    def __init__(self) -> None:
        self.tidied_at: datetime | None = None

    def turn(self) -> float:
        """Run reactions, break due promises, wake what rested, tidy now and then; return seconds to the next turn."""
        now = timezone.now()
        told = history.run_due(at=now, most=MOST)
        promises.break_due(at=now)
        snoozing.wake_due(at=now)
        if self.tidied_at is None or abs(now - self.tidied_at) >= TIDY_EVERY:  # the clock may be set back
            self.tidied_at = now
            tidy(at=now)
        return 0.0 if told == MOST else PAUSE


def tidy(*, at: datetime) -> None:
    """Remove what nobody needs any more: old hints, drafts that were sent, files of refused answers, old sessions."""
    live.forget(before=at - HINTS_LAST)
    drafting.forget_empty(at=at)
    files.clear_strays(at=at)
    call_command("clearsessions", verbosity=0)
