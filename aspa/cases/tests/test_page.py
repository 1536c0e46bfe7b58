"""The page of a case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Attachment, Case, Message
from aspa.cases.page import SHOWN, case_page, thread
from aspa.cases.queries import attachment_bytes, attachment_of, case_by_number, message_of
from aspa.channels.models import Delivery
from aspa.kit.errors import Missing
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db

TEN = NINE + timedelta(hours=1)


def test_the_thread_stands_in_the_order_it_was_said(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.memo(case, text="Soitan varastoon.", by=aino, at=TEN)
    cases.reply(case, text="Tulossa.", by=aino, at=TEN)

    messages = case_page(aino, case.number).messages

    assert [message.kind for message in messages] == ["contact", "acknowledgement", "memo", "reply"]
    assert messages[-1].author_name == "Aino Lehtonen"
    assert messages[-1].delivery == "waiting"


def test_a_delivery_that_failed_says_why(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.reply(case, text="Tulossa.", by=aino, at=TEN)
    Delivery.objects.filter(purpose="reply").update(failed_at=TEN, error="550 no such user")

    reply = case_page(aino, case.number).messages[-1]

    assert (reply.delivery, reply.error) == ("failed", "550 no such user")


def test_the_customer_stands_beside_with_earlier_cases(kuusi: Brand, aino: Agent) -> None:
    earlier = a_case("Kello")
    cases.reply(earlier, text="Valmis.", by=aino, at=TEN, closes="solved")
    case = a_case("Paketti", at=TEN)

    card = case_page(aino, case.number).customer

    assert (card.name, card.addresses) == ("Liisa Virtanen", ["liisa@example.org"])
    assert [(one.number, one.outcome) for one in card.earlier] == [(earlier.number, "solved")]
    assert (card.kept, card.given, card.cases_count) == (1, 1, 2)


def test_quotes_are_folded_and_never_lost(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Re: Paketti", "Kiitos!\n\nma 16.11.2026 klo 9.00 Kuusi kirjoitti:\n> Hei Liisa,\n> tulossa on.\n")

    contact = case_page(aino, case.number).latest_contact

    assert contact is not None
    assert contact.visible.strip() == "Kiitos!"
    assert "tulossa on" in contact.text
    assert contact.hidden


def test_a_case_page_asks_few_questions(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    with CaptureQueriesContext(connection) as asked:
        case_page(aino, case.number)

    assert len(asked) <= 3


def test_a_file_is_read_from_the_mail_it_came_in(kuusi: Brand, aino: Agent) -> None:
    letter = (
        b"From: liisa@example.org\r\nTo: tuki@kuusi.fi\r\nSubject: Kuitti\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nOhessa.\r\n'
        b'--x\r\nContent-Type: application/pdf; name="kuitti.pdf"\r\nContent-Disposition: attachment\r\n\r\n'
        b"%PDF-1\r\n--x--\r\n"
    )
    arrives(letter)
    tell()
    case = case_by_number(aino, case_numbers()[0])

    [file] = thread(case.pk)[0].attachments

    assert (file.name, file.content_type, file.size) == ("kuitti.pdf", "application/pdf", 6)
    assert attachment_bytes(attachment_of(aino, file.id)) == b"%PDF-1"


def case_numbers() -> list[int]:
    return list(Case.objects.values_list("number", flat=True))


def test_nothing_is_shown_across_the_wall(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    case = a_case()

    for ask in (
        lambda: case_page(otso, case.number),
        lambda: message_of(otso, case.messages.first().pk),
        lambda: attachment_of(otso, 1),
    ):
        with pytest.raises(Missing):
            ask()


def test_a_case_of_many_messages_shows_the_newest(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    for nth in range(5):
        arrives(mail("Re: Paketti", f"Viesti {nth}", Subject=f"[#{case.number}]"), at=TEN + timedelta(minutes=nth))
        tell(TEN + timedelta(minutes=nth))

    assert [message.visible.strip() for message in thread(case.pk, limit=2)] == ["Viesti 3", "Viesti 4"]


def test_a_file_that_is_not_what_it_was_is_refused(kuusi: Brand, aino: Agent) -> None:
    kind = b'Content-Type: text/csv; name="a.csv"\r\nContent-Disposition: attachment\r\n'
    letter = b"From: a@b.fi\r\nSubject: x\r\n" + kind + b"\r\n1;2"
    arrives(letter)
    tell()
    [file] = thread(Case.objects.get().pk)[0].attachments
    Attachment.objects.update(sha256="0" * 64)

    with pytest.raises(Missing):
        attachment_bytes(attachment_of(aino, file.id))


def test_a_message_of_a_million_letters_does_not_fill_the_page(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Pitkä", "sana " * 200_000)

    [message, *_rest] = thread(case.pk)

    assert len(message.visible) == SHOWN
    assert len(Message.objects.get(pk=message.id).text) > SHOWN
