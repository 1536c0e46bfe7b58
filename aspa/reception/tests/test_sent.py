"""An archive also holds what the brand wrote; it is history, and makes nobody a customer of themselves."""

from datetime import timedelta

import pytest
from django.test import Client

from aspa.brands.models import Brand
from aspa.cases.models import Case, Message, ProposedLink
from aspa.channels.models import Delivery
from aspa.customers.models import Identity
from aspa.promises.models import Promise
from aspa.staff.models import Agent
from tests.cast import LIISA, NINE, SUPPORT, arrives, mail, tell

pytestmark = pytest.mark.django_db
QUESTION = {"Message_ID": "<kysymys@example.org>"}
ANSWER = {"In_Reply_To": "<kysymys@example.org>", "sender": f"Kuusi <{SUPPORT}>", "to": LIISA}


def brings(raw: bytes, *, source: str = "import") -> None:
    """Bring a mail in from an archive, and tell its story."""
    arrives(raw, source=source)
    tell()


def test_what_we_answered_joins_the_case_as_our_reply(kuusi: Brand) -> None:
    brings(mail("Paketti", "Missä?", at=NINE - timedelta(days=40), **QUESTION))

    brings(mail("Vs: Paketti", "Tulossa.", at=NINE - timedelta(days=39), **ANSWER))

    question, answer = Message.objects.order_by("id")
    assert (answer.case, answer.kind, answer.is_inbound, answer.visible) == (question.case, "reply", False, "Tulossa.")
    assert [each.value for each in Identity.objects.all()] == ["liisa@example.org"]
    assert not ProposedLink.objects.exists()
    assert not Delivery.objects.exists()


def test_what_we_sent_lately_opens_nothing_again_and_promises_nothing(kuusi: Brand) -> None:
    brings(mail("Paketti", "Tulossa.", **ANSWER))

    case = Case.objects.get()
    assert (case.is_open, case.promise, Promise.objects.count()) == (False, None, 0)
    assert case.customer.identities.get().value == "liisa@example.org"


def test_whoever_only_says_at_the_door_to_be_us_is_anybody(kuusi: Brand) -> None:
    brings(mail("Paketti", "Missä?", **QUESTION))

    brings(mail("Vs: Paketti", "Huijaus", **ANSWER), source="door")

    assert not Message.objects.filter(kind="reply").exists()
    assert Case.objects.count() == 2


def test_a_form_on_our_page_writes_for_its_customer(kuusi: Brand) -> None:
    brings(mail("Lomake", "Missä?", sender=SUPPORT, Reply_To=LIISA))

    assert Message.objects.get(kind="contact").reply_to == "liisa@example.org"


def test_the_desk_shows_it_in_the_thread(kuusi: Brand, aino: Agent) -> None:
    brings(mail("Paketti", "Tulossa.", **ANSWER))
    client = Client()
    client.force_login(aino)

    assert "Tulossa." in client.get(f"/cases/{Case.objects.get().number}/").content.decode()
