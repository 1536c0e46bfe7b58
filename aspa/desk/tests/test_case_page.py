"""The page of one case."""

import re
from datetime import timedelta

from aspa.cases import verbs as cases
from aspa.channels import verbs as channels
from aspa.promises import verbs as promises
from aspa.promises.window import Window
from aspa.staff import verbs as staff
from aspa.staff.queries import token_by_secret
from tests.cast import NINE, SUPPORT, a_case, arrives, mail, tell

QUOTED = "Kiitos!\n\nma 18.11.2030 klo 9.00 Kuusi <tuki@kuusi.fi> kirjoitti:\n> Missä pakettini on?\n> Terveisin Liisa"


def test_a_case_shows_what_was_said_and_what_was_promised(desk):
    case = a_case("Paketti", "Missä pakettini on?")

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert "Missä pakettini on?" in page
    assert "Vastaus luvattu viimeistään" in page
    assert "Vastaanottokuittaus, lähtee itsestään" in page
    assert "liisa@example.org" in page
    assert "Tämä on ensimmäinen." in page


def test_a_case_asks_few_questions(desk, django_assert_max_num_queries):
    case = a_case()
    arrives(mail("Toinen", "Toinen asia"), at=NINE)
    tell()

    with django_assert_max_num_queries(12):
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


def test_nothing_that_happened_vanishes_from_the_thread(desk, aino):
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=NINE + timedelta(minutes=26))

    cases.reopen(case, by=aino, at=NINE + timedelta(minutes=27))

    thread = happened(desk.get(f"/cases/{case.number}/").content.decode())
    assert thread[1:] == [
        "Lupaus peruttiin · klo 9.26",
        "Suljettu: Roskaposti · Aino Lehtonen · klo 9.26",
        "Lupaus on taas voimassa · klo 9.27",
        "Avattu uudestaan · Aino Lehtonen · klo 9.27",
    ]


def test_a_case_that_the_customer_opened_again_says_so(desk, aino):
    case = a_case()
    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)
    arrives(mail("Re: Paketti", "Ei tullut.", In_Reply_To=case.messages.get(kind="contact").message_id), at=NINE)
    tell()

    assert "Avattu uudestaan · klo 9.00" in happened(desk.get(f"/cases/{case.number}/").content.decode())


def happened(page: str) -> list[str]:
    lines = re.findall(r'<p class="happened[^"]*">(?:<svg.*?</svg>)?<span>(.*?)</span>', page)
    return [re.sub("<.*?>", "", line) for line in lines]


def test_what_a_program_does_stands_under_its_name(desk, aino, vaino):
    case = a_case()
    shop = token_by_secret(staff.make_token(vaino.organisation, name="verkkokauppa", at=NINE))
    cases.reply(case, text="Paketti lähti.", by=shop, at=NINE)
    cases.close(case, outcome="solved", by=shop, at=NINE)

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert "<b>verkkokauppa (ohjelma)</b>" in page
    assert "Suljettu: Ratkaistu · verkkokauppa (ohjelma) · klo 9.00" in happened(page)


def test_what_was_entered_by_hand_is_the_customers_and_no_mail(desk, aino):
    told = {"address": "ulla@puhelin.example", "name": "Ulla", "subject": "Lasku", "text": "Lasku on väärin."}

    page = desk.post("/cases/new/", told, follow=True).content.decode()

    assert "<b>Ulla</b>" in page
    assert "<span>ulla@puhelin.example</span>" in page
    assert "<span>kirjannut Aino Lehtonen</span>" in page
    assert "#mail" not in desk.get("/cases/?view=queue").content.decode().partition('id="row-')[2]


def test_a_promise_that_broke_is_not_counted_as_kept(desk, aino):
    kept = a_case("Kello")
    cases.reply(kept, text="Valmis.", by=aino, at=NINE, closes="solved")
    late = a_case("Paketti")
    promises.break_due(at=NINE + timedelta(days=3))

    assert "<dd >1/2</dd>" in desk.get(f"/cases/{late.number}/").content.decode()
