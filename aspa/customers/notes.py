"""How a customer wishes to be served and is served well, and to what the customer consented."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.customers.editing import ChangedMeanwhile
from aspa.customers.models import Consent, Customer, Note
from aspa.customers.touch import Change, changed, hold_one
from aspa.kit.errors import Refused, or_missing
from aspa.kit.lines import one_line
from aspa.kit.viewer import Viewer

LONGEST = 300  # characters: what stands first beside every case is read in one look
MOST = 20  # notes of one customer that stand at once


class EmptyNote(Refused):
    """Nothing was written."""

    code = "empty_note"


class TooLongNote(Refused):
    """More was written than is read beside a case."""

    code = "note_too_long"


class TooManyNotes(Refused):
    """So many notes stand already that nobody reads them."""

    code = "too_many_notes"


class AlreadyConsented(Refused):
    """The same consent stands."""

    code = "already_consented"


class AlreadyWithdrawn(Refused):
    """The consent ended before."""

    code = "already_withdrawn"


class NotYet(Refused):
    """The time given lies ahead, or before what it follows."""

    code = "not_yet"


@transaction.atomic
def write(customer: Customer, *, kind: str, text: str, by: Viewer, at: datetime) -> Note:
    """
    Write down a wish of the customer's, or advice on serving this customer.

    Raises EmptyNote, TooLongNote, TooManyNotes.
    """
    said = _written(text)
    customer = hold_one(customer)
    if customer.notes.filter(ended_at__isnull=True).count() >= MOST:
        raise TooManyNotes(_("There are 20 notes already; nobody reads more. Take away what no longer holds."))
    ours = {"organisation_id": customer.organisation_id, "customer": customer}
    note: Note = Note.objects.create(**ours, kind=kind, text=said, written_by=by.actor, written_at=at)
    changed(customer, "customer.note_written", Change(kind, "", said), by=by, at=at, note_id=note.pk)
    return note


@transaction.atomic
def rewrite(note: Note, *, text: str, was: str, by: Viewer, at: datetime) -> Note:
    """
    Say a note otherwise; what it said before stands in the customer's history.

    Args:
        was: what the note said when `text` was written.

    Raises EmptyNote, TooLongNote, Missing, and ChangedMeanwhile when it says something else by now.
    """
    said = _written(text)
    customer = hold_one(note.customer)
    note = _standing(note)
    if note.text != was and note.text != said:
        sentence = _("Somebody else changed this while you wrote. It says now: %(now)s. Save again if yours is right.")
        raise ChangedMeanwhile(sentence % {"now": note.text})
    if note.text == said:
        return note
    before = note.text
    note.text, note.written_by, note.written_at = said, by.actor, at
    note.save(update_fields=["text", "written_by", "written_at"])
    changed(customer, "customer.note_rewritten", Change(note.kind, before, said), by=by, at=at, note_id=note.pk)
    return note


@transaction.atomic
def end(note: Note, *, by: Viewer, at: datetime) -> None:
    """
    Say that a note holds no longer.

    Raises Missing when somebody has said so already.
    """
    customer = hold_one(note.customer)
    note = _standing(note)
    note.ended_by, note.ended_at = by.actor, at
    note.save(update_fields=["ended_by", "ended_at"])
    changed(customer, "customer.note_ended", Change(note.kind, note.text, ""), by=by, at=at, note_id=note.pk)


@transaction.atomic
def consent(
    customer: Customer, *, purpose: str, channel: str, by: Viewer, at: datetime, given_at: datetime | None = None
) -> Consent:
    """
    Write down that a customer consented to something.

    Args:
        given_at: when the customer said so; now when None.

    Raises EmptyNote, AlreadyConsented, and NotYet for a time that is to come.
    """
    what = _written(purpose)[:200]
    customer, said_at = hold_one(customer), given_at or at
    if said_at > at:
        raise NotYet(_("That time is still to come."))
    if customer.consents.filter(purpose__iexact=what, withdrawn_at__isnull=True).exists():
        raise AlreadyConsented(_("This consent stands already."))
    ours = {"organisation_id": customer.organisation_id, "customer": customer, "recorded_by": by.actor}
    given: Consent = Consent.objects.create(**ours, purpose=what, channel=channel, given_at=said_at)
    changed(customer, "customer.consented", Change("consent", "", what), by=by, at=at, consent_id=given.pk)
    return given


@transaction.atomic
def withdraw(consent: Consent, *, channel: str, by: Viewer, at: datetime) -> None:
    """
    Write down that a customer withdrew a consent.

    Raises AlreadyWithdrawn.
    """
    customer = hold_one(consent.customer)
    consent.refresh_from_db()
    if consent.withdrawn_at:
        raise AlreadyWithdrawn(_("This consent was withdrawn before."))
    consent.withdrawn_at, consent.withdrawn_channel, consent.withdrawn_by = at, channel, by.actor
    consent.save(update_fields=["withdrawn_at", "withdrawn_channel", "withdrawn_by"])
    gone = Change("consent", consent.purpose, "")
    changed(customer, "customer.consent_withdrawn", gone, by=by, at=at, consent_id=consent.pk)


def _standing(note: Note) -> Note:
    """Return a note as it is now; raises Missing where it has ended."""
    found: Note | None = Note.objects.filter(pk=note.pk, ended_at__isnull=True).first()
    return or_missing(found, _("There is no such note; somebody may have taken it away."))


def _written(text: str) -> str:
    """Return what was written, on one line; raises EmptyNote, TooLongNote."""
    said = one_line(text)
    if not said:
        raise EmptyNote(_("Write something first."))
    if len(said) > LONGEST:
        raise TooLongNote(_("Say it in at most 300 characters: it is read in one look beside the case."))
    return said
