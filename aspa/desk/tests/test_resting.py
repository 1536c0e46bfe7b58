"""Letting a case rest on the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.cases import snoozing
from aspa.cases import verbs as cases
from aspa.cases.models import Snooze
from tests.cast import HELSINKI, a_case, arrives, mail, tell


@pytest.fixture
def answered(kuusi, aino):
    """A case of Aino's in which nothing is owed."""
    case = a_case(at=timezone.now())
    cases.reply(case, text="Selvitän.", by=aino, at=timezone.now())
    return case


def test_the_choices_come_when_the_menu_opens(part, answered):
    choices = part(f"/cases/{answered.number}/snooze/choices/", "rest")

    assert "Seuraavana aamuna" in choices
    assert "<html" not in choices


def test_a_case_is_snoozed_until_the_next_morning_and_says_so(desk, answered):
    desk.post(f"/cases/{answered.number}/snooze/", {"until": "tomorrow", "note": "Kuriiri etsii"})

    page = desk.get(f"/cases/{answered.number}/").content.decode()
    assert "Torkkuu" in page
    assert "Kuriiri etsii" in page
    assert f'data-number="{answered.number}"' in desk.get("/cases/?view=snoozed").content.decode()
    assert f'data-number="{answered.number}"' not in desk.get("/cases/?view=mine").content.decode()


def test_a_day_of_ones_own_choice_begins_when_the_brand_opens(desk, answered):
    day = (timezone.localdate() + timedelta(days=20)).isoformat()

    desk.post(f"/cases/{answered.number}/snooze/", {"day": day})
    opened = Snooze.objects.get(ended_at=None).until.astimezone(HELSINKI)
    desk.post(f"/cases/{answered.number}/snooze/", {"day": day, "time": "14:30"})

    assert opened.hour == 8
    assert f"{Snooze.objects.get(ended_at=None).until.astimezone(HELSINKI):%H:%M}" == "14:30"


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({}, "Valitse päivä"),
        ({"until": "never"}, "ei enää tarjota"),
        ({"day": "2020-01-01"}, "vielä edessä"),
        ({"day": "2999-01-01"}, "enintään vuoden"),
        ({"day": "eilen"}, "oikea päivämäärä"),
        ({"day": "2030-01-01", "time": "25:00"}, "25:00"),
    ],
)
def test_what_is_chosen_wrongly_is_said_and_kept(desk, answered, filled, said):
    response = desk.post(f"/cases/{answered.number}/snooze/", filled)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert Snooze.objects.count() == 0


def test_no_promise_is_slept_through(desk, kuusi):
    case = a_case(at=timezone.now())
    day = (timezone.localdate() + timedelta(days=30)).isoformat()

    response = desk.post(f"/cases/{case.number}/snooze/", {"day": day})

    assert "luvattu jotakin ennen sitä" in response.content.decode()


def test_what_the_customer_wrote_meanwhile_is_answered_or_rested_on(desk, answered, aino):
    until = timezone.now() + timedelta(days=60)
    snoozing.snooze(answered, until=until, by=aino, at=timezone.now())
    reply = answered.messages.get(kind="reply")
    arrives(mail("Re: Paketti", "Kiitos!", In_Reply_To=reply.message_id), at=timezone.now())
    tell(timezone.now())
    assert "Asiakas kirjoitti, kun asia torkkui." in desk.get(f"/cases/{answered.number}/").content.decode()

    desk.post(f"/cases/{answered.number}/snooze/rest/")

    assert Snooze.objects.get().roused_at is None
    desk.post(f"/cases/{answered.number}/snooze/waking/")
    assert Snooze.objects.get().ending == "stopped"


def test_otso_can_not_snooze_what_is_not_his(client, answered, otso):
    client.force_login(otso)

    for path in ("", "waking/", "rest/"):
        assert client.post(f"/cases/{answered.number}/snooze/{path}").status_code == 404
    assert client.get(f"/cases/{answered.number}/snooze/choices/").status_code == 404
