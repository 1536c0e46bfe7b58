"""What is done with a case: opened, answered, taken, closed and opened again; its promises are made in `promising`."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.brands.verbs import spoken
from aspa.cases.above import guards
from aspa.cases.allowed import must, must_serve
from aspa.cases.models import Case, Closure, Message
from aspa.cases.promising import give, telling
from aspa.cases.snoozing import end_with_case, settle
from aspa.cases.touch import (
    changed,
    find_owner,
    gist_of,
    lock,
    must_be_open,
    must_have_seen,
    must_stand,
    own,
    point_to_most_urgent,
    subject_of,
    take_if_waiting,
)
from aspa.cases.writing import Addressed, given_to, known_address, say, send, written
from aspa.channels.email.own_html import clean, text_of
from aspa.channels.files import Stored
from aspa.customers import editing
from aspa.customers.models import Customer
from aspa.hours.queries import hours_of
from aspa.kit.errors import Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.promises.window import Window, answer_window
from aspa.staff.models import Agent, Queue
from aspa.staff.queries import open_queue


class NotClosed(Refused):
    """The case is open."""

    code = "case_not_closed"


class AnswerOwed(Refused):
    """The customer was promised an answer and has not got one."""

    code = "answer_owed"


class OtherOrganisation(Refused):
    """The new owner works elsewhere."""

    code = "other_organisation"


ANSWERS = (Closure.Outcome.SOLVED, Closure.Outcome.COULD_NOT_HELP)


@transaction.atomic
def open_case(
    *, brand: Brand, customer: Customer, subject: str, text: str, by: Viewer, at: datetime, channel: str = "hand"
) -> Case:
    """
    Open a case for a contact that somebody enters by hand, with its answer promised.

    Raises EmptyText and Forbidden.
    """
    must_serve(by, brand)
    body = written(text)
    case: Case = Case.objects.create(
        organisation_id=brand.organisation_id,
        brand=brand,
        customer=customer,
        subject=subject_of(subject),
        channel=channel,
        address=brand.addresses.heard().first(),
        language=customer.language or brand.language,
        owner_queue=open_queue(brand),
        gist=gist_of(body),
        contacts=1,
        opened_at=at,
        latest_at=at,
    )
    case.refresh_from_db(fields=["number"])
    who = {"sender": known_address(customer), "sender_name": customer.name, "subject": case.subject}
    say(case, kind=Message.Kind.CONTACT, text=body, by=by, at=at, **who)
    window = answer_window(hours_of(brand.pk), brand.answers_within, at=at)
    case.promise = give(case, act=Promise.Act.ANSWER, window=window, by=by, at=at)
    case.save(update_fields=["promise"])
    changed(case, "case.opened", by=by, at=at)
    return case


@transaction.atomic
def reply(  # noqa: PLR0913  # each is one thing an agent fills in
    case: Case,
    *,
    text: str,
    by: Viewer,
    at: datetime,
    html: str = "",
    subject: str = "",
    to: str = "",
    cc: Sequence[str] = (),
    bcc: Sequence[str] = (),
    enclosures: Sequence[Stored] = (),
    promise: Window | None = None,
    promise_act: str = Promise.Act.ANSWER,
    closes: str = "",
    seen: int | None = None,
    despite: Collection[str] = (),
) -> Message:
    """
    Answer the customer: keeps every answer that was promised, and takes the case if it waited in a queue.

    Args:
        text: what it says; read off `html` where that is given.
        html: what it says with its looks, as an editor made it; made clean here.
        to: whom it goes to; without it where the newest contact asked for it.
        bcc: addresses that get it too and are named to nobody.
        promise: what is promised next, if anything, and told in the answer; a closed case is open again with it.
        closes: the outcome, when this answer also closes the case.
        seen, despite: as for `close`.

    Raises EmptyText, NoAddress, channels.BadRecipients, CaseMerged, and ChangedMeanwhile when there is something that
    its writer had not seen.
    """
    lock(case)
    must_stand(case)
    must_have_seen(case, seen)
    looks = clean(html, pictures=[file.content_id for file in enclosures])
    body = written(text_of(looks) if looks else text)
    if promise:
        body, looks = telling(case, body, looks, act=promise_act, window=promise, at=at)
    owed = [promise for promise in _owed(case) if promise.act == Promise.Act.ANSWER]
    keeps, addressed = next(iter(owed), None), Addressed(subject, to, cc, bcc)
    message = send(case, text=body, html=looks, by=by, at=at, addressed=addressed, enclosures=enclosures, keeps=keeps)
    for answered in given_to(message, owed):
        promises.keep(answered, by=by.actor, at=at)
    take_if_waiting(case, by=by)
    if promise:
        _open_again(case, at=at)
        give(case, act=promise_act, window=promise, by=by, at=at)
    point_to_most_urgent(case)
    settle(case)
    case.latest_at = at
    case.save(update_fields=["latest_at"])
    if closes:
        _close(case, outcome=Closure.Outcome(closes), by=by, at=at, despite=despite)
    changed(case, "case.replied", by=by, at=at, message_id=message.pk)
    if closes:
        changed(case, "case.closed", by=by, at=at, outcome=closes)
    return message


@transaction.atomic
def memo(case: Case, *, text: str, by: Viewer, at: datetime) -> Message:
    """
    Write something for colleagues only; the customer never sees it.

    Raises EmptyText, CaseMerged.
    """
    lock(case)
    must_stand(case)
    message = say(case, kind=Message.Kind.MEMO, text=written(text), by=by, at=at)
    changed(case, "case.noted", by=by, at=at, message_id=message.pk)
    return message


def take(case: Case, *, by: Agent, at: datetime) -> None:
    """Become the owner of a case; taking one's own case again changes nothing."""
    assign(case, agent=by, by=by, at=at)


@transaction.atomic
def assign(case: Case, *, by: Viewer, at: datetime, agent: Agent | None = None, queue: Queue | None = None) -> None:
    """
    Give a case one new owner, an agent or a queue; giving it to its owner again changes nothing.

    Raises OtherOrganisation, NotAtWork and QueueEnded.
    """
    lock(case)
    owner = agent or queue
    if owner is None:
        raise ValueError("a case always has an owner")
    if owner.organisation_id != case.organisation_id:
        raise OtherOrganisation(_("The new owner does not work for this organisation."))
    if (case.owner_agent_id, case.owner_queue_id) == (agent and agent.pk, queue and queue.pk):
        return
    own(case, agent=agent, queue=queue)
    changed(case, "case.assigned", by=by, at=at, agent_id=agent and agent.pk, queue_id=queue and queue.pk)


@transaction.atomic
def speak(case: Case, *, language: str, by: Viewer, at: datetime) -> None:
    """
    Go on in another language: greetings and letters to this customer are in it from now on.

    Raises UnknownLanguage, CaseMerged, and Forbidden for a viewer who may not answer.
    """
    must(by, Power.ANSWER, case)
    known = editing.facts_of(case.customer)  # the customer comes first, as where customers are merged
    editing.edit(case.customer, replace(known, language=spoken(language)), was=known, by=by, at=at, hints=False)
    lock(case)
    must_stand(case)
    before, case.language = case.language, language
    if before != language:
        case.save(update_fields=["language"])
        changed(case, "case.spoken_in", by=by, at=at, language=language, before=before)
    live.hint([f"customer-{case.customer_id}"], organisation_id=case.organisation_id, at=at)


@transaction.atomic
def close(
    case: Case, *, outcome: str, by: Viewer, at: datetime, seen: int | None = None, despite: Collection[str] = ()
) -> None:
    """
    Close a case. What is still owed is withdrawn, and only where the customer needs no answer.

    Args:
        seen: id of the newest message the closer had seen; None where nobody looked.
        despite: which questions of the `guards` whoever closes has answered, each by its code.

    Raises AlreadyClosed, ChangedMeanwhile, and AnswerOwed when solved or not helped without an answer that was
    promised; and what the guards of floors above raise.
    """
    lock(case)
    must_have_seen(case, seen)
    _close(case, outcome=Closure.Outcome(outcome), by=by, at=at, despite=despite)
    changed(case, "case.closed", by=by, at=at, outcome=outcome)


def _close(case: Case, *, outcome: Closure.Outcome, by: Viewer, at: datetime, despite: Collection[str]) -> None:
    """Close, the hint being left to the caller: whoever holds the stream of hints must not wait for a promise."""
    must(by, Power.CLOSE, case)
    must_be_open(case)
    guards.check(case, outcome, despite=despite)
    owed = _owed(case)
    if owed and outcome in ANSWERS:
        sentence = _(
            "The customer was promised something that is not done yet. Do it, or say that no answer is needed."
        )
        raise AnswerOwed(sentence)
    for left in owed:
        promises.withdraw(left, reason=outcome, by=by.actor, at=at)
    end_with_case(case, by=by, at=at)
    case.closure = Closure.objects.create(
        organisation_id=case.organisation_id, case=case, outcome=outcome, closed_by=by.actor, closed_at=at
    )
    case.promise = None
    case.save(update_fields=["closure", "promise"])


@transaction.atomic
def reopen(case: Case, *, by: Viewer, at: datetime) -> None:
    """
    Open a closed case again, with its owner; what its closing withdrew is owed again, by the time that was told.

    Raises NotClosed, CaseMerged.
    """
    lock(case)
    must_stand(case)
    if case.closure is None:
        raise NotClosed(_("This case is open."))
    _owe_again(case, closed_at=case.closure.closed_at, by=by, at=at)
    _open_again(case, at=at)
    point_to_most_urgent(case)
    changed(case, "case.reopened", by=by, at=at)


def _owe_again(case: Case, *, closed_at: datetime, by: Viewer, at: datetime) -> None:
    """Owe what the closing withdrew, but for what was promised anew since, or answered while the case was closed."""
    settled = [promise.act for promise in _owed(case)]
    if case.messages.filter(kind=Message.Kind.REPLY, at__gt=closed_at).exists():
        settled.append(Promise.Act.ANSWER)
    withdrawn = Promise.objects.filter(subject_id=case.pk, outcome=Promise.Outcome.WITHDRAWN, ended_at=closed_at)
    for promise in withdrawn.exclude(act__in=settled).order_by("id"):
        promises.reinstate(promise, by=by.actor, at=at)


def _open_again(case: Case, *, at: datetime) -> None:
    if case.closure:
        Closure.objects.filter(pk=case.closure.pk).update(reopened_at=at)
        case.closure = None
        case.save(update_fields=["closure"])
    find_owner(case)


def _owed(case: Case) -> list[Promise]:
    owed = Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True).exclude(act=Promise.Act.CHECK)
    return list(owed.order_by("due_until", "id"))
