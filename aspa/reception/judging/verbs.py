"""
A person decides about a case that is suspected to be spam; either way it stays, and the decision can be taken back.

What is no spam gets what it would have got when it came: an answer is promised, counted from its arrival, and the
customer is told so once. Until then nobody is written to, for a forged sender would get the letter.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands import queries as brands
from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.above import guards
from aspa.cases.allowed import must
from aspa.cases.models import Case, Message
from aspa.cases.promising import give
from aspa.cases.touch import changed, lock, must_be_open, point_to_most_urgent
from aspa.cases.writing import acknowledge, take_back
from aspa.hours.queries import hours_of
from aspa.hours.working_time import NoHours
from aspa.kit.addresses import is_plausible
from aspa.kit.errors import Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Aspa, Viewer
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.promises.window import Window, window_since
from aspa.reception.acknowledgement import acknowledgement
from aspa.reception.plan import ACKNOWLEDGED_A_DAY
from aspa.screening import verbs as screening
from aspa.screening.models import Suspicion

WAITS = timedelta(seconds=20)  # before the acknowledgement leaves: so long a decision can be taken back unseen
DAY = timedelta(days=1)
UNDO_WITHIN = timedelta(days=1)


class AnsweredSince(Refused):
    """Somebody has answered since it was decided, or it was decided too long ago."""

    code = "decided_for_good"


@transaction.atomic
def clear(case: Case, *, by: Viewer, at: datetime) -> None:
    """
    Say that a suspected case is no spam: its answer is promised, and later mail of its sender is known.

    Raises Forbidden, AlreadyClosed and NotSuspected.
    """
    lock(case)
    must(by, Power.ANSWER, case)
    must_be_open(case)
    screening.decide(case, Suspicion.Verdict.NOT_SPAM, by=by, at=at)
    contact = case.messages.filter(is_inbound=True).order_by("at", "id").first()
    if contact and contact.kind == Message.Kind.CONTACT and case.promise is None:
        _welcome(case, contact, at=at)
    changed(case, "case.cleared", by=by, at=at)


@transaction.atomic
def condemn(case: Case, *, by: Viewer, at: datetime) -> None:
    """
    Say that a suspected case is spam: it is closed as that, and nobody is written to.

    Raises Forbidden, AlreadyClosed and NotSuspected.
    """
    lock(case)
    must_be_open(case)
    screening.decide(case, Suspicion.Verdict.SPAM, by=by, at=at)
    cases.close(case, outcome="spam", by=by, at=at, despite=guards.answered(True))


@transaction.atomic
def reconsider(case: Case, *, by: Viewer, at: datetime) -> None:
    """
    Take a decision back: the case is suspected as before, and what was promised is withdrawn.

    An acknowledgement that has not left stays here.

    Raises Forbidden, NotDecided, and AnsweredSince when the customer was answered meanwhile, or a day has passed.
    """
    lock(case)
    must(by, Power.ANSWER, case)
    decided = screening.undecide(case)
    since = decided.decided_at or at
    if at - since > UNDO_WITHIN or case.messages.filter(kind=Message.Kind.REPLY, at__gte=since).exists():
        raise AnsweredSince(_("This can be taken back for a day, and only until the customer is answered."))
    if decided.verdict == Suspicion.Verdict.SPAM:
        if case.closure_id:
            cases.reopen(case, by=by, at=at)
        return changed(case, "case.reconsidered", by=by, at=at)
    must_be_open(case)
    given = Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True, act=Promise.Act.ANSWER, given_at=since)
    for promise in given.order_by("id"):
        promises.withdraw(promise, reason="suspected", by=by.actor, at=at)
    point_to_most_urgent(case)
    for told in case.messages.filter(kind=Message.Kind.ACKNOWLEDGEMENT, at=since):
        take_back(told, at=at)
    return changed(case, "case.reconsidered", by=by, at=at)


def _welcome(case: Case, contact: Message, *, at: datetime) -> None:
    """Promise the answer that would have been promised on arrival, and tell the customer so."""
    brand, aspa = case.brand, Aspa(case.organisation_id)
    try:
        window = window_since(hours_of(brand.pk), brand.answers_within, came_at=case.opened_at, at=at)
    except NoHours:
        return
    case.promise = give(case, act=Promise.Act.ANSWER, window=window, by=aspa, at=at)
    case.save(update_fields=["promise"])
    if _may_acknowledge(brand, case, contact, at=at):
        _acknowledge(case, contact, window, at=at)


def _may_acknowledge(brand: Brand, case: Case, contact: Message, *, at: datetime) -> bool:
    lately = Case.objects.filter(customer_id=case.customer_id, latest_at__gt=at - DAY, opened_at__gt=at - DAY)
    return (
        brand.acknowledges
        and case.is_readable
        and is_plausible(contact.sender)
        and brands.place_in(brands.addresses(), contact.sender) is None  # of any organisation
        and lately.count() <= ACKNOWLEDGED_A_DAY
    )


def _acknowledge(case: Case, contact: Message, window: Window, *, at: datetime) -> None:
    subject, text = acknowledgement(
        case.language,
        name=case.customer.name or contact.sender_name,
        subject=contact.subject,
        number=case.number,
        brand=case.brand.name,
        window=window,
        at=at,
    )
    acknowledge(case, contact, subject=subject, text=text, at=at, leaves_at=at + WAITS)


JUDGES = {"not_spam": clear, "spam": condemn}  # what does each verdict
