"""What becomes of a promise when its answer does not arrive."""

from datetime import datetime, timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Message
from aspa.channels import verbs as channels
from aspa.channels.email import plus
from aspa.channels.models import Delivery
from aspa.history.models import Event
from aspa.history.verbs import run_due
from aspa.promises.models import Promise
from aspa.staff.models import Agent
from tests.cast import NINE, SUPPORT, a_case, arrives, tell

pytestmark = pytest.mark.django_db

TEN = NINE + timedelta(hours=1)
LATER = NINE + timedelta(hours=2)
REPORT = """Return-Path: <>
From: MAILER-DAEMON@example.org
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; liisa@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b--
"""


def answered(aino: Agent) -> Message:
    message = cases.reply(a_case(), text="Tulossa.", by=aino, at=TEN)
    channels.sent(message.delivery, at=TEN)
    return message


def bounces(delivery: Delivery, *, at: datetime, action: str = "failed", status: str = "5.1.1") -> None:
    to = plus.verp(delivery.pk, SUPPORT)
    arrives(REPORT.format(to=to, action=action, status=status).replace("\n", "\r\n").encode(), to=to, at=at)
    tell(at)
    while run_due(at=at):
        pass


def test_an_answer_that_bounced_is_owed_again(kuusi: Brand, aino: Agent) -> None:
    message = answered(aino)

    bounces(message.delivery, at=LATER)

    message.case.refresh_from_db()
    assert message.case.promise == message.keeps
    assert message.case.promise.ended_at is None
    assert Delivery.objects.get(pk=message.delivery_id).failed_at is not None
    assert message.case.messages.filter(kind="bounce").count() == 1


def test_a_case_closed_with_an_answer_that_bounced_is_open_again(kuusi: Brand, aino: Agent) -> None:
    message = cases.reply(a_case(), text="Tulossa.", by=aino, at=TEN, closes="solved")
    channels.sent(message.delivery, at=TEN)

    bounces(message.delivery, at=LATER)

    message.case.refresh_from_db()
    assert message.case.is_open
    assert message.case.promise == message.keeps


def test_a_case_closed_after_a_later_answer_stays_closed(kuusi: Brand, aino: Agent) -> None:
    message = answered(aino)
    cases.reply(message.case, text="Lähetin toisaalle.", by=aino, at=LATER, closes="solved")

    bounces(message.delivery, at=LATER)

    message.case.refresh_from_db()
    assert not message.case.is_open


def test_the_same_report_twice_changes_nothing_more(kuusi: Brand, aino: Agent) -> None:
    message = answered(aino)

    bounces(message.delivery, at=LATER)
    bounces(message.delivery, at=LATER + timedelta(minutes=1))

    assert Event.objects.filter(name="delivery.failed").count() == 1


def test_a_report_of_delay_is_no_failure(kuusi: Brand, aino: Agent) -> None:
    message = answered(aino)

    bounces(message.delivery, at=LATER, action="delayed", status="4.4.1")

    assert Delivery.objects.get(pk=message.delivery_id).failed_at is None


def test_an_answer_sent_again_keeps_its_promise_again(kuusi: Brand, aino: Agent) -> None:
    message = answered(aino)
    bounces(message.delivery, at=LATER)

    channels.retry(message.delivery, at=LATER, by=aino.actor)
    channels.sent(message.delivery, at=LATER)
    run_due(at=LATER)

    message.case.refresh_from_db()
    assert message.case.promise is None
    assert Promise.objects.get().outcome == "kept"


def test_a_report_to_another_organisation_fails_nothing_here(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    message = answered(aino)
    theirs = plus.verp(message.delivery_id, "apu@karhu.fi")
    arrives(REPORT.format(to=theirs, action="failed", status="5.1.1").replace("\n", "\r\n").encode(), to=theirs)

    tell()

    assert Delivery.objects.get(pk=message.delivery_id).failed_at is None


def test_a_forged_return_path_fails_nothing(kuusi: Brand, aino: Agent) -> None:
    message = answered(aino)
    forged = f"tuki+b{message.delivery_id}.aaaaaaaaaaaaaaaa@kuusi.fi"
    arrives(REPORT.format(to=forged, action="failed", status="5.1.1").replace("\n", "\r\n").encode(), to=forged)

    tell()

    assert Delivery.objects.get(pk=message.delivery_id).failed_at is None
