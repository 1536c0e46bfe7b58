"""Which brand hears at which address, and how brands look."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, prefetch_related_objects
from django.utils.translation import gettext as _

from aspa.brands.models import Address, Brand, Logo
from aspa.kit import addresses as mail
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer


class Place(NamedTuple):
    """Whom mail to an address reaches; where it is not heard any more, only answers to what was sent do."""

    organisation_id: int
    brand_id: int
    address_id: int
    is_heard: bool


def brand_for_address(value: str) -> Address | None:
    """Return the address with its brand that hears mail to `value`: exactly, or without its plus-tag."""
    exact = mail.normal(value)
    found = {
        address.value: address
        for address in Address.objects.select_related("brand").filter(value__in={exact, mail.without_tag(exact)})
    }
    return found.get(exact) or found.get(mail.without_tag(exact))


def addresses() -> dict[str, Place]:
    """Return every address of every brand of every organisation, normal, and whom mail to it reaches."""
    with connection.cursor() as cursor:
        cursor.execute("select value, organisation_id, brand_id, id, is_heard from doors.addresses()")
        rows = cursor.fetchall()
    return {mail.normal(value): Place(*whom) for value, *whom in rows}


def new_key() -> int:
    """Return the key of an organisation that is about to be founded: whoever founds it works inside it already."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('brands_organisation_id_seq')")
        return int(cursor.fetchone()[0])


def place_in(known: dict[str, Place], value: str) -> Place | None:
    """Return whom mail to `value` reaches among `known` addresses, as `brand_for_address` would."""
    exact = mail.normal(value)
    return known.get(exact) or known.get(mail.without_tag(exact))


def brand_of(viewer: Viewer, brand_id: int = 0, **beside: Any) -> Brand:
    """
    Return one brand of the viewer's organisation, its first when `brand_id` is 0.

    Args:
        beside: expressions that are asked with it, in the same question.

    Raises Missing.
    """
    ours = Brand.objects.visible_to(viewer).order_by("id").annotate(**beside)
    found: Brand | None = (ours.filter(id=brand_id) if brand_id else ours).first()
    return or_missing(found, _("There is no such brand."))


def with_addresses(brand: Brand) -> Brand:
    """Return the brand with all its addresses at hand: asking for them again asks nobody."""
    prefetch_related_objects([brand], "addresses")
    return brand


def address_of(viewer: Viewer, brand_id: int, address_id: int) -> Address:
    """
    Return one address of a brand, also one that was retired.

    Raises Missing.
    """
    ours = Address.objects.visible_to(viewer).select_related("brand")
    found: Address | None = ours.filter(brand_id=brand_id, id=address_id).first()
    return or_missing(found, _("The brand has no such address."))


def address_at(viewer: Viewer, brand_id: int, value: str) -> Address:
    """
    Return the address of a brand that is written so, also one that was retired.

    Raises Missing.
    """
    ours = Address.objects.visible_to(viewer).filter(brand_id=brand_id)
    found: Address | None = ours.filter(value=mail.normal(value)).first()
    return or_missing(found, _("The brand has no such address."))


def brands(viewer: Viewer) -> list[Brand]:
    """Return the brands of the viewer's organisation with their addresses, by name."""
    return list(Brand.objects.visible_to(viewer).prefetch_related("addresses").order_by("name", "id"))


@dataclass(frozen=True, slots=True)
class Look:
    """How a brand is met; its colour and the SHA-256 of its logo are "" where it has none."""

    brand_id: int
    name: str
    colour: str
    in_dark: str
    logo: str


def look_of(viewer: Viewer, brand_id: int) -> Look:
    """
    Return how a brand is met; white text can be read on its `colour`.

    Raises Missing.
    """
    brand = brand_of(viewer, brand_id)
    return Look(brand.id, brand.name, brand.colour, brand.in_dark, brand.logo)


def logo_of(viewer: Viewer, brand_id: int, sha256: str = "") -> Logo:
    """
    Return the logo that a brand shows now, its bytes too; `sha256`, where given, must be its own.

    Raises Missing.
    """
    shown = Logo.objects.visible_to(viewer).filter(brand_id=brand_id, sha256=F("brand__logo"))
    found: Logo | None = (shown.filter(sha256=sha256) if sha256 else shown).first()
    return or_missing(found, _("The brand has no such logo."))


def organisation_ids() -> list[int]:
    """Return the keys of all organisations, for loops that go through each of them."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.organisations()")
        return [row[0] for row in cursor.fetchall()]
