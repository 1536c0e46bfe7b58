"""Putting a case into another one of the same matter; what moved stands in a row, and goes back within an hour."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases.allowed import must
from aspa.cases.joining.models import Merge, Split
from aspa.cases.joining.parting import OWNED, part
from aspa.cases.models import Case, Closure, Message, Participant, ProposedLink
from aspa.cases.snoozing import end_with_case, rouse
from aspa.cases.touch import changed, find_owner, hold, must_stand, point_to_most_urgent
from aspa.kit.errors import Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.promises.models import Promise
from aspa.staff.queries import is_at_work

HOUR = timedelta(hours=1)
LONGEST_REASON = 500


class SameCase(Refused):
    """A case cannot be put into itself."""

    code = "same_case"


class OtherBrand(Refused):
    """The cases are served under different names."""

    code = "other_brand"


class OtherCustomer(Refused):
    """The cases are of different customers, and nobody said that they belong together all the same."""

    code = "other_customer"


class UndoTooLate(Refused):
    """An hour has passed."""

    code = "undo_too_late"


class UndoneAlready(Refused):
    """It has been undone."""

    code = "undone_already"


class ChangedSince(Refused):
    """Something was done since that must be undone first."""

    code = "changed_since"


@transaction.atomic
def merge(case: Case, *, into: Case, by: Viewer, at: datetime, reason: str = "", across: bool = False) -> Merge:
    """
    Put everything of a case into another: what was said and promised, who belongs, what is proposed.

    The emptied case stays, closed; its number leads to where it went, and so does what comes to it. Nothing that is
    promised ends; between customers each promise is kept only by an answer to the one it was given to.

    Args:
        across: that cases of different customers are meant to be one.

    Raises SameCase, CaseMerged, OtherBrand, OtherCustomer.
    """
    hold(case, into)
    for one in (case, into):
        must(by, Power.ANSWER, one)
    _may_merge(case, into, across=across)
    if case.customer_id != into.customer_id:
        _name_receivers(case)
        _name_receivers(into)
    return unite(case, into, by=by, at=at, reason=reason.strip()[:LONGEST_REASON])


@transaction.atomic
def unmerge(merged: Merge, *, by: Viewer, at: datetime) -> None:
    """
    Let a merge not have been: each case has its own again, also what came meanwhile to the number of the one.

    Raises UndoTooLate after an hour, UndoneAlready, and ChangedSince where a later step must be undone first.
    """
    apart, home = merged.case, merged.into
    hold(apart, home)
    merged.refresh_from_db(from_queryset=Merge.objects.select_for_update(no_key=True, of=["self"]))
    merged.case, merged.into = apart, home
    must(by, Power.ANSWER, home)
    _may_undo(merged, at=at)
    part(merged, at=at)
    merged.undone_by, merged.undone_at = by.actor, at
    merged.save(update_fields=["undone_by", "undone_at"])
    changed(apart, "case.unmerged", by=by, at=at, merge_id=merged.pk)
    changed(home, "case.unmerged_from", by=by, at=at, merge_id=merged.pk)


def unite(apart: Case, home: Case, *, by: Viewer, at: datetime, reason: str = "", proposed: str = "") -> Merge:
    """Merge two cases that are held and may be merged; `proposed` is why a link had been proposed between them."""
    moved: dict[str, Any] = {"proposed": proposed, "home": _seen_from_outside(home), **_move(apart, home)}
    moved |= {"closed": home.closure_id, "rested": apart.snooze_id, "roused": _is_roused(home)}
    end_with_case(apart, by=by, at=at)
    rouse(home, at=at)
    moved["closure"] = empty(apart, home, by=by, at=at)
    if home.closure_id and moved["closure"]:
        Closure.objects.filter(pk=home.closure_id).update(reopened_at=at)
        home.closure = None
    _enrich(home, apart)
    if home.is_open:
        find_owner(home)
    united: Merge = Merge.objects.create(
        organisation_id=home.organisation_id,
        case=apart,
        into=home,
        reason=reason,
        merged_by=by.actor,
        merged_at=at,
        moved=moved,
    )
    changed(apart, "case.merged", by=by, at=at, into=home.pk, merge_id=united.pk)
    changed(home, "case.merged_in", by=by, at=at, merged=apart.pk, merge_id=united.pk)
    return united


def _may_merge(case: Case, into: Case, *, across: bool) -> None:
    if case.pk == into.pk:
        raise SameCase(_("A case cannot be merged into itself."))
    if case.organisation_id != into.organisation_id:
        raise ValueError("cases of two organisations")
    must_stand(case)
    must_stand(into)
    if case.brand_id != into.brand_id:
        raise OtherBrand(_("The cases are of different brands. Link them instead."))
    if case.customer_id != into.customer_id and not across:
        raise OtherCustomer(_("The cases are of different customers. Say that they belong together all the same."))


def _may_undo(merged: Merge, *, at: datetime) -> None:
    if merged.undone_at:
        raise UndoneAlready(_("This has been undone already."))
    if at >= merged.merged_at + HOUR:
        raise UndoTooLate(_("This can be undone within an hour only."))
    later = Merge.objects.filter(into=merged.into, undone_at__isnull=True, pk__gt=merged.pk)
    if merged.into.joined_to_id or later.exists():
        raise ChangedSince(_("Something was merged later. Undo that first."))
    if Split.objects.filter(case=merged.into, undone_at__isnull=True, mark__gt=merged.mark).exists():
        raise ChangedSince(_("Something was split off since. Undo that first."))
    closure = merged.into.closure
    if closure and closure.closed_at >= merged.merged_at:
        raise ChangedSince(_("The case has been closed since. Open it again first."))


def _name_receivers(case: Case) -> None:
    """Write down to whom each promise was given: the case will not tell it any more."""
    owed = Promise.objects.filter(subject_id=case.pk, customer__isnull=True)
    owed.update(customer_id=case.customer_id)


def _is_roused(home: Case) -> bool:
    """Tell whether a case that rests will come up for what is merged into it, which it had not done before."""
    return home.snooze is not None and home.snooze.roused_at is None


def _seen_from_outside(home: Case) -> Mapping[str, Any]:
    """Return what a case showed before something came into it."""
    owner = [getattr(home, f"{field}_id") for field in OWNED]
    return {"gist": home.gist, "latest_at": home.latest_at.isoformat(), "contacts": home.contacts, "owner": owner}


def _move(apart: Case, home: Case) -> Mapping[str, list[int]]:
    """Move what was said and promised, what is proposed and had been joined, and who belongs; return their keys."""
    said, promised = Message.objects.filter(case=apart), Promise.objects.filter(subject_id=apart.pk)
    joined = Case.objects.filter(joined_to=apart)
    proposed = ProposedLink.objects.filter(case=apart).exclude(to__in=home.proposed_links.values("to"))
    moved = {
        name: list(rows.order_by("pk").values_list("pk", flat=True))
        for name, rows in (("messages", said), ("promises", promised), ("joined", joined), ("links", proposed))
    }
    said.update(case=home)
    promised.update(subject_id=home.pk)
    joined.update(joined_to=home)
    proposed.filter(pk__in=moved["links"]).update(case=home)
    return moved | {"participants": _let_in(apart, home)}


def _let_in(apart: Case, home: Case) -> list[int]:
    """Let everybody who belonged to the one belong to the other; return the customers who did not before."""
    ours = {home.customer_id, *home.participants.values_list("customer_id", flat=True)}
    theirs = {apart.customer_id, *apart.participants.values_list("customer_id", flat=True)}
    new = sorted(theirs - ours)
    Participant.objects.bulk_create(
        Participant(organisation_id=home.organisation_id, case=home, customer_id=customer) for customer in new
    )
    return new


def empty(apart: Case, home: Case, *, by: Viewer, at: datetime) -> int | None:
    """Close the case from which everything has moved; return the key of its closure, unless it was closed before."""
    was_closed = apart.closure_id is not None
    if not was_closed:
        apart.closure = Closure.objects.create(
            organisation_id=apart.organisation_id,
            case=apart,
            outcome=Closure.Outcome.MERGED,
            closed_by=by.actor,
            closed_at=at,
        )
    apart.promise, apart.joined_to = None, home
    apart.save(update_fields=["promise", "closure", "joined_to"])
    return None if was_closed else apart.closure_id


def _enrich(home: Case, apart: Case) -> None:
    """Show what has moved into a case; one that waited in a queue goes on with whoever took care of the other."""
    home.contacts += apart.contacts
    if apart.latest_at > home.latest_at:
        home.latest_at, home.gist = apart.latest_at, apart.gist
    if home.owner_queue_id and apart.owner_agent_id and is_at_work(apart.owner_agent_id):
        home.owner_agent_id, home.owner_queue_id, home.taken_from_id = apart.owner_agent_id, None, home.owner_queue_id
    home.save(update_fields=["latest_at", "gist", "contacts", "closure", *OWNED])
    point_to_most_urgent(home)
