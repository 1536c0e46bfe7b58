"""Sorting on the desk: beside a case, in lists, and in the settings."""

import re

import pytest

from aspa.cases import verbs as cases
from aspa.sorting import queries, verbs
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.models import Field, Reason, Tag
from tests.cast import NINE, a_case


@pytest.fixture
def settings(client, vaino):
    """The settings, as Väinö sees them."""
    client.force_login(vaino)
    return client


def test_a_case_is_tagged_and_reasoned_beside_its_thread(desk, kuusi):
    case = a_case()
    desk.post(f"/cases/{case.number}/tags/", {"name": "kevät"})
    desk.post(f"/cases/{case.number}/reason/", {"reason": Reason.objects.get(brand=kuusi, key="returns").pk})

    page, row = (desk.get(path).content.decode() for path in (f"/cases/{case.number}/", "/cases/?view=queue"))

    assert re.search(r"selected>Palautus tai vaihto<", page)
    assert '<span class="pill tag plain">kevät</span>' in row
    assert '<span class="pill">Palautus tai vaihto</span>' in row
    assert f'data-number="{case.number}"' in desk.get("/cases/", {"q": "#kevät"}).content.decode()
    desk.post(f"/cases/{case.number}/tags/{Tag.objects.get().pk}/removal/")
    desk.post(f"/cases/{case.number}/reason/", {"reason": ""})
    assert "side bare" in desk.get(f"/cases/{case.number}/").content.decode()


def test_lists_and_cases_ask_no_more_for_it(desk, kuusi, aino, django_assert_max_num_queries):
    for nth in range(5):
        case = a_case(f"Asia {nth}", f"Asia {nth}")
        verbs.tag(case, name=f"tag {nth}", by=aino, at=NINE)
        verbs.give_reason(case, Reason.objects.get(brand=kuusi, key="use"), by=aino, at=NINE)

    with django_assert_max_num_queries(8):
        desk.get("/cases/?view=queue")
    with django_assert_max_num_queries(12):
        desk.get(f"/cases/{case.number}/")


def test_the_tags_there_are_complete_what_is_written(desk, aino):
    verbs.tag(a_case(), name='"lainattu"', by=aino, at=NINE)

    assert desk.get("/tags/").content.decode() == '<option value="&#34;lainattu&#34;"></option>'


def test_a_field_is_filled_in_and_what_is_wrong_stays_in_it(desk, part, kuusi, vaino):
    case, field = a_case(), keeping.add_field(kuusi, name="Ostopäivä", kind="date", by=vaino, at=NINE)
    path = f"/cases/{case.number}/fields/{field.pk}/"
    wrong = desk.post(path, {"value": "eilen"}, headers={"HX-Request": "true", "HX-Target": "form#field-1"})

    assert (wrong.status_code, wrong.headers["HX-Retarget"]) == (422, f"#field-{field.pk}")
    assert 'value="eilen"' in wrong.content.decode()
    assert "Kirjoita päivämäärä" in desk.post(path, {"value": "eilen"}).content.decode()
    assert desk.post(path, {"value": "24.12.2026"}).status_code == 303
    assert 'value="2026-12-24"' in desk.get(f"/cases/{case.number}/").content.decode()


def test_closing_says_what_must_be_filled_in(desk, kuusi, vaino):
    keeping.add_field(kuusi, name="Tilausnumero", kind="text", is_required=True, by=vaino, at=NINE)
    case = a_case()
    cases.reply(case, text="Hei!", by=vaino, at=NINE)

    response = desk.post(f"/cases/{case.number}/closure/", {"outcome": "solved"})

    assert response.status_code == 409
    assert "Täytä ennen sulkemista: Tilausnumero." in response.content.decode()


def test_an_administrator_keeps_tags(settings, aino):
    case = a_case()
    old, new = (verbs.tag(case, name=name, by=aino, at=NINE) for name in ("lasku", "laskutus"))

    settings.post(f"/settings/tags/{new.pk}/", {"name": "Laskutus", "colour": "amber"})
    taken = settings.post(f"/settings/tags/{old.pk}/", {"name": "LASKUTUS", "colour": "red"})
    settings.post(f"/settings/tags/{old.pk}/merging/", {"into": new.pk})

    assert (taken.status_code, "Yhdistä ne" in taken.content.decode()) == (422, True)
    assert list(Tag.objects.values_list("name", "colour")) == [("Laskutus", "amber")]
    assert 'value="Laskutus"' in settings.get("/settings/tags/").content.decode()


def test_an_administrator_keeps_reasons_and_fields(settings, kuusi, vaino):
    brand = f"/settings/brands/{kuusi.pk}"
    first = queries.reasons(vaino, kuusi)[0]
    settings.post(f"{brand}/reasons/{first.pk}/", {"name": "Käyttöapu"})
    settings.post(f"{brand}/reasons/{first.pk}/lowering/")
    settings.post(f"{brand}/reasons/", {"name": "Huolto"})
    settings.post(f"{brand}/fields/", {"name": "Koko", "kind": "choice", "choices": "S\nM", "is_required": "on"})
    field = Field.objects.get()
    settings.post(f"{brand}/fields/{field.pk}/", {"name": "Kengän koko", "choices": "41\n42"})
    settings.post(f"{brand}/fields/{field.pk}/archiving/")

    assert [one.name for one in queries.reasons(vaino, kuusi) if one.name] == ["Käyttöapu", "Huolto"]
    page = settings.get(f"{brand}/sorting/").content.decode()
    assert "Ota takaisin käyttöön" in page
    settings.post(f"{brand}/fields/{field.pk}/restoring/")
    assert [(one.name, one.choices) for one in queries.fields(vaino, kuusi)] == [("Kengän koko", ["41", "42"])]


@pytest.mark.parametrize(
    ("path", "filled", "said"),
    [
        ("reasons/", {"name": " "}, "Anna nimi"),
        ("reasons/", {"name": "x" * 61}, "60"),
        ("fields/", {"name": "Koko", "kind": "choice", "choices": "S"}, "vähintään kaksi"),
        ("fields/", {"name": "Koko", "kind": "norsu"}, "norsu"),
        ("fields/", {}, "Tämä kenttä vaaditaan"),
    ],
)
def test_what_an_administrator_fills_in_wrongly_is_said(settings, kuusi, path, filled, said):
    response = settings.post(f"/settings/brands/{kuusi.pk}/{path}", filled)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_settings_are_for_administrators_and_cases_for_their_own(desk, client, kuusi, otso):
    case = a_case()
    for path in ("/settings/tags/", f"/settings/brands/{kuusi.pk}/sorting/"):
        assert desk.get(path).status_code == 403

    client.force_login(otso)
    reason = Reason.objects.get(brand=kuusi, key="use")
    assert client.get(f"/settings/brands/{kuusi.pk}/sorting/").status_code in {403, 404}
    assert client.post(f"/settings/brands/{kuusi.pk}/reasons/{reason.pk}/archiving/").status_code in {403, 404}
    for path in ("tags/", "reason/", "fields/1/"):
        assert client.post(f"/cases/{case.number}/{path}", {"name": "x"}).status_code == 404
