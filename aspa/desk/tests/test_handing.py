"""Handing a case over on the desk."""

import pytest
from django.test import Client

from aspa.cases import verbs as cases
from aspa.handing.models import Check, Handover
from tests.cast import NINE, a_case

SHORT = {"known": "Paketti on varastossa.", "promised": "Soitto tänään", "asked": "Sovi toimitus."}


@pytest.fixture
def boss(vaino):
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


@pytest.fixture
def case(aino):
    """A case that Aino takes care of."""
    taken = a_case("Paketti", "Hei!\n\nMissä pakettini on?")
    cases.take(taken, by=aino, at=NINE)
    return taken


def test_the_short_form_is_filled_in_from_the_case(desk, case, aino):
    cases.memo(case, text="Varasto etsii.", by=aino, at=NINE)

    page = desk.get(f"/cases/{case.number}/handover/").content.decode()

    assert "Asiakas: Liisa Virtanen, liisa@example.org" in page
    assert "Varasto etsii. (Aino Lehtonen" in page
    assert "Missä pakettini on?</textarea>" in page
    assert "Vastaus " in page


def test_a_case_is_offered_accepted_and_its_customer_asked(desk, boss, case, vaino):
    answer = desk.post(f"/cases/{case.number}/handover/", {"to": f"agent:{vaino.pk}", **SHORT})
    assert answer.url == f"/cases/{case.number}/"
    assert "Peru tarjous" in desk.get(answer.url).content.decode()
    received, offered = boss.get("/handovers/").content.decode(), desk.get("/handovers/").content.decode()
    assert "Sovi toimitus." in received
    assert ("Ota asia vastaan" in received, "Peru tarjous" in received) == (True, False)
    assert ("Ota asia vastaan" in offered, "Peru tarjous" in offered) == (False, True)
    assert "Ota asia vastaan" in boss.get(answer.url).content.decode()

    boss.post(f"/handovers/{Handover.objects.get().pk}/acceptance/")

    case.refresh_from_db()
    assert case.owner_agent == vaino
    assert f"#{case.number} Paketti" in desk.get("/handovers/").content.decode()
    desk.post(f"/checks/{Check.objects.get().pk}/")
    assert "Asiakkaalta on varmistettu" not in desk.get("/handovers/").content.decode()


def test_what_is_missing_is_asked_for_and_the_rest_stays(desk, case, vaino):
    answer = desk.post(f"/cases/{case.number}/handover/", SHORT | {"to": f"agent:{vaino.pk}", "asked": ""})

    assert answer.status_code == 422
    assert "Paketti on varastossa." in answer.content.decode()
    assert not Handover.objects.exists()


@pytest.mark.parametrize("to", ["", "agent:999999", "queue:x", "kissa"])
def test_nobody_unknown_is_offered_a_case(desk, case, to):
    assert desk.post(f"/cases/{case.number}/handover/", {"to": to, **SHORT}).status_code == 422


def test_an_offer_is_declined_with_a_reason(desk, boss, case, vaino):
    desk.post(f"/cases/{case.number}/handover/", {"to": f"agent:{vaino.pk}", **SHORT})
    where = f"/handovers/{Handover.objects.get().pk}/refusal/"

    assert boss.post(where, {"reason": ""}).status_code == 422
    assert boss.post(where, {"reason": "Kuuluu laskutukseen."}).status_code == 303
    assert "Kuuluu laskutukseen." in desk.get(f"/cases/{case.number}/").content.decode()


def test_what_somebody_answered_already_is_said(desk, boss, case, vaino):
    desk.post(f"/cases/{case.number}/handover/", {"to": f"agent:{vaino.pk}", **SHORT})
    offer = Handover.objects.get()
    desk.post(f"/handovers/{offer.pk}/withdrawal/")

    answer = boss.post(f"/handovers/{offer.pk}/acceptance/")

    assert answer.status_code == 409


def test_another_organisation_meets_a_wall(client, desk, case, vaino, otso):
    desk.post(f"/cases/{case.number}/handover/", {"to": f"agent:{vaino.pk}", **SHORT})
    client.force_login(otso)

    assert client.get(f"/cases/{case.number}/handover/").status_code == 404
    assert client.post(f"/handovers/{Handover.objects.get().pk}/acceptance/").status_code == 404
    assert f"#{case.number}" not in client.get("/handovers/").content.decode()
