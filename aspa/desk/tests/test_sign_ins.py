"""Where one is signed in is seen, ended, and guessed at only a few times."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from aspa.desk.doors import devices
from aspa.history.models import Event
from aspa.live.sign_in import hears
from aspa.staff.models import Agent, SignIn
from tests.cast import PASSWORD
from tests.parts.together import at_once

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"


def signs_in(agent: Agent, browser: str = FIREFOX, address: str = "192.0.2.77") -> Client:
    client = Client(headers={"User-Agent": browser}, REMOTE_ADDR=address)
    assert client.post("/sign-in/", {"login": agent.email, "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("said", "shown"),
    [(FIREFOX, "Firefox, Linux"), (PHONE, "Safari, iPhone"), (EDGE, "Edge, Windows"), ("curl/8", ""), ("", "")],
)
def test_a_browser_is_called_what_its_owner_calls_it(said: str, shown: str) -> None:
    assert devices.device(said) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("unix", ""), ("", "")],
)
def test_a_place_is_coarse(address: str, shown: str) -> None:
    assert devices.place(address) == shown


def test_each_browser_stands_in_the_list_of_its_agent(aino: Agent) -> None:
    here, _there = signs_in(aino), signs_in(aino, PHONE, "198.51.100.9")

    shown = here.get("/profile/").text

    for words in ("Firefox, Linux", "192.0.2.0/24", "Safari, iPhone", "198.51.100.0/24", "tässä"):
        assert words in shown
    assert "192.0.2.77" not in shown


def test_a_browser_is_signed_out_from_another(aino: Agent) -> None:
    here, there = signs_in(aino), signs_in(aino, PHONE)
    one = SignIn.objects.get(device="Safari, iPhone")

    here.post(f"/profile/sign-ins/{one.pk}/ending/")

    assert (there.get("/").status_code, here.get("/").status_code) == (302, 200)
    assert hears(one.key) is None
    assert Event.objects.filter(name="sign_in.ended", actor=aino.actor).exists()


def test_one_signs_out_everywhere_but_here(aino: Agent) -> None:
    here, *others = signs_in(aino), signs_in(aino, PHONE), signs_in(aino, EDGE)

    here.post("/profile/sign-ins/ending/")

    assert here.get("/").status_code == 200
    assert {other.get("/").status_code for other in others} == {302}


def test_an_administrator_signs_others_out(aino: Agent, vaino: Agent) -> None:
    head, theirs = signs_in(vaino), signs_in(aino)
    one = SignIn.objects.get(agent=aino)

    assert theirs.post(f"/settings/people/{vaino.pk}/sign-ins/ending/").status_code == 403
    assert theirs.post(f"/profile/sign-ins/{SignIn.objects.get(agent=vaino).pk}/ending/").status_code == 404
    head.post(f"/settings/people/{aino.pk}/sign-ins/{one.pk}/ending/")

    assert theirs.get("/").status_code == 302


def test_signing_out_leaves_nothing_in_the_list(aino: Agent) -> None:
    client = signs_in(aino)
    client.post("/sign-out/")

    assert not SignIn.objects.exists()


def test_a_session_is_written_now_and_then_not_with_every_page(aino: Agent) -> None:
    client = signs_in(aino)
    seen = SignIn.objects.get().seen_at
    client.get("/")
    assert SignIn.objects.get().seen_at == seen

    session = client.session
    held = Session.objects.get(session_key=session.session_key)
    held.session_data = session.encode({**session.load(), "seen": 0})
    held.save()
    client.get("/")

    assert SignIn.objects.get().seen_at > seen


def test_whoever_guesses_waits_whichever_process_they_ask(aino: Agent) -> None:
    cache.clear()

    said = [Client().post("/sign-in/", {"login": aino.email, "password": "väärä"}).text for _nth in range(6)]

    assert "Liian monta yritystä" in said[-1]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from staff_tries")
        assert cursor.fetchone()[0] > 0  # counted where every process looks


@pytest.mark.django_db(transaction=True)
def test_many_who_guess_at_once_are_counted_all(aino: Agent) -> None:
    cache.clear()

    at_once(*[lambda: Client().post("/sign-in/", {"login": aino.email, "password": "väärä"})] * 8)
    answer = Client().post("/sign-in/", {"login": aino.email, "password": PASSWORD})

    assert "Liian monta yritystä" in answer.text
