"""What is known about the mailboxes that mail is fetched from."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from aspa.channels.email.imap import Account
from aspa.channels.models import FetchedMail, Mailbox
from aspa.kit import secrets, walls
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mailbox as its fetcher sees it; another value of any field is another fetcher."""

    id: int
    organisation_id: int
    brand_id: int
    account: Account
    asked_at: datetime | None = None


def mailbox(viewer: Viewer, mailbox_id: int) -> Mailbox:
    """
    Return one mailbox of the viewer's organisation, with its brand.

    Raises Missing.
    """
    found: Mailbox | None = Mailbox.objects.visible_to(viewer).select_related("brand").filter(pk=mailbox_id).first()
    return or_missing(found, _("There is no such mailbox."))


def all_mailboxes() -> list[Mailbox]:
    """Return every mailbox of this installation."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation_id, id from doors.mailboxes()")
        rows = cursor.fetchall()
    found: list[Mailbox] = []
    for organisation_id, mailbox_id in rows:
        with walls.within(organisation_id):
            found += Mailbox.objects.filter(pk=mailbox_id)  # none where it was disconnected in this moment
    return found


def fetched_from(mailbox: Mailbox) -> Fetched:
    """
    Return how this mailbox is fetched.

    Raises OtherKey when its secret cannot be read.
    """
    account = Account(
        host=mailbox.host,
        port=mailbox.port,
        is_encrypted=mailbox.is_encrypted,
        username=mailbox.username,
        is_token=mailbox.sign_in == Mailbox.Sign.XOAUTH2,
        secret=secrets.reveal(mailbox.secret),
        folder=mailbox.folder,
    )
    return Fetched(mailbox.pk, mailbox.organisation_id, mailbox.brand_id, account, mailbox.asked_at)


def uids_in_journal(mailbox_id: int, uid_validity: int) -> set[int]:
    """Return the UIDs of a mailbox whose mail is in the journal."""
    return set(FetchedMail.objects.filter(mailbox=mailbox_id, uid_validity=uid_validity).values_list("uid", flat=True))
