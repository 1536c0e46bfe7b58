"""Setting up: an organisation that can serve its first customer, with its first administrator."""

from datetime import datetime

from django.db import transaction

from aspa.brands import verbs as brands
from aspa.brands.models import Brand, Organisation
from aspa.hours import verbs as hours
from aspa.staff import verbs as staff
from aspa.staff.models import Agent


@transaction.atomic
def found(  # noqa: PLR0913  # an organisation begins with this much
    *,
    organisation: str,
    brand: str,
    address: str,
    admin_email: str,
    admin_name: str,
    password: str,
    language: str = "fi",
    at: datetime,
) -> Agent:
    """
    Found an organisation with a brand, its address, hours and queue, and hire its first administrator.

    Raises the refusals of `brands.found` and `staff.hire`; then nothing is founded.
    """
    opened = _open(organisation, brand, address, language, at=at)
    return staff.hire(
        opened.organisation,
        email=admin_email,
        name=admin_name,
        password=password,
        is_administrator=True,
        language=language,
        at=at,
    )


@transaction.atomic
def found_by_invitation(  # noqa: PLR0913  # an organisation begins with this much
    secret: str,
    *,
    organisation: str,
    brand: str,
    address: str,
    admin_email: str,
    admin_name: str,
    password: str,
    language: str = "fi",
    at: datetime,
) -> Agent:
    """
    Found an organisation by the one-time link that a new installation prints.

    Raises staff.InvitationOver and the refusals of `found`; after those the link still works.
    """
    opened = _open(organisation, brand, address, language, at=at)
    return staff.accept(
        secret,
        email=admin_email,
        name=admin_name,
        password=password,
        at=at,
        organisation=opened.organisation,
        language=language,
    )


@transaction.atomic
def open_brand(organisation: Organisation, *, name: str, address: str, language: str, by: str, at: datetime) -> Brand:
    """
    Open one more brand of an organisation, ready to serve: with its address, hours and queue.

    Raises the refusals of `brands.open_brand`; then nothing is opened.
    """
    opened = brands.open_brand(organisation, name=name, address=address, language=language, by=by, at=at)
    return _ready(opened, at=at)


def _open(organisation: str, brand: str, address: str, language: str, *, at: datetime) -> Brand:
    return _ready(brands.found(organisation, brand=brand, address=address, language=language, at=at), at=at)


def _ready(brand: Brand, *, at: datetime) -> Brand:
    """Whoever writes to a brand needs hours to be promised an answer in, and a queue to wait in."""
    hours.set_default_hours(brand, at=at)
    staff.start_queue(brand, at=at)
    return brand
