"""Suspected spam on the desk: seen, decided, taken back, and looked after."""

import pytest
from django.utils import timezone

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.channels.models import Delivery
from aspa.reception.judging import verbs
from aspa.screening.models import Suspicion, Watch
from aspa.staff.models import Agent
from tests.cast import a_case

SEEN = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "article#case"}


@pytest.fixture
def suspect(kuusi: Brand) -> Case:
    """A complaint that came from a forged-looking domain."""
    refused = "mx.kuusi.fi; dmarc=fail (p=REJECT) header.from=example.net"
    how = {"sender": "Matti <matti@example.net>", "Authentication_Results": refused}
    return a_case("Reklamaatio", "Kahvinkeitin hajosi.", at=timezone.now(), **how)


def listed(desk, view: str) -> str:
    return desk.get(f"/cases/?view={view}").content.decode()


def test_it_waits_in_its_own_view_and_is_counted(desk, suspect):
    row = f'data-number="{suspect.number}"'

    assert row in listed(desk, "suspected")
    assert row not in listed(desk, "queue")
    assert "Epäilty roskaposti" in listed(desk, "queue")
    assert "pill amber" in listed(desk, "all")


def test_a_case_says_why_it_is_suspected_in_the_readers_language(desk, suspect):
    page = desk.get(f"/cases/{suspect.number}/").content.decode()

    assert 'id="suspicion"' in page
    assert "example.net" in page
    assert "Kenellekään ei ole kirjoitettu" in page
    assert 'data-key="e"' in page
    assert 'data-key="s"' in page


def test_what_a_spammer_wrote_cannot_break_the_page(desk, kuusi):
    case = a_case(
        "Lasku", "Katso.", at=timezone.now(), sender='"<b>tuki@kuusi.fi</b>" <x@y.example>', X_Spam_Flag="YES"
    )
    Suspicion.objects.update(rules=[{"rule": "program", "weight": 5, "detail": "<script>alert(1)</script>.exe"}])

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_not_spam_is_said_and_taken_back(desk, suspect):
    where = f"/cases/{suspect.number}/suspicion/verdict/"

    page = desk.post(where, {"verdict": "not_spam"}, headers=SEEN).content.decode()
    assert 'id="promise"' in page
    assert "Aino Lehtonen" in page
    assert Delivery.objects.count() == 1
    page = desk.post(f"{where}undoing/", headers=SEEN).content.decode()

    assert 'id="promise"' not in page
    assert "Ei roskapostia" in page
    assert Delivery.objects.count() == 0


def test_spam_is_said_and_taken_back(desk, suspect):
    where = f"/cases/{suspect.number}/suspicion/verdict/"

    assert desk.post(where, {"verdict": "spam"}).status_code == 303
    assert "Suljettu: Roskaposti" in desk.get(f"/cases/{suspect.number}/").content.decode()
    desk.post(f"{where}undoing/")

    assert f'data-number="{suspect.number}"' in listed(desk, "suspected")


def test_a_decision_without_sense_is_not_understood(desk, suspect):
    assert desk.post(f"/cases/{suspect.number}/suspicion/verdict/", {"verdict": "perhaps"}).status_code == 400
    assert desk.post(f"/cases/{suspect.number}/suspicion/verdict/undoing/").status_code == 409


def test_of_two_who_decide_the_second_is_told(desk, suspect, vaino: Agent):
    verbs.condemn(suspect, by=vaino, at=timezone.now())

    answer = desk.post(f"/cases/{suspect.number}/suspicion/verdict/", {"verdict": "not_spam"}, headers=SEEN)

    assert answer.status_code == 409
    assert "on jo suljettu" in answer.content.decode()


def test_many_are_decided_from_the_list(desk, suspect):
    offered = desk.get("/sweeps/choices/?view=suspected").content.decode()
    assert "not_spam:" in offered
    assert "not_spam:" not in desk.get("/sweeps/choices/?view=queue").content.decode()

    desk.post("/sweeps/", {"what": "not_spam:", "view": "suspected", "number": [suspect.number]})

    assert f'data-number="{suspect.number}"' in listed(desk, "queue")
    assert "Sanottu, ettei ole roskapostia" in desk.get("/sweeps/").content.decode()


def test_a_list_of_suspects_asks_no_more_than_any_other(desk, suspect, django_assert_max_num_queries):
    for nth in range(3):
        a_case(f"Tarjous {nth}", "x", at=timezone.now(), sender=f"x{nth}@y.example", X_Spam_Flag="YES")
    listed(desk, "suspected")

    with django_assert_max_num_queries(7):
        listed(desk, "suspected")


def test_the_page_of_a_suspect_asks_no_more_than_any_other(desk, suspect, django_assert_max_num_queries):
    desk.get(f"/cases/{suspect.number}/")

    with django_assert_max_num_queries(11):
        desk.get(f"/cases/{suspect.number}/")


def test_past_its_time_it_stands_under_the_promises_and_its_owner_is_told(desk, suspect, aino: Agent, kuusi: Brand):
    assert "view=overlooked" not in listed(desk, "queue").partition("<nav")[2].partition("</aside>")[0]

    Suspicion.objects.update(look_by=timezone.now())
    Watch.objects.create(organisation=kuusi.organisation, brand=kuusi, agent=aino)

    page = listed(desk, "queue")
    assert 'id="overlooked"' in page
    assert "Epäilyt katsomatta" in page
    assert f'data-number="{suspect.number}"' in listed(desk, "overlooked")


def test_an_administrator_says_who_looks_and_by_when(client, kuusi: Brand, vaino: Agent, aino: Agent):
    client.force_login(vaino)
    where = f"/settings/brands/{kuusi.pk}/"
    assert f'hx-get="{where}watch/"' in client.get(where).content.decode()

    client.post(f"{where}watch/", {"owner": f"agent:{aino.pk}", "hours": "4"})

    watch = Watch.objects.get()
    assert (watch.agent, watch.hours) == (aino, 4)
    assert f'value="agent:{aino.pk}" selected' in client.get(f"{where}watch/").content.decode()
    assert "screening.set" in client.get("/settings/audit/").content.decode()


@pytest.mark.parametrize(("hours", "owner"), [("0", ""), ("401", ""), ("x", ""), ("4", "agent:0"), ("", "")])
def test_what_cannot_be_set_is_said(client, kuusi: Brand, vaino: Agent, hours: str, owner: str):
    client.force_login(vaino)

    answer = client.post(f"/settings/brands/{kuusi.pk}/watch/", {"owner": owner, "hours": hours})

    assert answer.status_code == 422
    assert not Watch.objects.exists()


def test_only_administrators_set_who_looks(desk, kuusi: Brand):
    where = f"/settings/brands/{kuusi.pk}/watch/"

    assert desk.get(where).status_code == 403
    assert desk.post(where, {"hours": "4"}).status_code == 403
