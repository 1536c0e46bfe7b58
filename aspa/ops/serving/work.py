"""The worker: understands what came, sends what leaves, runs reactions, watches promises."""

import signal
import sys
import threading

from aspa.cases.finding import verbs as indexing
from aspa.channels.email import fetch, send
from aspa.channels.email.senders import watch
from aspa.drafting.leaving import loop as leaving
from aspa.jobs.loop import Loop
from aspa.jobs.loop import run as run_loops
from aspa.ops.serving.house import House
from aspa.reception import receive
from aspa.screening import scanning, watching
from aspa.teamwork.sweeping import verbs as sweeping

# Seconds after which a busy loop gives way. Sending speaks and waits many times for each letter; after every wait it
# would stand behind reception for Python's usual 5 ms, and leave ten letters a second where it can leave hundreds.
GIVE_WAY = 0.0005


def run(*, is_first: bool = True) -> None:
    """
    Work until SIGTERM.

    Args:
        is_first: the first worker of a machine also sends, fetches and keeps house; others only understand.
    """
    sys.setswitchinterval(GIVE_WAY)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    fetchers = fetch.Fetchers()
    loops = [Loop("reception", receive.Reception().turn)]
    if is_first:
        loops += [Loop("send", send.turn), Loop("house", House().turn), Loop("fetch", fetchers.turn)]
        loops += [Loop("senders", watch.turn), Loop("scanning", scanning.turn)]
        loops += [Loop("watching", watching.turn), Loop("indexing", indexing.turn)]
        loops += [Loop(sweeping.LOOP, sweeping.turn), Loop("leaving", leaving.turn)]
    run_loops(loops, stop)
    fetchers.stop()
