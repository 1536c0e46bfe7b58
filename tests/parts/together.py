"""Deeds of several at one moment, as two agents or two workers do them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from aspa.kit.errors import Refused


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """
    Let each deed begin on a connection of its own at one moment; return a word for each, in the order of the alphabet.

    The word is the code of the refusal, empty where nothing was refused. What else goes wrong is raised.
    """
    ready = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        ready.wait()
        try:
            deed()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))
