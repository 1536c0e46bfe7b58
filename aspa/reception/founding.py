"""Setting up: an organisation that can serve its first customer, with its first administrator."""

from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from aspa.brands import queries as brands_queries
from aspa.brands import verbs as brands
from aspa.brands.models import Brand, Organisation
from aspa.hours import verbs as hours
from aspa.kit import walls
from aspa.sorting.keeping import verbs as sorting
from aspa.staff import hearing
from aspa.staff import verbs as staff
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent


class Founding(TypedDict):
    """What an organisation begins with: its name, a brand with its address, and who sets things up."""

    organisation: str
    brand: str
    address: str
    admin_email: str
    admin_name: str
    password: str
    language: NotRequired[str]


@transaction.atomic
def found(*, at: datetime, **founding: Unpack[Founding]) -> Agent:
    """
    Found an organisation with a brand, its address, hours and queue, and hire its first administrator.

    Raises the refusals of `brands.found` and `staff.hire`; then nothing is founded.
    """
    with walls.within(key := brands_queries.new_key()):
        organisation = _opened(key, founding, at=at)
        return staff.hire(organisation, is_administrator=True, at=at, **_administrator(founding))


@transaction.atomic
def found_by_invitation(secret: str, *, at: datetime, **founding: Unpack[Founding]) -> Agent:
    """
    Found an organisation by the one-time link that a new installation prints.

    Raises inviting.InvitationOver and the refusals of `found`; after those the link still works.
    """
    with walls.within(key := brands_queries.new_key()):
        organisation = _opened(key, founding, at=at)
        return inviting.accept(secret, organisation=organisation, at=at, **_administrator(founding))


@transaction.atomic
def open_brand(organisation: Organisation, *, name: str, address: str, language: str, by: str, at: datetime) -> Brand:
    """
    Open one more brand of an organisation, ready to serve: with its address, hours and queue.

    Raises SignInAddress and the refusals of `brands.open_brand`; then nothing is opened.
    """
    hearing.nobody_signs_in_with(address)
    opened = brands.open_brand(organisation, name=name, address=address, language=language, by=by, at=at)
    _make_ready(opened, at=at)
    return opened


def _opened(key: int, founding: Founding, *, at: datetime) -> Organisation:
    hearing.nobody_signs_in_with(founding["address"])
    brand = brands.found(
        founding["organisation"],
        key=key,
        brand=founding["brand"],
        address=founding["address"],
        language=founding.get("language", "fi"),
        at=at,
    )
    _make_ready(brand, at=at)
    return brand.organisation


def _make_ready(brand: Brand, *, at: datetime) -> None:
    """Whoever writes to a brand needs hours to be promised an answer in, a queue to wait in, and a reason."""
    hours.set_default_hours(brand, at=at)
    staff.start_queue(brand, at=at)
    sorting.begin_reasons(brand)


def _administrator(founding: Founding) -> staff.Person:
    return {
        "email": founding["admin_email"],
        "name": founding["admin_name"],
        "password": founding["password"],
        "language": founding.get("language", "fi"),
    }
