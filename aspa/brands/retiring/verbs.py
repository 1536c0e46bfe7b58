"""Taking addresses of brands out of use."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands.models import Address, Brand
from aspa.history import verbs as history
from aspa.kit.errors import Refused


class OnlyAddress(Refused):
    """A brand without an address could neither be written to nor answer."""

    code = "only_address"


@transaction.atomic
def retire(address: Address, *, by: str, at: datetime) -> None:
    """
    Hear at an address no more, and write from it no more; nothing happens where that was said already.

    Answers to what was sent are still heard there, whatever became of their cases, and it stays the organisation's:
    nobody else gets the answers of its customers. Whoever writes something new to it is told by their own mail server
    that nobody hears there. `channels.email.retiring` does this where no mailbox is fetched for it.

    Raises OnlyAddress.
    """
    brand = Brand.objects.select_for_update(no_key=True).get(pk=address.brand_id)  # or the last two could go at once
    address.refresh_from_db(from_queryset=Address.objects.select_for_update())
    if address.retired_at:
        return
    if not brand.addresses.heard().exclude(pk=address.pk).exists():
        raise OnlyAddress(_("This is the brand's only address. Add another first."))
    address.retired_at = at
    address.save(update_fields=["retired_at"])
    history.record(
        "brand.hears_no_more_at",
        organisation_id=brand.organisation_id,
        subject_id=brand.pk,
        actor=by,
        at=at,
        address_id=address.pk,
    )
