"""Sending: letters a second into a real Postfix, each noted before the next one goes."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

LETTERS = 600
ROUNDS = 3


def run() -> list[dict[str, Any]]:
    """Measure the sender, and the same letters by bare smtplib on one connection, without a database, as the limit."""
    from bench.place import fresh_database

    os.environ["ASPA_LOG"] = "warning"  # a line for each letter would be most of what is printed here
    with fresh_database() as brand, posts() as port:
        from django.conf import settings

        settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
        rates, limits = [], []
        for nth in range(ROUNDS + 1):
            write(brand, nth)
            letters = composed()
            limits.append(LETTERS / handed_over_in(port, letters))
            rates.append(LETTERS / sent_in())
    rates, limits = rates[1:], limits[1:]  # the first warms up
    value, limit = median(rates), median(limits)
    return [
        {
            "name": "send",
            "value": round(value),
            "unit": "letters/s",
            "aim": 130,
            "limit": round(limit),
            "ratio": round(value / limit, 2),
            "rounds": [round(rate) for rate in rates],
        }
    ]


@contextmanager
def posts() -> Iterator[int]:
    """Start a Postfix that passes everything on to a server which takes it and throws it away; yield its port."""
    from tests.parts.postfix import Postfix
    from tests.parts.servers import found, free_ports

    elsewhere = free_ports(1)[0]
    command = [
        found("smtp-sink"),
        "-L",
        *(["-u", "nobody"] if os.geteuid() == 0 else []),
        f"127.0.0.1:{elsewhere}",
        "9",
    ]
    sink = subprocess.Popen(command)
    try:
        with Postfix(elsewhere) as postfix:
            yield postfix.submission
    finally:
        sink.terminate()
        sink.wait()


def write(brand: Any, round_: int) -> None:
    """Let as many acknowledgements wait as are sent in a round."""
    from django.db import transaction
    from django.utils import timezone

    from aspa.channels import verbs
    from aspa.channels.email import plus

    text = "Hei,\n\nkiitos viestistäsi! Vastaamme sinulle viimeistään huomenna klo 12.\n\nYstävällisin terveisin\nKuusi"
    with transaction.atomic():
        for nth in range(LETTERS):
            verbs.deliver(
                at=timezone.now(),
                organisation_id=brand.organisation_id,
                brand_id=brand.pk,
                purpose="acknowledgement",
                sender="tuki@kuusi.example",
                sender_name="Kuusi",
                reply_to=plus.reply_address("tuki@kuusi.example", nth + 1),
                recipients=[f"asiakas{nth}@posti.example"],
                subject=f"Re: Missä pakettini {nth} on?",
                text=text,
                message_id=plus.message_id_for(round_ * LETTERS + nth, "kuusi.example"),
                in_reply_to=f"{round_}.{nth}@posti.example",
                references=[f"{round_}.{nth}@posti.example"],
                language="fi",
            )


def composed() -> list[tuple[str, bytes]]:
    """Return what waits as it goes over the wire, with its recipient."""
    from aspa.channels.email.compose import compose
    from aspa.channels.models import Delivery

    waiting = Delivery.objects.filter(sent_at=None)
    return [(delivery.recipients[0], compose(delivery)) for delivery in waiting]


def handed_over_in(port: int, letters: list[tuple[str, bytes]]) -> float:
    """Return the seconds in which bare smtplib hands these letters over, on one connection."""
    import smtplib

    with smtplib.SMTP("127.0.0.1", port, "localhost") as smtp:
        smtp.ehlo()
        start = time.perf_counter()
        for recipient, letter in letters:
            smtp.sendmail("", [recipient], letter)
        return time.perf_counter() - start


def sent_in() -> float:
    """Return the seconds in which the sender sends everything that waits."""
    from aspa.channels.email.send import Sender
    from bench.place import as_served

    with as_served():
        sender = Sender()
        start = time.perf_counter()
        while sender.turn() == 0.0:
            pass
        return time.perf_counter() - start
