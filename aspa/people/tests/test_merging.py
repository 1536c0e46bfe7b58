"""Two customers who turned out to be one, and two who did not."""

import json
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aspa.cases.models import Case, Participant
from aspa.customers import editing, identities, notes
from aspa.customers.editing import Facts
from aspa.customers.models import Consent, Customer, Identity, Note
from aspa.customers.queries import identities_of, notes_of
from aspa.customers.touch import MergedAway
from aspa.kit.errors import Forbidden, Missing
from aspa.people import merging, parting, verbs
from aspa.people.merging import DifferentKinds, SameCustomer
from aspa.people.models import Distinction, Moved
from aspa.people.parting import AlreadyParted, ChangedHands
from tests.cast import NINE, a_case, arrives, mail, tell

WORK = "Liisa Virtanen <liisa@tyo.example>"
LATER = NINE + timedelta(hours=1)


@pytest.fixture
def home(aino):
    return a_case("Paketti").customer


@pytest.fixture
def work(aino, home):
    return a_case("Lasku", sender=WORK).customer


def rows_of(*customers):
    """Everything that belongs to customers, as it is."""
    keys = [customer.pk for customer in customers]
    tables = (Identity, Note, Consent, Case, Participant)
    theirs = [list(table.objects.filter(customer__in=keys).order_by("pk").values()) for table in tables]
    people = Customer.objects.filter(company__in=keys).order_by("pk").values("pk", "company")
    return [list(Customer.objects.filter(pk__in=keys).order_by("pk").values()), *theirs, list(people)]


def test_everything_of_the_one_stands_with_the_other(home, work, aino):
    notes.write(work, kind="wish", text="Soita illalla", by=aino, at=NINE)
    notes.consent(work, purpose="Uutiskirje", channel="web", by=aino, at=NINE)

    merging.merge(home, work, by=aino, at=LATER)

    assert {case.subject for case in home.cases.all()} == {"Paketti", "Lasku"}
    assert [one.value for one in identities_of(home)] == ["liisa@example.org", "liisa@tyo.example"]
    assert [note.text for note in notes_of(home)] == ["Soita illalla"]
    assert home.consents.count() == 1
    work.refresh_from_db()
    assert work.merged_into == home
    assert [len(rows) for rows in rows_of(work)] == [1, 0, 0, 0, 0, 0, 0]


def test_the_next_letter_joins_as_one_customers(home, work, aino):
    case = home.cases.get()
    merging.merge(home, work, by=aino, at=LATER)

    arrives(mail(f"Vs: Paketti [#{case.number}]", "Vielä yksi asia.", sender=WORK, at=LATER), at=LATER)
    tell(LATER)

    assert case.messages.filter(text__contains="Vielä yksi asia").exists()


def test_before_a_person_says_so_and_after_it_is_undone_nobody_joins_the_others_case(home, work, aino):
    case = home.cases.get()
    done = merging.merge(home, work, by=aino, at=LATER)
    parting.part(done, by=aino, at=LATER)

    arrives(mail(f"Vs: Paketti [#{case.number}]", "Mitä siellä lukee?", sender=WORK, at=LATER), at=LATER)
    tell(LATER)

    assert not case.messages.filter(text__contains="Mitä siellä").exists()
    assert work.cases.filter(subject__contains="Vs: Paketti").exists()


def test_what_came_since_from_an_address_goes_back_with_it(home, work, aino):
    done = merging.merge(home, work, by=aino, at=LATER)
    late = a_case("Työasia", sender=WORK, at=NINE)  # it came before, and was told after
    own = a_case("Kotiasia", at=LATER)

    parting.part(done, by=aino, at=LATER)

    assert Case.objects.get(pk=late.pk).customer == work
    assert Case.objects.get(pk=own.pk).customer == home


def test_both_histories_tell_of_it(home, work, aino):
    done = merging.merge(home, work, by=aino, at=LATER, reasons=["same_name_and_domain"])
    parting.part(done, by=aino, at=LATER)

    for one in (home, work):
        assert list(one.edits.order_by("id").values_list("field", flat=True)) == ["merged", "parted"]
    assert done.reasons == ["same_name_and_domain"]


def test_the_kept_customers_facts_and_first_choices_stay_and_gaps_are_filled(home, work, aino):
    Customer.objects.filter(pk=home.pk).update(language="")
    Customer.objects.filter(pk=work.pk).update(name="L. Virtanen", language="sv", since=NINE - timedelta(900))
    for identity in Identity.objects.all():
        identities.prefer(identity, by=aino, at=NINE)

    merging.merge(home, work, by=aino, at=LATER)

    home.refresh_from_db()
    assert (home.name, home.language, home.since) == ("Liisa Virtanen", "sv", NINE - timedelta(900))
    assert [(one.value, one.is_primary) for one in identities_of(home)] == [
        ("liisa@example.org", True),
        ("liisa@tyo.example", False),
    ]


def test_people_follow_their_company(aino):
    one, other = (editing.make(Facts(name=name, kind="company"), by=aino, at=NINE) for name in ("Kello", "Kello Oy"))
    liisa = editing.make(Facts(name="Liisa", company_id=other.pk), by=aino, at=NINE)

    merging.merge(one, other, by=aino, at=LATER)

    liisa.refresh_from_db()
    assert liisa.company == one


def test_a_person_and_a_company_are_not_one(home, aino):
    kello = editing.make(Facts(name="Kello Oy", kind="company"), by=aino, at=NINE)

    with pytest.raises(DifferentKinds):
        merging.merge(kello, home, by=aino, at=LATER)


def test_nobody_is_merged_with_themselves_or_away_twice(home, work, aino):
    with pytest.raises(SameCustomer):
        merging.merge(home, home, by=aino, at=LATER)

    merging.merge(home, work, by=aino, at=LATER)

    with pytest.raises(MergedAway):
        merging.merge(home, work, by=aino, at=LATER)
    with pytest.raises(MergedAway):
        verbs.open_case(work, subject="Asia", text="Hei", channel="phone", by=aino, at=LATER)


def test_a_merge_is_undone_once(home, work, aino):
    done = merging.merge(home, work, by=aino, at=LATER)
    parting.part(done, by=aino, at=LATER)

    with pytest.raises(AlreadyParted):
        parting.part(done, by=aino, at=LATER)


def test_a_merge_is_undone_until_addresses_change_hands(home, work, aino):
    done = merging.merge(home, work, by=aino, at=LATER)
    verbs.forget_identity(Identity.objects.get(value="liisa@tyo.example"), by=aino, at=LATER)

    with pytest.raises(ChangedHands):
        parting.part(done, by=aino, at=LATER)


def test_merges_are_undone_from_the_last_one(home, work, aino):
    third = a_case("Kolmas", sender="Liisa <liisa@kolmas.example>").customer
    first = merging.merge(home, work, by=aino, at=LATER)
    second = merging.merge(third, home, by=aino, at=LATER)

    with pytest.raises(MergedAway):
        parting.part(first, by=aino, at=LATER)

    parting.part(second, by=aino, at=LATER)
    parting.part(first, by=aino, at=LATER)
    assert [customer.cases.count() for customer in (home, work, third)] == [1, 1, 1]


def test_merging_needs_power_over_every_case(home, work, aino):
    from aspa.people.tests.test_allowed import Narrow  # noqa: PLC0415  # a viewer of that story

    narrow = Narrow(aino, "read", "answer")
    done = merging.merge(home, work, by=aino, at=LATER)
    for verb in (
        lambda: merging.merge(home, work, by=narrow, at=LATER),
        lambda: merging.distinguish(home, work, by=narrow, at=LATER),
        lambda: parting.part(done, by=narrow, at=LATER),
    ):
        with pytest.raises(Forbidden):
            verb()


def test_a_merge_is_another_organisations_business(home, work, aino, otso):
    done = merging.merge(home, work, by=aino, at=LATER)

    with pytest.raises(Missing):
        parting.merge_of(otso, home.pk, done.pk)
    assert not Moved.objects.visible_to(otso).exists()


def test_not_the_same_is_remembered_once_whoever_is_named_first(home, work, aino):
    merging.distinguish(work, home, by=aino, at=LATER)
    merging.distinguish(home, work, by=aino, at=LATER)

    assert [(said.one, said.other) for said in Distinction.objects.all()] == [(home, work)]
    with pytest.raises(SameCustomer):
        merging.distinguish(home, home, by=aino, at=LATER)


DEEDS = ("note", "consent", "number", "prefer", "case", "participant", "name", "language", "person")


def happen(deed, customer, nth, aino, others):
    """One thing that may stand with a customer before a merge."""
    if deed in {"note", "number", "consent"}:
        {
            "note": lambda: notes.write(customer, kind="wish", text=f"Toive {nth}", by=aino, at=NINE),
            "number": lambda: identities.add(customer, kind="phone", value=f"040 12345{nth:02}", by=aino, at=NINE),
            "consent": lambda: notes.consent(customer, purpose=f"Asia {nth}", channel="web", by=aino, at=NINE),
        }[deed]()
    elif deed == "prefer":
        for identity in identities_of(customer):
            identities.prefer(identity, by=aino, at=NINE)
    elif deed == "participant":
        for case in Case.objects.filter(customer__in=others):
            Participant.objects.get_or_create(
                case=case, customer=customer, defaults={"organisation_id": case.organisation_id}
            )
    elif deed == "case":
        verbs.open_case(customer, subject=f"Asia {nth}", text="Hei", channel="phone", by=aino, at=NINE)
    else:
        empty = {"name": {"name": ""}, "language": {"language": ""}, "person": {"since": NINE - timedelta(nth)}}[deed]
        Customer.objects.filter(pk=customer.pk).update(**empty)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.booleans()), max_size=8))
def test_merged_and_parted_both_are_as_they_were(home, work, aino, deeds):
    stranger = Case.objects.filter(subject="Kolmas").first() or a_case("Kolmas", sender="Pekka <pekka@example.org>")
    for nth, (deed, is_home) in enumerate(deeds):
        happen(deed, home if is_home else work, nth, aino, [home, work, stranger.customer])
    before = json.dumps(rows_of(home, work, stranger.customer), default=str)

    for kept, merged in ((home, work), (work, home)):
        kept.refresh_from_db(), merged.refresh_from_db()
        parting.part(merging.merge(kept, merged, by=aino, at=LATER), by=aino, at=LATER)
        assert json.dumps(rows_of(home, work, stranger.customer), default=str) == before

    for customer, table in product((home, work), (Note, Consent)):
        table.objects.filter(customer=customer).delete()  # a customer holds twenty notes at most
    Identity.objects.filter(customer__in=[home, work], kind="phone").delete()
