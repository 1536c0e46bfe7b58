"""What a case's customer is promised: given, told, given another time, done."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases import told
from aspa.cases.models import Case, Message
from aspa.cases.touch import changed, lock, must_be_open, must_have_seen, point_to_most_urgent, take_if_waiting
from aspa.cases.writing import send, written
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.promises.window import Window


class NothingPromised(Refused):
    """No such promise is owed."""

    code = "nothing_promised"


@transaction.atomic
def promise(
    case: Case, *, act: str, window: Window, by: Viewer, at: datetime, text: str = "", seen: int | None = None
) -> Promise:
    """
    Record a promise made to the customer.

    Raises AlreadyClosed, ChangedMeanwhile, and promises.TooLate for a window that has passed.
    """
    lock(case)
    must_have_seen(case, seen)
    must_be_open(case)
    given = give(case, act=act, window=window, by=by, at=at, text=text)
    point_to_most_urgent(case)
    changed(case, "case.promised", by=by, at=at, promise_id=given.pk)
    return given


@transaction.atomic
def renegotiate(case: Case, *, window: Window, text: str, by: Viewer, at: datetime, seen: int | None = None) -> Message:
    """
    Promise another time instead of the one owed, and tell the customer so in a message: the time is put into it.
    Who says so takes the case if it waited in a queue: the message says that they will answer.

    Raises NothingPromised, EmptyText, NoAddress, ChangedMeanwhile, promises.SameTime, and promises.TooLate once the
    time has come.
    """
    lock(case)
    must_have_seen(case, seen)
    if case.promise is None or case.promise.ended_at:
        raise NothingPromised(_("Nothing is promised in this case now."))
    letter, _looks = telling(case, written(text), act=case.promise.act, window=window, at=at)
    message = send(case, text=letter, by=by, at=at, to=case.promise.customer_id)
    promises.renegotiate(case.promise, window=window, by=by.actor, at=at)
    take_if_waiting(case, by=by)
    point_to_most_urgent(case)
    changed(case, "case.renegotiated", by=by, at=at, message_id=message.pk)
    return message


@transaction.atomic
def fulfil(case: Case, promise: Promise, *, by: Viewer, at: datetime) -> None:
    """
    Say that a promised call or follow-up was done; an answer is kept only by answering.

    Raises NothingPromised.
    """
    lock(case)
    if promise.subject_id != case.pk or promise.ended_at or promise.act == Promise.Act.ANSWER:
        raise NothingPromised(_("No such call or follow-up is owed in this case."))
    promises.keep(promise, by=by.actor, at=at)
    point_to_most_urgent(case)
    changed(case, "case.fulfilled", by=by, at=at, promise_id=promise.pk)


def give(case: Case, *, act: str, window: Window, by: Viewer, at: datetime, text: str = "") -> Promise:
    """Give a promise in a case that is locked; the caller tells, points to what is due and records."""
    return promises.give(
        organisation_id=case.organisation_id,
        brand_id=case.brand_id,
        subject_id=case.pk,
        act=act,
        window=window,
        by=by.actor,
        at=at,
        text=text,
    )


def telling(case: Case, text: str, html: str = "", *, act: str, window: Window, at: datetime) -> tuple[str, str]:
    """Return a letter, and its HTML if any, with what is promised, in the language of the case's customer."""
    language = case.customer.language or case.language
    sentence = told.sentence(language, act=act, window=window, at=at)
    return told.put_into(text, sentence), html and told.put_into_html(html, sentence)
