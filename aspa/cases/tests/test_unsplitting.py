"""A split that is undone within an hour leaves no trace but in history, whatever came meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aspa.brands.models import Brand
from aspa.cases import snoozing
from aspa.cases import verbs as cases
from aspa.cases.joining import merging, splitting
from aspa.cases.joining.models import Split
from aspa.cases.models import Case, Message
from aspa.cases.tests.test_splitting import MATTI, said_too
from aspa.cases.tests.test_unmerging import LIFE, Never, lives, seen
from aspa.channels.email import plus
from aspa.promises.models import Promise
from aspa.staff.models import Agent
from tests.cast import LIISA, NINE, SUPPORT, a_case, arrives, mail, tell

LATER = NINE + timedelta(minutes=30)


def contacts_of(case: Case) -> list[Message]:
    return list(case.messages.filter(kind="contact").order_by("at", "id"))


def comes(nth: int, *, to: str, answers: Message | None, sender: str) -> None:
    """Let mail come while the two are apart: to an address, in answer to a letter if it says so."""
    at = LATER + timedelta(minutes=1 + nth)
    kept = {"In_Reply_To": f"<{answers.message_id}>"} if answers else {}
    arrives(mail(f"Lisää {nth}", f"Lisäys {nth}", to=to, sender=sender, at=at, **kept), to=to, at=at)
    tell(at)


CHOSEN = st.sets(st.integers(0, 2), min_size=1, max_size=2)
MAIL = st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=3)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@example(before=[], after=[], chosen={0}, came=[(0, True)], is_another=False)
@example(before=["reply"], after=[], chosen={1}, came=[(1, False), (0, False)], is_another=True)
@example(before=["reply", "close"], after=["rest"], chosen={1, 2}, came=[(2, True), (0, True)], is_another=False)
@example(before=["close"], after=["close"], chosen={2}, came=[(2, False)], is_another=False)
@given(before=LIFE, after=LIFE, chosen=CHOSEN, came=MAIL, is_another=st.booleans())
def test_undone_is_as_if_it_had_never_been(
    kuusi: Brand, aino: Agent, before: list[str], after: list[str], chosen: set[int], came: Any, is_another: bool
) -> None:
    worlds: list[Any] = []
    for is_split in (False, True):
        try:
            with transaction.atomic():
                worlds.append(world(aino, before, after, chosen, came, is_another=is_another, is_split=is_split))
                raise Never
        except Never:
            continue

    assert worlds[1] == worlds[0]


def world(
    by: Agent, before: list[str], after: list[str], chosen: set[int], came: Any, *, is_another: bool, is_split: bool
) -> Any:
    """Return what a case is after mail came to it: with a split around the mail that was undone, or without."""
    sender = MATTI if is_another else LIISA
    case = a_case("Ensimmäinen", "Yksi")
    lives(case, before, by)
    for nth, word in enumerate(("Kaksi", "Kolme")):
        said_too(case, word, at=NINE + timedelta(minutes=10 + nth), sender=sender)
    lives(case, [step for step in after if step != "reply"], by)
    all_said = contacts_of(case)
    keys = [all_said[nth].pk for nth in chosen]
    done = splitting.split(case, messages=keys, by=by, at=LATER) if is_split else None
    for nth, (which, by_key) in enumerate(came):
        home = done.made if done and which in chosen else case
        to = plus.reply_address(SUPPORT, home.pk) if by_key else SUPPORT
        wrote = sender if which else LIISA
        comes(nth, to=to, answers=None if by_key else all_said[which], sender=wrote)
    if done:
        splitting.unsplit(Split.objects.get(pk=done.pk), by=by, at=LATER + timedelta(minutes=20))
    return seen(case)


@pytest.fixture
def done(kuusi: Brand, aino: Agent) -> Split:
    """Half an hour ago the second message of a case became a case of its own."""
    case = a_case()
    return splitting.split(case, messages=[said_too(case).pk], by=aino, at=LATER)


def test_the_emptied_case_leads_back(done: Split, aino: Agent) -> None:
    splitting.unsplit(done, by=aino, at=LATER)

    assert (done.made.joined_to, done.made.closure.outcome, done.made.promise) == (done.case, "merged", None)
    assert not done.made.messages.exists()
    assert list(Promise.objects.filter(subject_id=done.made.pk).values_list("outcome", flat=True)) == ["withdrawn"]
    comes(0, to=plus.reply_address(SUPPORT, done.made.pk), answers=None, sender=LIISA)
    done.case.refresh_from_db()
    assert done.case.contacts == 3


def test_what_the_old_case_answered_leaves_the_other_owed(done: Split, aino: Agent) -> None:
    cases.reply(done.case, text="Paketista.", by=aino, at=LATER)

    splitting.unsplit(done, by=aino, at=LATER)

    assert Promise.objects.get(ended_at=None) == done.case.promise


def test_a_memo_written_meanwhile_goes_back_too(done: Split, aino: Agent) -> None:
    memo = cases.memo(done.made, text="Kysyin laskutuksesta.", by=aino, at=LATER)

    splitting.unsplit(done, by=aino, at=LATER)

    memo.refresh_from_db()
    assert memo.case == done.case


def test_after_an_hour_or_a_second_time_nothing_is_undone(done: Split, aino: Agent) -> None:
    with pytest.raises(merging.UndoTooLate):
        splitting.unsplit(done, by=aino, at=LATER + timedelta(hours=1))
    splitting.unsplit(done, by=aino, at=LATER + timedelta(minutes=59))
    with pytest.raises(merging.UndoneAlready):
        splitting.unsplit(done, by=aino, at=LATER + timedelta(minutes=59))


@pytest.mark.parametrize("meanwhile", ["answered", "closed", "closed old", "taken", "merged", "split again"])
def test_what_has_gone_its_own_way_is_not_undone(done: Split, aino: Agent, vaino: Agent, meanwhile: str) -> None:
    case, made, at = done.case, done.made, LATER + timedelta(minutes=1)
    if meanwhile == "answered":
        cases.reply(made, text="Laskusta.", by=aino, at=at)
    elif meanwhile.startswith("closed"):
        cases.close(case if "old" in meanwhile else made, outcome="no_answer_needed", by=aino, at=at)
    elif meanwhile == "taken":
        cases.take(made, by=vaino, at=at)
    elif meanwhile == "merged":
        merging.merge(a_case("Kolmas"), into=made, by=aino, at=at)
    else:
        splitting.split(made, messages=[said_too(made, "Ja vielä.", at=at).pk], by=aino, at=at)

    with pytest.raises(merging.ChangedSince):
        splitting.unsplit(done, by=aino, at=at)


def test_whoever_took_it_themselves_may_undo(done: Split, aino: Agent) -> None:
    cases.take(done.made, by=aino, at=LATER)

    splitting.unsplit(done, by=aino, at=LATER)

    assert done.case.owner_agent is None


def test_a_merge_is_not_undone_over_a_later_split(kuusi: Brand, aino: Agent) -> None:
    home, apart = a_case("Ensimmäinen"), a_case("Toinen")
    row = merging.merge(apart, into=home, by=aino, at=LATER)
    done = splitting.split(home, messages=[contacts_of(home)[1].pk], by=aino, at=LATER)

    with pytest.raises(merging.ChangedSince):
        merging.unmerge(row, by=aino, at=LATER)

    splitting.unsplit(done, by=aino, at=LATER)
    merging.unmerge(row, by=aino, at=LATER)
    assert Promise.objects.filter(ended_at=None).count() == 2


def test_a_rest_that_was_brought_up_by_what_was_split_off_is_up_again(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.reply(case, text="Odotamme.", by=aino, at=NINE)
    snoozing.snooze(case, until=NINE + timedelta(days=2), by=aino, at=NINE + timedelta(minutes=1))
    second = said_too(case)
    done = splitting.split(case, messages=[second.pk], by=aino, at=LATER)

    splitting.unsplit(done, by=aino, at=LATER)

    case.snooze.refresh_from_db()
    assert case.snooze.roused_at == second.at
