"""What a spam filter says of letters that wait: asked before their story is told, outside every transaction."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings

from aspa.reception.claims import peek
from aspa.screening.rspamd import Filter
from aspa.screening.rules.speak import Spoke

rspamd = Filter()


class Said(NamedTuple):
    """
    What was said.

    Args:
        asked: keys of the entries that may be told now; None where nobody is asked.
        against: what speaks against entries, by their key.
    """

    asked: set[int] | None
    against: dict[int, Spoke]


def asked(*, at: datetime, most: int) -> Said:
    """Ask about the letters that wait longest, where a filter is set; whatever it does, they are told afterwards."""
    if not settings.RSPAMD:
        return Said(None, {})
    mails = peek(most=most, at=at)
    return Said(set(mails), rspamd.ask_all(settings.RSPAMD, {key: mail for key, mail in mails.items() if mail}))
