"""Writing down what the scanner said of a file, and that somebody takes it all the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts

from aspa.channels.models import Scan, ScanMark
from aspa.channels.scanning import clamd
from aspa.history import verbs as history
from aspa.kit.errors import Forbidden, Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live

AGAIN = timedelta(minutes=1)  # doubled at each try
LONGEST = timedelta(hours=6)
MOST_TRIES = 12
GONE = N_("This file is gone or damaged.")


class Infected(Refused):
    """The scanner found something malicious in this file."""

    code = "file_infected"


@dataclass(frozen=True, slots=True)
class Seen:
    """
    A file where it was met.

    Args:
        attachment_id: by which it is found again for another try.
        topic: what open browsers are told when something is known of it.
    """

    organisation_id: int
    sha256: str
    attachment_id: int
    topic: str


def scan(seen: Seen, data: bytes, *, at: datetime) -> None:
    """Let the scanner look at bytes, outside every transaction, and write down what it said."""
    _note(seen, clamd.ask(settings.CLAMD, data), at=at)


def gone(seen: Seen, *, at: datetime) -> None:
    """Write down that the bytes of a file are not there to be looked at."""
    _note(seen, clamd.Verdict("unscanned", GONE), at=at)


@transaction.atomic
def _note(seen: Seen, verdict: clamd.Verdict, *, at: datetime) -> None:
    organisation = seen.organisation_id
    begun = {"state": Scan.State.UNSCANNED, "scanned_at": at, "seen_in": seen.attachment_id}
    known, _is_new = Scan.objects.get_or_create(organisation_id=organisation, sha256=seen.sha256, defaults=begun)
    scan = Scan.objects.select_for_update(no_key=True).get(pk=known.pk)
    scan.state, scan.finding, scan.scanned_at = verdict.state, verdict.finding[:200], at
    scan.tries = min(scan.tries + 1, MOST_TRIES)
    scan.next_try_at = at + min(AGAIN * 2**scan.tries, LONGEST) if verdict.is_worth_another_try else None
    scan.save(update_fields=["state", "finding", "scanned_at", "tries", "next_try_at"])
    if scan.state == Scan.State.INFECTED:
        history.record("file.infected", organisation_id=organisation, subject_id=scan.pk, actor="aspa", at=at)
    live.hint([seen.topic], organisation_id=organisation, at=at)


@transaction.atomic
def begin(organisation_id: int, *, newest: int) -> int:
    """Return how far files have been looked through; what was there before the scanner is not looked at."""
    mark, _is_new = ScanMark.objects.get_or_create(organisation_id=organisation_id, defaults={"attachment_id": newest})
    return mark.attachment_id


@transaction.atomic
def reach(organisation_id: int, *, newest: int) -> None:
    """Note that everything up to an attachment has been looked through."""
    ScanMark.objects.filter(organisation_id=organisation_id, attachment_id__lt=newest).update(attachment_id=newest)


@transaction.atomic
def let_through(scan: Scan, *, by: Viewer, at: datetime) -> None:
    """
    Take an infected file at one's own risk; twice is the same as once.

    Raises Forbidden to who may not administer.
    """
    if not by.may(Power.ADMINISTER):
        raise Forbidden(_("Only an administrator may do this."))
    scan = Scan.objects.select_for_update(no_key=True).get(pk=scan.pk)
    if scan.released_at is None:
        scan.released_at, scan.released_by = at, by.actor
        scan.save(update_fields=["released_at", "released_by"])
        organisation = scan.organisation_id
        history.record("file.released", organisation_id=organisation, subject_id=scan.pk, actor=by.actor, at=at)


def must_be_harmless(scan: Scan | None) -> None:
    """
    Hand out no file that is known to be malicious, until somebody answers for it.

    Raises Infected.
    """
    if scan and scan.is_kept_back:
        raise Infected(_("The scanner found %(finding)s in this file.") % {"finding": scan.finding})
