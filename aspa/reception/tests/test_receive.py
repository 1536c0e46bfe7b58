"""What becomes of a contact: a customer, a case, a promise and one acknowledgement."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.channels.email import plus
from aspa.channels.models import Delivery
from aspa.customers.models import Customer
from aspa.hours.models import SpecialDay
from aspa.journal.models import Entry
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.reception import receive
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db


def test_a_letter_becomes_a_case_with_a_promise(kuusi: Brand) -> None:
    case = a_case("Paketti", "Missä pakettini on?")

    assert (case.subject, case.gist, case.contacts, case.language) == ("Paketti", "Missä pakettini on?", 1, "fi")
    assert case.owner_queue is not None
    assert case.owner_agent is None
    assert case.customer.name == "Liisa Virtanen"
    assert case.promise is not None
    assert case.promise.due_until == NINE.replace(hour=9) + timedelta(days=1)  # eight working hours: 9–16, then 8–9


def test_the_acknowledgement_states_the_promised_time(kuusi: Brand) -> None:
    a_case("Paketti", "Missä pakettini on?")

    delivery = Delivery.objects.get()
    assert delivery.purpose == "acknowledgement"
    assert delivery.recipients == ["liisa@example.org"]
    assert "viimeistään tiistaina 19.11. klo 9.00." in delivery.text  # "tomorrow" is false when it is read tomorrow
    assert delivery.text.startswith("Hei Liisa,")


def test_a_swedish_letter_is_acknowledged_in_swedish(kuusi: Brand) -> None:
    a_case("Faktura", "Hej, jag har inte fått min faktura. Kan ni skicka den till mig?")

    assert Delivery.objects.get().text.startswith("Hej Liisa,")


def test_the_same_letter_twice_is_still_one_letter(kuusi: Brand) -> None:
    letter = mail("Paketti", "Missä pakettini on?")
    arrives(letter)
    arrives(letter)
    tell()
    Entry.objects.update(told_at=None)  # the worker died before it could say it was done

    with pytest.raises(Exception, match="message_once"):
        receive.tell([(entry, False) for entry in receive.claim(most=1, at=NINE)], at=NINE)


def test_a_batch_with_one_bad_letter_tells_the_others(kuusi: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(raw: bytes) -> object:
        if b"PUTOAA" in raw:
            raise ValueError("the reader fell")
        return read(raw)

    read = receive.understand.__globals__["READERS"]["email"]
    monkeypatch.setitem(receive.understand.__globals__["READERS"], "email", stumbles)
    for subject in ("Yksi", "PUTOAA", "Kaksi"):
        arrives(mail(subject, "Hei"))

    tell()

    assert sorted(Case.objects.values_list("subject", flat=True)) == ["Kaksi", "Yksi"]
    assert Entry.objects.get(told_at=None).error == "ValueError"


def test_what_cannot_be_read_becomes_a_case_with_its_raw_text(kuusi: Brand) -> None:
    arrives(b"\x80\x00 no headers at all \x00")

    tell()

    case = Case.objects.get()
    assert not case.is_readable
    assert "no headers at all" in case.messages.get(is_inbound=True).text
    assert not Delivery.objects.exists()


def test_an_automatic_reply_is_never_acknowledged(kuusi: Brand) -> None:
    arrives(mail("Poissa", "Olen lomalla.", Auto_Submitted="auto-replied"))

    tell()

    assert Case.objects.get().promise is None
    assert not Delivery.objects.exists()


def test_one_customer_is_acknowledged_five_times_a_day_at_most(kuusi: Brand) -> None:
    for nth in range(8):
        arrives(mail(f"Asia {nth}", "Hei"))
        tell()

    assert Case.objects.count() == 8
    assert Delivery.objects.count() == 5


def test_old_mail_that_is_imported_is_history(kuusi: Brand) -> None:
    arrives(mail("Vanha", "Kysymys", at=NINE - timedelta(days=400)), source="import")

    tell()

    case = Case.objects.get()
    assert not case.is_open
    assert case.promise is None
    assert not Delivery.objects.exists()


def test_a_customer_is_one_however_many_letters_come_at_once(kuusi: Brand) -> None:
    for nth in range(5):
        arrives(mail(f"Asia {nth}", "Hei"))

    tell()

    assert Customer.objects.count() == 1
    assert Case.objects.count() == 5


def test_a_reply_to_our_answer_joins_its_case(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    answer = cases.reply(case, text="Tulossa.", by=aino, at=NINE + timedelta(hours=1))

    arrives(mail("Re: Paketti", "Kiitos!", In_Reply_To=f"<{answer.message_id}>"), at=NINE + timedelta(hours=2))
    tell(NINE + timedelta(hours=2))

    case = Case.objects.get()
    assert case.contacts == 2
    assert list(case.messages.filter(kind="contact").values_list("visible", flat=True).order_by("at")) == [
        "Missä pakettini on?",
        "Kiitos!",
    ]


def test_a_reply_gets_a_new_promise_and_no_second_acknowledgement(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    answer = cases.reply(case, text="Tulossa.", by=aino, at=NINE + timedelta(hours=1))

    arrives(mail("Re: Paketti", "Entä milloin?", References=f"<{answer.message_id}>"), at=NINE + timedelta(hours=2))
    tell(NINE + timedelta(hours=2))

    case = Case.objects.get()
    assert case.promise is not None
    assert case.promise.ended_at is None
    assert Promise.objects.filter(outcome="kept").count() == 1
    assert Delivery.objects.filter(purpose="acknowledgement").count() == 1


def test_thanks_do_not_cancel_what_was_promised(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    due = case.promise.due_until

    arrives(mail("Re: Paketti", "Kiitos!", References=f"<{first_id(case)}>"), at=NINE)
    tell()

    case.refresh_from_db()
    assert case.promise.due_until == due
    assert case.promise.ended_at is None


def test_a_reply_opens_a_closed_case_again_with_its_owner(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    answer = cases.reply(case, text="Valmis.", by=aino, at=NINE, closes="solved")

    arrives(mail("Re: Paketti", "Ei toimi.", In_Reply_To=f"<{answer.message_id}>"))
    tell()

    case.refresh_from_db()
    assert case.is_open
    assert case.owner_agent == aino
    assert case.closures.get().reopened_at is not None


def test_two_letters_of_one_thread_in_one_batch_are_one_case(kuusi: Brand) -> None:
    arrives(mail("Paketti", "Missä?", Message_ID="<a@example.org>"))
    arrives(mail("Re: Paketti", "Ja milloin?", References="<a@example.org>", Message_ID="<b@example.org>"))

    tell()

    assert Case.objects.get().contacts == 2


def first_id(case: Case) -> str:
    return str(case.messages.filter(kind="contact").values_list("message_id", flat=True)[0])


def test_liisa_is_known_whatever_name_she_writes_with(kuusi: Brand) -> None:
    a_case("Yksi", "Hei")
    a_case("Kaksi", "Hei", sender="L. Virtanen <LIISA@Example.org>")

    assert Customer.objects.get().name == "Liisa Virtanen"
    assert Message.objects.filter(kind="contact").count() == 2


def test_a_new_question_is_promised_an_answer_though_a_follow_up_is_owed(kuusi: Brand, aino: Agent) -> None:
    case, later = a_case(), NINE + timedelta(hours=1)
    window = Window(None, NINE + timedelta(days=14))
    cases.reply(case, text="Palaan asiaan.", by=aino, at=NINE, promise=window, promise_act="follow_up")

    arrives(mail(f"[#{case.number}]", "Toinen kysymys"), at=later)
    tell(later)

    case.refresh_from_db()
    assert case.promise.act == "answer"
    assert case.promise.due_until < window.due_until


def test_a_brand_that_is_away_for_long_promises_nothing(kuusi: Brand) -> None:
    days = [SpecialDay(organisation=kuusi.organisation, brand=kuusi, on=NINE + timedelta(days=n)) for n in range(500)]
    SpecialDay.objects.bulk_create(days)

    case = a_case()

    assert case.promise is None
    assert case.owner_queue is not None
    assert not Delivery.objects.exists()


def test_mail_of_another_aspa_is_a_contact_and_our_own_a_loop(kuusi: Brand) -> None:
    a_case("Toisilta", "Hei naapuri", X_Aspa_Instance="somebodyelse")
    a_case("Omilta", "Hei me", X_Aspa_Instance=plus.instance())

    assert list(Message.objects.filter(is_inbound=True).order_by("id").values_list("kind", flat=True)) == [
        "contact",
        "loop",
    ]


def test_a_letter_that_lay_in_its_mailbox_is_promised_from_now(kuusi: Brand) -> None:
    arrives(mail("Paketti", "Hei", at=NINE - timedelta(days=7)), at=NINE - timedelta(days=7), source="mailbox:1")

    tell(NINE)

    assert Case.objects.get().promise.due_until == NINE + timedelta(days=1)
