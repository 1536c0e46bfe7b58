"""A sender that dies in the middle of its work costs at most the letter it held in its hands."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from aspa.channels import verbs
from aspa.channels.email import send
from aspa.channels.models import Delivery

LETTERS, KILLS = 60, 4


def sender_in_a_process_of_its_own() -> int:
    """Start one; it sends until it is killed or nothing waits."""
    connection.close()  # two processes never share one connection
    if pid := os.fork():
        return pid
    try:
        sender, end = send.Sender(), time.monotonic() + 180
        while Delivery.objects.filter(sent_at=None).exists() and time.monotonic() < end:
            sender.turn()
    finally:
        os._exit(0)


@pytest.mark.django_db(transaction=True)
def test_no_letter_is_lost_and_none_leaves_twice_but_the_one_that_was_held(
    outside, writes: Callable[..., Delivery], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "HELD", timedelta(seconds=0.1))
    for _nth in range(LETTERS):
        writes()

    for _nth in range(KILLS):
        sender = sender_in_a_process_of_its_own()
        time.sleep(random.uniform(0.03, 0.12))
        os.kill(sender, signal.SIGKILL)
        os.waitpid(sender, 0)
    os.waitpid(sender_in_a_process_of_its_own(), 0)

    copies = Counter(letter["Message-ID"] for letter in outside.letters)
    assert len(copies) == LETTERS
    assert sum(copies.values()) - LETTERS <= KILLS
    assert not Delivery.objects.filter(sent_at=None).exists()
