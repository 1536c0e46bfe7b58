"""What reception must know of the brands whose letters it reads; a few seconds old at most."""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from django.db import connection

from aspa.brands.queries import Place, addresses, place_in
from aspa.screening.models import LOOKS_WITHIN

FRESH = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class House:
    """A brand as reception needs it."""

    brand_id: int
    organisation_id: int
    name: str
    language: str
    answers_within: timedelta
    acknowledges: bool
    queue_id: int
    address_id: int | None
    address: str
    looks_within: timedelta  # at what is suspected to be spam


BRANDS = f"""
select brand.id, brand.organisation_id, brand.name, brand.language, brand.answers_within, brand.acknowledges,
       (select min(id) from staff_queue where brand_id = brand.id), address.id, coalesce(address.value, ''),
       coalesce(watch.hours, {LOOKS_WITHIN}) * interval '1 hour'
from brands_brand brand left join screening_watch watch on watch.brand_id = brand.id
left join lateral (
    select id, value from brands_address where brand_id = brand.id and retired_at is null
    order by moved_at nulls first, id limit 1
) as address on true
"""  # noqa: S608  # our own number


class Houses:
    """The brands and addresses of this installation."""

    def __init__(self) -> None:
        self.read_at: dict[int, float] = {}  # organisation → when its brands were read; 0 the addresses of all
        self.by_brand: dict[int, House] = {}
        self.by_address: dict[str, Place] = {}

    def refresh(self, organisation_id: int) -> None:
        """Read the brands of the organisation one works within, and all addresses, when they are no longer fresh."""
        if self._is_fresh(organisation_id):
            return
        self._read_brands()
        self.refresh_addresses()
        self.read_at[organisation_id] = monotonic()

    def refresh_addresses(self) -> None:
        """Read at which addresses any brand hears, when that is no longer fresh."""
        if not self._is_fresh(0):
            self.by_address = addresses()
            self.read_at[0] = monotonic()

    def house(self, brand_id: int) -> House:
        """Return a brand of the organisation one works within, also one founded a moment ago."""
        if brand_id not in self.by_brand:
            self._read_brands()
            self.by_address = addresses()
        return self.by_brand[brand_id]

    def _is_fresh(self, key: int) -> bool:
        return monotonic() - self.read_at.get(key, -FRESH) < FRESH

    def _read_brands(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(BRANDS)
            self.by_brand |= {row[0]: House(*row) for row in cursor.fetchall()}

    def written_to(self, recipients: list[str], house: House) -> tuple[int | None, str]:
        """Return the address a letter was written to and the brand hears at, by key and value; else its first one."""
        for recipient in recipients:
            place = place_in(self.by_address, recipient)
            if place and place.is_heard and place.brand_id == house.brand_id:
                return place.address_id, recipient
        return house.address_id, house.address

    def is_heard_by(self, organisation_id: int, address: str) -> bool:
        """Tell whether a brand of this organisation hears at an address."""
        place = place_in(self.by_address, address)
        return place is not None and place.organisation_id == organisation_id

    def is_ours(self, address: str) -> bool:
        """Tell whether an address is one of our own, which is never acknowledged."""
        return place_in(self.by_address, address) is not None
