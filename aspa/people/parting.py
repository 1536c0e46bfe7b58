"""Undoing a merge: each of the two has again what was theirs, and what came from their addresses meanwhile."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.cases.models import Participant
from aspa.customers.models import Customer, Identity
from aspa.customers.touch import hold, hold_identities
from aspa.kit.errors import Refused, or_missing
from aspa.kit.viewer import Viewer
from aspa.people.allowed import must_merge
from aspa.people.merging import OWNED, Kind, move, not_twice, tell
from aspa.people.models import Merge, Moved


class AlreadyParted(Refused):
    """The merge was undone before."""

    code = "already_parted"


class ChangedHands(Refused):
    """What the merged customer was known by is no longer with the kept one."""

    code = "identities_changed_hands"


# What was begun by letters from what has moved, since it moved: it was never the kept customer's own.
BEGUN = """
select c.id from cases_case c
where c.customer_id = %(kept)s and c.id > %(newest_case)s and (
    select m.sender from cases_message m where m.case_id = c.id and m.is_inbound order by m.at, m.id limit 1
) = any(%(values)s)
"""
JOINED = """
select p.id from cases_participant p
where p.customer_id = %(kept)s and p.id > %(newest_participant)s
and exists (select from cases_message m where m.case_id = p.case_id and m.is_inbound and m.sender = any(%(values)s))
and not exists (select from cases_message m join customers_identity i on i.customer_id = %(kept)s and i.value = m.sender
                where m.case_id = p.case_id and m.is_inbound and not i.value = any(%(values)s))
"""


@transaction.atomic
def part(merge: Merge, *, by: Viewer, at: datetime) -> None:
    """
    Undo a merge.

    Cases that came since from an address that moves back go with it; whatever an agent wrote of the kept customer since
    stays there.

    Raises Forbidden, AlreadyParted, MergedAway when the kept customer was merged with yet another, and ChangedHands.
    """
    must_merge(by)
    hold_identities([merge.kept_id, merge.merged_id])
    held = hold([merge.kept_id, merge.merged_id], shells=[merge.merged_id])
    kept, merged = held[merge.kept_id], held[merge.merged_id]
    merge.refresh_from_db()
    if merge.undone_at:
        raise AlreadyParted(_("These two were parted again before."))
    moved = _moved(merge)
    values = _what_moves_back(kept, moved[Kind.IDENTITY])
    facts = {"kept": kept.pk, "values": values}
    facts |= {"newest_case": merge.newest_case, "newest_participant": merge.newest_participant}
    moved[Kind.CASE] += _asked(BEGUN, facts)
    moved[Kind.PARTICIPANT] += _asked(JOINED, facts)
    _move_back(moved, kept, merged)
    _restore(kept, merge.filled)
    merged.merged_into = None
    merged.save(update_fields=["merged_into"])
    merge.undone_by, merge.undone_at = by.actor, at
    merge.save(update_fields=["undone_by", "undone_at"])
    tell(kept, merged, "customer.parted", "parted", by=by, at=at, merge_id=merge.pk)


def _moved(merge: Merge) -> dict[str, list[int]]:
    moved: dict[str, list[int]] = {kind: [] for kind in Kind}
    for kind, key in Moved.objects.filter(merge=merge).values_list("kind", "row_id"):
        moved[kind].append(key)
    return moved


def _what_moves_back(kept: Customer, keys: Sequence[int]) -> list[str]:
    """Return the addresses and numbers that move back; raises ChangedHands unless all are where they were moved to."""
    still = Identity.objects.filter(pk__in=keys, customer=kept)
    values = list(still.values_list("value", flat=True))
    if len(values) < len(keys):
        raise ChangedHands(
            _("An address or number of the merged customer was moved or taken away since. This merge stays as it is.")
        )
    return values


def _move_back(moved: dict[str, list[int]], kept: Customer, merged: Customer) -> None:
    Identity.objects.filter(pk__in=moved[Kind.IDENTITY]).update(is_primary=False)
    for kind, model in OWNED.items():
        move(model.objects.filter(pk__in=moved[kind], customer=kept), customer=merged)  # type: ignore[attr-defined]  # each has rows
    Identity.objects.filter(pk__in=moved[Kind.PRIMARY], customer=merged).update(is_primary=True)
    took_part = Participant.objects.filter(pk__in=moved[Kind.PARTICIPANT], customer=kept)
    move(not_twice(took_part, merged), customer=merged)
    move(Customer.objects.filter(pk__in=moved[Kind.PERSON], company=kept), company=merged)


def _restore(kept: Customer, filled: dict[str, Any]) -> None:
    """Empty what the merge had filled, unless somebody has written something else there since."""
    for name, (before, after) in filled.items():
        now = getattr(kept, name)
        if (now.isoformat() if name == "since" else now) == after:
            setattr(kept, name, datetime.fromisoformat(before) if name == "since" else before)
    kept.save(update_fields=["name", "language", "company", "since"])


def _asked(statement: str, facts: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [row[0] for row in cursor.fetchall()]


def merge_of(viewer: Viewer, customer_id: int, merge_id: int) -> Merge:
    """
    Return one merge into a customer.

    Raises Missing.
    """
    rows = Merge.objects.visible_to(viewer).select_related("kept", "merged")
    found: Merge | None = rows.filter(pk=merge_id, kept_id=customer_id).first()
    return or_missing(found, _("There is no such merge."))
