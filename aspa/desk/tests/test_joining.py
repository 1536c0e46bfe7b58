"""Cases become one on the desk, and part again."""

from aspa.cases.joining.models import Merge
from aspa.cases.models import Case
from tests.cast import a_case

MATTI = "Matti Meri <matti@example.net>"


def merged(desk, case: Case, **filled: object) -> object:
    return desk.post(f"/cases/{case.number}/merge/", filled)


def test_the_customers_other_cases_are_there_to_choose_from(desk):
    first, second, strange = a_case("Paketti"), a_case("Toinen"), a_case("Matin", sender=MATTI)

    page = desk.get(f"/cases/{second.number}/merge/").content.decode()

    assert f'value="{first.number}"' in page
    assert f'value="{strange.number}"' not in page
    assert f'value="{second.number}"' not in page


def test_a_merge_leads_to_where_everything_is(desk, aino):
    first, second = a_case("Paketti"), a_case("Toinen", "Entä nyt?")

    answer = merged(desk, second, chosen=first.number, reason="Sama paketti")

    assert (answer.status_code, answer.url) == (303, f"/cases/{first.number}/")
    page = desk.get(answer.url).content.decode()
    assert "Entä nyt?" in page
    assert f"#{second.number} Toinen" in page
    assert "Sama paketti" in page
    assert "/undoing/" in page


def test_the_old_number_opens_and_says_where_it_went(desk):
    first, second = a_case("Paketti"), a_case("Toinen")
    merged(desk, second, other=f"#{first.number}")

    page = desk.get(f"/cases/{second.number}/").content.decode()

    assert "Tämä asia yhdistettiin asiaan" in page
    assert f'href="/cases/{first.number}/"' in page
    assert 'id="reply"' not in page
    assert "Avaa uudelleen" not in page


def test_what_was_merged_is_parted_again(desk):
    first, second = a_case("Paketti"), a_case("Toinen")
    merged(desk, second, chosen=first.number)

    answer = desk.post(f"/cases/{first.number}/merges/{Merge.objects.get().pk}/undoing/")

    assert answer.url == f"/cases/{first.number}/"
    second.refresh_from_db()
    assert second.is_open
    assert "Yhdistäminen kumottiin" in desk.get(answer.url).content.decode()


def test_other_customers_are_asked_about_once(desk):
    first, second = a_case("Paketti"), a_case("Matin", sender=MATTI)

    asked = merged(desk, second, other=first.number)
    assert asked.status_code == 422
    assert 'name="across"' in asked.content.decode()
    assert not Merge.objects.exists()

    assert merged(desk, second, other=first.number, across="1").status_code == 303


def test_wrong_numbers_are_refused_beside_what_was_written(desk, otso):
    case = a_case("Paketti")

    for number in ("", str(case.number), "999999", "kissa", "9" * 30):
        answer = merged(desk, case, other=number, reason="Sama")
        assert answer.status_code == 422, number
        assert 'value="Sama"' in answer.content.decode()


def test_nobody_merges_over_the_wall(client, otso, kuusi):
    first, second = a_case("Paketti"), a_case("Toinen")
    client.force_login(otso)

    assert client.get(f"/cases/{first.number}/merge/").status_code == 404
    assert merged(client, second, other=first.number).status_code == 404
    assert not Merge.objects.exists()


def test_a_case_with_merges_asks_one_question_more(desk, django_assert_max_num_queries):
    first, second = a_case("Paketti"), a_case("Toinen")
    merged(desk, second, chosen=first.number)

    with django_assert_max_num_queries(12):
        desk.get(f"/cases/{first.number}/")
