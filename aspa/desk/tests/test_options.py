"""Options on the desk: put into the answer, and the choice told in the thread."""

import pytest

from aspa.desk.cases.letter import begun
from aspa.drafting import queries as drafting
from aspa.tasks.models import Option
from aspa.tasks.options import verbs
from tests.cast import NINE, a_case

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "details#side-options"}


def test_options_are_written_down_put_into_the_answer_and_one_is_chosen(desk, kuusi, aino):
    case = a_case()
    path = f"/cases/{case.number}/options/"
    part = desk.post(path, {"text": "Uusi kello", "terms": "toimitus 2 päivää"}, headers=HTMX).content.decode()
    desk.post(path, {"text": "Rahat takaisin"})
    letter = desk.post(f"{path}letter/", {"text": begun(case, aino)}, headers=HTMX).json()["text"]
    first = Option.objects.order_by("id").first()
    desk.post(f"{path}{first.pk}/choice/")
    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert '<b class="mark">B</b> Rahat takaisin' in page
    assert part.strip().startswith('<details class="side" id="side-options"')
    assert "A) Uusi kello (toimitus 2 päivää)\nB) Rahat takaisin\n\nKerrothan" in letter
    assert "Asiakas valitsi: Uusi kello (toimitus 2 päivää)" in page
    assert "valittu; kirjasi Aino Lehtonen" in page
    desk.post(f"{path}{first.pk}/unchoosing/")
    desk.post(f"{path}{Option.objects.last().pk}/removal/")
    assert list(Option.objects.values_list("text", "chosen_at")) == [("Uusi kello", None)]


def test_a_second_letter_goes_on_where_the_first_ended(desk, kuusi, aino):
    case = a_case()
    path = f"/cases/{case.number}/options/letter/"
    first, second = (verbs.propose(case, text=text, by=aino, at=NINE) for text in ("Uusi kello", "Kello"))
    begins = desk.post(path, {"text": "Hei! Tarjoamme: uusi kello."}, headers=HTMX).json()["text"]
    verbs.choose(first, by=aino, at=NINE)
    verbs.choose(second, by=aino, at=NINE)
    verbs.propose(case, text="Rahat takaisin", by=aino, at=NINE)
    desk.post(path)

    assert "B) Kello\n\nSopiiko" in begins
    assert "Ehdotamme tätä:\n\nC) Rahat takaisin\n\nSopiiko" in drafting.draft_of(aino, case, "reply").text


def test_a_case_without_options_has_one_quiet_way_to_add_the_first(desk, kuusi, aino):
    case = a_case()

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert 'class="side bare" id="side-options"' in page
    assert ("Tarjoa vastauksessa" in page.split('id="side-options"')[1].split("</details>")[0]) is False


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_filled_in_wrongly_is_said_and_stays(desk, kuusi, aino, headers):
    case = a_case()
    verbs.propose(case, text="Uusi kello", by=aino, at=NINE)

    response = desk.post(f"/cases/{case.number}/options/", {"text": "uusi kello"}, headers=headers)

    assert response.status_code == 422
    page = response.content.decode()
    assert ("on täällä jo" in page, 'value="uusi kello"' in page) == (True, True)


def test_a_case_page_asks_no_more_for_it(desk, kuusi, aino, django_assert_max_num_queries):
    case = a_case()
    for nth in range(10):
        verbs.choose(verbs.propose(case, text=f"Vaihtoehto {nth}", by=aino, at=NINE), by=aino, at=NINE)

    with django_assert_max_num_queries(12):
        desk.get(f"/cases/{case.number}/")


def test_options_are_for_their_own(client, kuusi, otso, aino):
    case = a_case()
    one = verbs.propose(case, text="Uusi kello", by=aino, at=NINE)

    client.force_login(otso)
    for path in ("", "letter/", f"{one.pk}/choice/", f"{one.pk}/removal/"):
        assert client.post(f"/cases/{case.number}/options/{path}", {"text": "x"}).status_code == 404
    assert list(Option.objects.values_list("chosen_at", flat=True)) == [None]
