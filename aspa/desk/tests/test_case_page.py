"""The page of one case."""

from datetime import timedelta

from aspa.cases import verbs as cases
from aspa.channels import verbs as channels
from aspa.promises import verbs as promises
from aspa.promises.window import Window
from tests.cast import NINE, SUPPORT, a_case, arrives, mail, tell

QUOTED = "Kiitos!\n\nma 18.11.2030 klo 9.00 Kuusi <tuki@kuusi.fi> kirjoitti:\n> Missä pakettini on?\n> Terveisin Liisa"


def test_a_case_shows_what_was_said_and_what_was_promised(desk):
    case = a_case("Paketti", "Missä pakettini on?")

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert "Missä pakettini on?" in page
    assert "Vastaus luvattu viimeistään" in page
    assert "Vastaanottokuittaus, lähti itsestään" in page
    assert "liisa@example.org" in page
    assert "Tämä on ensimmäinen." in page


def test_a_case_asks_few_questions(desk, django_assert_max_num_queries):
    case = a_case()
    arrives(mail("Toinen", "Toinen asia"), at=NINE)
    tell()

    with django_assert_max_num_queries(8):
        desk.get(f"/cases/{case.number}/")


def test_an_answer_begins_with_the_customers_name_and_ends_with_ours(desk):
    case = a_case()

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert "Hei Liisa,\n\n\n\nYstävällisin terveisin\nAino Lehtonen</textarea>" in page


def test_a_customer_who_writes_swedish_is_greeted_in_swedish(desk):
    case = a_case("Paketet", "Hej! Var är mitt paket? Jag har väntat på det i en vecka och undrar när det kommer.")

    assert "Hej Liisa," in desk.get(f"/cases/{case.number}/").content.decode()


def test_quotes_are_folded_and_can_be_opened(desk):
    case = a_case("Paketti", QUOTED)

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert '<div class="text" dir="auto">Kiitos!</div>' in page
    assert "Näytä lainattu" in page


def test_what_a_customer_writes_is_never_markup(desk):
    case = a_case("<b>Otsikko</b>", "<script>alert(1)</script>")

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>Otsikko" not in page


def test_a_broken_promise_stands_in_the_thread(desk):
    case = a_case()
    promises.break_due(at=NINE + timedelta(days=3))

    assert "Lupaus ei pitänyt ajallaan" in desk.get(f"/cases/{case.number}/").content.decode()


def test_a_promised_call_can_be_said_done(desk, aino):
    case = a_case()
    cases.reply(
        case, text="Soitan.", by=aino, at=NINE, promise=Window(None, NINE + timedelta(hours=4)), promise_act="call"
    )
    assert "Soitto luvattu" in desk.get(f"/cases/{case.number}/").content.decode()

    desk.post(f"/cases/{case.number}/promise/fulfilment/")

    case.refresh_from_db()
    assert case.promise is None


def test_an_answer_that_did_not_arrive_can_be_sent_again(desk, aino):
    case = a_case()
    message = cases.reply(case, text="Tulossa on.", by=aino, at=NINE)
    channels.failed(message.delivery, error="550 ei sellaista", at=NINE, permanent=True)
    page = desk.get(f"/cases/{case.number}/").content.decode()
    assert "Ei mennyt perille asiakkaalle." in page
    assert "550 ei sellaista" in page

    desk.post(f"/cases/{case.number}/messages/{message.pk}/sending/")

    message.delivery.refresh_from_db()
    assert message.delivery.failed_at is None


def test_a_stranger_who_names_a_case_is_proposed_never_joined(desk):
    case = a_case()
    arrives(mail(f"Vs: Paketti [#{case.number}]", "Olen hänen miehensä.", sender="Matti <matti@example.net>"))
    tell()
    other = case.customer.__class__.objects.get(identities__value="matti@example.net").cases.get()

    page = desk.get(f"/cases/{other.number}/").content.decode()
    link = other.proposed_links.get()

    assert f"Tässä viestissä mainitaan asia #{case.number}" in page
    assert desk.post(f"/cases/{other.number}/links/{link.pk}/").url == f"/cases/{case.number}/"
    assert SUPPORT not in page


def test_a_part_is_the_case_alone(part):
    case = a_case()

    answer = part(f"/cases/{case.number}/?view=queue", "case")

    assert answer.lstrip().startswith("<article")
    assert "<html" not in answer
