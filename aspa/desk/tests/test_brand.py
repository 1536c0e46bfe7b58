"""An administrator sets how a brand writes, what it promises and when it serves."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import translation

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.desk.house.brand_forms import HoursField
from aspa.history.models import Event
from aspa.hours import queries as hours
from tests.cast import a_case, arrives, mail, tell

WEEK = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], "8–12, 13–16") | {"saturday": "10-14"}
LUNCH = [(time(8), time(12)), (time(13), time(16))]


@pytest.fixture
def head(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


def test_a_brand_is_changed_and_history_knows_what(head, kuusi, vaino):
    wish = {"name": "Kuusi", "signature": "Kuusi Oy\r\nHavukuja 1", "language": "sv", "answers_within": "4"}

    answer = head.post(f"/settings/brands/{kuusi.pk}/", wish)

    brand = Brand.objects.get(pk=kuusi.pk)
    assert answer.status_code == 302
    assert (brand.signature, brand.language) == ("Kuusi Oy\nHavukuja 1", "sv")
    assert (brand.answers_within, brand.acknowledges) == (timedelta(hours=4), False)
    event = Event.objects.get(name="brand.changed")
    assert (event.actor, event.subject_id) == (vaino.actor, kuusi.pk)
    assert "Kuusi Oy\nHavukuja 1" in head.get(f"/settings/brands/{kuusi.pk}/").content.decode()


def test_saving_what_is_set_changes_nothing(head, kuusi):
    wish = {"name": "Kuusi", "signature": "", "language": "fi", "answers_within": "8", "acknowledges": "on"}

    head.post(f"/settings/brands/{kuusi.pk}/", wish)

    assert not Event.objects.filter(name="brand.changed").exists()


@pytest.mark.parametrize("odd", [{"answers_within": "0"}, {"answers_within": "9999"}, {"language": "de"}])
def test_nonsense_is_refused_and_what_was_written_stays(head, kuusi, odd):
    wish = {"name": "Kuusi", "signature": "Pidä tämä", "language": "fi", "answers_within": "8"} | odd

    answer = head.post(f"/settings/brands/{kuusi.pk}/", wish)

    assert answer.status_code == 422
    assert "Pidä tämä" in answer.content.decode()
    assert Brand.objects.get(pk=kuusi.pk).signature == ""


def test_opening_hours_are_set_in_words(head, kuusi):
    answer = head.post(f"/settings/brands/{kuusi.pk}/hours/", WEEK)

    assert answer.status_code == 302
    assert hours.week_of(kuusi) == [*[LUNCH] * 5, [(time(10), time(14))], []]
    assert 'value="10–14"' in head.get(f"/settings/brands/{kuusi.pk}/").content.decode()


def test_hours_that_make_no_sense_are_told_beside_their_day(head, kuusi):
    answer = head.post(f"/settings/brands/{kuusi.pk}/hours/", WEEK | {"friday": "aamulla"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_friday_error"' in page
    assert 'value="aamulla"' in page
    assert hours.week_of(kuusi)[4] == [(time(8), time(16))]


def test_a_brand_that_never_serves_is_refused(head, kuusi):
    answer = head.post(f"/settings/brands/{kuusi.pk}/hours/", {"monday": "suljettu"})

    assert answer.status_code == 422
    assert "Palvele vähintään kerran viikossa" in answer.content.decode()


def test_a_special_day_is_added_shown_and_removed(head, kuusi):
    place = f"/settings/brands/{kuusi.pk}/special-days/"
    head.post(place, {"on": "2040-12-23", "opening": "10–14"})
    head.post(place, {"on": "24.12.2040", "opening": ""})
    page = head.get(f"/settings/brands/{kuusi.pk}/").content.decode()
    assert "23.12.2040" in page
    assert "10–14" in page

    head.post(f"{place}removal/", {"on": "2040-12-23"})

    assert [day.on for day in hours.special_days_of(kuusi, since=date(2040, 1, 1))] == [date(2040, 12, 24)]
    assert head.post(place, {"on": "2040-12-25", "opening": "8–12, 13–16"}).status_code == 422


def test_only_administrators_of_the_house_change_a_brand(desk, kuusi, otso):
    outside = Client()
    outside.force_login(otso)

    for noun in ("", "hours/", "special-days/", "special-days/removal/"):
        assert desk.post(f"/settings/brands/{kuusi.pk}/{noun}", WEEK).status_code == 403
        assert outside.post(f"/settings/brands/{kuusi.pk}/{noun}", WEEK).status_code == 404
    assert desk.get(f"/settings/brands/{kuusi.pk}/").status_code == 403


def test_the_page_asks_few_questions(head, kuusi, django_assert_max_num_queries):
    a_case()

    with django_assert_max_num_queries(10):  # addresses and queues among them
        head.get(f"/settings/brands/{kuusi.pk}/")


def test_another_brand_is_opened_and_serves_at_once(head):
    answer = head.post("/settings/brands/", {"name": "Havu", "address": "apu@havu.fi", "language": "sv"})

    arrives(mail("Paket", "Var är mitt paket?"), to="apu@havu.fi")
    tell()

    havu = Brand.objects.get(name="Havu")
    assert answer.url == f"/settings/brands/{havu.pk}/"
    assert Case.objects.get().brand == havu


def test_a_brand_is_opened_once(head, kuusi):
    answer = head.post("/settings/brands/", {"name": "Kuusi", "address": "uusi@kuusi.fi", "language": "fi"})

    assert answer.status_code == 422
    assert 'id="id_name_error"' in answer.content.decode()


def test_only_an_administrator_opens_a_brand(desk):
    answer = desk.post("/settings/brands/", {"name": "Havu", "address": "apu@havu.fi", "language": "sv"})

    assert answer.status_code == 403
    assert not Brand.objects.filter(name="Havu").exists()


def test_each_brand_has_a_form_of_its_own_for_a_mailbox(head, kuusi):
    head.post("/settings/brands/", {"name": "Havu", "address": "apu@havu.fi", "language": "sv"})
    havu = Brand.objects.get(name="Havu")

    page = head.post(f"/mailboxes/of/{havu.pk}/", {"username": "apu", "port": "0"}).content.decode()

    assert f'id="id_port_{havu.pk}_error"' in page
    assert f'id="id_port_{kuusi.pk}_error"' not in page


@pytest.mark.parametrize("word", ["kiinni", "Suljettu", "stängt", "closed", "-"])
def test_a_closed_day_is_said_in_words_and_shown_so(head, kuusi, word):
    head.post(f"/settings/brands/{kuusi.pk}/hours/", WEEK | {"friday": word})

    assert hours.week_of(kuusi)[4] == []
    assert 'name="friday" value="suljettu"' in head.get(f"/settings/brands/{kuusi.pk}/").content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_a_closed_day_shows_is_understood_when_saved(language):
    with translation.override(language):
        shown = HoursField().prepare_value([])

    assert HoursField().clean(shown) == []


def test_the_page_shows_how_an_answer_ends(head, kuusi):
    wish = {"name": "Kuusi", "signature": "Kuusi Oy, <Havukuja> 1", "language": "fi", "answers_within": "8"}

    head.post(f"/settings/brands/{kuusi.pk}/", wish)

    page = head.get(f"/settings/brands/{kuusi.pk}/").content.decode()
    assert "Ystävällisin terveisin\nVäinö Kuusinen\n\n-- \nKuusi Oy, &lt;Havukuja&gt; 1</pre>" in page
