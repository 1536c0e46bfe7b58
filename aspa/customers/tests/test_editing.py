"""What is known of a customer, and how two who change it at once both keep what they wrote."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from aspa.customers import editing, notes
from aspa.customers.editing import ChangedMeanwhile, Facts, HasPeople, NotACompany, facts_of
from aspa.customers.models import Customer, Edit
from aspa.customers.touch import MergedAway
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.kit.naming import NameNeeded
from aspa.live.models import Hint
from tests.cast import NINE

COMPANY = Facts(name="Kello Oy", kind="company")


def test_a_person_belongs_to_a_company(aino):
    kello = editing.make(COMPANY, by=aino, at=NINE)

    liisa = editing.make(Facts(name=" Liisa\tVirtanen ", company_id=kello.pk), by=aino, at=NINE)

    assert (liisa.name, liisa.company, liisa.since) == ("Liisa Virtanen", kello, NINE)
    assert list(kello.people.all()) == [liisa]


def test_two_who_change_different_fields_both_keep_what_they_wrote(aino, vaino):
    liisa = editing.make(Facts(name="Lisa"), by=aino, at=NINE)
    read = facts_of(liisa)

    editing.edit(liisa, Facts(name="Liisa Virtanen"), was=read, by=aino, at=NINE)
    editing.edit(liisa, Facts(name="Lisa", language="sv"), was=read, by=vaino, at=NINE)

    liisa.refresh_from_db()
    assert (liisa.name, liisa.language) == ("Liisa Virtanen", "sv")


def test_two_who_change_the_same_field_are_told_what_stands_there(aino, vaino):
    liisa = editing.make(Facts(name="Lisa"), by=aino, at=NINE)
    read = facts_of(liisa)
    editing.edit(liisa, Facts(name="Liisa Virtanen"), was=read, by=aino, at=NINE)

    with pytest.raises(ChangedMeanwhile, match="Liisa Virtanen"):
        editing.edit(liisa, Facts(name="Liisa Salo"), was=read, by=vaino, at=NINE)

    editing.edit(liisa, Facts(name="Liisa Virtanen"), was=read, by=vaino, at=NINE)  # the same is no quarrel
    assert Edit.objects.filter(customer=liisa).count() == 2


def test_a_change_says_who_made_it_and_what_stood_there_before(aino):
    liisa = editing.make(Facts(name="Lisa"), by=aino, at=NINE)

    editing.edit(liisa, Facts(name="Liisa", language="fi"), was=Facts(name="Lisa"), by=aino, at=NINE)

    told = Edit.objects.filter(customer=liisa, field="name").order_by("id").last()
    assert (told.before, told.after, told.by, told.at) == ("Lisa", "Liisa", aino.actor, NINE)
    event = Event.objects.get(name="customer.edited")
    assert event.facts == {"fields": ["language", "name"]}  # history keeps no names
    assert Hint.objects.filter(topic=f"customer-{liisa.pk}").exists()


def test_nothing_changed_is_nothing_written_down(aino):
    liisa = editing.make(Facts(name="Liisa"), by=aino, at=NINE)

    editing.edit(liisa, Facts(name="Liisa"), was=Facts(name="Liisa"), by=aino, at=NINE + timedelta(1))

    assert Edit.objects.filter(customer=liisa).count() == 1


def test_a_customer_needs_a_name(aino):
    with pytest.raises(NameNeeded):
        editing.make(Facts(name=" \x00 "), by=aino, at=NINE)


def test_a_company_belongs_to_nobody_and_nobody_belongs_to_a_person(aino):
    kello = editing.make(COMPANY, by=aino, at=NINE)
    liisa = editing.make(Facts(name="Liisa"), by=aino, at=NINE)

    with pytest.raises(NotACompany, match="ei kuulu kenellekään"):
        editing.make(Facts(name="Osasto", kind="company", company_id=kello.pk), by=aino, at=NINE)
    with pytest.raises(NotACompany):
        editing.make(Facts(name="Pekka", company_id=liisa.pk), by=aino, at=NINE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.filter(pk=kello.pk).update(company=liisa)


def test_a_company_with_people_stays_a_company(aino):
    kello = editing.make(COMPANY, by=aino, at=NINE)
    editing.make(Facts(name="Liisa", company_id=kello.pk), by=aino, at=NINE)

    with pytest.raises(HasPeople):
        editing.edit(kello, Facts(name="Kello Oy"), was=COMPANY, by=aino, at=NINE)


def test_another_organisations_company_is_nobodys(aino, otso):
    karhu = editing.make(COMPANY, by=otso, at=NINE)

    with pytest.raises(Missing):
        editing.make(Facts(name="Liisa", company_id=karhu.pk), by=aino, at=NINE)


def test_a_shell_is_not_changed(aino):
    liisa, lisa = (editing.make(Facts(name=name), by=aino, at=NINE) for name in ("Liisa", "Lisa"))
    Customer.objects.filter(pk=lisa.pk).update(merged_into=liisa)

    with pytest.raises(MergedAway):
        notes.write(lisa, kind="wish", text="Soitto vasta iltapäivällä", by=aino, at=NINE)
