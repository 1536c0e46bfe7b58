"""Taking an address out of use that no mailbox is fetched for."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Address
from aspa.brands.retiring import verbs as retiring
from aspa.channels.models import Mailbox
from aspa.kit.errors import Refused


class StillFetched(Refused):
    """All mail of a mailbox becomes cases, whatever is said of its address."""

    code = "address_still_fetched"


@transaction.atomic
def retire(address: Address, *, by: str, at: datetime) -> None:
    """
    Hear at an address no more but answers to what was sent, and write from it no more.

    Raises StillFetched and retiring.OnlyAddress.
    """
    if Mailbox.objects.filter(organisation_id=address.organisation_id, username__iexact=address.value).exists():
        raise StillFetched(_("The mailbox of this address is still fetched. Disconnect it first."))
    retiring.retire(address, by=by, at=at)
