"""The page of a customer, and the list of them."""

import pytest

from aspa.customers import editing, identities, notes
from aspa.customers.editing import Facts, facts_of
from aspa.customers.models import Customer
from tests.cast import NINE, a_case


@pytest.fixture
def liisa(aino):
    case = a_case("Paketti", "Missä pakettini on?")
    return case.customer


def where(customer, rest=""):
    return f"/customers/{customer.pk}/{rest}"


def facts(customer, **changed):
    stands = {"name": customer.name, "kind": customer.kind, "language": customer.language, "company": ""}
    return stands | {f"was_{name}": value for name, value in stands.items()} | changed


def test_the_page_shows_who_the_customer_is_and_what_is_open(desk, liisa):
    page = desk.get(where(liisa)).content.decode()

    assert "Liisa Virtanen" in page
    assert "liisa@example.org" in page
    assert "Avoimet asiat ja lupaukset" in page
    assert "Paketti" in page


def test_the_page_asks_few_questions(desk, liisa, aino, django_assert_max_num_queries):
    for nth in range(6):
        a_case(f"Asia {nth}")
        notes.write(liisa, kind="wish", text=f"Toive {nth}", by=aino, at=NINE)

    desk.get(where(liisa))  # who looked is noted once an hour
    with django_assert_max_num_queries(10):
        desk.get(where(liisa))


def test_the_case_leads_to_its_customer(desk, liisa, aino):
    notes.write(liisa, kind="wish", text="Soita vasta illalla", by=aino, at=NINE)

    page = desk.get(f"/cases/{liisa.cases.get().number}/").content.decode()

    assert f'href="{where(liisa)}"' in page
    assert "Soita vasta illalla" in page


def test_facts_are_changed_by_a_plain_form(desk, liisa):
    answer = desk.post(where(liisa, "facts/"), facts(liisa, name="Liisa Salo", language="sv"))

    assert (answer.status_code, answer.url) == (303, where(liisa, "#who"))
    liisa.refresh_from_db()
    assert (liisa.name, liisa.language) == ("Liisa Salo", "sv")


def test_what_somebody_else_changed_meanwhile_is_shown_not_overwritten(desk, liisa, vaino):
    form = facts(liisa, name="Liisa Lahti")
    editing.edit(liisa, Facts("Liisa Salo", "person", "fi"), was=facts_of(liisa), by=vaino, at=NINE)

    answer = desk.post(where(liisa, "facts/"), form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nyt siinä lukee: Liisa Salo" in page
    assert 'value="Liisa Lahti"' in page
    assert 'name="was_name" value="Liisa Salo"' in page


def test_a_company_is_made_when_it_was_said_twice(desk, liisa):
    once = desk.post(where(liisa, "facts/"), facts(liisa, company="Kello Oy"))
    assert once.status_code == 422
    assert not Customer.objects.filter(kind="company").exists()

    desk.post(where(liisa, "facts/"), facts(liisa, company="Kello Oy", makes="Kello Oy"))

    liisa.refresh_from_db()
    assert liisa.company.name == "Kello Oy"


def test_a_part_is_answered_with_its_part(desk, liisa):
    how = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "section#notes"}

    part = desk.post(where(liisa, "notes/"), {"kind": "wish", "text": "Soita illalla"}, headers=how).content.decode()

    assert part.lstrip().startswith('<section class="panel" id="notes"')
    assert "Soita illalla" in part


@pytest.mark.parametrize(
    ("noun", "given", "said"),
    [
        ("notes/", {"kind": "wish", "text": ""}, "notes"),
        ("notes/", {"kind": "label", "text": "Hankala"}, "notes"),
        ("identities/", {"kind": "phone", "value": "12"}, "Tämä ei ole puhelinnumero"),
        ("identities/", {"kind": "email", "value": "liisa"}, "Tämä ei ole sähköpostiosoite"),
        ("consents/", {"purpose": "Uutiskirje", "channel": "web", "given_at": "2040-01-01"}, "edessä"),
        ("facts/", {"name": "x" * 201, "kind": "giant"}, "giant"),
    ],
)
def test_what_cannot_be_is_shown_where_it_was_written(desk, liisa, noun, given, said):
    answer = desk.post(where(liisa, noun), given)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_addresses_are_added_preferred_and_taken_away(desk, liisa):
    desk.post(where(liisa, "identities/"), {"kind": "phone", "value": "040 123 4567"})
    desk.post(where(liisa, "identities/"), {"kind": "email", "value": "liisa@tyo.example"})
    work = liisa.identities.get(value="liisa@tyo.example")
    desk.post(where(liisa, f"identities/{work.pk}/preference/"))
    desk.post(where(liisa, f"identities/{liisa.identities.get(kind='phone').pk}/removal/"))

    assert [(one.value, one.is_primary) for one in liisa.identities.order_by("id")] == [
        ("liisa@example.org", False),
        ("liisa@tyo.example", True),
    ]


def test_notes_and_consents_come_and_go(desk, liisa, aino):
    note = notes.write(liisa, kind="wish", text="Soita", by=aino, at=NINE)
    desk.post(where(liisa, f"notes/{note.pk}/"), {"text": "Soita illalla", "was": "Soita"})
    desk.post(where(liisa, "consents/"), {"purpose": "Uutiskirje", "channel": "phone", "given_at": "2020-01-02"})
    desk.post(where(liisa, f"consents/{liisa.consents.get().pk}/withdrawal/"), {"channel": "web"})

    page = desk.get(where(liisa)).content.decode()

    assert "Soita illalla" in page
    assert "Peruttu" in page
    desk.post(where(liisa, f"notes/{note.pk}/end/"))
    assert not liisa.notes.filter(ended_at__isnull=True).exists()


def test_a_refused_removal_says_why(desk, liisa):
    answer = desk.post(where(liisa, f"identities/{liisa.identities.get().pk}/removal/"))

    assert answer.status_code == 409
    assert "viimeinen" in answer.content.decode()


def test_a_customer_and_a_case_are_made_by_hand(desk):
    given = {"name": "Pekka Salo", "kind": "person", "number": "040 1234567", "company": "", "language": ""}

    page = desk.post("/customers/new/", given, follow=True).content.decode()
    assert "Pekka Salo" in page
    pekka = Customer.objects.get(name="Pekka Salo")
    case = {"channel": "phone", "subject": "Huolto", "text": "Kello jätättää."}
    opened = desk.post(where(pekka, "cases/new/"), case, follow=True).content.decode()

    assert "Kello jätättää." in opened
    assert pekka.cases.get().channel == "phone"


def test_customers_are_found_and_companies_offered(desk, part, liisa, aino):
    kello = editing.make(Facts(name="Kello Oy", kind="company"), by=aino, at=NINE)
    identities.add(liisa, kind="phone", value="040 1234567", by=aino, at=NINE)

    for way in ("040 123", "040 1234567", "%2B358 40 1234567", "040-123 4567", "0401234567"):
        assert "Liisa Virtanen" in desk.get(f"/customers/?q={way}").content.decode()
    assert "Ketään ei löytynyt" in desk.get("/customers/?q=norsu").content.decode()
    assert f"Kello Oy #{kello.pk}" in part("/customers/?kind=company&company=kel", "companies")


def test_another_organisations_customer_is_not_there(desk, otso):
    theirs = editing.make(Facts(name="Karhun asiakas"), by=otso, at=NINE)

    assert desk.get(where(theirs)).status_code == 404
    assert desk.post(where(theirs, "notes/"), {"kind": "wish", "text": "x"}).status_code == 404
    assert "Karhun asiakas" not in desk.get("/customers/?q=karhun").content.decode()


def test_a_page_far_away_is_not_there(desk, liisa):
    assert desk.get(f"/customers/{10**30}/").status_code == 404
    assert desk.get(where(liisa, "?after=nowhere")).status_code == 409
