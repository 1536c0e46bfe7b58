"""What Aino does to a case on the desk."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.channels.models import Delivery
from aspa.promises.models import Promise
from aspa.reception import founding
from tests.cast import HELSINKI, NINE, a_case

FRAME = "Hei Liisa,\n\n\n\nYstävällisin terveisin\nAino Lehtonen"
SAID = "Hei Liisa,\n\npaketti on matkalla.\n\nYstävällisin terveisin\nAino Lehtonen"


def test_an_answer_leaves_keeps_the_promise_and_takes_the_case(desk, aino):
    case = a_case()

    answer = desk.post(f"/cases/{case.number}/messages/", {"text": SAID, "act": "", "day": "", "time": ""})

    case.refresh_from_db()
    assert (answer.status_code, answer.url) == (303, f"/cases/{case.number}/")
    assert Delivery.objects.get(purpose="reply").text == SAID
    assert (case.promise, case.owner_agent) == (None, aino)


def test_an_answer_can_promise_what_comes_next(desk):
    case = a_case()
    page = desk.get(f"/cases/{case.number}/").content.decode()
    day = page.partition('name="day"')[2].split('value="')[3].partition('"')[0]

    desk.post(f"/cases/{case.number}/messages/", {"text": SAID, "act": "call", "day": day, "time": "16:00"})

    case.refresh_from_db()
    assert case.promise.act == "call"
    assert case.promise.due_until.isoformat().startswith(day)
    assert "matkalla.\n\nSoitan sinulle viimeistään" in Delivery.objects.get(purpose="reply").text


def test_an_answer_can_close_the_case(desk):
    case = a_case()

    desk.post(f"/cases/{case.number}/messages/", {"text": SAID, "closing": "1", "outcome": "could_not_help"})

    case.refresh_from_db()
    assert case.closure.outcome == "could_not_help"


def test_an_answer_with_nothing_in_it_is_not_sent(desk):
    case = a_case()

    answer = desk.post(f"/cases/{case.number}/messages/", {"text": FRAME})

    assert answer.status_code == 422
    assert "Kirjoita ensin jotain." in answer.content.decode()
    assert not Delivery.objects.filter(purpose="reply").exists()


def test_a_promise_into_the_past_is_refused_and_what_was_written_stays(desk):
    case = a_case()
    page = desk.get(f"/cases/{case.number}/").content.decode()
    today = page.partition('name="day"')[2].split('value="')[1].partition('"')[0]

    answer = desk.post(f"/cases/{case.number}/messages/", {"text": SAID, "act": "call", "day": today, "time": "00:00"})

    assert answer.status_code == 422
    assert "paketti on matkalla." in answer.content.decode()
    assert not Delivery.objects.filter(purpose="reply").exists()


def test_a_memo_stays_in_the_house(desk):
    case = a_case()

    desk.post(f"/cases/{case.number}/memos/", {"text": "Varastossa on kolme."})

    assert "Varastossa on kolme." in desk.get(f"/cases/{case.number}/").content.decode()
    assert not Delivery.objects.filter(purpose="reply").exists()


def test_an_empty_memo_is_refused(desk):
    case = a_case()

    answer = desk.post(f"/cases/{case.number}/memos/", {"text": " "})

    assert answer.status_code == 422
    assert not Message.objects.filter(kind="memo").exists()


def test_a_case_is_taken_and_given_on(desk, aino, vaino):
    case = a_case()
    queue = case.owner_queue_id

    for owner, expected in (
        ("me", (aino.pk, None)),
        (f"agent:{vaino.pk}", (vaino.pk, None)),
        (f"queue:{queue}", (None, queue)),
    ):
        desk.post(f"/cases/{case.number}/owner/", {"owner": owner})
        case.refresh_from_db()
        assert (case.owner_agent_id, case.owner_queue_id) == expected


def test_a_case_is_never_given_outside_the_house(desk, otso):
    case = a_case()

    answer = desk.post(f"/cases/{case.number}/owner/", {"owner": f"agent:{otso.pk}"})

    assert answer.status_code == 404
    assert Case.objects.get(pk=case.pk).owner_agent is None


def test_nonsense_for_an_owner_is_refused(desk):
    answer = desk.post(f"/cases/{a_case().number}/owner/", {"owner": "agent:x"})

    assert answer.status_code == 400
    assert "Selain lähetti jotain, mitä ei voitu ymmärtää." in answer.content.decode()


def test_to_whom_a_case_may_be_given_is_shown(desk, vaino):
    assert "Väinö Kuusinen" in desk.get(f"/cases/{a_case().number}/owners/").content.decode()


def test_a_case_that_is_owed_an_answer_is_not_closed_as_solved(desk):
    case = a_case()

    answer = desk.post(f"/cases/{case.number}/closure/", {"outcome": "solved"})

    assert answer.status_code == 409
    assert "Vastaa tai merkitse" in answer.content.decode()


def test_a_refusal_is_said_where_the_hands_are(desk):
    case = a_case()
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "article#case"}

    answer = desk.post(f"/cases/{case.number}/closure/", {"outcome": "solved"}, headers=headers)

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#notice")
    assert answer.content.decode().startswith('<p class="alert" id="notice" role="alert">')


def test_a_case_is_closed_and_opened_again(desk):
    case = a_case()

    desk.post(f"/cases/{case.number}/closure/", {"outcome": "no_answer_needed"})
    assert "Ei tarvitse vastausta" in desk.get(f"/cases/{case.number}/").content.decode()
    desk.post(f"/cases/{case.number}/closure/reopening/")

    assert Case.objects.get(pk=case.pk).is_open


def test_another_time_is_promised_in_a_message_that_says_it(desk):
    case = a_case()
    page = desk.get(f"/cases/{case.number}/").content.decode()
    day = page.partition('name="day"')[2].split('value="')[4].partition('"')[0]

    desk.post(f"/cases/{case.number}/promise/", {"text": "Hei Liisa,\n\nselvitys kestää.", "day": day, "time": "12:00"})

    sent = Delivery.objects.get(purpose="reply").text
    assert sent.startswith("Hei Liisa,\n\nselvitys kestää.\n\nVastaan sinulle viimeistään")
    assert "klo 12.00." in sent


def test_another_time_alone_makes_a_letter_that_closes_with_who_writes(desk):
    case = a_case()
    page = desk.get(f"/cases/{case.number}/").content.decode()
    day = page.partition('name="day"')[2].split('value="')[4].partition('"')[0]

    desk.post(f"/cases/{case.number}/promise/", {"text": FRAME, "day": day, "time": "12:00"})

    sent = Delivery.objects.get(purpose="reply").text
    assert sent.startswith("Hei Liisa,\n\nVastaan sinulle viimeistään")
    assert sent.endswith("klo 12.00.\n\nYstävällisin terveisin\nAino Lehtonen")


def test_another_time_offers_one_after_what_is_promised(desk):
    case = a_case()
    due = timezone.now() + timedelta(days=3)
    Promise.objects.filter(pk=case.promise_id).update(given_at=due - timedelta(hours=1), due_until=due)
    form = desk.get(f"/cases/{case.number}/").content.decode().partition('id="panel-time"')[2]

    day, at = (re.search(rf'name="{name}".*?value="([^"]+)" selected', form, re.S)[1] for name in ("day", "time"))

    assert datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=HELSINKI) > due


def test_another_time_needs_words_for_the_customer(desk):
    answer = desk.post(f"/cases/{a_case().number}/promise/", {"text": "", "day": "", "time": ""})

    assert answer.status_code == 422


def test_a_contact_by_phone_becomes_a_case(desk):
    told = {"address": "pekka@example.org", "name": "Pekka Salo", "subject": "Lasku", "text": "Lasku on väärin."}

    answer = desk.post("/cases/new/", told)

    case = Case.objects.select_related("customer").get()
    assert answer.url == f"/cases/{case.number}/"
    assert (case.customer.name, case.subject, case.promise.act) == ("Pekka Salo", "Lasku", "answer")


def test_a_new_case_opens_under_the_brand_that_is_chosen(desk, vaino):
    names = {"name": "Havu", "address": "apu@havu.fi", "language": "fi"}
    havu = founding.open_brand(vaino.organisation, **names, by=vaino.actor, at=NINE)
    told = {"address": "liisa@example.org", "subject": "Lasku", "text": "Lasku on väärin."}

    assert desk.post("/cases/new/", told).status_code == 422
    desk.post("/cases/new/", told | {"brand_id": str(havu.pk)})

    assert Case.objects.get().brand == havu


def test_a_new_case_that_is_refused_keeps_what_was_written(desk):
    answer = desk.post("/cases/new/", {"address": '"a b"@example.org', "subject": "Lasku", "text": "Väärin."})

    assert answer.status_code == 422
    assert "Väärin." in answer.content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"address": "ei"}, "sähköposti"),
        ({}, "Kirjoita sähköpostiosoite tai puhelinnumero"),
        ({"number": "soita"}, "puhelinnumero"),
        ({"number": "040 123 4567"}, "nimi"),
    ],
)
def test_a_new_case_needs_somebody_to_answer(desk, told, said):
    answer = desk.post("/cases/new/", {"subject": "Lasku", "text": "x", **told})

    assert (answer.status_code, said in answer.text.lower() or said in answer.text) == (422, True)
    assert not Case.objects.exists()


def test_who_calls_without_an_address_is_known_by_the_number(desk):
    told = {"name": "Pekka Salo", "number": "040 123 4567", "subject": "Lasku", "text": "Lasku on väärin."}
    desk.post("/cases/new/", told)
    again = desk.post("/cases/new/", {**told, "name": "", "number": "+358 40 1234567", "subject": "Uudestaan"})

    first, second = Case.objects.select_related("customer").order_by("id")
    assert first.customer == second.customer
    assert (first.customer.name, first.promise is not None) == ("Pekka Salo", True)
    assert desk.get(again.url).status_code == 200


def test_a_number_that_a_household_shares_stands_in_nobodys_way(desk):
    told = {"number": "040 123 4567", "subject": "Lasku", "text": "Lasku on väärin."}
    desk.post("/cases/new/", {"name": "Pekka Salo", **told})
    desk.post("/cases/new/", {"name": "Anna Salo", "address": "anna@example.org", **told})

    assert [case.customer.name for case in Case.objects.order_by("id")] == ["Pekka Salo", "Anna Salo"]


def test_the_brand_founded_first_is_chosen_and_then_the_one_used_last(desk, vaino, kuusi):
    havu, _apu = (
        founding.open_brand(
            vaino.organisation, name=name, address=f"{name}@havu.fi".lower(), language="fi", by=vaino.actor, at=NINE
        )
        for name in ("Havu", "Apu")
    )
    assert f'value="{kuusi.pk}" selected' in desk.get("/cases/new/").text

    told = {"address": "liisa@example.org", "subject": "Lasku", "text": "Lasku on väärin."}
    desk.post("/cases/new/", told | {"brand_id": str(havu.pk)})

    assert f'value="{havu.pk}" selected' in desk.get("/cases/new/").text


def test_nothing_is_changed_by_looking(desk):
    case = a_case()

    for noun in ("messages", "memos", "owner", "closure", "closure/reopening", "promise", "promise/fulfilment"):
        assert desk.get(f"/cases/{case.number}/{noun}/").status_code == 405


def test_a_closed_case_is_still_answered(desk, aino):
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=NINE + timedelta(hours=1))

    assert desk.post(f"/cases/{case.number}/messages/", {"text": SAID}).status_code == 303
