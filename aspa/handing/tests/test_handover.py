"""A case is handed over: its owner stays until somebody accepts, and the customer is asked afterwards."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.joining import merging
from aspa.cases.models import Case
from aspa.cases.touch import AlreadyClosed
from aspa.handing import queries, verbs
from aspa.handing.models import Check, Handover
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.powers import Allowance, Power, Powers, Reach
from aspa.kit.viewer import Aspa
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.staff import verbs as staff
from aspa.staff.models import Agent
from aspa.staff.queries import QueueEnded, open_queue
from aspa.staff.queues import verbs as queues
from tests.cast import NINE, a_case

NOTE: verbs.Note = {"known": "Paketti on varastossa.", "promised": "Soitto tänään", "asked": "Sovi toimitus."}
LATER = NINE + timedelta(hours=1)


def handed(case: Case, *, by: Agent, to: object, **note: str) -> Handover:
    return verbs.offer(case, note=NOTE | note, by=by, to=to, at=NINE)


@pytest.fixture
def case(kuusi: Brand, aino: Agent) -> Case:
    """A case that Aino takes care of."""
    taken = a_case()
    cases.take(taken, by=aino, at=NINE)
    return taken


def test_the_owner_stays_until_the_receiver_accepts(case: Case, aino: Agent, vaino: Agent) -> None:
    offer = handed(case, by=aino, to=vaino)
    case.refresh_from_db()
    assert case.owner_agent == aino

    verbs.accept(offer, by=vaino, at=LATER)

    case.refresh_from_db()
    assert case.owner_agent == vaino
    assert queries.in_case(aino, case.pk) is None


def test_the_short_form_stays_in_the_case_as_a_memo(case: Case, aino: Agent, vaino: Agent) -> None:
    handed(case, by=aino, to=vaino)

    memo = case.messages.get(kind="memo")
    assert all(text in memo.text for text in NOTE.values())
    assert "Väinö" in memo.text


@pytest.mark.parametrize("missing", ["known", "promised", "asked"])
def test_every_part_of_the_short_form_is_needed(case: Case, aino: Agent, vaino: Agent, missing: str) -> None:
    with pytest.raises(verbs.NotSaid):
        handed(case, by=aino, to=vaino, **{missing: "  "})

    assert not Handover.objects.exists()


def test_the_first_agent_asks_the_customer_whether_it_was_solved(case: Case, aino: Agent, vaino: Agent) -> None:
    check = verbs.accept(handed(case, by=aino, to=vaino), by=vaino, at=LATER)

    assert check
    assert (check.agent, check.promise.act, check.promise.subject_id) == (aino, "check", case.pk)
    assert [owing.case for owing in queries.waiting(aino).checks] == [case]
    assert queries.waiting(vaino).checks == []


def test_checks_out_of_sight_take_nobody_elses_place(
    case: Case, aino: Agent, vaino: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (case, seen := a_case("Lasku", sender="Salla Lehto <salla@example.org>")):
        verbs.accept(handed(each, by=aino, to=vaino), by=vaino, at=LATER)
    monkeypatch.setattr(queries, "MOST", 1)
    only_seen = Case.objects.filter(pk=seen.pk)
    monkeypatch.setattr(type(Case.objects), "visible_to", lambda _all, _viewer: only_seen)

    assert [owing.case for owing in queries.checks_of(vaino, aino)] == [seen]


def test_the_check_outlives_the_case_and_ends_only_by_being_done(case: Case, aino: Agent, vaino: Agent) -> None:
    check = verbs.accept(handed(case, by=aino, to=vaino), by=vaino, at=LATER)

    cases.reply(case, text="Toimitettu.", by=vaino, at=LATER, closes="solved")
    assert [owing.check for owing in queries.waiting(aino).checks] == [check]
    promises.break_due(at=NINE + timedelta(days=9))
    assert queries.waiting_count(aino, now=NINE + timedelta(days=9)) == (1, True)

    verbs.done(queries.check_of(aino, check.pk), by=aino, at=NINE + timedelta(days=9))
    assert queries.waiting(aino).checks == []
    assert Promise.objects.get(act="check").outcome == "late"


def test_the_check_follows_a_case_that_was_merged(case: Case, aino: Agent, vaino: Agent) -> None:
    home = a_case("Toinen")
    verbs.accept(handed(case, by=aino, to=vaino), by=vaino, at=LATER)

    merging.merge(case, into=home, by=vaino, at=LATER)

    assert [owing.case for owing in queries.waiting(aino).checks] == [home]


def test_the_check_is_not_what_the_new_owner_owes(case: Case, aino: Agent, vaino: Agent) -> None:
    verbs.accept(handed(case, by=aino, to=vaino), by=vaino, at=LATER)
    cases.reply(case, text="Selvitän.", by=vaino, at=LATER)

    case.refresh_from_db()
    assert case.promise is None


def test_an_offer_is_declined_with_a_reason(case: Case, aino: Agent, vaino: Agent) -> None:
    offer = handed(case, by=aino, to=vaino)

    with pytest.raises(verbs.NotSaid):
        verbs.decline(offer, reason=" ", by=vaino, at=LATER)
    verbs.decline(offer, reason="Kuuluu laskutukseen.", by=vaino, at=LATER)

    case.refresh_from_db()
    assert case.owner_agent == aino
    assert case.messages.filter(text__contains="Kuuluu laskutukseen.").exists()
    assert not Check.objects.exists()


def test_an_offer_is_taken_back_and_made_anew(case: Case, aino: Agent, vaino: Agent) -> None:
    offer = handed(case, by=aino, to=vaino)
    with pytest.raises(verbs.OfferedAlready):
        handed(case, by=aino, to=vaino)

    verbs.withdraw(offer, by=aino, at=LATER)
    again = handed(case, by=aino, to=vaino)

    with pytest.raises(verbs.OfferEnded):
        verbs.accept(offer, by=vaino, at=LATER)
    verbs.accept(again, by=vaino, at=LATER)


def test_a_program_declines_only_where_it_may_answer(case: Case, aino: Agent, vaino: Agent) -> None:
    offer = handed(case, by=aino, to=vaino)
    reader = Powers([Allowance(Power.READ, Reach.ALL)])

    with pytest.raises(Forbidden):
        verbs.decline(offer, reason="Ei", agent=vaino, by=Aspa(case.organisation_id, powers=reader), at=LATER)

    verbs.decline(offer, reason="Ei", agent=vaino, by=Aspa(case.organisation_id), at=LATER)
    assert offer.ending == "declined"


def test_whoever_may_only_read_says_no_to_what_is_offered_to_them(
    case, kuusi: Brand, aino: Agent, vaino: Agent
) -> None:
    reader = Powers([Allowance(Power.READ, Reach.ALL)], vaino.pk)
    theirs, anybodys = handed(case, by=aino, to=vaino), open_queue(kuusi)
    vaino.powers = reader

    verbs.decline(theirs, reason="En voi vastata.", by=vaino, at=LATER)

    with pytest.raises(Forbidden):
        verbs.decline(handed(case, by=aino, to=anybodys), reason="Ei", by=vaino, at=LATER)


def test_only_the_receiver_accepts_or_declines(case: Case, aino: Agent, vaino: Agent) -> None:
    offer = handed(case, by=aino, to=vaino)

    for what in (
        lambda: verbs.accept(offer, by=aino, at=LATER),
        lambda: verbs.decline(offer, reason="Ei", by=aino, at=LATER),
    ):
        with pytest.raises(Forbidden):
            what()


def test_whoever_is_free_accepts_what_is_offered_to_a_queue(
    kuusi: Brand, case: Case, aino: Agent, vaino: Agent
) -> None:
    offer = handed(case, by=aino, to=kuusi.queues.get())
    assert queries.waiting(vaino).for_me == [offer]

    verbs.accept(offer, by=vaino, at=LATER)

    case.refresh_from_db()
    assert case.owner_agent == vaino


def test_nobody_is_offered_what_is_theirs_or_closed(case: Case, aino: Agent, vaino: Agent) -> None:
    with pytest.raises(verbs.NoReceiver):
        handed(case, by=vaino, to=aino)
    offer = handed(case, by=aino, to=vaino)
    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)

    assert queries.waiting(vaino).for_me == []
    with pytest.raises(AlreadyClosed):
        verbs.accept(offer, by=vaino, at=LATER)


def test_an_offer_that_nobody_answers_reminds(case: Case, aino: Agent, vaino: Agent) -> None:
    handed(case, by=aino, to=vaino)

    assert queries.waiting_count(vaino, now=LATER) == (1, False)
    assert queries.waiting_count(vaino, now=NINE + timedelta(hours=4)) == (1, True)


def test_another_organisation_sees_no_hand_over(case: Case, aino: Agent, vaino: Agent, otso: Agent) -> None:
    offer = handed(case, by=aino, to=vaino)
    check = verbs.accept(offer, by=vaino, at=LATER)

    with pytest.raises(Missing):
        queries.handover_of(otso, offer.pk)
    with pytest.raises(Missing):
        queries.check_of(otso, check.pk)
    assert queries.waiting_count(otso, now=LATER) == (0, False)


def test_a_queue_to_which_a_case_is_offered_stays(case: Case, kuusi: Brand, aino: Agent) -> None:
    bills = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)
    offer = handed(case, by=aino, to=bills)

    with pytest.raises(verbs.OfferedToQueue, match=f"#{case.number}"):
        queues.end(bills, by="agent:1", at=LATER)

    verbs.withdraw(offer, by=aino, at=LATER)
    queues.end(bills, by="agent:1", at=LATER)
    with pytest.raises(QueueEnded):
        handed(case, by=aino, to=bills)
