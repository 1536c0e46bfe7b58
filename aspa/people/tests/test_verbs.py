"""What is done with customers and their cases together."""

import pytest

from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.cases.page import case_page
from aspa.customers import editing, identities, notes
from aspa.customers.editing import Facts
from aspa.customers.models import Customer
from aspa.customers.queries import customers, identities_of
from aspa.kit.errors import Missing
from aspa.people import verbs
from aspa.people.queries import customer_page
from aspa.people.verbs import StillNeeded
from tests.cast import NINE, a_case


def test_the_last_address_stays_while_a_case_is_open(aino):
    case = a_case()
    (address,) = identities_of(case.customer)
    identities.add(case.customer, kind="phone", value="040 1234567", by=aino, at=NINE)

    with pytest.raises(StillNeeded, match=str(case.number)):
        verbs.forget_identity(address, by=aino, at=NINE)

    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)
    verbs.forget_identity(address, by=aino, at=NINE)
    assert [one.kind for one in identities_of(case.customer)] == ["phone"]


def test_one_of_two_addresses_may_go_once(aino):
    case = a_case()
    other = identities.add(case.customer, kind="email", value="liisa@tyo.example", by=aino, at=NINE)

    verbs.forget_identity(other, by=aino, at=NINE)

    with pytest.raises(Missing):
        verbs.forget_identity(other, by=aino, at=NINE)


def test_a_case_is_opened_of_a_customer_without_an_address(aino):
    pekka = verbs.welcome(facts=Facts(name="Pekka Salo"), number="040 1234567", by=aino, at=NINE)

    case = verbs.open_case(pekka, subject="Huolto", text="Kello jätättää.", channel="phone", by=aino, at=NINE)

    assert (case.customer, case.channel) == (pekka, "phone")
    card = case_page(aino, case.number).customer
    assert (card.display, card.addresses, card.numbers) == ("Pekka Salo", [], ["+358401234567"])


def test_a_company_is_made_with_the_person_who_works_there(aino):
    liisa = verbs.welcome(facts=Facts(name="Liisa"), new_company="Kello Oy", by=aino, at=NINE)

    assert (liisa.company.name, liisa.company.kind) == ("Kello Oy", "company")


def test_nobody_is_made_when_the_address_is_known_elsewhere(aino):
    a_case()

    with pytest.raises(identities.KnownElsewhere):
        verbs.welcome(facts=Facts(name="Lisa"), address="liisa@example.org", new_company="Oy", by=aino, at=NINE)

    assert Customer.objects.count() == 1


def test_a_companys_page_has_its_peoples_cases(aino):
    kello = editing.make(Facts(name="Kello Oy", kind="company"), by=aino, at=NINE)
    case = a_case()
    editing.edit(case.customer, Facts("Liisa Virtanen", "person", "fi", kello.pk), was=Facts(), by=aino, at=NINE)

    page = customer_page(aino, kello)

    assert [one.name for one in page.people] == ["Liisa Virtanen"]
    assert [row.number for row in page.open_cases] == [case.number]
    assert [row.company_name for row in customers(aino, "liisa").rows] == ["Kello Oy"]


def test_what_is_promised_first_stands_first_and_the_rest_goes_on_by_pages(aino):
    made = [a_case(f"Asia {nth}") for nth in range(4)]
    cases.close(made[3], outcome="no_answer_needed", by=aino, at=NINE)

    page = customer_page(aino, made[0].customer)

    assert {row.number for row in page.open_cases} == {case.number for case in made[:3]}
    assert [row.number for row in page.cases.rows] == [case.number for case in reversed(made)]
    assert page.has_others


def test_wishes_and_other_promises_stand_beside_a_case(aino):
    one, other = a_case("Paketti"), a_case("Lasku")
    notes.write(one.customer, kind="advice", text="Kirjoita lyhyesti", by=aino, at=NINE)
    notes.write(one.customer, kind="wish", text="Soita vasta illalla", by=aino, at=NINE)

    card = case_page(aino, one.number).customer

    assert [note.text for note in card.notes] == ["Soita vasta illalla", "Kirjoita lyhyesti"]
    assert [(owed.number, owed.act) for owed in card.owed] == [(other.number, "answer")]


def test_a_customers_cases_are_closed_to_another_organisation(aino, otso):
    case = a_case()

    assert customer_page(otso, case.customer).cases.rows == []
    assert Case.objects.visible_to(otso).count() == 0
