"""Making messages of a case a case of their own: another matter came in the same letters. Undone within an hour."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from aspa.cases.allowed import must
from aspa.cases.joining.dividing import divide
from aspa.cases.joining.merging import HOUR, LONGEST_REASON, ChangedSince, UndoneAlready, UndoTooLate
from aspa.cases.joining.models import Merge, Split
from aspa.cases.joining.rejoining import rejoin
from aspa.cases.models import Case, Message, Participant
from aspa.cases.snoozing import settle
from aspa.cases.touch import SPOKEN, changed, gist_of, hold, lock, must_stand, own, point_to_most_urgent, subject_of
from aspa.cases.verbs import OtherOrganisation
from aspa.cases.writing import standing
from aspa.customers.models import Customer, Identity
from aspa.kit.errors import Refused
from aspa.kit.lines import one_line
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent, Queue
from aspa.staff.queries import waiting_queue

CONTACT = Message.Kind.CONTACT
LONGEST_SUBJECT = 500


class NotChosen(Refused):
    """No message of the customer was chosen, or something that nobody said to the other."""

    code = "messages_needed"


class NothingLeft(Refused):
    """Everything that was said was chosen."""

    code = "nothing_left"


class MovedAlready(Refused):
    """A message is in another case now."""

    code = "message_moved"


class NotTheirs(Refused):
    """The customer has nothing to do with these messages."""

    code = "customer_not_in_messages"


@transaction.atomic
def split(  # noqa: PLR0913  # each is one thing an agent fills in
    case: Case,
    *,
    messages: Collection[int],
    by: Viewer,
    at: datetime,
    owner: Agent | Queue | None = None,
    customer: Customer | None = None,
    subject: str = "",
    reason: str = "",
    owes: bool = False,
) -> Split:
    """
    Make messages of a case a case of their own. What was promised for them goes along; what they still wait for is
    promised there, as of when they came. Acknowledgements follow what they acknowledge.

    Args:
        messages: keys of what the customer wrote and of answers to it.
        owner: who takes care of it; otherwise the queue in which the case waits or waited.
        customer: whose it is; otherwise of whoever wrote the messages.
        owes: that the customer waits for an answer to these though one has been sent since.

    Raises CaseMerged, MovedAlready, NotChosen, NothingLeft, NotTheirs, OtherOrganisation and NotAtWork.
    """
    lock(case)
    must(by, Power.ANSWER, case)
    must_stand(case)
    chosen = _chosen(case, messages)
    made = _made(case, chosen, whose=_whose(case, chosen, customer), subject=subject)
    _give(made, owner)
    _let_in(made, case, chosen)
    before = {"gist": case.gist, "latest_at": case.latest_at.isoformat(), "closed": case.closure_id}
    moved = divide(case, made, chosen, owes=owes, at=at)
    moved |= {"before": before, "roused": _forget(case, chosen), "owner": made.owner_agent_id}
    for one in (case, made):
        point_to_most_urgent(one)
    facts = {"reason": reason.strip()[:LONGEST_REASON], "split_by": by.actor, "split_at": at, "moved": moved}
    done: Split = Split.objects.create(organisation_id=case.organisation_id, case=case, made=made, **facts)
    done.refresh_from_db(fields=["mark"])
    changed(case, "case.split", by=by, at=at, made=made.pk, split_id=done.pk)
    changed(made, "case.split_off", by=by, at=at, origin=case.pk, split_id=done.pk)
    return done


@transaction.atomic
def unsplit(done: Split, *, by: Viewer, at: datetime) -> None:
    """
    Let a split not have been: everything goes back, also what came meanwhile; the emptied case leads there.

    Raises UndoTooLate after an hour, UndoneAlready, and ChangedSince where the two have gone ways of their own.
    """
    case, made = done.case, done.made
    hold(case, made)
    done.refresh_from_db(from_queryset=Split.objects.select_for_update(no_key=True, of=["self"]))
    done.case, done.made = case, made
    for one in (case, made):
        must(by, Power.ANSWER, one)
    _may_undo(done, by=by, at=at)
    rejoin(done, by=by, at=at)
    done.undone_by, done.undone_at = by.actor, at
    done.save(update_fields=["undone_by", "undone_at"])
    changed(case, "case.unsplit", by=by, at=at, split_id=done.pk)
    changed(made, "case.unsplit_from", by=by, at=at, split_id=done.pk)


def _chosen(case: Case, keys: Collection[int]) -> list[Message]:
    wanted = set(keys)
    found = list(case.messages.filter(pk__in=wanted).order_by("at", "pk"))
    if len(found) < len(wanted):
        raise MovedAlready(_("One of these messages is no longer in this case. Look again."))
    if not any(one.kind == CONTACT for one in found) or any(one.kind not in SPOKEN for one in found):
        raise NotChosen(_("Choose at least one message of the customer; answers may go along, memos stay."))
    if not case.messages.filter(kind__in=SPOKEN).exclude(pk__in=wanted).exists():
        raise NothingLeft(_("Something must stay in this case. Leave at least one message."))
    return found


def _whose(case: Case, chosen: Sequence[Message], customer: Customer | None) -> Customer:
    wrote = sorted(_authors(chosen))
    if customer is None:
        return standing(wrote[0]) if len(wrote) == 1 else case.customer
    if customer.pk not in {case.customer_id, *wrote, *(standing(each).pk for each in wrote)}:
        raise NotTheirs(_("Choose the customer of this case, or somebody who wrote one of the messages."))
    return customer


def _authors(chosen: Sequence[Message]) -> set[int]:
    """Return the customers who wrote messages themselves; what was entered by hand is of the case's customer."""
    wrote = {one.author for one in chosen if one.kind == CONTACT and one.author.startswith("customer:")}
    return {standing(int(author.partition(":")[2])).pk for author in wrote}


def _made(case: Case, chosen: Sequence[Message], *, whose: Customer, subject: str) -> Case:
    contacts = [one for one in chosen if one.kind == CONTACT]
    first, newest = contacts[0], contacts[-1]
    called = one_line(subject) or first.subject.strip() or case.subject
    made: Case = Case.objects.create(
        organisation_id=case.organisation_id,
        brand_id=case.brand_id,
        customer=whose,
        subject=subject_of(called[:LONGEST_SUBJECT]),
        channel=first.channel,
        address_id=case.address_id,
        language=case.language if whose.pk == case.customer_id else whose.language or case.language,
        owner_queue=waiting_queue(case.brand, case.owner_queue, case.taken_from),
        gist=gist_of(newest.visible or newest.subject),
        contacts=len(contacts),
        opened_at=first.at,
        latest_at=chosen[-1].at,
    )
    made.refresh_from_db(fields=["number"])
    return made


def _give(made: Case, owner: Agent | Queue | None) -> None:
    if owner is None:
        return
    if owner.organisation_id != made.organisation_id:
        raise OtherOrganisation(_("The new owner does not work for this organisation."))
    own(made, **({"agent": owner} if isinstance(owner, Agent) else {"queue": owner}))


def _let_in(made: Case, case: Case, chosen: Sequence[Message]) -> None:
    """Let belong to the new case who wrote its messages, and who of the old one's people had them."""
    theirs = {case.customer_id, *case.participants.values_list("customer_id", flat=True)}
    seen_by = {address for one in chosen for address in (one.sender, one.reply_to, *one.recipients)} - {""}
    known = Identity.objects.filter(organisation_id=case.organisation_id, value__in=seen_by, customer__in=theirs)
    belong = {*known.values_list("customer_id", flat=True), *_authors(chosen)} - {made.customer_id}
    Participant.objects.bulk_create(
        Participant(organisation_id=made.organisation_id, case=made, customer_id=each) for each in sorted(belong)
    )


def _forget(case: Case, chosen: Sequence[Message]) -> str:
    """Show what is left of the old case; return when it had come up from its rest for what is gone now."""
    left = case.messages.filter(kind__in=SPOKEN).order_by("-at", "-pk")
    newest, contact = left[0], left.filter(kind=CONTACT).first()
    case.contacts = max(case.contacts - sum(one.kind == CONTACT for one in chosen), 0)
    shown = contact or newest
    case.gist, case.latest_at = gist_of(shown.visible or shown.subject), newest.at
    case.save(update_fields=["contacts", "gist", "latest_at"])
    rest = case.snooze
    if rest is None or rest.roused_at is None or (contact and contact.at >= rest.snoozed_at):
        return ""
    roused = rest.roused_at.isoformat()
    settle(case)
    return roused


def _may_undo(done: Split, *, by: Viewer, at: datetime) -> None:
    if done.undone_at:
        raise UndoneAlready(_("This has been undone already."))
    if at >= done.split_at + HOUR:
        raise UndoTooLate(_("This can be undone within an hour only."))
    _must_be_last(done)
    if any(one.closure and one.closure.closed_at >= done.split_at for one in (done.case, done.made)):
        raise ChangedSince(_("The case has been closed since. Open it again first."))
    if done.made.messages.filter(pk__gt=done.mark, kind=Message.Kind.REPLY).exists():
        raise ChangedSince(_("The new case has been answered since. Merge the two if they belong together."))
    if done.made.owner_agent_id not in {None, done.moved["owner"], by.powers.agent_id}:
        raise ChangedSince(_("Somebody has taken the new case since. Ask them, or merge the two."))


def _must_be_last(done: Split) -> None:
    """Later steps are undone first: each knows what the two were when it was taken."""
    both = [done.case_id, done.made_id]
    later = {"undone_at__isnull": True, "mark__gt": done.mark}
    if Merge.objects.filter(Q(into__in=both) | Q(case__in=both), **later).exists():
        raise ChangedSince(_("Something was merged later. Undo that first."))
    if Split.objects.filter(case__in=both, **later).exists():
        raise ChangedSince(_("Something was split off since. Undo that first."))
