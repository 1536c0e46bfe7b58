"""`aspa import`: bring in mail from an archive."""

import mailbox
from collections.abc import Iterator
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from aspa.brands import queries as brands
from aspa.brands.models import Address
from aspa.channels.email.door.group import GROUP_BYTES, GROUP_COUNT, Outcome, write
from aspa.journal import queries as journal
from aspa.journal.verbs import Arrival
from aspa.ops.database import database
from aspa.ops.trouble import Trouble

SOURCE = "import"


class NotAnArchive(Trouble):
    """There is no mail of that form at that place."""


class UnknownAddress(Trouble):
    """No brand hears at the address, or it was not said which."""


def bring(*, form: str, path: Path, address: str) -> None:
    """
    Write every mail of an archive into the journal; doing it twice is the same as once, so it may be interrupted.

    Args:
        form: `mbox` or `maildir`.
        address: at which the mail was received; may be left out when there is only one.
    """
    archive = opened(form, path)
    with database("import"):
        read_in(archive, address)


def read_in(archive: "mailbox.Mailbox[Any]", address: str) -> None:
    """Write every mail of an archive into the journal, and say how many were new."""
    to = heard_at(address)
    newest = journal.newest_id()
    kept, lost = 0, 0
    for batch in batches(arrivals(archive, to)):
        outcomes = write(batch)
        if Outcome.DATABASE_AWAY in outcomes:
            raise Trouble("The database went away. Run the import again; what is in stays in, once.")
        kept += outcomes.count(Outcome.KEPT)
        lost += len(outcomes) - outcomes.count(Outcome.KEPT)
    new = journal.count_since(newest, organisation_id=to.organisation_id, source=SOURCE)
    print(f"{kept} mails read, {new} of them new.")
    if lost:
        raise Trouble(f"{lost} mails could not be kept. Run the import again when there is room on the disk.")


def opened(form: str, path: Path) -> "mailbox.Mailbox[Any]":
    """
    Return an archive.

    Raises NotAnArchive.
    """
    if form == "maildir" and not ((path / "cur").is_dir() and (path / "new").is_dir()):
        raise NotAnArchive(f"{path} is no Maildir: it has no folders cur and new.")
    if form == "mbox" and not path.is_file():
        raise NotAnArchive(f"{path} is no file.")
    archive: mailbox.Mailbox[Any] = (
        mailbox.mbox(path, create=False) if form == "mbox" else mailbox.Maildir(path, create=False)
    )
    if form == "mbox" and path.stat().st_size and not len(archive):
        raise NotAnArchive(f"{path} is no mbox: no line in it begins with `From `.")
    return archive


def heard_at(address: str) -> Address:
    """
    Return the address that the mail is for.

    Raises UnknownAddress.
    """
    if address:
        found: Address | None = brands.brand_for_address(address)
        if found:
            return found
        raise UnknownAddress(f"No brand hears at {address}.")
    every: list[Address] = list(Address.objects.heard().order_by("value")[:20])
    if len(every) != 1:
        names = ", ".join(each.value for each in every)
        raise UnknownAddress(f"Say at which address the mail was received, with --address: {names}")
    return every[0]


def arrivals(archive: "mailbox.Mailbox[Any]", to: Address) -> Iterator[Arrival]:
    """Yield every mail; one whose file vanished meanwhile is passed over."""
    now = timezone.now()
    for key in archive.iterkeys():
        try:
            raw = with_whole_line_ends(archive.get_bytes(key))
        except (KeyError, FileNotFoundError):
            continue
        yield Arrival(to.organisation_id, to.brand_id, "email", raw, "", to.value, SOURCE, min(received_at(raw), now))


def with_whole_line_ends(raw: bytes) -> bytes:
    """Return a mail as it was on the wire: archives keep its lines with LF, an IMAP server gives them with CR LF."""
    return raw if b"\r\n" in raw else raw.replace(b"\n", b"\r\n")


def received_at(raw: bytes) -> datetime:
    """Return when a mail arrived by its newest Received line, or by its Date; now when neither can be read."""
    head = BytesHeaderParser().parsebytes(raw[:64_000])
    for value in (str(head.get("Received", "")).rpartition(";")[2], str(head.get("Date", ""))):
        try:
            at = parsedate_to_datetime(value.strip())
            return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return timezone.now()


def batches(mails: Iterator[Arrival]) -> Iterator[list[Arrival]]:
    """Yield mails in groups bounded by count and bytes."""
    batch: list[Arrival] = []
    size = 0
    for mail in mails:
        if batch and (len(batch) >= GROUP_COUNT or size + len(mail.raw) > GROUP_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(mail)
        size += len(mail.raw)
    if batch:
        yield batch
