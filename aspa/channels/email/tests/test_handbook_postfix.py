"""A real Postfix, configured as the handbook says, brings mail to the door."""

import re
import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest

from aspa.brands.models import Brand
from aspa.journal.models import Entry
from tests.parts.door import OpenDoor
from tests.parts.dovecot import Dovecot
from tests.parts.postfix import Postfix
from tests.parts.waiting import until

PAGE = Path(__file__).resolve().parents[4] / "docs/connect-a-mailbox.md"
MAIL = b"From: liisa@example.fi\r\nTo: tuki@kuusi.fi\r\nSubject: Paketti\r\n\r\nMissa pakettini on?\r\n"
AS_INSTALLED = "\nmydestination = kuusi.fi\nsmtpd_reject_unlisted_recipient = yes\n"


class ByTheHandbook(Postfix):
    """Postfix as a package installs it for a company's domain, and the handbook's lines."""

    def configure(self) -> list[str]:
        """Write what the handbook says."""
        begins = super().configure()
        told = re.search(
            r"```\n# /etc/postfix/main\.cf\n(.*?)# /etc/postfix/transport\n(.*?)```", PAGE.read_text(), re.S
        )
        main, transport = told.groups()
        here = main.replace("/etc/postfix", str(self.folder))
        self._write("main.cf", settled((self.folder / "main.cf").read_text() + AS_INSTALLED + here))
        self._write("transport", transport.replace("127.0.0.1:2424", "{}:{}".format(*self.door)))
        return begins


def settled(lines: str) -> str:
    """Each setting once, as said last: of a repeated one every part warns, and the log writer waits for itself."""
    return "\n".join({line.partition(" =")[0]: line for line in lines.splitlines()}.values()) + "\n"


@pytest.fixture
def handbook(dovecot: Dovecot, kuusi: Brand) -> Iterator[ByTheHandbook]:
    """Such a Postfix, and Aspa's door where it looks for it."""
    with ByTheHandbook(dovecot.port["lmtp"]) as postfix, OpenDoor(lmtp=postfix.door):
        yield postfix


def test_new_mail_and_replies_come_in_as_the_handbook_says_and_nothing_else(handbook: ByTheHandbook) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        handbook.send(MAIL, to="vaara@kuusi.fi")
    handbook.send(MAIL, to="tuki@kuusi.fi")
    handbook.send(MAIL + b"Vastaus.\r\n", to="tuki+10017.abcd@kuusi.fi")

    until(lambda: Entry.objects.count() == 2)
