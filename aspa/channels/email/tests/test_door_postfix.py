"""A real Postfix brings mail to the door, also while the door is killed under it."""

import os
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from aspa.brands.models import Brand
from aspa.journal.models import Entry
from tests.parts.door import OpenDoor
from tests.parts.dovecot import Dovecot
from tests.parts.postfix import Postfix
from tests.parts.servers import is_open
from tests.parts.waiting import until

RUN = "import django; django.setup(); from aspa.channels.email.door import server; server.run()"
MAIL = b"From: liisa@example.fi\r\nTo: tuki@kuusi.fi\r\nSubject: %d\r\n\r\nMiss\xc3\xa4 pakettini on?\r\n.\r\n..\r\n"


@pytest.fixture
def open_door(postfix: Postfix, kuusi: Brand) -> Iterator[OpenDoor]:
    """Aspa's door, where Postfix looks for it."""
    with OpenDoor(lmtp=postfix.door) as opened:
        yield opened


def test_postfix_brings_mail_for_our_address(open_door: OpenDoor, postfix: Postfix) -> None:
    postfix.send(MAIL % 1, to="tuki+10017.abcd@kuusi.fi")

    until(lambda: Entry.objects.count() == 1)
    entry = Entry.objects.get()
    assert entry.envelope_to == "tuki+10017.abcd@kuusi.fi"
    assert bytes(entry.raw).endswith(b"Miss\xc3\xa4 pakettini on?\r\n.\r\n..\r\n")


def test_postfix_tells_the_sender_when_nobody_hears_there(
    open_door: OpenDoor, postfix: Postfix, dovecot: Dovecot
) -> None:
    postfix.send(MAIL % 1, to="vaara@kuusi.fi", sender="liisa@osoite.example")

    until(lambda: "No such address here" in inbox(dovecot, "liisa@osoite.example"))
    assert Entry.objects.count() == 0


def test_a_message_to_two_companies_and_a_stranger_reaches_both(open_door, postfix, honka: Brand) -> None:
    with smtplib.SMTP("127.0.0.1", postfix.submission) as smtp:
        smtp.sendmail("liisa@example.fi", ["tuki@kuusi.fi", "info@honka.fi", "kukaan@kuusi.fi"], MAIL % 1)

    until(lambda: Entry.objects.count() == 2)


def test_mail_waits_in_postfix_while_the_door_is_closed(postfix: Postfix, kuusi: Brand) -> None:
    postfix.send(MAIL % 1, to="tuki@kuusi.fi")

    with OpenDoor(lmtp=postfix.door):
        until(lambda: Entry.objects.count() == 1)


def test_a_door_killed_again_and_again_loses_nothing_and_doubles_nothing(postfix: Postfix, kuusi: Brand) -> None:
    with ThreadPoolExecutor(8) as senders, door_process(postfix):
        sent = [senders.submit(postfix.send, MAIL % number, to="tuki@kuusi.fi") for number in range(300)]
        until(lambda: Entry.objects.count() >= 30)
    for each in sent:
        each.result()  # Postfix has it
    for share in (80, 150):
        with door_process(postfix):
            until(lambda share=share: Entry.objects.count() >= share)

    with door_process(postfix):
        for share in range(160, 301, 10):  # as slow as it may be, as long as mail comes
            until(lambda share=share: Entry.objects.count() >= share, within=60, or_say=lambda: lacking(postfix))
        until(lambda: postfix.waiting() == 0, or_say=postfix.said)  # what was kept and not yet said so came again
    assert subjects() == list(range(300))


def lacking(postfix: Postfix) -> str:
    """Tell which mails are not in the journal, and what Postfix says of those that did not leave."""
    told = [line for line in postfix.written().splitlines() if "status=sent" not in line and "removed" not in line]
    lines = "\n".join(told[-80:])
    return f"{sorted({*range(300)} - {*subjects()})} are lacking, {postfix.waiting()} wait\n{lines}"


def subjects() -> list[int]:
    """The numbers of the mails in the journal."""
    return sorted(int(bytes(entry.raw).partition(b"Subject: ")[2].split()[0]) for entry in Entry.objects.all())


@contextmanager
def door_process(postfix: Postfix) -> Iterator[None]:
    """Run a door of its own process on this test's database; kill it at the end without a word."""
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "aspa.settings",
        "ASPA_DATABASE_URL": f"postgresql://postgres@/{name}?host={settings.POSTGRES_SOCKET}",
        "ASPA_LMTP": f"{postfix.door[0]}:{postfix.door[1]}",
    }
    process = subprocess.Popen([sys.executable, "-c", RUN], env=environment)
    until(lambda: is_open(postfix.door[1]))
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def inbox(dovecot: Dovecot, username: str) -> str:
    """All mail of a mailbox as one text."""
    with dovecot.client(username) as client:
        found = client.fetch(client.search(), ["BODY.PEEK[]"]).values()
    return b"".join(row[b"BODY[]"] for row in found).decode()
