"""Which brand hears at which address."""

from aspa.brands.models import Address
from aspa.kit import addresses as mail

Place = tuple[int, int, int]  # organisation_id, brand_id, address_id


def brand_for_address(value: str) -> Address | None:
    """Return the address with its brand that hears mail to `value`: exactly, or without its plus-tag."""
    exact = mail.normal(value)
    found = {
        address.value: address
        for address in Address.objects.select_related("brand").filter(value__in={exact, mail.without_tag(exact)})
    }
    return found.get(exact) or found.get(mail.without_tag(exact))


def addresses() -> dict[str, Place]:
    """Return every address of every brand, normal, and whom mail to it reaches."""
    rows = Address.objects.values_list("value", "organisation_id", "brand_id", "id")
    return {mail.normal(value): (organisation, brand, address) for value, organisation, brand, address in rows}


def place_in(known: dict[str, Place], value: str) -> Place | None:
    """Return whom mail to `value` reaches among `known` addresses, as `brand_for_address` would."""
    exact = mail.normal(value)
    return known.get(exact) or known.get(mail.without_tag(exact))
