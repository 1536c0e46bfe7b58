"""Where a brand hears and with what somebody signs in are kept apart: a mail that opens a door must not be a case."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.brands import queries
from aspa.brands import verbs as brands
from aspa.brands.models import Address, Brand
from aspa.kit import addresses
from aspa.kit.errors import Refused

HOLDS = 71_004  # the class of advisory locks that say: whose this address becomes is being decided


class SignInAddress(Refused):
    """Somebody signs in with this address, so a brand may not hear at it."""

    code = "sign_in_address"


class HeardAddress(Refused):
    """A brand hears at this address, so nobody may sign in with it."""

    code = "heard_address"


@transaction.atomic
def hear_at(brand: Brand, *, address: str, by: str, at: datetime) -> Address:
    """
    Let a brand hear at one more address, with which nobody signs in.

    Raises SignInAddress and the refusals of `brands.hear_at`.
    """
    nobody_signs_in_with(address)
    return brands.hear_at(brand, address=address, by=by, at=at)


def nobody_signs_in_with(address: str) -> None:
    """
    Make sure that mail to an address is no agent's, nor with any plus-tag; it stays so until the transaction ends.

    Raises SignInAddress.
    """
    value = _hold(address)
    with connection.cursor() as cursor:
        cursor.execute("select doors.signs_in_with(%s)", [value])  # of any organisation
        is_taken = cursor.fetchone()[0]
    if is_taken:
        raise SignInAddress(_("A colleague signs in with this address. Customers need one that is nobody's own."))


def no_brand_hears(email: str) -> None:
    """
    Make sure that mail to an address becomes no case; it stays so until the transaction ends.

    Raises HeardAddress.
    """
    _hold(email)
    if queries.place_in(queries.addresses(), email):
        raise HeardAddress(_("Customers write to this address. Sign in with one that only you read."))


def _hold(address: str) -> str:
    """Let whoever decides about the same address at this moment wait; return it as it is compared."""
    value = addresses.normal(address)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [HOLDS, addresses.without_tag(value)])
    return value
