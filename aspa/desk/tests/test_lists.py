"""Lists of cases on the desk."""

from datetime import timedelta

from django.test import Client

from aspa.cases import verbs as cases
from aspa.promises import verbs as promises
from tests.cast import NINE, a_case


def test_the_desk_opens_on_what_is_next(desk, aino):
    a_case("Paketti", "Missä pakettini on?")

    page = desk.get("/").content.decode()

    assert '<h1 id="list-title">Seuraavaksi</h1>' in page
    assert "Liisa Virtanen" in page
    assert "Missä pakettini on?" in page
    assert "jonossa" in page


def test_a_list_asks_few_questions(desk, django_assert_max_num_queries):
    for nth in range(5):
        a_case(f"Paketti {nth}", f"Missä paketti {nth} on?")

    with django_assert_max_num_queries(8):
        desk.get("/cases/?view=queue")
    with django_assert_max_num_queries(8):
        desk.get("/cases/?q=paketti")


def test_what_is_late_is_counted_and_says_so(desk):
    a_case(at=NINE)
    promises.break_due(at=NINE + timedelta(days=3))

    page = desk.get("/cases/?view=late").content.decode()

    assert '<span class="count hot">1</span>' in page
    assert 'data-urgency="late"' in page


def test_a_case_is_found_by_its_number_its_address_and_its_words(desk):
    case = a_case("Polkupyörä", "Satula on kadonnut matkalla.")

    for text in (str(case.number), "liisa@example.org", "satula"):
        assert f'data-number="{case.number}"' in desk.get("/cases/", {"q": text}).content.decode()


def test_what_is_not_found_is_said_kindly(desk):
    assert "Mitään ei löytynyt" in desk.get("/cases/?q=norsu").content.decode()


def test_an_empty_view_consoles(desk, aino):
    cases.close(a_case(), outcome="spam", by=aino, at=NINE)

    assert "Mikään ei odota" in desk.get("/cases/?view=next").content.decode()


def test_a_long_list_goes_on_where_it_ended(desk, part):
    for nth in range(51):
        a_case(f"Paketti {nth}", f"Missä paketti {nth} on?", at=NINE + timedelta(minutes=nth))

    page = desk.get("/cases/?view=all").content.decode()
    rest = part(
        page.partition('id="more"><a class="button wide" href="')[2].partition('"')[0].replace("&amp;", "&"), "more"
    )

    assert page.count("case-row") == 50
    assert rest.count("case-row") == 1
    assert "<html" not in rest


def test_a_part_is_the_list_and_the_counts_alone(desk, part):
    a_case()

    answer = part("/cases/?view=queue", "list")

    assert answer.lstrip().startswith("<section")
    assert 'hx-swap-oob="outerMorph"' in answer
    assert "<html" not in answer


def test_an_unknown_view_is_refused(desk):
    answer = desk.get("/cases/?view=nonsense")

    assert answer.status_code == 404
    assert "Sellaista näkymää ei ole." in answer.content.decode()


def test_nobody_sees_the_cases_of_another_organisation(client, otso, desk):
    case = a_case("Salaisuus", "Tämä on vain Kuuselle.")
    client.force_login(otso)

    assert "Salaisuus" not in client.get("/cases/?view=all").content.decode()
    assert client.get(f"/cases/{case.number}/").status_code == 404
    assert "Salaisuus" not in client.get("/cases/?q=salaisuus").content.decode()


def test_a_row_drawn_for_its_owner_is_drawn_anew_for_a_colleague(desk, aino, vaino):
    case = a_case()
    cases.assign(case, agent=aino, by=aino, at=NINE)
    colleague = Client()
    colleague.force_login(vaino)

    own, other = (browser.get("/cases/?view=all").content.decode() for browser in (desk, colleague))

    assert '<span class="pill">Aino Lehtonen</span>' not in own
    assert '<span class="pill">Aino Lehtonen</span>' in other


def test_a_row_says_at_once_what_changed(desk, aino):
    case = a_case()
    assert "jonossa</span>" in desk.get("/cases/?view=all").content.decode()

    cases.assign(case, agent=aino, by=aino, at=NINE)

    assert "jonossa</span>" not in desk.get("/cases/?view=all").content.decode()


def test_an_administrator_of_a_new_desk_is_shown_the_first_steps(vaino):
    browser = Client()
    browser.force_login(vaino)

    for path in ("/", "/cases/?view=queue", "/cases/?view=all"):
        page = browser.get(path).content.decode()
        assert "Kolme askelta ensimmäiseen asiaan" in page
        assert 'href="/settings/#mail"' in page
        assert "kuppi kahvia" not in page


def test_an_agent_at_a_new_desk_waits_for_the_first_case(desk, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        page = desk.get("/").content.decode()

    assert "Asioita ei vielä ole." in page
    assert "Kolme askelta" not in page


def test_a_case_that_was_searched_for_stays_beside_what_was_found(desk):
    case = a_case("Kahvi & kuppi", "Missä kahvi viipyy?")
    listed = desk.get("/cases/", {"q": "kahvi & kuppi"}).text
    leads = f"/cases/{case.number}/?q=kahvi+%26+kuppi"
    assert leads in listed

    page = desk.get(leads).text
    held = desk.get(
        f"/cases/{case.number}/",
        headers={"HX-Request": "true", "HX-Target": "#case", "HX-Current-URL": f"http://testserver{leads}"},
    ).text

    assert 'data-source="/cases/?q=kahvi+%26+kuppi"' in page
    assert "Löytyi: kahvi &amp; kuppi" in page
    assert f'data-source="{leads}"' in page
    assert f'data-source="{leads}"' in held
    assert f'data-source="/cases/{case.number}/?view=mine"' in desk.get(f"/cases/{case.number}/?view=mine").text
