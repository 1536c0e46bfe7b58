"""Who may be the same customer: proposed with reasons, and not again once a person has said no."""

import pytest

from aspa.customers import identities
from aspa.customers.editing import Facts
from aspa.people import merging, verbs
from aspa.people.likeness import forwarded_by_name, likenesses, numbers_signed_with
from aspa.people.queries import candidates
from tests.cast import NINE, a_case

SIGNED = "Missä pakettini on?\n\nTerveisin\nLiisa Virtanen\nPuh. 040 123 4567"
FORWARD = """Katso alta.

---------- Forwarded message ---------
Lähettäjä: Liisa Virtanen <liisa@vanha.example>
Lähetetty: maanantai 18. marraskuuta 2030
Aihe: Tilaus
"""


def reasons(viewer, customer):
    return {one.customer_id: one.reasons for one in likenesses(viewer, customer)}


@pytest.fixture
def liisa(aino):
    return a_case("Paketti", SIGNED, sender="Liisa Virtanen <liisa.virtanen@kello.example>").customer


@pytest.mark.parametrize(
    "other", ["liisa.virtanen+lehti@kello.example", "liisavirtanen@kello.example", "Liisa.Virtanen+a.b@KELLO.example"]
)
def test_the_same_mailbox_written_otherwise(liisa, aino, other):
    alias = a_case("Lehti", sender=f"LV <{other}>").customer

    assert reasons(aino, liisa) == {alias.pk: ["same_mailbox"]}
    assert reasons(aino, alias) == {liisa.pk: ["same_mailbox"]}


def test_the_same_name_at_the_same_company_but_not_at_a_public_provider(liisa, aino):
    colleague = a_case("Asia", sender="LIISA VIRTANEN <lv@kello.example>").customer
    public = [a_case(sender=f"Matti Meikäläinen <m{nth}@gmail.com>").customer for nth in range(2)]

    assert reasons(aino, liisa) == {colleague.pk: ["same_name_and_domain"]}
    assert reasons(aino, public[0]) == {}


def test_a_number_in_a_signature_is_somebodys_who_called(liisa, aino):
    caller = verbs.welcome(facts=Facts(name="Liisa V"), number="+358 40 123 4567", by=aino, at=NINE)

    assert reasons(aino, liisa) == {caller.pk: ["number_in_signature"]}
    assert reasons(aino, caller) == {liisa.pk: ["number_in_signature"]}


def test_who_forwards_a_letter_of_the_same_name_wrote_it(aino):
    old = a_case(sender="Liisa <liisa@vanha.example>").customer
    new = a_case("Vl: Tilaus", FORWARD).customer

    assert reasons(aino, new) == {old.pk: ["forwarded"]}


def test_whoever_convinces_most_stands_first(liisa, aino):
    a_case("Asia", sender="Liisa Virtanen <lv@kello.example>")
    both = a_case("Asia", sender="Liisa Virtanen <liisavirtanen@kello.example>").customer

    first = candidates(aino, liisa)[0]

    assert (first.row.id, first.reasons) == (both.pk, ["same_mailbox", "same_name_and_domain"])


def test_who_was_told_apart_is_not_proposed_again_also_after_a_merge(liisa, aino):
    alias = a_case("Lehti", sender="LV <liisavirtanen@kello.example>").customer
    third = a_case("Kolmas", sender="Liisa Virtanen <lv@kello.example>").customer
    merging.distinguish(liisa, alias, by=aino, at=NINE)

    assert set(reasons(aino, liisa)) == {third.pk}
    merging.merge(third, liisa, by=aino, at=NINE)
    assert reasons(aino, third) == {}
    assert reasons(aino, alias) == {}


def test_nobody_is_proposed_across_the_wall_or_of_another_kind(liisa, aino, otso):
    theirs = verbs.welcome(facts=Facts(name="Liisa"), number="040 123 4567", by=otso, at=NINE)
    identities.add(theirs, kind="email", value="liisavirtanen@kello.example", by=otso, at=NINE)
    company = verbs.welcome(facts=Facts(name="Kello", kind="company"), number="040 123 4567", by=aino, at=NINE)

    assert reasons(aino, liisa) == {}
    assert reasons(aino, company) == {}


def test_numbers_of_whoever_is_quoted_are_not_the_writers():
    assert numbers_signed_with("Kiitos!\n> Puh. 040 123 4567\n> Kuusi") == []
    assert numbers_signed_with(SIGNED) == ["+358401234567"]


def test_only_letters_of_the_same_name_tell_of_another_address():
    assert list(forwarded_by_name(FORWARD, "virtanen liisa")) == ["liisa@vanha.example"]
    assert list(forwarded_by_name(FORWARD, "Pekka Salo")) == []
    assert list(forwarded_by_name(FORWARD, "Liisa")) == []
    assert list(forwarded_by_name("From: " * 5000 + "<" * 5000, "Liisa Virtanen")) == []
