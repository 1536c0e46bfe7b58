"""How a brand speaks, and how an agent writes."""

from django.test import Client

from aspa.drafting.leaving import queries
from tests.cast import a_case

WORDS = {"tone": "Sinuttele.", "asks_next": "on", "named_fi": "Moi {name}!", "closing_fi": "Lämpimin terveisin"}


def boss(vaino) -> Client:
    client = Client()
    client.force_login(vaino)
    return client


def test_answers_begin_and_end_as_the_brand_does_and_its_tone_is_beside_them(desk, vaino, kuusi):
    answer = boss(vaino).post(f"/settings/brands/{kuusi.pk}/speech/", WORDS)

    page = desk.get(f"/cases/{a_case().number}/").content.decode()
    assert answer.status_code == 302
    assert "Moi Liisa!\n\n\n\nLämpimin terveisin\nAino Lehtonen</textarea>" in page
    assert "Sinuttele." in page


def test_a_greeting_that_greets_nobody_is_refused(vaino, kuusi):
    answer = boss(vaino).post(f"/settings/brands/{kuusi.pk}/speech/", {**WORDS, "named_fi": "Moi!"})

    assert answer.status_code == 422
    assert "Kirjoita {name}" in answer.content.decode()


def test_a_closing_that_would_not_be_known_again_is_refused(vaino, kuusi):
    answer = boss(vaino).post(f"/settings/brands/{kuusi.pk}/speech/", {**WORDS, "closing_fi": "Heippa vaan kaikille"})

    assert answer.status_code == 422


def test_only_administrators_say_how_a_brand_speaks(desk, kuusi):
    assert desk.post(f"/settings/brands/{kuusi.pk}/speech/", WORDS).status_code == 403


def test_an_agent_says_how_she_writes(desk, aino):
    desk.post("/profile/habits/", {"undo_for": "25", "is_plain": "on"})
    habits = queries.habits_of(aino)
    assert (habits.undo_for, habits.is_plain, habits.is_advised) == (25, True, False)

    desk.post("/profile/habits/", {"undo_for": "999"})
    assert queries.habits_of(aino).undo_for == 25
