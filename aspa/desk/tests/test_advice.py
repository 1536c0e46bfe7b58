"""Hints for plain language stand beside an answer while it is written."""

import re
from datetime import datetime

import pytest
from django.test import Client

from aspa.brands.models import AvoidedWord
from aspa.brands.wording import verbs as wording
from aspa.cases.models import Case
from aspa.desk.cases.choices import until
from aspa.drafting.leaving import verbs as leaving
from aspa.drafting.models import Draft
from aspa.kit.moments import HELSINKI
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case

HARD = (
    "Hei Liisa,\n\nKuluttajalle toimitetaan uusi kenkä, koska varastomme inventaari on valitettavasti kesken ja "
    "tavara on kadonnut matkalla johonkin ja siitä syystä emme tiedä siitä mitään.\n\nYstävällisin terveisin\nAino"
)
PLAIN = "Hei Liisa,\n\nLähetämme uudet kengät sinulle ensi viikolla. Voit pitää vanhat.\n\nYstävällisin terveisin\nAino"


@pytest.fixture
def case(kuusi) -> Case:
    """A case of a brand that avoids a word."""
    wording.avoid(kuusi, language="fi", word="kuluttaja", plain="asiakas", by="agent:1", at=NINE)
    return a_case()


@pytest.fixture
def head(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


def hints(client: Client, case: Case, text: str = HARD, **said: str) -> str:
    answer = client.post(f"/cases/{case.number}/advice/", {"text": text, **said})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_hard_draft_gets_at_most_four_hints_the_most_useful_first(desk, case):
    said = hints(desk, case)

    assert said.count("<li>") == 4
    assert "4 selkeän kielen vinkkiä" in said
    assert '<q lang="fi">Kuluttajalle</q> selkeämmin: <b lang="fi">asiakas</b>' in said
    assert 'Pitkä virke: <q lang="fi">Kuluttajalle toimitetaan uusi …</q>' in said
    assert 'Kuka tekee? <q lang="fi">toimitetaan</q>' in said
    assert "Milloin se tapahtuu?" in said
    assert said.index("selkeämmin") < said.index("Pitkä") < said.index("Kuka")


def test_a_plain_draft_gets_none(desk, case):
    assert hints(desk, case, PLAIN, act="follow_up") == ""


def test_a_hint_that_was_put_away_stays_away(desk, case):
    said = hints(desk, case, dismissed="jargon:kuluttaja\r\npassive:toimitetaan")

    assert "selkeämmin" not in said
    assert "Kuka tekee?" not in said
    assert "2 selkeän kielen vinkkiä" in said


def test_what_is_promised_with_it_need_not_stand_in_it(desk, case):
    assert "Milloin" not in hints(desk, case, act="answer")


def test_what_the_draft_promises_is_offered_as_a_promise(desk, case):
    said = hints(desk, case, PLAIN)
    assert '<q lang="fi">Lähetämme uudet kengät sinulle ensi viikolla.</q>' in said
    assert re.search(r'data-promises="follow_up 20\d\d-\d\d-\d\d 16:00"[^>]*>Palaan asiaan: ', said)
    assert "data-promises" not in hints(desk, case, PLAIN, dismissed="promise:")
    assert "data-promises" not in hints(desk, case, PLAIN, act="call")


MONDAY = datetime(2026, 11, 23, 10, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("moment", "chosen"),
    [
        (datetime(2026, 11, 24, 14, tzinfo=HELSINKI), ("2026-11-24", "14:00")),
        (datetime(2026, 11, 24, 14, 20, tzinfo=HELSINKI), ("2026-11-24", "14:00")),
        (datetime(2026, 11, 28, tzinfo=HELSINKI), ("2026-11-27", "16:00")),  # on Friday
        (datetime(2026, 11, 30, tzinfo=HELSINKI), ("2026-11-27", "16:00")),  # this week
        (datetime(2026, 11, 24, 6, tzinfo=HELSINKI), ("2026-11-23", "16:00")),
        (datetime(2026, 11, 23, 10, tzinfo=HELSINKI), None),  # now
        (datetime(2026, 12, 24, 12, tzinfo=HELSINKI), None),  # beyond what can be chosen
    ],
)
def test_a_moment_is_one_of_the_times_that_can_be_chosen(moment, chosen):
    assert until(moment, MONDAY) == chosen


def test_a_draft_surely_in_another_language_is_judged_by_that(desk, case):
    text = "The parcel was delivered to another address, and we are looking for it with the carrier this very week."

    assert '<q lang="en">delivered</q>' in hints(desk, case, text)


@pytest.mark.parametrize("odd", [{}, {"text": ""}, {"text": "\x00"}, {"text": HARD, "dismissed": "x" * 4001}])
def test_of_what_makes_no_sense_nothing_is_told(desk, case, odd):
    answer = desk.post(f"/cases/{case.number}/advice/", odd)

    assert (answer.status_code, answer.content.strip()) == (200, b"")


def test_what_somebody_wrote_is_not_taken_for_a_page(desk, case):
    text = "Kuluttajalle<img/src=x> ilmoitetaan. " + "<b>sana</b> " * 30

    said = hints(desk, case, text)

    assert "<img" not in said
    assert "<b>" not in said


def test_it_is_only_asked_for_by_whoever_may_see_the_case(desk, case, otso, aino, kuusi):
    stranger = Client(enforce_csrf_checks=False)
    assert stranger.post(f"/cases/{case.number}/advice/", {"text": HARD}).status_code == 302
    stranger.force_login(otso)
    assert stranger.post(f"/cases/{case.number}/advice/", {"text": HARD}).status_code == 404
    assert desk.get(f"/cases/{case.number}/advice/").status_code == 405
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(aino)
    assert careful.post(f"/cases/{case.number}/advice/", {"text": HARD}).status_code == 403


def test_hints_are_offered_to_those_who_want_them(desk, case, aino):
    place = f'data-advises="/cases/{case.number}/advice/"'
    assert place in desk.get(f"/cases/{case.number}/").content.decode()

    leaving.settle(aino, undo_for=0, is_plain=True, is_advised=False)

    assert place not in desk.get(f"/cases/{case.number}/").content.decode()


def test_what_was_put_away_is_kept_with_the_draft(desk, case):
    said = {"text": HARD, "version": 0, "dismissed": "jargon:kuluttaja\npassive:toimitetaan"}
    desk.post(f"/cases/{case.number}/drafts/reply/", said)

    assert Draft.objects.get().fields["dismissed"].splitlines() == ["jargon:kuluttaja", "passive:toimitetaan"]
    page = desk.get(f"/cases/{case.number}/").content.decode()
    assert 'name="dismissed" value="jargon:kuluttaja\npassive:toimitetaan"' in page


def test_an_administrator_says_which_words_are_avoided(head, kuusi):
    place = f"/settings/brands/{kuusi.pk}/words/"
    answer = head.post(place, {"language": "fi", "word": "Hyvityslasku", "plain": "hyvitys"})

    page = head.get(answer.url).content.decode()
    assert answer.url.endswith("#words")
    assert "<b>hyvityslasku</b> → hyvitys" in page
    head.post(f"{place}removal/", {"language": "fi", "word": "hyvityslasku"})
    assert not AvoidedWord.objects.exists()


@pytest.mark.parametrize("odd", [{"word": "?"}, {"plain": ""}, {"language": "de"}, {"word": "hyvitys"}])
def test_a_word_that_will_not_do_is_refused_beside_it(head, kuusi, odd):
    said = {"language": "fi", "word": "hyvityslasku", "plain": "hyvitys", **odd}

    answer = head.post(f"/settings/brands/{kuusi.pk}/words/", said)

    assert answer.status_code == 422
    assert 'class="wrong"' in answer.content.decode()


def test_only_administrators_say_it(desk, kuusi):
    for noun in ("words", "words/removal"):
        assert desk.post(f"/settings/brands/{kuusi.pk}/{noun}/", {}).status_code == 403


def test_whoever_only_reads_writes_nothing_and_gets_no_hints(desk, case, aino, vaino, kuusi):
    reader = roles.make_role(kuusi.organisation, name="Lukija", reaches={"read": "all"}, by=vaino.actor, at=NINE)
    for grant in aino.grants.all():
        roles.withdraw(grant, by=vaino.actor, at=NINE)
    roles.grant(reader, to=aino, by=vaino.actor, at=NINE)

    assert desk.post(f"/cases/{case.number}/advice/", {"text": HARD}).status_code == 403
