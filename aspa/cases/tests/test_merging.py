"""Two cases become one, and what is known, promised and owed stays."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import promising
from aspa.cases import verbs as cases
from aspa.cases.joining import merging
from aspa.cases.joining.models import Merge
from aspa.cases.models import Attachment, Case
from aspa.cases.touch import CaseMerged
from aspa.channels import verbs as channels
from aspa.channels.email import plus
from aspa.channels.models import Delivery
from aspa.history import verbs as history
from aspa.history.models import Event
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.reception import founding
from aspa.staff.models import Agent
from tests.cast import NINE, SUPPORT, a_case, arrives, mail, tell

MATTI = "Matti Meri <matti@example.net>"
LATER = NINE + timedelta(minutes=30)


def merged(case: Case, into: Case, by: Agent, **how: object) -> Merge:
    return merging.merge(case, into=into, by=by, at=LATER, **how)


def owed(case: Case) -> list[Promise]:
    return list(Promise.objects.filter(subject_id=case.pk, ended_at=None).order_by("due_until"))


def test_everything_moves_and_the_most_urgent_promise_is_owed(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Missä se on?", at=NINE + timedelta(minutes=20))

    row = merged(second, first, aino, reason="Sama paketti")

    assert (second.joined_to, second.closure.outcome, second.promise) == (first, "merged", None)
    assert first.messages.filter(kind="contact").count() == first.contacts == 2
    assert len(owed(first)) == 2
    assert first.promise == owed(first)[0]
    assert (row.reason, row.merged_by, row.merged_at) == ("Sama paketti", aino.actor, LATER)
    told = Event.objects.filter(name__startswith="case.merged").order_by("id").values_list("name", "subject_id")
    assert list(told) == [("case.merged", second.pk), ("case.merged_in", first.pk)]


def test_files_come_along(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Kuitti")
    message = second.messages.get(kind="contact")
    facts = {"name": "kuitti.pdf", "content_type": "application/pdf", "size": 3, "sha256": "0" * 64}
    Attachment.objects.create(organisation=kuusi.organisation, message=message, position=0, **facts)

    merged(second, first, aino)

    assert Attachment.objects.get().message.case == first


@pytest.mark.parametrize("named", ["number", "key"])
def test_what_comes_to_the_old_number_joins_the_other(kuusi: Brand, aino: Agent, named: str) -> None:
    first, second = a_case("Paketti"), a_case("Toinen")
    merged(second, first, aino)

    to = plus.reply_address(SUPPORT, second.pk) if named == "key" else SUPPORT
    arrives(mail(f"[#{second.number}]" if named == "number" else "Vs:", "Vielä yksi.", to=to), to=to, at=LATER)
    tell(LATER)

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.contacts == 3
    assert (second.is_open, second.messages.count()) == (False, 0)


def test_what_was_merged_goes_on_where_the_other_goes(kuusi: Brand, aino: Agent) -> None:
    first, second, third = a_case("Paketti"), a_case("Toinen"), a_case("Kolmas")
    merged(third, second, aino)

    merged(second, first, aino)

    third.refresh_from_db()
    assert third.joined_to == first
    assert first.contacts == 3


def test_a_closed_case_opens_for_an_open_one_and_stays_for_a_closed(kuusi: Brand, aino: Agent) -> None:
    first, second, third = a_case("Paketti"), a_case("Toinen"), a_case("Kolmas")
    cases.close(first, outcome="no_answer_needed", by=aino, at=NINE)
    cases.close(third, outcome="no_answer_needed", by=aino, at=NINE)

    merged(third, first, aino)
    assert not first.is_open

    merged(second, first, aino)
    assert first.is_open
    assert [promise.act for promise in owed(first)] == ["answer"]


def test_a_queued_case_goes_on_with_whoever_took_care_of_the_other(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Toinen")
    cases.take(second, by=aino, at=NINE)

    row = merged(second, first, aino)
    assert (first.owner_agent, first.owner_queue) == (aino, None)

    merging.unmerge(row, by=aino, at=LATER)
    assert first.owner_agent is None


def test_an_answer_that_bounces_after_its_case_was_merged_is_owed_again(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Toinen")
    cases.close(first, outcome="no_answer_needed", by=aino, at=NINE)
    answer = cases.reply(second, text="Tulossa.", by=aino, at=NINE)
    merged(second, first, aino)

    channels.failed(answer.delivery, error="550 no such user", at=LATER, permanent=True)
    history.run_due(at=LATER)

    first.refresh_from_db()
    assert first.promise == answer.keeps
    assert first.promise.ended_at is None


def test_cases_of_two_customers_are_merged_only_knowingly(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Paketti"), a_case("Minunkin", sender=MATTI)

    with pytest.raises(merging.OtherCustomer):
        merged(second, first, aino)

    assert not Merge.objects.exists()


def test_an_answer_to_one_customer_keeps_nothing_the_other_waits_for(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Liisan asia"), a_case("Matin asia", sender=MATTI, at=NINE + timedelta(minutes=5))
    merged(second, first, aino, across=True)

    cases.reply(first, text="Hei Matti!", by=aino, at=LATER)

    assert [promise.customer for promise in owed(first)] == [first.customer]
    letter = Delivery.objects.get(purpose="reply")
    assert letter.recipients == ["matti@example.net"]
    assert "Liisan" not in letter.subject
    assert "Matin asia" in letter.subject
    assert first.messages.get(sender="liisa@example.org").message_id not in letter.references


def test_another_time_is_told_to_the_one_who_was_promised(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Liisan asia"), a_case("Matin asia", sender=MATTI, at=NINE + timedelta(minutes=20))
    merged(second, first, aino, across=True)

    promising.renegotiate(first, window=Window(None, NINE + timedelta(days=2)), text="Myöhemmin.", by=aino, at=LATER)

    letter = Delivery.objects.get(purpose="reply")
    assert letter.recipients == ["liisa@example.org"]
    assert "Matin" not in letter.subject
    assert {promise.customer for promise in owed(first)} == {first.customer, second.customer}


def test_a_customer_who_writes_again_is_promised_an_answer_of_their_own(kuusi: Brand, aino: Agent) -> None:
    first, second = a_case("Liisan asia"), a_case("Matin asia", sender=MATTI, at=NINE + timedelta(minutes=5))
    merged(second, first, aino, across=True)
    cases.reply(first, text="Hei Matti!", by=aino, at=LATER)

    arrives(mail(f"Vs: [#{first.number}]", "Entä tämä?", sender=MATTI), at=LATER + timedelta(minutes=1))
    tell(LATER + timedelta(minutes=1))

    assert {promise.customer for promise in owed(first)} == {first.customer, second.customer}


def test_a_case_goes_into_no_other_twice_nor_into_itself(kuusi: Brand, aino: Agent) -> None:
    first, second, third = a_case("Paketti"), a_case("Toinen"), a_case("Kolmas")
    merged(second, first, aino)

    for case, into, refusal in (
        (first, first, merging.SameCase),
        (second, third, CaseMerged),
        (first, second, CaseMerged),
        (third, second, CaseMerged),
    ):
        with pytest.raises(refusal):
            merged(case, into, aino)


def test_brands_stay_apart(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    new = {"name": "Mänty", "address": "apu@manty.fi", "language": "fi"}
    founding.open_brand(kuusi.organisation, **new, by=vaino.actor, at=NINE)
    first = a_case("Paketti")
    arrives(mail("Toinen", "Hei", to="apu@manty.fi"), to="apu@manty.fi")
    tell()
    second = Case.objects.get(subject="Toinen")

    with pytest.raises(merging.OtherBrand):
        merged(second, first, aino)


@pytest.mark.parametrize("what", ["reply", "memo", "reopen"])
def test_nothing_more_is_done_in_a_case_that_was_merged(kuusi: Brand, aino: Agent, what: str) -> None:
    first, second = a_case("Paketti"), a_case("Toinen")
    merged(second, first, aino)
    text = {} if what == "reopen" else {"text": "Hei"}

    with pytest.raises(CaseMerged, match=str(first.number)):
        getattr(cases, what)(second, by=aino, at=LATER, **text)
