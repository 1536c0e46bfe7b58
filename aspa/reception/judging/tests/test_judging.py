"""A person decides about a suspect, and may take it back."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.lists import case_list
from aspa.cases.models import Case, Closure
from aspa.cases.touch import AlreadyClosed
from aspa.channels import verbs as channels
from aspa.channels.models import Delivery
from aspa.history.verbs import run_due
from aspa.kit import walls
from aspa.kit.errors import Forbidden
from aspa.kit.powers import Allowance, Power, Powers, Reach
from aspa.promises.models import Promise
from aspa.reception.judging import verbs
from aspa.screening.models import Suspicion
from aspa.screening.verbs import NotDecided, NotSuspected
from aspa.staff.models import Agent
from aspa.teamwork.sweeping import verbs as sweeping
from tests.cast import HELSINKI, NINE, a_case

pytestmark = pytest.mark.django_db

TEN, NOON = NINE + timedelta(hours=1), NINE + timedelta(hours=3)
WEDNESDAY = NINE + timedelta(days=2)
MATTI = "Matti <matti@example.net>"


@pytest.fixture
def case(kuusi: Brand, aino: Agent) -> Case:
    """Matti's complaint, which a filter before us took for spam."""
    return a_case("Reklamaatio", "Kahvinkeitin hajosi.", sender=MATTI, X_Spam_Flag="YES")


def queued(agent: Agent, at=NOON) -> list[int]:
    return [row.number for row in case_list(agent, "queue", now=at).rows]


def due(case: Case) -> str:
    case.refresh_from_db()
    return f"{case.promise.due_until.astimezone(HELSINKI):%d.%m. %H:%M}"


def test_no_spam_is_promised_what_it_would_have_been_and_told_so(case: Case, aino: Agent) -> None:
    verbs.clear(case, by=aino, at=TEN)

    letter = Delivery.objects.get()
    assert queued(aino) == [case.number]
    assert due(case) == "19.11. 09:00"  # eight hours of work from when it came
    assert (letter.recipients, letter.purpose) == (["matti@example.net"], "acknowledgement")
    assert f"#{case.number}" in letter.subject
    assert letter.next_try_at == TEN + verbs.WAITS
    assert case.suspicion.verdict == "not_spam"


def test_no_letter_goes_to_an_address_at_which_another_house_hears(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    case = a_case("Reklamaatio", "Kahvinkeitin hajosi.", sender="apu@karhu.fi", X_Spam_Flag="YES")

    with walls.within(kuusi.organisation_id):
        verbs.clear(case, by=aino, at=TEN)

    case.refresh_from_db()
    assert case.promise
    assert not Delivery.objects.exists()


def test_nobody_is_promised_a_time_that_has_passed(case: Case, aino: Agent) -> None:
    verbs.clear(case, by=aino, at=WEDNESDAY)

    assert due(case) == "21.11. 09:00"
    assert not case.promise.broken_at


def test_later_mail_of_whoever_was_cleared_is_not_suspected(case: Case, aino: Agent) -> None:
    verbs.clear(case, by=aino, at=TEN)

    later = a_case("Vielä", "Entä takuu?", sender=MATTI, at=NOON, X_Spam_Flag="YES")

    assert later.promise
    assert Suspicion.objects.count() == 1


def test_spam_is_closed_as_that_and_its_sender_is_known_by_it(case: Case, aino: Agent) -> None:
    verbs.condemn(case, by=aino, at=TEN)
    later = a_case("Vielä", "Ihan tavallinen viesti.", sender=MATTI, at=NOON)

    assert Closure.objects.get().outcome == "spam"
    assert Delivery.objects.count() == 0
    assert [spoke["rule"] for spoke in later.suspicion.rules] == ["judged"]


def test_an_answer_to_spam_opens_a_case_of_its_own(case: Case, aino: Agent) -> None:
    verbs.condemn(case, by=aino, at=TEN)
    first = case.messages.get()

    a_case("Re: Reklamaatio", "No?", sender=MATTI, at=NOON, In_Reply_To=f"<{first.message_id}>")

    case.refresh_from_db()
    assert not case.is_open
    assert Case.objects.count() == 2


def test_a_decision_that_nobody_noticed_yet_is_taken_back_whole(case: Case, aino: Agent) -> None:
    verbs.clear(case, by=aino, at=TEN)

    verbs.reconsider(case, by=aino, at=TEN + timedelta(seconds=5))

    assert queued(aino) == []
    assert case_list(aino, "suspected", now=NOON).rows[0].number == case.number
    assert Delivery.objects.count() == 0
    assert case.messages.count() == 1
    assert Promise.objects.get().outcome == "withdrawn"
    assert Suspicion.objects.get().verdict == ""


def test_a_letter_in_the_hands_of_the_worker_leaves(case: Case, aino: Agent) -> None:
    verbs.clear(case, by=aino, at=TEN)
    held = channels.claim(at=TEN + verbs.WAITS)

    verbs.reconsider(case, by=aino, at=TEN + verbs.WAITS)
    channels.sent(held, at=NOON)
    channels.let_go(held)

    assert Delivery.objects.get().sent_at == NOON
    assert case.messages.count() == 2
    assert Suspicion.objects.get().verdict == ""


def test_what_was_closed_as_spam_comes_back_as_a_suspect(case: Case, aino: Agent) -> None:
    verbs.condemn(case, by=aino, at=TEN)

    verbs.reconsider(case, by=aino, at=NOON)
    run_due(at=NOON)

    case.refresh_from_db()
    assert case.is_open
    assert Suspicion.objects.get().verdict == ""
    assert queued(aino) == []


def test_whoever_answers_has_said_that_it_is_no_spam(case: Case, aino: Agent) -> None:
    cases.reply(case, text="Lähetämme uuden.", by=aino, at=TEN)
    run_due(at=TEN)

    suspicion = Suspicion.objects.get()
    assert (suspicion.verdict, suspicion.decided_by) == ("not_spam", aino.actor)
    with pytest.raises(verbs.AnsweredSince):
        verbs.reconsider(case, by=aino, at=NOON)


def test_closing_any_case_as_spam_says_it_of_its_sender_until_it_is_reopened(kuusi: Brand, aino: Agent) -> None:
    case = a_case(sender=MATTI)
    cases.close(case, outcome="spam", by=aino, at=TEN)
    run_due(at=TEN)
    assert Suspicion.objects.get().verdict == "spam"

    cases.reopen(case, by=aino, at=NOON)
    run_due(at=NOON)

    assert not Suspicion.objects.exists()


def test_a_suspect_that_is_closed_otherwise_is_decided_by_it(case: Case, aino: Agent) -> None:
    cases.close(case, outcome="no_answer_needed", by=aino, at=TEN)
    run_due(at=TEN)

    assert Suspicion.objects.get().verdict == "not_spam"
    assert case_list(aino, "suspected", now=NOON).rows == []


def test_many_are_decided_at_once_and_taken_back(case: Case, aino: Agent) -> None:
    other, honest = a_case("Toinen", "x", sender="a@b.example", X_Spam_Flag="YES"), a_case()
    numbers = [case.number, other.number, honest.number]
    made = sweeping.sweep(numbers, act="spam", facts={}, by=aino, at=TEN)
    sweeping.run(made, at=TEN)
    assert Closure.objects.filter(reopened_at=None).count() == 2
    assert "epäile" in made.cases.exclude(refusal="").get().refusal

    sweeping.undo(made, at=NOON)
    sweeping.run(made, at=NOON)

    assert len(case_list(aino, "suspected", now=NOON).rows) == 2


def test_what_nobody_suspects_is_not_decided(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    for judge in (verbs.clear, verbs.condemn):
        with pytest.raises(NotSuspected):
            judge(case, by=aino, at=TEN)
    with pytest.raises(NotDecided):
        verbs.reconsider(case, by=aino, at=TEN)


def test_nothing_is_decided_twice(case: Case, aino: Agent) -> None:
    verbs.clear(case, by=aino, at=TEN)

    with pytest.raises(NotSuspected):
        verbs.condemn(case, by=aino, at=TEN)
    verbs.reconsider(case, by=aino, at=TEN)
    verbs.condemn(case, by=aino, at=TEN)
    with pytest.raises(AlreadyClosed):
        verbs.clear(case, by=aino, at=TEN)


def test_after_a_day_a_decision_stands(case: Case, aino: Agent) -> None:
    verbs.condemn(case, by=aino, at=TEN)

    with pytest.raises(verbs.AnsweredSince):
        verbs.reconsider(case, by=aino, at=TEN + verbs.UNDO_WITHIN + timedelta(seconds=1))
    assert Suspicion.objects.get().verdict == "spam"


def test_each_decision_needs_its_power(case: Case, aino: Agent) -> None:
    reads, answers = (Powers([Allowance(p, Reach.ALL) for p in given]) for given in ([Power.READ], [Power.ANSWER]))

    aino.powers = reads
    for judge in (verbs.clear, verbs.condemn, verbs.reconsider):
        with pytest.raises(Forbidden):
            judge(case, by=aino, at=TEN)
    aino.powers = answers
    with pytest.raises(Forbidden):
        verbs.condemn(case, by=aino, at=TEN)


def test_a_mass_mailing_that_is_no_spam_is_owed_no_answer(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Uutiskirje", "Lue.", sender="x@lista.example", X_Spam_Flag="YES", List_Id="<a.lista.example>")

    verbs.clear(case, by=aino, at=TEN)

    assert queued(aino) == [case.number]
    assert Promise.objects.count() == Delivery.objects.count() == 0
