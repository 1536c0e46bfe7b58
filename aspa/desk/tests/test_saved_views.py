"""Saved views on the desk: kept by a form, shown with their counts in the left column."""

import pytest

from aspa.cases import verbs as cases
from aspa.staff.roles import verbs as roles
from aspa.teamwork.models import SavedView
from tests.cast import NINE, a_case

FORM = {"name": "Omat ruotsiksi", "shown_to": "me", "order": "due", "language": "fi"}


@pytest.fixture
def kept(desk) -> SavedView:
    """A view of Aino's: Finnish cases."""
    desk.post("/views/new/", FORM)
    return SavedView.objects.get()


def test_a_view_is_kept_and_opened(desk, aino):
    case = a_case()

    answer = desk.post("/views/new/", FORM, follow=True)

    page = answer.content.decode()
    assert '<h1 id="list-title">Omat ruotsiksi</h1>' in page
    assert f'data-number="{case.number}"' in page
    assert 'aria-current="page">' in page.partition('id="saved-title"')[2]
    assert '<span class="count">1</span>' in page.partition('id="saved-title"')[2]


def test_who_administers_shows_a_view_to_any_team(desk, client, vaino, kuusi):
    team = roles.start_team(kuusi.organisation, name="Laskut", by="aspa", at=NINE)
    shown = FORM | {"shown_to": f"team:{team.pk}"}
    client.force_login(vaino)

    assert "Laskut" not in desk.get("/views/new/").text
    assert "Laskut" in client.get("/views/new/").text
    assert desk.post("/views/new/", shown).status_code == 422
    client.post("/views/new/", shown)

    assert SavedView.objects.get().team == team


def test_an_empty_view_says_so(desk, aino, kept):
    assert "Tähän näkymään ei nyt osu" not in desk.get("/").content.decode()
    cases.close(a_case(), outcome="spam", by=aino, at=NINE)

    assert "Tähän näkymään ei nyt osu" in desk.get(f"/cases/?view=saved-{kept.pk}").content.decode()


def test_the_page_of_a_case_leads_back_to_its_view(desk, kept):
    case = a_case()

    page = desk.get(f"/cases/{case.number}/?view=saved-{kept.pk}").content.decode()

    assert f'data-source="/cases/?view=saved-{kept.pk}"' in page
    assert "Omat ruotsiksi</a></h2>" in page


def test_what_is_done_beside_a_view_that_is_gone_is_shown_as_done(desk, kept):
    case, beside = a_case(), {"HX-Request": "true", "HX-Current-URL": f"https://desk/cases/1/?view=saved-{kept.pk}"}
    kept.delete()

    answer = desk.post(f"/cases/{case.number}/memos/", {"text": "Muistio."}, headers=beside)

    assert answer.status_code == 200
    assert "Muistio." in answer.text
    assert desk.get(f"/cases/{case.number}/?view=saved-{kept.pk or 1}").status_code == 200


def test_a_view_is_changed_and_removed(desk, kept):
    assert 'value="Omat ruotsiksi"' in desk.get(f"/views/{kept.pk}/").content.decode()
    desk.post(f"/views/{kept.pk}/", FORM | {"name": "Myöhässä", "promise": "late", "language": ""})
    kept.refresh_from_db()
    assert (kept.name, kept.conditions) == ("Myöhässä", {"promise": ["late"]})

    desk.post(f"/views/{kept.pk}/removal/")

    assert not SavedView.objects.exists()
    assert desk.get(f"/cases/?view=saved-{kept.pk}").status_code == 404


def test_a_view_that_was_removed_is_saved_again_from_the_form_it_leads_to(desk, kept):
    page = desk.post(f"/views/{kept.pk}/removal/", follow=True).text

    assert "Näkymä Omat ruotsiksi on poistettu." in page
    assert 'value="Omat ruotsiksi"' in page
    assert '<option value="fi" selected>' in page


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 61}, {"language": "xx"}, {"shown_to": "team:1"}])
def test_what_cannot_be_kept_is_said_beside_what_was_filled_in(desk, wrong):
    answer = desk.post("/views/new/", FORM | wrong)

    assert answer.status_code == 422
    assert not SavedView.objects.exists()


def test_a_name_that_is_taken_is_said_at_the_name(desk, kept):
    answer = desk.post("/views/new/", FORM)

    assert answer.status_code == 422
    assert "Sinulla on jo tämänniminen näkymä." in answer.content.decode()


def test_a_stranger_opens_no_view(client, otso, kept):
    client.force_login(otso)

    for path in (f"/views/{kept.pk}/", f"/cases/?view=saved-{kept.pk}"):
        assert client.get(path).status_code == 404
    assert client.post(f"/views/{kept.pk}/removal/").status_code == 404


def test_views_cost_a_page_two_questions(desk, kept, django_assert_max_num_queries):
    a_case()
    for nth in range(10):
        desk.post("/views/new/", FORM | {"name": f"Näkymä {nth}"})

    with django_assert_max_num_queries(10):
        desk.get("/cases/?view=queue")
    with django_assert_max_num_queries(12):
        desk.get(f"/cases/?view=saved-{kept.pk}")
