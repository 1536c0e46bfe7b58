"""Connecting mailboxes, and keeping the book of what was fetched from them."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts

from aspa.brands.models import Brand
from aspa.channels.email import imap, queries
from aspa.channels.email.imap import Mail
from aspa.channels.email.obstacles import Obstacle
from aspa.channels.email.queries import Fetched
from aspa.channels.models import FetchedMail, Mailbox
from aspa.history import verbs as history
from aspa.jobs.loop import wake
from aspa.journal import verbs as journal
from aspa.journal.verbs import Arrival
from aspa.kit import secrets
from aspa.kit.errors import Missing, Refused
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live

# A name or an address, and not what leads to a page; whether there is such a server, asking it tells.
SERVER = re.compile(r"[^\s/\\@?#:]+|\[?[0-9a-f:.]+\]?")
KEPT_OTHERWISE = Obstacle(N_("The password was kept with another key. Enter it again."), permanent=True)


class AlreadyConnected(Refused):
    """Mail of this folder is fetched already."""

    code = "mailbox_already_connected"


class NotAMailbox(Refused):
    """Something that is needed to reach a mailbox was left out."""

    code = "not_a_mailbox"


class BadServer(Refused):
    """This is no name of a mail server."""

    code = "bad_server"


class PasswordNeeded(Refused):
    """A password that was entered for one server is sent to no other."""

    code = "password_needed"


class Reach(TypedDict, total=False):
    """How to reach a mailbox; `secret` is a password or an access token, as `sign_in` says."""

    host: str
    port: int
    is_encrypted: bool
    username: str
    sign_in: str
    secret: str
    folder: str


@transaction.atomic
def connect_mailbox(brand: Brand, *, by: Viewer, at: datetime, **reach: Unpack[Reach]) -> Mailbox:
    """
    Fetch all mail of an IMAP folder for a brand from now on.

    Raises AlreadyConnected, BadServer and NotAMailbox.
    """
    mailbox = Mailbox(organisation_id=brand.organisation_id, brand=brand)
    _set(mailbox, reach)
    _record("mailbox.connected", mailbox, by=by, at=at, after=_as_set(mailbox))
    return mailbox


@transaction.atomic
def change(mailbox: Mailbox, *, by: Viewer, at: datetime, **reach: Unpack[Reach]) -> None:
    """
    Reach a mailbox in another way; what is not given stays. It is tried at once.

    Raises AlreadyConnected, BadServer, NotAMailbox and PasswordNeeded, and Missing when it was disconnected meanwhile.
    """
    try:
        mailbox.refresh_from_db(from_queryset=Mailbox.objects.select_for_update())
    except Mailbox.DoesNotExist:
        raise Missing(_("There is no such mailbox.")) from None
    before, is_secret = _as_set(mailbox), "secret" in reach
    if not is_secret and _is_elsewhere({**before, **reach}, before):
        raise PasswordNeeded(_("The password that is kept was entered for another server. Enter it again."))
    if any(name in ("host", "username", "folder") and before[name] != value for name, value in reach.items()):
        _begin_anew(mailbox)
    mailbox.checked_at = None
    _set(mailbox, reach)
    after = _as_set(mailbox)
    if before != after or is_secret:
        _record("mailbox.changed", mailbox, by=by, at=at, before=before, after=after, secret_changed=is_secret)


@transaction.atomic
def disconnect(mailbox: Mailbox, *, by: Viewer, at: datetime) -> None:
    """Fetch from this mailbox no more; what was fetched stays in the journal."""
    _record("mailbox.disconnected", mailbox, by=by, at=at, before=_as_set(mailbox))
    FetchedMail.objects.filter(mailbox=mailbox).delete()
    Mailbox.objects.filter(pk=mailbox.pk).delete()


@transaction.atomic
def try_anew(mailbox: Mailbox, *, by: Viewer, at: datetime) -> None:
    """Let the worker try a mailbox now, which else waits ever longer after each failure."""
    Mailbox.objects.filter(pk=mailbox.pk).update(asked_at=at, error="", error_facts={}, checked_at=None)
    wake("fetch")
    live.hint(["mailboxes"], organisation_id=mailbox.organisation_id, at=at)


def check(mailbox: Mailbox, *, at: datetime) -> None:
    """
    Sign in now and compare the mailbox with the journal; the row then says how it stands.

    Raises Obstacle and OtherKey, which say what is in the way; it stands in the row, too.
    """
    try:
        with imap.opened(queries.fetched_from(mailbox).account) as folder:
            uids = folder.sizes().keys()
            missing = len(uids - queries.uids_in_journal(mailbox.pk, folder.uid_validity))
            compared(mailbox.pk, on_server=len(uids), missing=missing, at=at)
    except (Obstacle, secrets.OtherKey) as trouble:
        troubled(mailbox.pk, trouble if isinstance(trouble, Obstacle) else KEPT_OTHERWISE, at=at)
        raise
    finally:
        mailbox.refresh_from_db()


@transaction.atomic
def renumber(mailbox_id: int, *, uid_validity: int) -> None:
    """Begin a new book when the server gave its mails new numbers; the old ones may come to mean other mails."""
    mailbox = Mailbox.objects.select_for_update().get(pk=mailbox_id)
    if mailbox.uid_validity != uid_validity:
        FetchedMail.objects.filter(mailbox=mailbox).delete()
        mailbox.uid_validity = uid_validity
        mailbox.save(update_fields=["uid_validity"])


@transaction.atomic
def keep(fetched: Fetched, mails: Sequence[Mail], *, uid_validity: int, at: datetime) -> None:
    """Write mails into the journal and into the book of their mailbox, both or neither."""
    username = fetched.account.username
    arrivals = [
        Arrival(
            organisation_id=fetched.organisation_id,
            brand_id=fetched.brand_id,
            channel="email",
            raw=mail.raw,
            envelope_from="",
            envelope_to=username if "@" in username else "",
            source=f"mailbox:{fetched.id}",
            received_at=min(mail.arrived_at, at),
        )
        for mail in mails
    ]
    entries = {mail.uid: entry for mail, entry in zip(mails, journal.write_down(arrivals), strict=True)}
    if _is_there(fetched):
        _book(fetched, entries, uid_validity=uid_validity)


def _is_there(fetched: Fetched) -> bool:
    """Tell whether this is still the mailbox fetched from; somebody may have chosen another folder meanwhile."""
    account = fetched.account
    place = {"host": account.host, "username": account.username, "folder": account.folder}
    return Mailbox.objects.select_for_update().filter(pk=fetched.id, **place).first() is not None


def _book(fetched: Fetched, entries: Mapping[int, int], *, uid_validity: int) -> None:
    of, about = fetched.organisation_id, fetched.id
    rows = [
        FetchedMail(organisation_id=of, mailbox_id=about, uid_validity=uid_validity, uid=uid, entry_id=entry)
        for uid, entry in entries.items()
    ]
    FetchedMail.objects.bulk_create(rows, ignore_conflicts=True)


def compared(mailbox_id: int, *, on_server: int, missing: int, at: datetime, obstacle: Obstacle | None = None) -> None:
    """Note how many mails lie on the server, how many of them are not in the journal, and why not."""
    _note(mailbox_id, at=at, on_server=on_server, missing=missing, checked_at=at, **_told(obstacle))


def troubled(mailbox_id: int, obstacle: Obstacle, *, at: datetime) -> None:
    """Note why the mailbox cannot be read."""
    _note(mailbox_id, at=at, **_told(obstacle))


def _told(obstacle: Obstacle | None) -> dict[str, object]:
    """The sentence as it stands in the code, and what completes it: each reader gets it in their own language."""
    if obstacle is None:
        return {"error": "", "error_facts": {}}
    return {"error": obstacle.sentence, "error_facts": obstacle.facts}


@transaction.atomic
def _note(mailbox_id: int, *, at: datetime, **facts: object) -> None:
    """Write facts; open browsers hear of them only when they say something new."""
    mailbox = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if mailbox is None:
        return  # it was disconnected in this moment
    is_news = any(getattr(mailbox, name) != fact for name, fact in facts.items() if name != "checked_at")
    Mailbox.objects.filter(pk=mailbox_id).update(**facts)
    if is_news:
        live.hint(["mailboxes"], organisation_id=mailbox.organisation_id, at=at)


def _is_elsewhere(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a password would go where its owner has not sent it yet: to another server, or where it can be read."""
    is_bared = before["is_encrypted"] and not now["is_encrypted"]
    return is_bared or any(now[name] != before[name] for name in ("host", "port"))


def _begin_anew(mailbox: Mailbox) -> None:
    """Forget the book: elsewhere the same numbers are other mails. The journal knows again what it has."""
    FetchedMail.objects.filter(mailbox=mailbox).delete()
    mailbox.uid_validity = mailbox.on_server = mailbox.missing = None


def _set(mailbox: Mailbox, reach: Reach) -> None:
    for name, value in reach.items():
        setattr(mailbox, name, secrets.hide(str(value)) if name == "secret" else value)
    mailbox.host, mailbox.username = mailbox.host.strip().lower(), mailbox.username.strip()
    mailbox.folder = "INBOX" if mailbox.folder.upper() == "INBOX" else mailbox.folder  # of which every case is one
    if mailbox.host and not SERVER.fullmatch(mailbox.host):
        raise BadServer(_("Give the server's name alone, such as imap.kuusi.fi."))
    if not (mailbox.host and mailbox.username and mailbox.secret and 0 < mailbox.port < 65536):
        raise NotAMailbox(_("A mailbox needs a server, a port, a user name and a password."))
    mailbox.error, mailbox.error_facts = "", {}
    same = Mailbox.objects.filter(host=mailbox.host, username=mailbox.username, folder=mailbox.folder)
    if same.filter(organisation_id=mailbox.organisation_id).exclude(pk=mailbox.pk).exists():  # at another port, too
        raise AlreadyConnected(_("Mail of this folder is fetched already."))
    try:
        with transaction.atomic():
            mailbox.save()
    except IntegrityError:
        raise AlreadyConnected(_("Mail of this folder is fetched already.")) from None


def _as_set(mailbox: Mailbox) -> dict[str, Any]:
    """Return how a mailbox is reached, without its password."""
    return {name: getattr(mailbox, name) for name in ("host", "port", "is_encrypted", "username", "sign_in", "folder")}


def _record(event: str, mailbox: Mailbox, *, by: Viewer, at: datetime, **facts: Any) -> None:
    of, about = mailbox.organisation_id, mailbox.pk
    history.record(event, organisation_id=of, subject_id=about, actor=by.actor, at=at, **facts)
    wake("fetch")
    live.hint(["mailboxes"], organisation_id=mailbox.organisation_id, at=at)
