"""What mail systems say about letters of ours."""

import pytest

from aspa.channels.contact import Contact
from aspa.channels.email.parse import understood

ORIGINAL = "From: tuki@kuusi.example\r\nMessage-ID: <ours@kuusi.example>\r\nSubject: Vastaus\r\n"


def report(
    status: str, *, kind: str = "delivery-status", returned: str = "message/rfc822", subject: str = "Report"
) -> Contact:
    """A report as a mail system sends it."""
    head = f"From: MAILER-DAEMON@mx.example\r\nAuto-Submitted: auto-replied\r\nSubject: {subject}\r\n"
    types = f'Content-Type: multipart/report; report-type={kind}; boundary="r"\r\n\r\n'
    words = "--r\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
    facts = f"--r\r\nContent-Type: message/{kind}\r\n\r\n{status}\r\n"
    letter = f"--r\r\nContent-Type: {returned}\r\n\r\n{ORIGINAL}\r\n--r--\r\n"
    return understood((head + types + words + facts + letter).encode())


def fate(action: str, status: str, who: str = "Final-Recipient: rfc822; liisa@example.fi") -> str:
    reason = "Diagnostic-Code: smtp; 550 5.1.1 No such user"
    return f"Reporting-MTA: dns; mx.example\r\n\r\n{who}\r\nAction: {action}\r\nStatus: {status}\r\n{reason}\r\n"


def test_a_failed_delivery_names_who_why_and_which_letter() -> None:
    contact = report(fate("failed", "5.1.1"))

    assert (contact.kind, contact.rule) == ("bounce", "report-delivery")
    assert contact.failed_recipients == ("liisa@example.fi",)
    assert contact.failure == "5.1.1 550 5.1.1 No such user"
    assert contact.failed_message_id == "ours@kuusi.example"
    assert contact.is_failure_permanent


def test_a_delay_is_a_bounce_that_may_still_come_right() -> None:
    contact = report(fate("delayed", "4.4.1"))

    assert (contact.kind, contact.failed_recipients) == ("bounce", ("liisa@example.fi",))
    assert not contact.is_failure_permanent


def test_a_failure_after_many_delays_is_permanent() -> None:
    assert report(fate("failed", "4.4.7")).is_failure_permanent


def test_a_success_is_a_receipt() -> None:
    contact = report(fate("delivered", "2.0.0"))

    assert (contact.kind, contact.rule, contact.failed_recipients) == ("receipt", "report-delivered", ())


@pytest.mark.parametrize("action", ["error", "Failed (bad address)", "FAILED"])
def test_odd_words_for_failing_are_understood(action: str) -> None:
    assert report(fate(action, "5.0.0")).failed_recipients == ("liisa@example.fi",)


@pytest.mark.parametrize(
    "who",
    [
        "Final-Recipient: RFC822;<Liisa@Example.fi>",
        "Final-Recipient: liisa@example.fi",
        "Original-Recipient: rfc822;liisa@example.fi\r\nFinal-Recipient: rfc822; u123@inside.example",
    ],
)
def test_the_recipient_is_the_one_that_was_written_to(who: str) -> None:
    assert report(fate("failed", "5.1.1", who)).failed_recipients == ("liisa@example.fi",)


def test_returned_headers_alone_still_name_the_letter() -> None:
    assert report(fate("failed", "5.1.1"), returned="text/rfc822-headers").failed_message_id == "ours@kuusi.example"


def test_a_read_receipt_is_a_receipt() -> None:
    facts = "Original-Message-ID: <ours@kuusi.example>\r\nDisposition: displayed\r\n"
    contact = report(f"Final-Recipient: rfc822; liisa@example.fi\r\n{facts}", kind="disposition-notification")

    assert (contact.kind, contact.rule, contact.failed_message_id) == ("receipt", "report-read", "ours@kuusi.example")


def test_a_filter_that_refuses_is_a_bounce() -> None:
    facts = "Final-Recipient: rfc822; liisa@example.fi\r\nDisposition: automatic-action; deleted\r\n"
    contact = report(facts, kind="disposition-notification", subject="Automatically rejected mail")

    assert (contact.kind, contact.rule) == ("bounce", "report-rejected")
    assert contact.failed_recipients == ("liisa@example.fi",)


def test_a_complaint_about_spam_is_automatic() -> None:
    assert report("Feedback-Type: abuse\r\n", kind="feedback-report").rule == "report-abuse"


IN_PLAIN_WORDS = f"""\
From: Mail Delivery System <Mailer-Daemon@mx.example>
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: liisa@example.fi
Auto-Submitted: auto-replied

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  liisa@example.fi
    550 5.1.1 unknown user

------ This is a copy of the message, including all the headers. ------

{ORIGINAL}"""


def test_a_bounce_in_plain_words_is_understood() -> None:
    contact = understood(IN_PLAIN_WORDS.encode())

    assert (contact.kind, contact.rule) == ("bounce", "bounce-wording")
    assert contact.failed_recipients == ("liisa@example.fi",)
    assert (contact.failed_message_id, contact.is_failure_permanent) == ("ours@kuusi.example", True)
    assert contact.failure == "550 5.1.1 unknown user"


def test_a_bounce_a_customer_passes_on_is_the_customers() -> None:
    head = "From: liisa@example.fi\r\nSubject: Miksi tuli tämä?\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n"
    inner = (
        'From: MAILER-DAEMON@mx\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n'
    )
    facts = f"--r\r\nContent-Type: message/delivery-status\r\n\r\n{fate('failed', '5.1.1')}\r\n--r--\r\n"
    words = "--m\r\nContent-Type: text/plain\r\n\r\nHei\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n"

    assert understood((head + words + inner + facts + "--m--").encode()).kind == "contact"


@pytest.mark.parametrize(
    ("subject", "said", "is_permanent"),
    [
        ("Unzustellbare Nachricht", "Ihre Nachricht an\n\nliisa@example.fi\n\nkonnte nicht zugestellt werden.", True),
        ("Viestiä ei voitu toimittaa", "Viestiänne osoitteeseen liisa@example.fi ei voitu toimittaa.", True),
        (
            "Mail delivery delayed",
            "To liisa@example.fi: not yet delivered.\n\nReceived: from otso@toinen.example",
            False,
        ),
    ],
)
def test_a_bounce_in_words_nobody_listed_names_one_address(subject: str, said: str, *, is_permanent: bool) -> None:
    head = f"Return-Path: <>\r\nFrom: postmaster@posti.example\r\nTo: tuki@kuusi.example\r\nSubject: {subject}\r\n\r\n"

    contact = understood(f"{head}{said}\n\nQuestions: support@posti.example".encode())

    assert (contact.kind, contact.failed_recipients) == ("bounce", ("liisa@example.fi",))
    assert contact.is_failure_permanent is is_permanent
