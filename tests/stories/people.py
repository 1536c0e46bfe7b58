"""Many customers that write, and agents that answer, however often what they speak to dies under them."""

import json
import random
import smtplib
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from email.message import EmailMessage
from hashlib import sha256
from http.client import HTTPException

TO = "tuki@kuusi.fi"
PAUSE = 0.05  # seconds before somebody tries again
ANSWER = "Hei, pakettisi saapuu huomenna. Tunniste {key}"


@dataclass(frozen=True)
class Mail:
    """A mail as its sender keeps it until it hears 250; `first` is the mail that it follows."""

    nth: int
    raw: bytes
    first: bytes | None = None

    @property
    def digest(self) -> bytes:
        """What tells it from all others."""
        return sha256(self.raw).digest()


def letter(nth: int, rng: random.Random, *, follows: int | None = None) -> bytes:
    """Return a letter of a customer who wrote never before, or who goes on about letter `follows`."""
    who = nth if follows is None else follows
    message = EmailMessage()
    message["From"], message["To"] = f"Asiakas {who} <asiakas{who}@example.org>", TO
    message["Subject"] = f"Paketti {who} ei ole tullut perille" if follows is None else f"Vs: Paketti {who}"
    message["Message-ID"] = f"<kirje{nth}@example.org>"
    message["Date"] = "Mon, 16 Nov 2026 09:00:00 +0200"
    if follows is not None:
        message["In-Reply-To"] = message["References"] = f"<kirje{follows}@example.org>"
    text = f"Hei,\n\nmissä pakettini {nth} on? Odotin sitä jo eilen.\n\nTerveisin\nAsiakas {who}\n"
    message.set_content(text)
    if rng.random() < 0.3:
        message.add_alternative(f"<p>Hei,</p><p>missä pakettini <b>{nth}</b> on?</p>", subtype="html")
    if rng.random() < 0.05:
        message.add_attachment(rng.randbytes(60_000), maintype="image", subtype="jpeg", filename="kuva.jpg")
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


class Crowd:
    """Some who all do the same at once, each in a thread."""

    _threads: list[threading.Thread]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        """Return when they have done all of it."""
        for thread in self._threads:
            thread.join()


@dataclass
class Customers(Crowd):
    """
    Senders that try again on anything but 250, as mail servers do; each mail is offered again now and then although
    it was taken, since some mail servers lose the answer.
    """

    port: int
    mails: int
    seed: int
    senders: int = 8
    accepted: list[Mail] = field(default_factory=list)
    refused: int = 0
    _again: set[Mail] = field(default_factory=set)

    def __post_init__(self) -> None:
        rng = random.Random(self.seed)
        self._waiting: deque[Mail] = deque()
        self._lock = threading.Lock()
        self._rng = random.Random(self.seed + 1)
        for nth in range(self.mails * 5 // 6):
            self._waiting.append(Mail(nth, letter(nth, rng)))
        firsts = len(self._waiting)
        self._followers = dict(
            zip(rng.sample(range(firsts), self.mails - firsts), range(firsts, self.mails), strict=True)
        )
        self.firsts = firsts
        self._threads = [threading.Thread(target=self._write, daemon=True) for _ in range(self.senders)]

    def _write(self) -> None:
        door: smtplib.LMTP | None = None
        while mail := self._next():
            try:
                door = door or smtplib.LMTP("127.0.0.1", self.port, timeout=30)
                door.sendmail(f"asiakas{mail.nth}@example.org", [TO], mail.raw)
            except (OSError, smtplib.SMTPException) as trouble:
                with self._lock:
                    self.refused += isinstance(trouble, smtplib.SMTPException)
                    self._waiting.appendleft(mail)
                door = _hung_up(door)
                time.sleep(PAUSE)
            else:
                self._taken(mail)
        _hung_up(door)

    def _next(self) -> Mail | None:
        """Return a mail to send, or None when all have been taken."""
        while True:
            with self._lock:
                if self._waiting:
                    return self._waiting.popleft()
                if len(self.accepted) >= self.mails:
                    return None
            time.sleep(0.01)  # somebody else's mail may come back, or be followed by another

    def _taken(self, mail: Mail) -> None:
        with self._lock:
            if mail not in self._again:
                self.accepted.append(mail)
                if follower := self._followers.get(mail.nth):
                    raw = letter(follower, self._rng, follows=mail.nth)
                    self._waiting.append(Mail(follower, raw, mail.digest))
                if self._rng.random() < 0.02:
                    self._again.add(mail)
                    self._waiting.append(mail)


def _hung_up(door: smtplib.LMTP | None) -> None:
    if door:
        door.close()


@dataclass
class Agents(Crowd):
    """Programs that answer through the API, and ask again with the same key until they hear that it is done."""

    http: str
    token: str
    replies: int
    seed: int
    done: list[str] = field(default_factory=list)
    troubles: int = 0

    def __post_init__(self) -> None:
        self._rng = random.Random(self.seed)
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(2)]

    def _serve(self) -> None:
        while number := self._chosen():
            with self._lock:
                key = f"avain{self._rng.randrange(10**12)}"
            body = {"text": ANSWER.format(key=key)} | ({"closes": "solved"} if key[-1] in "02468" else {})
            while (said := self._ask(f"cases/{number}/replies", body, key)) is None:
                time.sleep(PAUSE)
            if said:
                with self._lock:
                    self.done.append(key)

    def _chosen(self) -> int:
        """Return the number of a case that waits in the queue; 0 when enough has been answered."""
        while len(self.done) < self.replies:
            page = self._ask("cases?view=queue&limit=50")
            numbers = [case["number"] for case in page["items"]] if page else []
            if numbers:
                with self._lock:
                    return self._rng.choice(numbers)
            time.sleep(PAUSE)
        return 0

    def _ask(self, path: str, body: dict | None = None, key: str = "") -> dict | None:
        request = urllib.request.Request(f"http://{self.http}/api/v1/{path}")
        request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
            request.add_header("Idempotency-Key", key)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code == 409:  # a colleague closed the case in between
                return {}
            if refusal.code < 500:
                raise
        except (OSError, HTTPException, ValueError):
            pass
        with self._lock:
            self.troubles += 1
        return None
