"""Waiting for what other processes and threads do in their own time."""

import time
from collections.abc import Callable

LONGEST = 90.0  # seconds; what is waited for takes one or two, on a machine with much to do thirty


def until(is_so: Callable[[], object], *, within: float = LONGEST, or_say: Callable[[], str] = str) -> None:
    """Return when something is so; fail when it is not so in time, with what `or_say` tells then."""
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline, f"it did not happen in {within:.0f} seconds\n{or_say()}"
        time.sleep(0.02)
