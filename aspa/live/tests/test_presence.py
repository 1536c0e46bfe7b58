"""Beats of browsers, told from web process to web process."""

import json
import time
from http.client import HTTPConnection

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aspa.live.presence import AT_ONCE
from aspa.live.seats import Seat, Seats
from aspa.staff.models import Agent
from tests.parts.waiting import until
from tests.parts.web import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def beat(server, cookie: str, what: object, **headers: str) -> tuple[int, str]:
    """Say something to the door for beats; return the status and what was answered."""
    line = HTTPConnection("127.0.0.1", server.port, timeout=10)
    body = what if isinstance(what, bytes) else json.dumps(what).encode()
    line.request("POST", "/live/presence/", body, headers={"Cookie": f"aspa={cookie}", **headers})
    answer = line.getresponse()
    return answer.status, answer.read().decode()


def at(number: int, state: str = "reads", tab: str = "a") -> dict[str, object]:
    return {"tab": tab, "number": number, "state": state}


@pytest.fixture
def vaino(kuusi) -> Agent:
    """Väinö, at work beside Aino."""
    made = Agent(organisation_id=kuusi.id, email="vaino@kuusi.example", name="Väinö")
    made.set_unusable_password()
    made.save()
    return made


def test_a_colleague_hears_that_somebody_came(kuusi, vaino, browse, server) -> None:
    page = browse(kuusi)
    assert beat(server, kuusi.cookie, at(7)) == (200, "")

    assert beat(server, signed_in(vaino), at(7, "writes")) == (200, f"{kuusi.aino.pk}r")

    page.listen(lambda page: page.topics.count("present-7") >= 2)
    assert page.positions[-1] == 0  # it has no place in the stream
    assert beat(server, kuusi.cookie, at(7)) == (200, f"{vaino.pk}w")


def test_every_web_process_knows(kuusi, vaino, new_server) -> None:
    here, there = new_server(), new_server()
    cookie = signed_in(vaino)
    time.sleep(0.5)  # both listen
    beat(here, kuusi.cookie, at(7, "notes"))

    until(lambda: beat(there, cookie, at(7))[1] == f"{kuusi.aino.pk}n")
    beat(here, kuusi.cookie, at(0))

    until(lambda: beat(there, cookie, at(7))[1] == "")


def test_a_process_that_starts_later_learns_it_soon(kuusi, vaino, new_server) -> None:
    here = new_server()
    beat(here, kuusi.cookie, at(7, "writes"))
    there, cookie = new_server(), signed_in(vaino)

    def told() -> bool:
        beat(here, kuusi.cookie, at(7, "writes"))
        return beat(there, cookie, at(7))[1] == f"{kuusi.aino.pk}w"

    until(told)


def test_a_closed_lid_is_gone_within_seconds(kuusi, vaino, server) -> None:
    cookie = signed_in(vaino)
    beat(server, kuusi.cookie, at(9, "writes"))
    assert beat(server, cookie, at(9))[1] == f"{kuusi.aino.pk}w"

    until(lambda: beat(server, cookie, at(9))[1] == "")


def test_who_works_elsewhere_is_never_there(kuusi, another_company, server) -> None:
    beat(server, kuusi.cookie, at(7))

    assert beat(server, another_company.cookie, at(7)) == (200, "")


def test_strangers_and_other_sites_are_turned_away(kuusi, server) -> None:
    assert beat(server, "nonsense", at(7))[0] == 401
    assert beat(server, kuusi.cookie, at(7), **{"Sec-Fetch-Site": "cross-site"})[0] == 401
    assert server.ask("/live/presence/", cookie=kuusi.cookie).status == 405


NONSENSE = [b"", b"{", b"[]", b"7", b"[" * 200, b"x" * 400, at(-1), at(2**60), at(7, "sings"), at(7, tab="ä")]
NONSENSE += [{"tab": "a" * 17, "number": 7, "state": "reads"}, {"tab": "a", "number": True, "state": "reads"}]
NONSENSE += [{"tab": "a", "number": "7", "state": "reads"}, {"tab": [], "number": 7, "state": []}]


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense_is_not_understood(kuusi, server, what) -> None:
    assert beat(server, kuusi.cookie, what)[0] == 400


def test_a_beat_writes_no_row(kuusi) -> None:
    from aspa.live.presence import announce  # noqa: PLC0415  # beside what it asks

    with CaptureQueriesContext(connection) as asked:
        seat = [*Seat(10**9, 2**53, 10**9, "🌲" * 120, "abcdefghijklmnop", "writes"), 9.9]
        announce(json.dumps(["abcdef01", *[seat] * AT_ONCE], ensure_ascii=False))

    assert [one["sql"][:17] for one in asked] == ["select pg_notify("]


def test_a_page_asks_no_question_for_who_is_there(kuusi) -> None:
    with CaptureQueriesContext(connection) as asked:
        Seats().at(kuusi.id, 7)

    assert len(asked) == 0
