"""
Everything that is known of a customer, to be handed out: one JSON document, and each of their mails as it came.

What others wrote into the same cases is left out: it is theirs. What agents noted about the customer is in it.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from aspa.cases.models import Case, Message, Participant
from aspa.customers.models import Consent, Customer, Edit, Identity, Note
from aspa.history import verbs as history
from aspa.journal import queries as journal
from aspa.kit import walls
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.language.entities import mask
from aspa.people.allowed import must
from aspa.people.models import Merge
from aspa.promises.models import Promise

MESSAGE = ("id", "kind", "is_inbound", "channel", "sender", "sender_name", "recipients", "subject", "text", "at")
CASE = ("id", "number", "subject", "channel", "language", "opened_at", "latest_at", "brand__name", "closure__outcome")
PROMISE = ("act", "given_at", "due_from", "due_until", "ended_at", "outcome")


@transaction.atomic
def hand_out(viewer: Viewer, customer: Customer, *, at: datetime) -> Iterator[bytes]:
    """
    Return the archive piece by piece: `customer.json`, and under `mails/` each letter of the customer's as it came.

    That it was handed out, by whom, stands in history. Raises Forbidden without the power to export.
    """
    must(viewer, Power.EXPORT)
    organisation_id = customer.organisation_id
    history.record(
        "customer.exported", organisation_id=organisation_id, subject_id=customer.pk, actor=viewer.actor, at=at
    )
    return _inside(viewer, customer)


def _inside(viewer: Viewer, customer: Customer) -> Iterator[bytes]:
    """Make the pieces inside the organisation: they are taken when the request that asked has ended."""
    with walls.within(customer.organisation_id):
        yield from _pieces(viewer, customer)


def _pieces(viewer: Viewer, customer: Customer) -> Iterator[bytes]:
    family = family_of(customer)
    out = Outlet()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("customer.json", "w", force_zip64=True) as document:
            for piece in _document(viewer, customer, family):
                document.write(piece.encode())
                yield out.taken()
        for message_id, entry_id in _letters(viewer, family):
            archive.writestr(f"mails/{message_id}.eml", journal.raw_of(entry_id))
            yield out.taken()
    yield out.taken()


class Outlet(io.RawIOBase):
    """A file nobody can go back in: what is written is taken away at once, so that no archive is held in memory."""

    def __init__(self) -> None:
        self.waiting = bytearray()
        self.place = 0

    def writable(self) -> bool:
        """Tell that it is written to."""
        return True

    def write(self, data: Any) -> int:
        """Take what is written."""
        self.waiting += data
        self.place += len(data)
        return len(data)

    def tell(self) -> int:
        """Return how much was written."""
        return self.place

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def family_of(customer: Customer) -> list[int]:
    """Return the keys of a customer and of all who were merged into it, however often."""
    family, newest = [customer.pk], [customer.pk]
    while newest:
        newest = list(Customer.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        family += newest
    return family


def _document(viewer: Viewer, customer: Customer, family: Sequence[int]) -> Iterator[str]:
    """Return the JSON document in pieces: the facts first, then case after case."""
    facts = json.dumps(about(customer, family), default=str, ensure_ascii=False, indent=1)
    yield facts.removesuffix("\n}") + ',\n "cases": ['
    comma = ""
    for case in _cases(viewer, family):
        case["promises"] = list(Promise.objects.filter(subject_id=case["id"]).order_by("id").values(*PROMISE))
        case["messages"] = list(_messages(case["id"], family, is_own=case.pop("is_own")))
        yield comma + json.dumps(case, default=str, ensure_ascii=False, indent=1)
        comma = ",\n"
    yield "]\n}\n"


def about(customer: Customer, family: Sequence[int]) -> dict[str, Any]:
    """Return what is known of a customer beside the cases."""
    theirs = {"customer_id__in": family}
    return {
        "id": customer.pk,
        "kind": customer.kind,
        "name": customer.name,
        "company": customer.company.name if customer.company else None,
        "language": customer.language,
        "since": customer.since,
        "identities": list(Identity.objects.filter(**theirs).order_by("id").values("kind", "value", "is_primary")),
        "notes": list(Note.objects.filter(**theirs).order_by("id").values("kind", "text", "written_at", "ended_at")),
        "consents": list(
            Consent.objects.filter(**theirs)
            .order_by("id")
            .values("purpose", "channel", "given_at", "withdrawn_at", "withdrawn_channel")
        ),
        "edits": list(Edit.objects.filter(**theirs).order_by("id").values("field", "before", "after", "at")),
        "merges": list(Merge.objects.filter(kept_id__in=family).order_by("id").values("merged_at", "undone_at")),
    }


def _cases(viewer: Viewer, family: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Return the customer's own cases, and those of others in which the customer wrote."""
    visible = Case.objects.visible_to(viewer)
    for case in visible.filter(customer_id__in=family).order_by("id").values(*CASE):
        yield case | {"is_own": True}
    took_part = Participant.objects.filter(customer_id__in=family).values("case_id")
    others = visible.filter(pk__in=took_part).exclude(customer_id__in=family)
    for case in others.order_by("id").values("id", "number", "opened_at"):
        yield case | {"is_own": False}


def _messages(case_id: int, family: Sequence[int], *, is_own: bool) -> Iterator[dict[str, Any]]:
    """Return what the customer wrote, and in the customer's own cases what was written to and about the customer."""
    authors = [f"customer:{key}" for key in family]
    for message in Message.objects.filter(case_id=case_id).order_by("id").values(*MESSAGE, "author"):
        author = message.pop("author")
        is_anothers = author.startswith("customer:") and author not in authors
        if author in authors or (is_own and not is_anothers):
            yield message | {"subject": mask(message["subject"]), "text": mask(message["text"])}


def _letters(viewer: Viewer, family: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return (message, journal entry) of everything the customer sent."""
    took_part = Participant.objects.filter(customer_id__in=family).values("case_id")
    own = Case.objects.visible_to(viewer).filter(customer_id__in=family).values("pk")
    authors = [f"customer:{key}" for key in family]
    for cases in (own, took_part):
        rows = Message.objects.visible_to(viewer).filter(case_id__in=cases, author__in=authors, entry__isnull=False)
        yield from rows.order_by("id").values_list("id", "entry_id")
