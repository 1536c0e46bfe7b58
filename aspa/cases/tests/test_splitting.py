"""Messages of a case become a case of their own, and every promise stays with what it was given for."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import promising, snoozing
from aspa.cases import verbs as cases
from aspa.cases.joining import merging, splitting
from aspa.cases.joining.models import Split
from aspa.cases.models import Case, Message
from aspa.cases.touch import CaseMerged
from aspa.channels import verbs as channels
from aspa.channels.email import plus
from aspa.channels.models import Delivery
from aspa.history import verbs as history
from aspa.history.models import Event
from aspa.kit.errors import Forbidden
from aspa.kit.powers import Powers
from aspa.kit.viewer import Aspa
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.staff.models import Agent, Queue
from tests.cast import LIISA, NINE, SUPPORT, a_case, arrives, mail, tell

MATTI = "Matti Meri <matti@example.net>"
SOON, LATER = NINE + timedelta(minutes=20), NINE + timedelta(minutes=30)


def said_too(case: Case, text: str = "Ja lasku on väärin.", *, at=SOON, to: str = "", **how: str) -> Message:
    """What the customer writes next in a case."""
    to = to or plus.reply_address(SUPPORT, case.pk)
    arrives(mail(text[:20], text, to=to, at=at, **how), to=to, at=at)
    tell(at)
    case.refresh_from_db()
    return Message.objects.filter(kind="contact").order_by("id").last()


def split(case: Case, *messages: Message, by: Agent, **how: object) -> Case:
    done = splitting.split(case, messages=[one.pk for one in messages], by=by, at=how.pop("at", LATER), **how)
    return done.made


def owed(case: Case) -> list[tuple[str, object]]:
    promised = Promise.objects.filter(subject_id=case.pk, ended_at=None).order_by("due_until")
    return list(promised.values_list("act", "given_at"))


def first_of(case: Case) -> Message:
    return case.messages.filter(kind="contact").order_by("id").first()


def test_what_is_split_off_has_its_own_number_owner_and_promise(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Paketti")
    second = said_too(case)

    made = split(case, second, by=aino, reason="Toinen asia", subject="Väärä lasku", owner=aino)

    assert (made.subject, made.owner_agent, made.customer) == ("Väärä lasku", aino, case.customer)
    assert made.number != case.number
    assert (made.opened_at, made.contacts, made.gist) == (SOON, 1, "Ja lasku on väärin.")
    assert (case.contacts, case.gist, case.latest_at) == (1, "Missä pakettini on?", NINE)
    assert (owed(case), owed(made)) == ([("answer", NINE)], [("answer", SOON)])
    assert (case.promise.given_at, made.promise.given_at) == (NINE, SOON)
    row = Split.objects.get()
    assert (row.reason, row.split_by, row.split_at) == ("Toinen asia", aino.actor, LATER)
    told = Event.objects.filter(name__startswith="case.split").order_by("id").values_list("name", "subject_id")
    assert list(told) == [("case.split", case.pk), ("case.split_off", made.pk)]


def test_without_an_owner_it_waits_where_the_case_waited(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    second = said_too(case)
    cases.take(case, by=aino, at=SOON)

    made = split(case, second, by=aino)

    assert (made.owner_agent, made.owner_queue) == (None, case.taken_from)


def test_the_promise_of_the_first_goes_with_it_and_the_other_is_promised_its_own(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    said_too(case)
    promised = case.promise

    made = split(case, first_of(case), by=aino)

    assert made.promise == promised
    assert owed(case) == [("answer", SOON)]
    assert (case.opened_at, made.opened_at) == (NINE, NINE)


def test_what_was_answered_is_owed_nothing_unless_somebody_says_so(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    second = said_too(case)
    third = said_too(case, "Ja kolmas.", at=SOON + timedelta(minutes=1))
    cases.reply(case, text="Tulossa.", by=aino, at=SOON + timedelta(minutes=2))

    assert owed(split(case, second, by=aino)) == []
    assert owed(split(case, third, by=aino, owes=True)) == [("answer", third.at)]


def test_an_answer_goes_along_with_what_it_was_promised_in(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    second = said_too(case)
    friday = Window(None, NINE + timedelta(days=4))
    answer = cases.reply(case, text="Perjantaina.", by=aino, at=LATER, promise=friday, promise_act="call")

    made = split(case, second, answer, by=aino, at=LATER + timedelta(minutes=1))

    assert owed(made) == [("call", LATER)]
    assert owed(case) == []
    assert set(made.messages.values_list("kind", flat=True)) == {"contact", "reply"}


def test_another_time_stays_with_the_promise_it_replaced(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    second = said_too(case)
    promising.renegotiate(case, window=Window(None, NINE + timedelta(days=3)), text="Siirtyy.", by=aino, at=LATER)

    made = split(case, second, by=aino, at=LATER + timedelta(minutes=1), owes=True)

    assert case.promise.due_until == NINE + timedelta(days=3)
    assert owed(made) == [("answer", SOON)]


def test_the_acknowledgement_follows_what_it_acknowledges(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    said_too(case)

    made = split(case, first_of(case), by=aino)

    assert made.messages.filter(kind="acknowledgement").count() == 1
    assert not case.messages.filter(kind="acknowledgement").exists()


def test_a_case_that_came_up_for_what_is_gone_rests_again(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.reply(case, text="Odotamme.", by=aino, at=NINE)
    snoozing.snooze(case, until=NINE + timedelta(days=2), by=aino, at=NINE + timedelta(minutes=1))
    second = said_too(case)

    split(case, second, by=aino)

    case.snooze.refresh_from_db()
    assert case.snooze.roused_at is None


def test_an_answer_that_bounces_is_owed_where_its_promise_is(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    second = said_too(case)
    answer = cases.reply(case, text="Tulossa.", by=aino, at=LATER)
    made = split(case, second, answer, by=aino, at=LATER)

    channels.failed(answer.delivery, error="550 no such user", at=LATER, permanent=True)
    history.run_due(at=LATER)

    case.refresh_from_db()
    assert case.promise == answer.keeps
    assert (owed(case), owed(made)) == ([("answer", NINE)], [])


def test_what_another_customer_wrote_becomes_their_case(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Liisan asia")
    theirs = said_too(case, "Minunkin pakettini.", sender=MATTI)

    made = split(case, theirs, by=aino)

    assert made.customer.name == "Matti Meri"
    cases.reply(made, text="Hei Matti!", by=aino, at=LATER)
    assert Delivery.objects.get(purpose="reply").recipients == ["matti@example.net"]
    assert owed(case) == [("answer", NINE)]


def test_whose_it_is_may_be_said_but_only_of_who_wrote(kuusi: Brand, aino: Agent) -> None:
    case, strange = a_case("Liisan asia"), a_case("Outo", sender="Outi <outi@example.com>")
    theirs = said_too(case, "Minunkin pakettini.", sender=MATTI)

    with pytest.raises(splitting.NotTheirs):
        split(case, theirs, by=aino, customer=strange.customer)

    made = split(case, theirs, by=aino, customer=case.customer)
    assert made.customer == case.customer
    assert made.participants.get().customer.name == "Matti Meri"


def test_whoever_had_the_message_belongs_to_the_new_case(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    said_too(case, "Olen hänen miehensä.", sender=MATTI)
    copied = said_too(case, "Kopio Matille.", at=SOON + timedelta(minutes=1), Cc="matti@example.net")

    made = split(case, copied, by=aino)

    assert [one.customer.name for one in made.participants.all()] == ["Matti Meri"]


def test_no_other_messages_than_spoken_ones_and_not_all_of_them(kuusi: Brand, aino: Agent) -> None:
    case, other = a_case(), a_case("Toinen")
    memo, second = cases.memo(case, text="Huom.", by=aino, at=NINE), said_too(case)
    answer = cases.reply(case, text="Tulossa.", by=aino, at=LATER)

    for messages, refusal in (
        ([], splitting.NotChosen),
        ([answer], splitting.NotChosen),
        ([second, memo], splitting.NotChosen),
        ([first_of(case), second, answer], splitting.NothingLeft),
        ([second, first_of(other)], splitting.MovedAlready),
    ):
        with pytest.raises(refusal):
            split(case, *messages, by=aino)
    assert not Split.objects.exists()


def test_a_merged_case_and_a_strange_owner_are_refused(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    case, home = a_case(), a_case("Toinen")
    second = said_too(case)

    for owner in (otso, Queue.objects.get(organisation=otso.organisation_id)):
        with pytest.raises(cases.OtherOrganisation):
            split(case, second, by=aino, owner=owner)
    with pytest.raises(Forbidden):
        split(case, second, by=Aspa(kuusi.organisation_id, powers=Powers([])))
    merging.merge(case, into=home, by=aino, at=LATER)
    with pytest.raises(CaseMerged):
        split(case, second, by=aino)


@pytest.mark.parametrize("parent", ["theirs", "ours", "own, to the old address"])
def test_what_answers_a_message_that_was_split_off_comes_to_the_new_case(kuusi, aino, parent: str) -> None:
    case = a_case()
    second = said_too(case)
    answer = cases.reply(case, text="Tulossa.", by=aino, at=LATER)
    made = split(case, second, answer, by=aino, at=LATER)

    to = SUPPORT if parent == "theirs" else plus.reply_address(SUPPORT, case.pk)
    answered = {"theirs": second, "ours": answer}.get(parent, second)
    kept = {"In_Reply_To": f"<{answered.message_id}>", "References": f"<{answer.message_id}> <{answered.message_id}>"}
    said_too(case, "Vielä laskusta.", at=LATER + timedelta(minutes=1), to=to, **kept)

    made.refresh_from_db()
    assert (case.contacts, made.contacts) == (1, 2)


def test_what_answers_the_old_case_stays_there(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    second = said_too(case)
    made = split(case, second, by=aino)
    answer = cases.reply(case, text="Tulossa.", by=aino, at=LATER)

    ids = f"<{second.message_id}> <{answer.message_id}>"
    kept = {"In_Reply_To": f"<{answer.message_id}>", "References": ids}
    said_too(case, "Kiitos!", at=LATER + timedelta(minutes=1), **kept)

    made.refresh_from_db()
    assert (case.contacts, made.contacts) == (2, 1)


def test_an_id_that_many_letters_share_leads_nowhere_before_the_address(kuusi: Brand, aino: Agent) -> None:
    case, other = a_case("Paketti"), a_case("Toinen")
    Message.objects.filter(kind="contact").update(message_id="sama@example.org")

    said_too(other, "Tähän.", In_Reply_To="<sama@example.org>", sender=LIISA)

    case.refresh_from_db()
    assert (case.contacts, other.contacts) == (1, 2)
