"""The web part in a process of its own on the tests' database, and agents who are signed in there."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from aspa.staff.models import Agent
from tests.parts.servers import free_ports, is_open
from tests.parts.waiting import until

SERVE = "import django; django.setup(); from aspa.ops.serving import web; web.run()"
SWEEP = """
import django; django.setup()
from functools import partial
from aspa.ops.serving import web
from aspa.teamwork.sweeping import verbs
verbs.run = partial(verbs.run, within=60.0)
web.run()
"""
BACKEND = "aspa.desk.sign_in.ByEmail"


class Web:
    """
    `aspa web`, pages and hints on one address.

    Args:
        sweeps: a request takes its time for what is done to many cases, since no worker does the rest here.
    """

    def __init__(self, *, sweeps: bool = False, **more: str) -> None:
        self.program = SWEEP if sweeps else SERVE
        self.port = free_ports(1)[0]
        self.url = f"http://127.0.0.1:{self.port}"
        given = connection.settings_dict
        database = f"postgresql://{given['USER']}@/{given['NAME']}?host={quote(given['HOST'], '')}"
        here = {"ASPA_HTTP": f"127.0.0.1:{self.port}", "ASPA_DATABASE_URL": database}
        self.environment = {**os.environ, **here, "DJANGO_SETTINGS_MODULE": "aspa.settings", **more}
        self.process = self.start()
        self.await_answer()

    def start(self) -> subprocess.Popen[str]:
        """Start it; what it says to stderr can be read when it has ended."""
        command = [sys.executable, "-W", "ignore", "-c", self.program]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE, text=True)

    def await_answer(self) -> None:
        """Return when it listens."""
        until(lambda: is_open(self.port))

    def ask(self, path: str, *, cookie: str = "", method: str = "GET", **headers: str) -> HTTPResponse:
        """Ask for a page; its body is still to be read."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request(method, path, headers={"Cookie": f"aspa={cookie}", **headers})
        return line.getresponse()

    def stop(self) -> float:
        """Stop it as an operator does; return the seconds that took."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        return time.monotonic() - begun


def signed_in(agent: Agent) -> str:
    """Return the session cookie of an agent who is signed in."""
    session, auth = SessionStore(), agent.get_session_auth_hash()
    session.update({SESSION_KEY: str(agent.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: auth})
    session.save()
    return str(session.session_key)
