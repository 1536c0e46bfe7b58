"""Rspamd is asked by its own protocol, over a real line, and never holds up mail."""

import json
import time
from collections.abc import Iterator

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.channels.models import Delivery
from aspa.journal.models import Entry
from aspa.ops.checks import machine
from aspa.reception import asking, claims, receive
from aspa.screening import rspamd
from aspa.screening.models import Suspicion
from tests.cast import NINE, arrives, mail, tell
from tests.parts.machine import Machine, Says
from tests.parts.servers import free_ports

HAM = {
    "is_skipped": False, "score": 1.2, "required_score": 15.0, "action": "no action",
    "symbols": {"DATE_IN_PAST": {"name": "DATE_IN_PAST", "score": 1.0, "metric_score": 1.0, "description": "old"}},
    "urls": [], "emails": [], "message-id": "1@example.org", "time_real": 0.01,
}  # fmt: skip
SPAM = HAM | {
    "score": 9.24, "action": "add header",
    "symbols": {
        "R_SPF_FAIL": {"name": "R_SPF_FAIL", "score": 1.0, "options": ["-all"]},
        "BAYES_HAM": {"name": "BAYES_HAM", "score": -3.0},
        "DMARC_POLICY_REJECT": {"name": "DMARC_POLICY_REJECT", "score": 2.0},
    },
}  # fmt: skip


class Said:
    """What the server answers, and what it was asked."""

    def __init__(self) -> None:
        self.answer, self.status, self.pause = json.dumps(HAM).encode(), 200, 0.0
        self.asked: list[tuple[str, dict[str, str], bytes]] = []


class Handler(Says):
    """Answers as rspamd's normal worker does (docs.rspamd.com/developers/protocol)."""

    said: Said

    def do_GET(self) -> None:
        self._answer(b"pong\r\n")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.said.asked.append((self.path, dict(self.headers), body))
        time.sleep(self.said.pause)
        self._answer(json.dumps(SPAM).encode() if b"osta halvalla" in body else self.said.answer)

    def _answer(self, body: bytes) -> None:
        self.send_response(self.said.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def said(settings, monkeypatch) -> Iterator[Said]:
    """A server on a port of its own; reception asks it."""
    handler = type("Handled", (Handler,), {"said": Said()})
    with Machine(handler) as server:
        settings.RSPAMD = server.server_address[:2]
        monkeypatch.setattr(asking, "rspamd", rspamd.Filter())
        yield handler.said


def a_mail(text: str = "Missä pakettini on?") -> rspamd.Mail:
    return rspamd.Mail(mail("Paketti", text), "liisa@example.org", "tuki@kuusi.fi")


def test_it_is_shown_the_mail_as_it_came_with_its_envelope(said: Said, settings) -> None:
    verdict = rspamd.ask(settings.RSPAMD, a_mail("osta halvalla"))

    [(path, headers, body)] = said.asked
    assert (path, headers["From"], headers["Rcpt"]) == ("/checkv2", "liisa@example.org", "tuki@kuusi.fi")
    assert body == a_mail("osta halvalla").raw
    assert verdict.symbols == ("DMARC_POLICY_REJECT", "R_SPF_FAIL")
    assert verdict.spoke.detail == "9.2/15.0 (DMARC_POLICY_REJECT, R_SPF_FAIL)"
    assert verdict.spoke.weight == 5.0


@pytest.mark.parametrize(
    ("action", "score", "weight"),
    [("no action", 1.0, None), ("greylist", 4.5, 3.0), ("soft reject", 9.0, 3.0), ("rewrite subject", 7.0, 5.0),
     ("reject", 20.0, 5.0), ("unheard of", 3.0, None), ("no action", 15.0, 5.0)],
)  # fmt: skip
def test_what_it_would_do_says_how_much_it_weighs(action: str, score: float, weight: float | None) -> None:
    spoke = rspamd.Verdict(action, score, 15.0, ()).spoke

    assert (spoke and spoke.weight) == weight


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b"null", b"{}", b'{"action": 1}', b"\xff", b'{"score": "x", "action": "", "required_score": 1}'],
)
def test_an_answer_that_is_none_says_nothing(said: Said, settings, answer: bytes) -> None:
    said.answer = answer

    with pytest.raises(rspamd.Away):
        rspamd.ask(settings.RSPAMD, a_mail())


def test_an_envelope_that_would_break_its_headers_is_left_out(said: Said, settings) -> None:
    rspamd.ask(settings.RSPAMD, a_mail()._replace(sender="a@b\r\nPass: all", recipient="tük@kuusi.fi"))

    assert "Pass" not in said.asked[0][1]
    assert "Rcpt" not in said.asked[0][1]


@pytest.mark.django_db
def test_what_it_speaks_against_is_suspected_and_the_rest_goes_on(said: Said, kuusi: Brand) -> None:
    arrives(mail("Paketti", "Missä pakettini on?"))
    arrives(mail("Tarjous", "osta halvalla", sender="x@seo.example"))
    tell()

    assert Case.objects.get(suspicion=None).subject == "Paketti"
    assert [spoke["rule"] for spoke in Suspicion.objects.get().rules] == ["rspamd"]
    assert Delivery.objects.count() == 1


@pytest.mark.django_db
def test_letter_by_letter_it_is_asked_too(said: Said, kuusi: Brand) -> None:
    arrives(mail("Tarjous", "osta halvalla", sender="x@seo.example"))

    receive.tell_singly(at=NINE, is_counting=True)

    assert Suspicion.objects.count() == 1


@pytest.mark.django_db
def test_old_mail_of_an_archive_is_shown_to_nobody(said: Said, kuusi: Brand) -> None:
    arrives(mail("Vanha", "osta halvalla"), source="import")
    tell()

    assert said.asked == []
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_no_more_mail_is_read_at_once_than_is_told_at_once(said: Said, kuusi: Brand, monkeypatch) -> None:
    for nth in range(5):
        arrives(mail(f"Paketti {nth}", "Missä? " * 100, sender=f"liisa{nth}@example.org"))
    largest = max(Entry.objects.values_list("size", flat=True))
    monkeypatch.setattr(claims, "BATCH_BYTES", 2 * largest)

    assert len(claims.peek(most=250, at=NINE)) == 2
    monkeypatch.setattr(claims, "BATCH_BYTES", 1)
    assert len(claims.peek(most=250, at=NINE)) == 1
    monkeypatch.setattr(rspamd, "LARGEST", 1)
    assert list(claims.peek(most=250, at=NINE).values()) == [None]
    while tell():
        continue
    assert (Case.objects.count(), said.asked) == (5, [])


@pytest.mark.django_db
def test_when_it_is_away_mail_goes_on_and_it_is_left_alone_for_a_while(said: Said, settings, kuusi: Brand) -> None:
    settings.RSPAMD = ("127.0.0.1", free_ports(1)[0])

    for nth in range(3):
        arrives(mail(f"Paketti {nth}", "Missä?", sender=f"liisa{nth}@example.org"))
        tell()

    assert Case.objects.count() == Delivery.objects.count() == 3
    assert asking.rspamd.asks_from > time.monotonic()


@pytest.mark.django_db
def test_when_it_is_slow_mail_goes_on(said: Said, kuusi: Brand, monkeypatch) -> None:
    monkeypatch.setattr(rspamd, "WITHIN", 0.2)
    said.pause = 1.0
    arrives(mail("Tarjous", "osta halvalla", sender="x@seo.example"))

    tell()

    assert not Suspicion.objects.exists()  # which it would say, had it been waited for
    assert Entry.objects.get().told_at


def test_the_doctor_says_whether_it_answers(said: Said, settings) -> None:
    assert machine.spam_filter(settings.RSPAMD).state == "ok"
    assert "not asked" in machine.spam_filter(None).what
    assert machine.spam_filter(("127.0.0.1", free_ports(1)[0])).state == "warning"
