"""The main job, from the first start to the kept promise: an e-mail becomes an answered case."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count

import pytest
from playwright.sync_api import Page

from aspa.kit import moments
from tests.cast import mail
from tests.parts.dovecot import PASSWORD, Dovecot
from tests.parts.postfix import Postfix
from tests.parts.serving import Installation, Serving
from tests.parts.waiting import until
from tests.stories.desk import Desk
from tests.stories.ledger import Book

SUPPORT = "tuki@kuusi.fi"
nth = count()
SLOW = 60.0


class Liisa:
    """A customer with a mail program: sends through Postfix, reads in Dovecot."""

    def __init__(self, postfix: Postfix, dovecot: Dovecot) -> None:
        self.address = f"liisa{next(nth)}@example.com"
        self.sender = f"Liisa Virtanen <{self.address}>"
        self.postfix, self.dovecot = postfix, dovecot

    def writes(self, subject: str, text: str, *, to: str, **headers: str) -> EmailMessage:
        """Send a mail; return it as it was sent."""
        raw = mail(subject, text, sender=self.sender, to=to, **headers)
        self.postfix.send(raw, to=to, sender=self.address)
        return message_from_bytes(raw, policy=policy.default)

    def hears(self, number: int) -> list[EmailMessage]:
        """Wait until so many mails have come; return them."""
        until(lambda: len(self.inbox()) >= number, within=SLOW)
        assert len(self.inbox()) == number
        return self.inbox()

    def inbox(self) -> list[EmailMessage]:
        """Return her mail, oldest first."""
        with self.dovecot.client(self.address) as client:
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [message_from_bytes(found[uid][b"BODY[]"], policy=policy.default) for uid in sorted(found)]


@pytest.fixture
def liisa(postfix: Postfix, dovecot: Dovecot) -> Liisa:
    return Liisa(postfix, dovecot)


@pytest.fixture
def place(folder, postfix: Postfix) -> Installation:
    """An empty installation whose mail comes and goes through Postfix."""
    door = f"{postfix.door[0]}:{postfix.door[1]}"
    made = Installation(folder / "data", ASPA_SMTP_URL=f"smtp://127.0.0.1:{postfix.submission}", ASPA_LMTP=door)
    made.lmtp = door
    return made


def test_a_mail_becomes_an_answered_case_and_a_kept_promise(place: Installation, page: Page, liisa: Liisa) -> None:
    desk = Desk(page)
    with Serving(place) as serving:
        desk.begin(serving.link, address=SUPPORT)
        desk.see("queue")
        asked = liisa.writes("Missä pakettini on?", "Hei,\n\ntilasin kengät viikko sitten.\n\nLiisa", to=SUPPORT)
        it_shows_by_itself(desk)
        the_customer_heard_when_it_will_be_answered(desk, liisa)

        desk.reply("Hei Liisa,\n\npakettisi saapuu huomenna aamulla.")
        answer = liisa.hears(2)[1]
        it_is_a_reply_that_leads_back(answer, asked)
        desk.says("Lähetetty")
        desk.photograph("answered")

        liisa.writes("kiitos", "Kiitos, hienoa!\n\n> pakettisi saapuu", to=answer["Reply-To"].addresses[0].addr_spec)
        desk.says("Kiitos, hienoa!")
        desk.reply_and_close("Ole hyvä, mukavia kävelyjä!")
        liisa.hears(3)
        assert desk.is_same_page
        desk.photograph("closed")
        everything_is_kept(Book(place.data / "run"))


def it_shows_by_itself(desk: Desk) -> None:
    """The row comes without anybody asking."""
    desk.row("Liisa Virtanen", "Missä pakettini on?", "tilasin kengät")
    assert desk.is_same_page
    desk.photograph("list")


def the_customer_heard_when_it_will_be_answered(desk: Desk, liisa: Liisa) -> None:
    """The acknowledgement states the time that the desk counts down to."""
    desk.open("Missä pakettini on?")
    given_at, due_until = desk.promised
    acknowledgement = liisa.hears(1)[0]
    assert moments.told(None, due_until, given_at, "fi") in acknowledgement.get_body(("plain",)).get_content()
    assert acknowledgement["Auto-Submitted"] == "auto-replied"
    assert acknowledgement["Return-Path"] == "<>"
    desk.photograph("case")


def it_is_a_reply_that_leads_back(answer: EmailMessage, asked: EmailMessage) -> None:
    """By its headers every mail program shows it with the question, and what is said to it comes to the case."""
    assert answer["From"] == f"Kuusi <{SUPPORT}>"
    assert "saapuu huomenna aamulla" in answer.get_body(("plain",)).get_content()
    assert answer["In-Reply-To"] == asked["Message-ID"]
    assert asked["Message-ID"] in answer["References"].split()
    case, _, signature = answer["Reply-To"].addresses[0].username.removeprefix("tuki+").partition(".")
    assert case.isdecimal()
    assert len(signature) >= 10
    assert answer["Message-ID"].startswith(f"<{case}.")
    assert answer["Return-Path"].startswith("<tuki+b")


def everything_is_kept(book: Book) -> None:
    """Both answers that were owed are kept, once each, in one case that is closed as solved."""
    assert book.ask("select outcome from promises_promise order by id") == [("kept",), ("kept",)]
    closed = "select x.outcome, x.closed_by from cases_case c join cases_closure x on x.id = c.closure_id"
    assert [outcome for outcome, _by in book.ask(closed)] == ["solved"]
    kinds = "select kind from cases_message order by id"
    assert [kind for (kind,) in book.ask(kinds)] == ["contact", "acknowledgement", "reply", "contact", "reply"]
    assert book.number("select count(*) from channels_delivery where sent_at is null or failed_at is not null") == 0


def test_the_same_company_fetches_its_mail_from_a_mailbox(
    place: Installation, page: Page, liisa: Liisa, dovecot: Dovecot
) -> None:
    desk, support = Desk(page), f"tuki{next(nth)}@mailbox.example"  # Postfix brings its mail to Dovecot
    liisa.writes("Ennen alkua", "Kirjoitin jo ennen kuin te aloititte.", to=support)
    until(lambda: in_mailbox(dovecot, support) == 1, within=SLOW)
    with Serving(place.lay()) as serving:
        desk.begin(serving.link, address=support)
        connect(place, dovecot, support)
        desk.see("queue")
        desk.row("Ennen alkua")

        desk.open("Ennen alkua")
        desk.reply("Hei Liisa, nyt olemme täällä.")
        answer = liisa.hears(2)[1]
        liisa.writes("Vs: Ennen alkua", "Hyvä niin.", to=answer["Reply-To"].addresses[0].addr_spec)
        desk.says("Hyvä niin.")

        assert desk.is_same_page
        assert "all 2 mails are in the journal" in place.aspa("mailbox", "check", "1").stdout
    assert in_mailbox(dovecot, support) == 2  # nothing is moved, nothing removed


def connect(place: Installation, dovecot: Dovecot, username: str) -> None:
    """Connect the mailbox by the command."""
    where = f"--host 127.0.0.1 --port {dovecot.port['imap']} --plain --username {username}"
    done = place.aspa("mailbox", "add", *where.split(), "--password-stdin", given=PASSWORD)
    assert done.returncode == 0, done.stderr


def in_mailbox(dovecot: Dovecot, username: str) -> int:
    """Return how many mails lie in a mailbox."""
    with dovecot.client(username) as client:
        return len(client.search())
