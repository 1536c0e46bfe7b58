"""
Two customers who turned out to be one: a person says so, and everything of the one stands with the other.

Locks are taken in the order in which reception takes them: by what the two are known, then the two, then their cases.
A letter from either of them waits until the merge is done, or the merge waits until the letter's case is there to move.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Participant
from aspa.customers.models import Consent, Customer, Identity, Note
from aspa.customers.touch import Change, changed, hold, hold_identities
from aspa.kit.errors import Refused
from aspa.kit.rows import write_in
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live
from aspa.people.allowed import must_merge
from aspa.people.models import Distinction, Merge, Moved

Kind = Moved.Kind
FACTS = ("name", "language", "company_id")  # filled where the kept customer has none
OWNED: dict[str, type[models.Model]] = {
    Kind.CASE: Case,
    Kind.IDENTITY: Identity,
    Kind.NOTE: Note,
    Kind.CONSENT: Consent,
}


class SameCustomer(Refused):
    """One customer was named twice."""

    code = "same_customer"


class DifferentKinds(Refused):
    """One is a person, the other a company."""

    code = "different_kinds"


class MovedRow(NamedTuple):
    """A row of people_moved."""

    organisation_id: int
    merge_id: int
    kind: str
    row_id: int


@transaction.atomic
def merge(kept: Customer, merged: Customer, *, by: Viewer, at: datetime, reasons: Sequence[str] = ()) -> Merge:
    """
    Let everything of one customer stand with another, who is kept; what both have stays as the kept one's.

    Args:
        reasons: why the two were proposed, where they were.

    Raises Forbidden, SameCustomer, DifferentKinds, MergedAway.
    """
    must_merge(by)
    if kept.pk == merged.pk:
        raise SameCustomer(_("Choose another customer: this is the same one."))
    hold_identities([kept.pk, merged.pk])
    held = hold([kept.pk, merged.pk])
    kept, merged = held[kept.pk], held[merged.pk]
    if kept.kind != merged.kind:
        raise DifferentKinds(_("One is a person, the other a company. Say first what they both are."))
    ours = {"organisation_id": kept.organisation_id, "merged_by": by.actor, "merged_at": at}
    done: Merge = Merge.objects.create(
        **ours, kept=kept, merged=merged, reasons=list(reasons), filled=_fill(kept, merged)
    )
    remember(done, _move_all(merged, kept))
    done.newest_case = _newest(Case.objects.filter(customer=kept))
    done.newest_participant = _newest(Participant.objects.filter(customer=kept))
    done.save(update_fields=["newest_case", "newest_participant"])
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    tell(kept, merged, "customer.merged", "merged", by=by, at=at, merge_id=done.pk)
    return done


def _newest(rows: models.QuerySet[Any]) -> int:
    """Return the largest key: what comes after it came after the merge."""
    return int(rows.aggregate(newest=models.Max("pk"))["newest"] or 0)


def _fill(kept: Customer, merged: Customer) -> dict[str, Any]:
    """Fill what is not known of the kept customer, who has been one since the earlier day; return before and after."""
    filled: dict[str, Any] = {}
    for name in FACTS:
        if not getattr(kept, name) and getattr(merged, name):
            filled[name] = [getattr(kept, name), getattr(merged, name)]
            setattr(kept, name, getattr(merged, name))
    if merged.since < kept.since:
        filled["since"] = [kept.since.isoformat(), merged.since.isoformat()]
        kept.since = merged.since
    kept.save(update_fields=["name", "language", "company", "since"])
    return filled


def _move_all(merged: Customer, kept: Customer) -> Iterable[tuple[str, Collection[int]]]:
    """Move everything from one customer to the other; return what moved."""
    first = Identity.objects.filter(customer=merged, is_primary=True)
    yield Kind.PRIMARY, list(first.values_list("pk", flat=True))
    first.update(is_primary=False)  # the kept customer's own first choices stay
    for kind, model in OWNED.items():
        yield kind, move(model.objects.filter(customer=merged), customer=kept)  # type: ignore[attr-defined]  # each has rows
    yield Kind.PARTICIPANT, move(not_twice(Participant.objects.filter(customer=merged), kept), customer=kept)
    yield Kind.PERSON, move(Customer.objects.filter(company=merged), company=kept)


def not_twice(rows: models.QuerySet[Participant], customer: Customer) -> models.QuerySet[Participant]:
    """Return participants of cases in which this customer does not take part yet; nobody takes part twice."""
    return rows.exclude(Exists(Participant.objects.filter(case=OuterRef("case"), customer=customer)))


def move(rows: models.QuerySet[Any], **to: Customer) -> list[int]:
    """Let rows belong to another customer, locked in the order of their keys; return these."""
    keys = list(rows.order_by("pk").select_for_update(no_key=True, of=["self"]).values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys).update(**to)
    return keys


def remember(done: Merge, moved: Iterable[tuple[str, Collection[int]]]) -> None:
    """Write down what moved."""
    write_in(
        "people_moved", [MovedRow(done.organisation_id, done.pk, kind, key) for kind, keys in moved for key in keys]
    )


def tell(kept: Customer, merged: Customer, event: str, field: str, *, by: Viewer, at: datetime, merge_id: int) -> None:
    """Write into the history of both what happened to the two, and hint browsers; the last step of a verb."""
    for one, other in ((kept, merged), (merged, kept)):
        said = f"{other.name} #{other.pk}".strip()
        change = Change(field, "", said)
        changed(one, event, change, by=by, at=at, hints=False, merge_id=merge_id, other_id=other.pk)
    topics = [f"customer-{kept.pk}", f"customer-{merged.pk}", "list"]
    live.hint(topics, organisation_id=kept.organisation_id, at=at)


@transaction.atomic
def distinguish(one: Customer, other: Customer, *, by: Viewer, at: datetime) -> None:
    """
    Say that two customers are not one, so that nobody is asked again; saying it twice is the same as once.

    Raises Forbidden, SameCustomer, MergedAway.
    """
    must_merge(by)
    if one.pk == other.pk:
        raise SameCustomer(_("Choose another customer: this is the same one."))
    hold([one.pk, other.pk])
    first, second = sorted((one, other), key=lambda customer: customer.pk)
    ours = {"organisation_id": one.organisation_id, "said_by": by.actor, "said_at": at}
    _said, is_new = Distinction.objects.get_or_create(one=first, other=second, defaults=ours)
    if is_new:
        changed(first, "customer.distinguished", by=by, at=at, hints=False, other_id=second.pk)
        topics = [f"customer-{first.pk}", f"customer-{second.pk}"]
        live.hint(topics, organisation_id=one.organisation_id, at=at)
