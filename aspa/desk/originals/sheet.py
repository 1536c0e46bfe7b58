"""A customer's message as a sheet that can be shown: its HTML made safe, with the pictures it may have."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from aspa.channels.contact import Contact
from aspa.channels.email.showing.pictures import NotAPicture, data_address, fetch_all
from aspa.channels.email.showing.safe_html import clean


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shown. `left_out` counts the pictures that lie elsewhere and were not fetched."""

    html: str
    text: str
    left_out: int
    is_whole: bool


def sheet_of(contact: Contact, *, with_pictures: bool, own_hosts: Collection[str]) -> Sheet:
    """
    Return the sheet of a message.

    Args:
        with_pictures: fetch the pictures that lie elsewhere; their servers learn that the message was read.
        own_hosts: the names of this installation.
    """
    embedded = enclosed_pictures(contact)
    safe = clean(contact.html, embedded=embedded, own_hosts=own_hosts)
    if with_pictures and safe.left_out:
        embedded |= fetch_all(safe.left_out)
        safe = clean(contact.html, embedded=embedded, own_hosts=own_hosts)
    return Sheet(safe.html, "" if safe.html else contact.text, len(safe.left_out), safe.is_whole)


def enclosed_pictures(contact: Contact) -> dict[str, str]:
    """Return `cid:` address -> `data:` address of the pictures that came along."""
    found = {}
    for attachment in contact.attachments:
        if attachment.content_id:
            with suppress(NotAPicture):  # named in the text but no picture: the list of files still has it
                found[f"cid:{attachment.content_id.strip('<>')}"] = data_address(attachment.data)
    return found
