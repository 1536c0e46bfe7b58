"""By what a customer is known, and whom a text finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.customers import editing, identities
from aspa.customers.editing import Facts
from aspa.customers.identities import BadAccount, BadAddress, BadNumber, KnownElsewhere
from aspa.customers.queries import companies_named, customers, identities_of
from tests.cast import NINE, a_case


@pytest.fixture
def liisa(aino):
    return editing.make(Facts(name="Liisa Virtanen"), by=aino, at=NINE)


def known(customer):
    return [(one.kind, one.value) for one in identities_of(customer)]


def test_a_number_is_kept_as_it_is_dialled_from_anywhere(liisa, aino):
    for said in ("040 123 4567", "+358 (0)40 1234567", "00358401234567"):
        identities.add(liisa, kind="phone", value=said, by=aino, at=NINE)

    assert known(liisa) == [("phone", "+358401234567")]


def test_the_first_choice_stands_before_the_one_known_longest(liisa, aino):
    identities.add(liisa, kind="email", value="Liisa@Example.org", by=aino, at=NINE)
    work = identities.add(liisa, kind="email", value="liisa@tyo.example", by=aino, at=NINE)

    identities.prefer(work, by=aino, at=NINE)
    identities.prefer(work, by=aino, at=NINE)

    assert known(liisa) == [("email", "liisa@tyo.example"), ("email", "liisa@example.org")]


@pytest.mark.parametrize(
    ("kind", "value", "refusal"),
    [
        ("email", "liisa", BadAddress),
        ("email", "unknown-1@invalid", BadAddress),
        ("email", f"{'x' * 64}@{'y' * 300}.fi", BadAddress),
        ("phone", "12", BadNumber),
        ("phone", "soita minulle", BadNumber),
        ("phone", "9" * 400, BadNumber),
        ("account", " \x00 ", BadAccount),
        ("account", "1" * 61, BadAccount),
    ],
)
def test_what_reaches_nobody_is_refused(liisa, aino, kind, value, refusal):
    with pytest.raises(refusal):
        identities.add(liisa, kind=kind, value=value, by=aino, at=NINE)


def test_an_address_belongs_to_one_customer(liisa, aino):
    writer = a_case().customer

    with pytest.raises(KnownElsewhere, match="Liisa") as refused:
        identities.add(liisa, kind="email", value="liisa@example.org", by=aino, at=NINE)

    assert refused.value.customer_id == writer.pk


def test_the_same_address_is_another_customers_in_another_organisation(liisa, aino, otso):
    theirs = editing.make(Facts(name="Liisa"), by=otso, at=NINE)

    for customer, agent in ((liisa, aino), (theirs, otso)):
        identities.add(customer, kind="email", value="liisa@example.org", by=agent, at=NINE)

    assert known(liisa) == known(theirs)
    assert [row.id for row in customers(aino, "liisa@").rows] == [liisa.pk]


@pytest.mark.parametrize(
    "text",
    ["liisa", "VIRT", "virt lii", "liisa@ex", "040 123", "0401234567", "+358401234567", "a-17", "liisa@example.org"],
)
def test_a_customer_is_found_by_the_beginning_of_what_is_known(liisa, aino, text):
    for kind, value in (("email", "liisa@example.org"), ("phone", "040 1234567"), ("account", "a-17")):
        identities.add(liisa, kind=kind, value=value, by=aino, at=NINE)
    editing.make(Facts(name="Pekka Salo"), by=aino, at=NINE)

    assert [row.id for row in customers(aino, text).rows] == [liisa.pk]


@pytest.mark.parametrize("text", ["irtanen", "pekka", "@", "%", "'", "''':*&|!", "\\", "040", "x" * 200, "٣٤٥"])
def test_nobody_is_found_by_anything_else(liisa, aino, text):
    assert customers(aino, text).rows == []


@pytest.mark.django_db(transaction=True)
@given(text=st.text(max_size=40))
def test_no_text_breaks_the_search(text):
    class Anybody:
        organisation_id, actor = 1, "agent:1"

    assert customers(Anybody(), text).rows == []


def test_all_customers_are_listed_page_by_page(aino):
    made = [editing.make(Facts(name=f"Asiakas {nth}"), by=aino, at=NINE).pk for nth in range(5)]

    first = customers(aino, limit=3)
    rest = customers(aino, limit=3, after=first.more)

    assert [row.id for row in (*first.rows, *rest.rows)] == made[::-1]
    assert rest.more is None


def test_a_company_is_named_exactly(aino):
    kello = editing.make(Facts(name="Kello Oy", kind="company"), by=aino, at=NINE)
    editing.make(Facts(name="Kello Oy Tampere", kind="company"), by=aino, at=NINE)

    assert companies_named(aino, "kello  oy") == [kello]
    assert companies_named(aino, f"#{kello.pk}") == [kello]
    assert companies_named(aino, "Kello") == []


def test_few_companies_are_found_among_many_people_of_the_name(aino, monkeypatch):
    monkeypatch.setattr("aspa.customers.queries.HITS", 3)
    for nth in range(5):
        editing.make(Facts(name=f"Virtanen {nth}"), by=aino, at=NINE)
    company = editing.make(Facts(name="Virtanen Oy", kind="company"), by=aino, at=NINE)

    assert [row.id for row in customers(aino, "virtanen", kind="company").rows] == [company.pk]
    assert [row.id for row in customers(aino, kind="company").rows] == [company.pk]
