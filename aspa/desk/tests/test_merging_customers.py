"""Customers who may be the same one, on the desk."""

import pytest
from django.test import Client

from aspa.customers.models import Customer
from aspa.people.models import Distinction, Merge
from tests.cast import a_case


@pytest.fixture
def two(aino):
    home = a_case("Paketti", sender="Liisa Virtanen <liisa.virtanen@kello.example>").customer
    return home, a_case("Lasku", sender="Liisa Virtanen <liisavirtanen@kello.example>").customer


def test_who_may_be_the_same_is_proposed_with_reasons(part, two):
    home, work = two

    proposed = part(f"/customers/{home.pk}/likenesses/", "alike")

    assert "sama postilaatikko, toisin kirjoitettuna" in proposed
    assert f"/customers/{home.pk}/merges/?other={work.pk}" in proposed


def test_two_are_compared_merged_and_parted_again(desk, two):
    home, work = two
    compared = desk.get(f"/customers/{home.pk}/merges/?other={work.pk}").content.decode()
    assert "liisavirtanen@kello.example" in compared

    given = {"other": work.pk, "reason": ["same_mailbox", "made_up"]}
    merged = desk.post(f"/customers/{home.pk}/merges/", given, follow=True).content.decode()

    assert "Nämä kaksi ovat nyt yksi asiakas" in merged
    done = Merge.objects.get()
    assert done.reasons == ["same_mailbox"]
    assert desk.get(f"/customers/{work.pk}/").url == f"/customers/{home.pk}/"
    desk.post(f"/customers/{home.pk}/merges/{done.pk}/parting/")
    assert [customer.cases.count() for customer in two] == [1, 1]


def test_not_the_same_is_remembered(desk, part, two):
    home, work = two

    desk.post(f"/customers/{home.pk}/distinctions/", {"other": work.pk})

    assert Distinction.objects.count() == 1
    assert "sama postilaatikko" not in part(f"/customers/{home.pk}/likenesses/", "alike")


def test_somebody_else_is_found_by_hand(desk, two):
    home, _work = two
    pekka = a_case(sender="Pekka Salo <pekka@example.org>").customer

    page = desk.get(f"/customers/{home.pk}/likenesses/?q=pekka").content.decode()

    assert f"?other={pekka.pk}" in page


@pytest.mark.parametrize("other", ["", "x", "0", "9" * 30, "-1"])
def test_nobody_is_merged_with_nobody(desk, two, other):
    home, _work = two

    assert desk.get(f"/customers/{home.pk}/merges/?other={other}").status_code == 404
    assert desk.post(f"/customers/{home.pk}/merges/", {"other": other}).status_code == 404


def test_another_organisation_can_neither_see_nor_merge(two, otso):
    home, work = two
    theirs = Client()
    theirs.force_login(otso)

    for path in ("likenesses/", f"merges/?other={work.pk}"):
        assert theirs.get(f"/customers/{home.pk}/{path}").status_code == 404
    assert theirs.post(f"/customers/{home.pk}/merges/", {"other": work.pk}).status_code == 404
    assert not Customer.objects.filter(merged_into__isnull=False).exists()
