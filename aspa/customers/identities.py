"""By what a customer is known: addresses to write to, numbers to call, accounts in the company's own books."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.customers.models import Customer, Identity
from aspa.customers.touch import Change, changed, hold_identities, hold_one
from aspa.kit import addresses, phones
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer

Kind = Identity.Kind
LONGEST = 320
LONGEST_ACCOUNT = 60


class BadAddress(Refused):
    """No mail could be sent to this address."""

    code = "bad_address"


class BadNumber(Refused):
    """Nobody could be called at this number."""

    code = "bad_number"


class BadAccount(Refused):
    """Nothing was said that could be an account."""

    code = "bad_account"


class KnownElsewhere(Refused):
    """Another customer is known by this; a person may merge the two."""

    code = "known_elsewhere"

    def __init__(self, sentence: str, *, customer_id: int) -> None:
        super().__init__(sentence)
        self.customer_id = customer_id


def normal(kind: str, text: str) -> str:
    """
    Return an identity as it is kept and compared.

    Raises BadAddress, BadNumber, BadAccount.
    """
    text = text.replace("\x00", "").strip()
    if kind == Kind.EMAIL:
        address = addresses.normal(text)
        if not addresses.is_plausible(address) or len(address) > LONGEST:
            raise BadAddress(_("This is not an e-mail address."))
        return address
    if kind == Kind.PHONE:
        if not (number := phones.normal(text)):
            raise BadNumber(_("This is not a phone number. Write it like 040 123 4567 or +46 70 123 45 67."))
        return number
    account = " ".join(text.split()).upper()
    if not account or len(account) > LONGEST_ACCOUNT:
        raise BadAccount(_("Write the account as it stands in your books, in at most 60 characters."))
    return account


@transaction.atomic
def add(customer: Customer, *, kind: str, value: str, by: Viewer, at: datetime) -> Identity:
    """
    Let a customer be known by one thing more; adding what is there already changes nothing.

    Raises BadAddress, BadNumber, BadAccount, and KnownElsewhere.
    """
    kept = normal(kind, value)
    customer = hold_one(customer)
    identity, is_new = Identity.objects.get_or_create(
        organisation_id=customer.organisation_id, kind=kind, value=kept, defaults={"customer": customer}
    )
    if identity.customer_id != customer.pk:
        raise KnownElsewhere(_elsewhere(identity), customer_id=identity.customer_id)
    if is_new:
        changed(customer, "customer.identity_added", Change(kind, "", kept), by=by, at=at, identity_id=identity.pk)
    return identity


@transaction.atomic
def remove(identity: Identity, *, by: Viewer, at: datetime) -> None:
    """Know a customer by this no longer; the caller has looked whether it is still needed."""
    customer = identity.customer
    Identity.objects.filter(pk=identity.pk).delete()
    gone = Change(identity.kind, identity.value, "")
    changed(customer, "customer.identity_removed", gone, by=by, at=at, identity_id=identity.pk)


@transaction.atomic
def prefer(identity: Identity, *, by: Viewer, at: datetime) -> None:
    """Use this before the others of its kind; preferring it again changes nothing."""
    hold_identities([identity.customer_id])
    customer = hold_one(identity.customer)
    of_its_kind = Identity.objects.filter(customer=customer, kind=identity.kind)
    if of_its_kind.filter(pk=identity.pk, is_primary=True).exists():
        return
    of_its_kind.filter(is_primary=True).update(is_primary=False)
    of_its_kind.filter(pk=identity.pk).update(is_primary=True)
    first = Change("first", "", identity.value)
    changed(customer, "customer.identity_preferred", first, by=by, at=at, identity_id=identity.pk)


def _elsewhere(identity: Identity) -> str:
    known = identity.customer.name or f"#{identity.customer_id}"
    return _("%(name)s is known by this. If they are the same customer, merge the two.") % {"name": known}
