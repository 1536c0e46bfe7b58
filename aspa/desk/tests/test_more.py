"""What is done to a case now and then: the menu, and the steps it opens."""

from tests.cast import a_case


def test_the_menu_of_a_case_leads_to_its_summary(desk):
    case = a_case()

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert f'hx-get="/cases/{case.number}/summary/"' in page
    assert 'data-key="o"' in page


def test_a_step_is_a_page_of_its_own_where_nothing_can_open(desk):
    case = a_case("Paketti")

    page = desk.get(f"/cases/{case.number}/summary/").content.decode()

    assert "Yhteenveto" in page
    assert "Missä pakettini on?" in page
    assert f'href="/cases/{case.number}/"' in page


def test_a_step_is_a_part_of_its_case(desk, part):
    case = a_case("Paketti")

    shown = part(f"/cases/{case.number}/summary/", "step")

    assert shown.lstrip().startswith('<section class="summary"')
    assert shown.count("<dt>") < 10


def test_another_organisation_has_no_summary(client, otso, kuusi):
    case = a_case()
    client.force_login(otso)

    assert client.get(f"/cases/{case.number}/summary/").status_code == 404
