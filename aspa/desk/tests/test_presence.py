"""Who else is at a case, as its page shows it."""

import time

import pytest

from aspa.live.seats import Seat, everybody
from tests.cast import a_case


@pytest.fixture
def sits():
    """Let an agent's page show a case."""
    pages = []

    def sit(agent, case, state="reads"):
        seat = Seat(case.organisation_id, case.number, agent.pk, agent.name, f"tab{len(pages)}", state)
        pages.append(seat)
        everybody.take(seat, now=time.monotonic())

    yield sit
    for seat in pages:
        everybody.take(seat._replace(number=0), now=time.monotonic())


def test_a_colleague_who_writes_is_seen_in_the_head_and_above_the_answer(desk, aino, vaino, sits):
    case = a_case()
    sits(aino, case)
    sits(vaino, case, "writes")

    shown = desk.get(f"/cases/{case.number}/").content.decode()

    assert "Väinö Kuusinen: kirjoittaa vastausta" in shown.partition('id="present"')[2].partition("</header>")[0]
    assert "Väinö Kuusinen kirjoittaa vastausta" in shown.partition('id="writing"')[2].partition("</p>")[0]
    assert "Aino Lehtonen: lukee" not in shown


def test_the_part_brings_both_places_and_its_mark(desk, vaino, sits):
    case = a_case()
    sits(vaino, case, "notes")

    part = desk.get(f"/cases/{case.number}/presence/").content.decode()

    assert f'data-mark="{vaino.pk}n"' in part
    assert 'id="writing" role="status" hx-swap-oob="outerMorph"' in part
    assert "kirjoittaa muistiota" in part


def test_who_is_at_a_case_of_another_organisation_is_not_told(client, otso, vaino, sits):
    case = a_case()
    sits(vaino, case)
    client.force_login(otso)

    assert client.get(f"/cases/{case.number}/presence/").status_code == 404
