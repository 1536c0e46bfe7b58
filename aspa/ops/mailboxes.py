"""`aspa mailbox`: IMAP mailboxes that mail is fetched from."""

import sys

from django.utils import timezone

from aspa.channels.email import imap, queries
from aspa.channels.email import verbs as email
from aspa.channels.email.imap import Account
from aspa.channels.email.verbs import Reach
from aspa.channels.models import Mailbox
from aspa.kit.errors import Unreachable
from aspa.ops import whose
from aspa.ops.checks.work import mailbox as examined
from aspa.ops.database import database
from aspa.ops.queries import mailboxes as compared
from aspa.ops.setup import given_password
from aspa.ops.trouble import DONE, WRONG, Trouble

IMAP, IMAPS = 143, 993


class NotLetIn(Trouble):
    """The mailbox cannot be read."""


def add(  # noqa: PLR0913  # a mailbox consists of this much
    *,
    host: str,
    port: int,
    plain: bool,
    username: str,
    folder: str,
    brand: str,
    organisation: str,
    xoauth2: bool,
    unchecked: bool,
    password_stdin: bool,
) -> None:
    """
    Fetch all mail of an IMAP folder from now on.

    Raises Unclear, NoPassword, AlreadyConnected and NotAMailbox; NotLetIn unless it stays unchecked.
    """
    secret = given_password(from_stdin=password_stdin)
    account = Account(host, port or (IMAP if plain else IMAPS), not plain, username, xoauth2, secret, folder)
    with database("mailbox add"):
        of = whose.brand(whose.organisation(organisation), brand)
        if not unchecked:
            _look_into(account)
        mailbox = email.connect_mailbox(of, by=whose.Operator(of.organisation_id), at=timezone.now(), **_reach(account))
    print(f"Mailbox {mailbox.pk}: {folder} of {username} on {host} is fetched for {of.name}.")


def show() -> int:
    """List mailboxes and whether all their mail is in the journal; the exit code is 1 when something is wrong."""
    with database("mailbox list"):
        found = [examined(box, at=timezone.now()) for box in compared()]
    for finding in found:
        print(f"{finding.name}\t{finding.state}\t{finding.what}")
    if not found:
        print("No mailbox is fetched from; see `aspa mailbox add --help`.", file=sys.stderr)
    return WRONG if any(finding.state == "wrong" for finding in found) else DONE


def check(*, mailbox: int) -> int:
    """Sign in now and compare the mailbox with the journal."""
    with database("mailbox check"):
        email.check(_by_number(mailbox), at=timezone.now())
        finding = next(examined(box, at=timezone.now()) for box in compared() if box.id == mailbox)
    print(finding.what)
    return WRONG if finding.state == "wrong" else DONE


def remove(*, mailbox: int) -> None:
    """Stop fetching; what was fetched stays in the journal."""
    with database("mailbox remove"):
        found = _by_number(mailbox)
        email.disconnect(found, by=whose.Operator(found.organisation_id), at=timezone.now())
    print(f"Mailbox {mailbox} is fetched no more.")


def _look_into(account: Account) -> None:
    try:
        with imap.opened(account):
            return
    except Unreachable as trouble:
        raise NotLetIn(f"{trouble} Nothing was added; say --unchecked to add it all the same.") from trouble


def _reach(account: Account) -> Reach:
    return {
        "host": account.host,
        "port": account.port,
        "is_encrypted": account.is_encrypted,
        "username": account.username,
        "sign_in": Mailbox.Sign.XOAUTH2 if account.is_token else Mailbox.Sign.PASSWORD,
        "secret": account.secret,
        "folder": account.folder,
    }


def _by_number(number: int) -> Mailbox:
    found = next((mailbox for mailbox in queries.all_mailboxes() if mailbox.pk == number), None)
    if found is None:
        raise whose.Unclear(f"There is no mailbox {number}; see `aspa mailbox list`.")
    return found
