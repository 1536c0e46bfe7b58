"""A merge that is undone within an hour leaves no trace but in history, whatever was done and came meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aspa.brands.models import Brand
from aspa.cases import promising, snoozing
from aspa.cases import verbs as cases
from aspa.cases.joining import merging, relating
from aspa.cases.models import Case, Closure, Participant, ProposedLink
from aspa.channels import verbs as channels
from aspa.channels.email import plus
from aspa.history import verbs as history
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.staff.models import Agent
from tests.cast import LIISA, NINE, SUPPORT, a_case, arrives, mail, tell

MATTI = "Matti Meri <matti@example.net>"
LATER = NINE + timedelta(minutes=30)


class Never(Exception):
    """Takes back what a world has done."""


def seen(case: Case) -> dict[str, Any]:
    """Everything there is to know of a case; keys and clocks of the machine left out."""
    case.refresh_from_db()
    promised = Promise.objects.filter(subject_id=case.pk).order_by("due_until", "act", "given_at")
    said = case.messages.exclude(kind="acknowledgement").order_by("at", "text")
    return {
        "taken": case.taken_from_id is not None,
        "owner": (case.owner_agent and case.owner_agent.name, case.owner_queue and case.owner_queue.name),
        "open": case.is_open,
        "rests": case.snooze and (case.snooze.until, case.snooze.roused_at),
        "joined": case.joined_to is not None,
        "shows": (case.contacts, case.gist, case.latest_at),
        "owes": case.promise and (case.promise.act, case.promise.due_until),
        "promises": list(promised.values_list("act", "due_until", "outcome", "broken_at", "customer__name")),
        "said": list(said.values_list("kind", "text", "at")),
        "closures": list(Closure.objects.filter(case=case).order_by("id").values_list("outcome", "reopened_at")),
        "participants": sorted(Participant.objects.filter(case=case).values_list("customer__name", flat=True)),
        "links": sorted(ProposedLink.objects.filter(case=case).values_list("to__subject", flat=True)),
    }


def lives(case: Case, steps: list[str], by: Agent) -> None:
    """Let this happen to a case, each thing where it can."""
    for nth, step in enumerate(steps):
        at = NINE + timedelta(minutes=1 + nth)
        if step == "reply":
            cases.reply(case, text=f"Vastaus {nth}", by=by, at=at)
        elif step == "memo":
            cases.memo(case, text=f"Muistio {nth}", by=by, at=at)
        elif step == "take":
            cases.take(case, by=by, at=at)
        elif step == "call" and case.is_open:
            window = Window(None, NINE + timedelta(hours=2, minutes=nth))
            promising.promise(case, act="call", window=window, by=by, at=at)
        elif step == "rest" and case.is_open and not case.promise:
            snoozing.snooze(case, until=NINE + timedelta(days=2), by=by, at=at)
        elif step == "close" and case.is_open:
            cases.close(case, outcome="no_answer_needed", by=by, at=at)


def comes(case: Case, nth: int, *, by_key: bool, sender: str) -> None:
    """Let mail to a case come while the two are one."""
    at, to = LATER + timedelta(minutes=1 + nth), plus.reply_address(SUPPORT, case.pk) if by_key else SUPPORT
    subject = f"Lisää {nth}" if by_key else f"Lisää {nth} [#{case.number}]"
    arrives(mail(subject, f"Lisäys {nth}", to=to, sender=sender, at=at), to=to, at=at)
    tell(at)


LIFE = st.lists(st.sampled_from(["reply", "memo", "take", "call", "rest", "close"]), max_size=4)
MAIL = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=3)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@example(one=[], other=[], came=[(True, True)], is_another=False)
@example(one=["close"], other=["reply"], came=[(True, False), (False, True)], is_another=True)
@example(one=["reply", "close"], other=["close"], came=[(True, True), (True, False)], is_another=False)
@given(one=LIFE, other=LIFE, came=MAIL, is_another=st.booleans())
def test_undone_is_as_if_it_had_never_been(
    kuusi: Brand, aino: Agent, one: list[str], other: list[str], came: list[tuple[bool, bool]], is_another: bool
) -> None:
    worlds: list[Any] = []
    for is_merged in (False, True):
        try:
            with transaction.atomic():
                worlds.append(world(aino, one, other, came, is_another=is_another, is_merged=is_merged))
                raise Never
        except Never:
            continue

    assert worlds[1] == worlds[0]


def world(by: Agent, one: list[str], other: list[str], came: Any, *, is_another: bool, is_merged: bool) -> Any:
    """Return what two cases are after mail came to both: with a merge around the mail that was undone, or without."""
    sender = MATTI if is_another else LIISA
    home, apart = (
        a_case("Ensimmäinen", "Yksi"),
        a_case("Toinen", "Kaksi", sender=sender, at=NINE + timedelta(seconds=9)),
    )
    lives(home, one, by)
    lives(apart, other, by)
    merge = merging.merge(apart, into=home, by=by, at=LATER, across=True) if is_merged else None
    for nth, (is_for_apart, by_key) in enumerate(came):
        case = apart if is_for_apart else home
        comes(case, nth, by_key=by_key, sender=sender if is_for_apart else LIISA)
    if merge:
        merging.unmerge(merge, by=by, at=LATER + timedelta(minutes=20))
    return seen(home), seen(apart)


def test_what_was_answered_while_the_two_were_one_is_answered(kuusi: Brand, aino: Agent) -> None:
    home, apart = a_case("Ensimmäinen"), a_case("Toinen")
    row = merging.merge(apart, into=home, by=aino, at=LATER)
    comes(apart, 0, by_key=True, sender=LIISA)
    answer = cases.reply(home, text="Molempiin.", by=aino, at=LATER + timedelta(minutes=5))

    merging.unmerge(row, by=aino, at=LATER + timedelta(minutes=6))

    assert set(Promise.objects.values_list("outcome", flat=True)) == {"kept"}
    assert apart.contacts == 2
    channels.failed(answer.delivery, error="550", at=LATER + timedelta(minutes=7), permanent=True)
    history.run_due(at=LATER + timedelta(minutes=8))
    owed = Promise.objects.get(ended_at=None)
    assert Case.objects.get(promise=owed).pk == owed.subject_id


def test_a_new_time_that_was_agreed_on_goes_with_its_promise(kuusi: Brand, aino: Agent) -> None:
    home, apart = a_case("Ensimmäinen", at=NINE + timedelta(minutes=20)), a_case("Toinen")
    row = merging.merge(apart, into=home, by=aino, at=LATER)
    promising.renegotiate(home, window=Window(None, NINE + timedelta(days=3)), text="Siirtyy.", by=aino, at=LATER)

    merging.unmerge(row, by=aino, at=LATER)

    apart.refresh_from_db()
    assert apart.promise.due_until == NINE + timedelta(days=3)


def test_what_was_proposed_is_proposed_again(kuusi: Brand, aino: Agent) -> None:
    home = a_case("Ensimmäinen")
    apart = a_case(f"[#{home.number}]", "Olen hänen miehensä.", sender=MATTI)
    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=LATER)

    merging.unmerge(apart.merges.get(), by=aino, at=LATER)

    assert ProposedLink.objects.get().case == apart
    assert not home.participants.exists()


def test_after_an_hour_or_a_second_time_nothing_is_undone(kuusi: Brand, aino: Agent) -> None:
    home, apart = a_case("Ensimmäinen"), a_case("Toinen")
    row = merging.merge(apart, into=home, by=aino, at=LATER)

    with pytest.raises(merging.UndoTooLate):
        merging.unmerge(row, by=aino, at=LATER + timedelta(hours=1))
    merging.unmerge(row, by=aino, at=LATER + timedelta(minutes=59))
    with pytest.raises(merging.UndoneAlready):
        merging.unmerge(row, by=aino, at=LATER + timedelta(minutes=59))


def test_what_was_done_later_is_undone_first(kuusi: Brand, aino: Agent) -> None:
    home, apart, third = a_case("Ensimmäinen"), a_case("Toinen"), a_case("Kolmas")
    first = merging.merge(apart, into=home, by=aino, at=LATER)
    second = merging.merge(third, into=home, by=aino, at=LATER)

    with pytest.raises(merging.ChangedSince):
        merging.unmerge(first, by=aino, at=LATER)
    merging.unmerge(second, by=aino, at=LATER)
    merging.merge(home, into=third, by=aino, at=LATER)
    with pytest.raises(merging.ChangedSince):
        merging.unmerge(first, by=aino, at=LATER)


def test_a_case_that_was_closed_since_is_opened_first(kuusi: Brand, aino: Agent) -> None:
    home, apart = a_case("Ensimmäinen"), a_case("Toinen")
    row = merging.merge(apart, into=home, by=aino, at=LATER)
    cases.close(home, outcome="no_answer_needed", by=aino, at=LATER)

    with pytest.raises(merging.ChangedSince):
        merging.unmerge(row, by=aino, at=LATER)

    cases.reopen(home, by=aino, at=LATER)
    merging.unmerge(row, by=aino, at=LATER)
    assert Promise.objects.filter(ended_at=None).count() == 2
