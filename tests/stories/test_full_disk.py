"""A disk that fills up: mail waits outside, nothing acknowledged is lost, and all goes on when there is room."""

import os
import shutil
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from random import Random

import psycopg
import pytest

from tests.parts.postfix import as_root
from tests.parts.servers import found
from tests.parts.serving import Installation, Serving
from tests.parts.waiting import until
from tests.stories.company import SLOW, SUPPORT
from tests.stories.ledger import Book

SIZE = 400_000_000
LEFT = 12_000_000  # bytes of room when the mails begin


@pytest.fixture
def disk() -> Iterator[Path]:
    """A small disk of its own."""
    place = Path(tempfile.mkdtemp(prefix="aspa-disk-", dir="/tmp"))
    options = f"size={SIZE},mode=755,uid={os.geteuid()}"
    subprocess.run([*as_root(), found("mount"), "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)
    yield place
    subprocess.run([*as_root(), found("umount"), "--lazy", str(place)], check=True)
    place.rmdir()


def big_mail(nth: int) -> bytes:
    """Return a mail with a picture of a megabyte that cannot be packed any smaller."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"liisa{nth}@example.org", SUPPORT, f"Kuva {nth}"
    message.set_content("Hei, tässä kuva.")
    message.add_attachment(Random(nth).randbytes(1_000_000), maintype="image", subtype="jpeg", filename="kuva.jpg")
    return message.as_bytes()


def answer(place: Installation, raw: bytes) -> int:
    """Bring a mail to the door; return the code of its answer, 0 when nobody answers."""
    host, _, port = place.lmtp.partition(":")
    try:
        with smtplib.LMTP(host, int(port), timeout=SLOW) as door:
            return 250 if door.sendmail("liisa@example.org", [SUPPORT], raw) == {} else 0
    except smtplib.SMTPRecipientsRefused as refusal:
        return int(refusal.recipients[SUPPORT][0])
    except smtplib.SMTPResponseException as refusal:
        return refusal.smtp_code
    except OSError:
        return 0


def all_told(book: Book, count: int) -> bool:
    """Tell whether all these mails are in cases; the database may still be coming back."""
    try:
        book.minute_passes()
        return book.number("select count(distinct entry_id) from cases_message") == count
    except psycopg.Error:
        return False


def test_a_full_disk_loses_nothing(disk: Path) -> None:
    place = Installation(disk / "data", ASPA_LOG="warning")
    place.set_up()
    mails = [big_mail(nth) for nth in range(30)]
    with Serving(place) as serving:
        filler = disk / "filler"
        filler.write_bytes(b"\0" * (shutil.disk_usage(disk).free - LEFT))
        answers = [answer(place, raw) for raw in mails]
        assert 250 in answers
        assert {code for code in answers if code != 250} <= {421, 451, 452}
        assert answers[-1] != 250  # there is no room for thirty
        filler.unlink()

        until(lambda: all(answer(place, raw) == 250 for raw in mails), within=SLOW)
        until(lambda: all_told(Book(disk / "data/run"), len(mails)), within=SLOW)
        assert serving.process.poll() is None
