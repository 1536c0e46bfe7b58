"""Replies that leave later, as Aino sees them on the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aspa.channels.models import Delivery
from aspa.desk.tests.test_changes import SAID
from aspa.drafting.leaving import verbs
from aspa.drafting.models import Held
from aspa.kit.moments import HELSINKI
from tests.cast import NINE, a_case, arrives, mail, tell


@pytest.fixture
def patient(desk, aino) -> Client:
    """Aino's browser when she wants ten seconds to think again."""
    verbs.settle(aino, undo_for=10, is_plain=False)
    return desk


def answered(browser, case, **more):
    return browser.post(f"/cases/{case.number}/messages/", {"text": SAID, **more})


def page(browser, case) -> str:
    return browser.get(f"/cases/{case.number}/").content.decode()


def test_a_reply_stands_in_the_thread_until_it_leaves_and_can_be_undone(patient):
    case = a_case()

    answered(patient, case, cc="matti@example.org; maija@example.org")
    held = Held.objects.get()
    assert "Ei ole vielä lähtenyt" in page(patient, case)
    patient.post(f"/cases/{case.number}/held/{held.pk}/withdrawal/")

    shown = page(patient, case)
    assert "Ei ole vielä lähtenyt" not in shown
    assert f"{SAID}</textarea>" in shown
    assert 'value="matti@example.org, maija@example.org"' in shown
    assert not Delivery.objects.filter(purpose="reply").exists()


@pytest.mark.parametrize("what", ["withdrawal", "departure"])
def test_whoever_thinks_again_stays_in_the_view_of_the_list(patient, what):
    case = a_case()
    answered(patient, case, leaves="morning")
    shown = f"/cases/{case.number}/?view=mine"
    where = f"/cases/{case.number}/held/{Held.objects.get().pk}/{what}/?view=mine"
    assert f'action="{where}"' in patient.get(shown).content.decode()

    answer = patient.post(where, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{shown}"})

    assert answer.headers["HX-Refresh"] == "true"


def test_without_a_script_one_stays_in_the_view_too(patient):
    case = a_case()
    answered(patient, case)

    answer = patient.post(f"/cases/{case.number}/held/{Held.objects.get().pk}/withdrawal/?view=mine")

    assert answer.headers["Location"] == f"/cases/{case.number}/?view=mine#reply_text"


def test_next_passes_over_a_case_whose_answer_may_still_be_undone(patient):
    first, second = a_case(at=NINE - timedelta(hours=1)), a_case("Koko")
    answered(patient, first)

    taken = patient.post("/next/")

    assert taken.headers["Location"].startswith(f"/cases/{second.number}/")
    assert Held.objects.filter(left_at=None).exists()


def test_a_letter_that_waits_is_shown_with_its_looks_and_whole(patient):
    case, end = a_case(), "Loppu on tässä."
    answered(patient, case, html=f"<p>Hei <b>Eeva</b><script>x()</script></p><p>{'Pitkä kirje. ' * 500}{end}</p>")

    shown = page(patient, case)

    letter = shown[shown.index("Ei ole vielä lähtenyt") : shown.index("data-leaves")]
    assert "<b>Eeva</b>" in letter
    assert end in letter
    assert "x()" not in letter


def test_copies_leave_and_hidden_ones_are_named_to_nobody(desk):
    answered(desk, a_case(), to="uusi@example.org", cc="matti@example.org", bcc="salaa@example.org")

    delivery = Delivery.objects.get(purpose="reply")
    assert delivery.recipients == ["uusi@example.org", "matti@example.org"]
    assert delivery.hidden == ["salaa@example.org"]


def test_an_address_that_is_none_is_said_beside_it(desk):
    answer = answered(desk, a_case(), cc="matti@example.org, maija")

    assert answer.status_code == 422
    assert "maija ei ole sähköpostiosoite." in answer.content.decode()


@pytest.mark.parametrize(
    ("chosen", "days"), [({"leaves": "morning"}, 2), ({"leaves": "opening"}, 7), ({"leaves": "chosen"}, 3)]
)
def test_a_reply_is_scheduled(desk, chosen, days):
    on = (timezone.localdate() + timedelta(days=2)).isoformat()

    answered(desk, a_case(), leaves_day=on, leaves_time="10:30", **chosen)

    held = Held.objects.get()
    assert held.is_scheduled
    assert timezone.now() < held.leaves_at < timezone.now() + timedelta(days=days)


def test_a_time_that_is_none_is_refused_and_what_was_written_stays(desk):
    case = a_case()

    answer = answered(desk, case, leaves="chosen", leaves_day="x", leaves_time="y")

    assert answer.status_code == 409
    assert answered(desk, case, leaves="someday").status_code == 422
    assert not Held.objects.exists()


def test_a_stopped_reply_says_why_and_is_sent_all_the_same(desk, aino):
    case = a_case()
    verbs.reply(case, text=SAID, by=aino, at=NINE, leaves_at=NINE + timedelta(days=1))
    arrives(mail(f"Re: [#{case.number}]", "Ei tarvitsekaan."), at=NINE + timedelta(hours=1))
    tell(NINE + timedelta(hours=1))
    verbs.leave_next(at=NINE + timedelta(days=1))

    held = Held.objects.get()
    assert held.reason in page(desk, case)
    assert f"#{case.number}" in desk.get("/stopped/").content.decode()
    desk.post(f"/cases/{case.number}/held/{held.pk}/departure/")

    assert Delivery.objects.filter(purpose="reply").count() == 1
    assert f"#{case.number}" not in desk.get("/stopped/").content.decode()


def test_nobody_touches_what_waits_in_anothers_house(desk, aino, otso):
    case, other = a_case(), Client()
    held = verbs.reply(case, text=SAID, by=aino, at=NINE, leaves_at=NINE + timedelta(days=1))
    other.force_login(otso)

    for act in ("withdrawal", "departure"):
        assert other.post(f"/cases/{case.number}/held/{held.pk}/{act}/").status_code == 404
    assert f"#{case.number}" not in other.get("/stopped/").content.decode()


def test_a_reply_that_neither_closes_nor_promises_is_asked_once_what_happens_next(desk):
    case = a_case()

    answer = answered(desk, case, asks="1")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Mitä tapahtuu seuraavaksi ja milloin?" in shown
    assert f"{SAID}</textarea>" in shown

    assert answered(desk, case, asks="1", unpromised="now").status_code == 303


def test_whoever_was_asked_and_sends_again_is_not_asked_again(desk):
    case = a_case()
    assert 'name="asked" value="1"' in answered(desk, case, asks="1").content.decode()

    assert answered(desk, case, asks="1", asked="1").status_code == 303


def test_a_reply_that_was_to_leave_later_leaves_later_without_a_promise(desk):
    case, on = a_case(), (timezone.localdate() + timedelta(days=2)).isoformat()
    later = {"leaves_day": on, "leaves_time": "10:30"}

    shown = answered(desk, case, asks="1", leaves="chosen", **later).content.decode()
    assert 'name="unpromised" value="chosen"' in shown
    assert f'<option value="{on}" selected>' in shown
    assert '<option value="10:30" selected>' in shown
    answered(desk, case, asks="1", unpromised="chosen", **later)

    held = Held.objects.get()
    assert held.is_scheduled
    assert held.leaves_at.astimezone(HELSINKI).isoformat().startswith(f"{on}T10:30")


def test_nobody_is_asked_what_happens_next_where_it_is_said(desk, kuusi):
    closed = answered(desk, a_case("Eka"), asks="1", closing="1", outcome="solved")
    kuusi.asks_next = False
    kuusi.save()

    assert closed.status_code == 303
    assert answered(desk, a_case("Toka"), asks="1").status_code == 303
