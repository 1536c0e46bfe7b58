"""Knowing a customer by an address, and what people tell about themselves; reception asks this of every letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from aspa.kit.addresses import normal


@dataclass(frozen=True, slots=True)
class Known:
    """A customer as reception sees one: `is_new` when this contact was the first."""

    id: int
    name: str
    language: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote: the address is the evidence, name and language only hints."""

    organisation_id: int
    address: str
    name: str = ""
    language: str = ""


# Identities first: whoever loses the race for an address must not leave a customer without one.
CLAIM = """
with fresh as (
    select nextval('customers_customer_id_seq') as customer_id, organisation_id, value, name, language
    from unnest(%(organisations)s::bigint[], %(addresses)s::text[], %(names)s::text[], %(languages)s::text[])
        as person (organisation_id, value, name, language)
), claimed as (
    insert into customers_identity (organisation_id, customer_id, kind, value)
    select organisation_id, customer_id, 'email', value from fresh
    on conflict (organisation_id, kind, value) do nothing
    returning organisation_id, customer_id, value
), made as (
    insert into customers_customer (id, organisation_id, name, language, since)
    select customer_id, organisation_id, name, language, %(at)s
    from fresh join claimed using (customer_id, organisation_id, value)
), named as (
    insert into customers_nameword (organisation_id, word)
    select distinct organisation_id, word
    from fresh join claimed using (customer_id, organisation_id, value) cross join unnest(customers_words(name)) as word
    order by organisation_id, word
    on conflict do nothing
)
select organisation_id, value, customer_id, name, language
from fresh join claimed using (customer_id, organisation_id, value)
"""

# Held until the letter's story is written: a merge of this very customer waits, or the look-up waits for the merge,
# does not find the address where it was, and is asked again. Each address is looked for by itself (`limit` says so, and
# a kind that is not written out): left to choose before it knows the tables, PostgreSQL goes through all customers.
LOOK_UP = """
with asked as (
    select hit.id
    from unnest(%(organisations)s::bigint[], %(addresses)s::text[], %(kinds)s::text[])
        as asked (organisation_id, value, kind)
    cross join lateral (
        select id from customers_identity
        where organisation_id = asked.organisation_id and kind = asked.kind and value = asked.value limit 1
    ) as hit order by hit.id
)
select identity.organisation_id, identity.value, customer.id, customer.name, customer.language
from asked
cross join lateral (select * from customers_identity where id = asked.id limit 1 for share) as identity
cross join lateral (select * from customers_customer where id = identity.customer_id limit 1) as customer
where identity.kind = 'email'
"""


def recognise(people: Sequence[Person], *, at: datetime) -> dict[tuple[int, str], Known]:
    """
    Return the customer of each (organisation, address), making those met for the first time.

    Two workers that meet the same stranger at once make one customer. Nobody merges or parts these customers until the
    transaction ends.
    """
    wanted = {(person.organisation_id, normal(person.address)): person for person in people}
    known = _look_up(list(wanted))
    # Sorted, so that two workers claim the same addresses in the same order and never wait in a circle.
    strangers = [(key, wanted[key]) for key in sorted(wanted.keys() - known.keys())]
    known |= _claim(strangers, at=at)
    met_elsewhere = [key for key, _ in strangers if key not in known]
    return known | _look_up(met_elsewhere)


def _claim(strangers: list[tuple[tuple[int, str], Person]], *, at: datetime) -> dict[tuple[int, str], Known]:
    """Make customers of strangers; those that another worker claims at the same time are left out."""
    if not strangers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            CLAIM,
            {
                "organisations": [key[0] for key, _ in strangers],
                "addresses": [key[1] for key, _ in strangers],
                "names": [person.name[:200] for _, person in strangers],
                "languages": [person.language for _, person in strangers],
                "at": at,
            },
        )
        return _known(cursor.fetchall(), is_new=True)


def _look_up(keys: list[tuple[int, str]]) -> dict[tuple[int, str], Known]:
    if not keys:
        return {}
    with connection.cursor() as cursor:
        organisations, addresses = zip(*keys, strict=True)
        asked = {"organisations": list(organisations), "addresses": list(addresses), "kinds": ["email"] * len(keys)}
        cursor.execute(LOOK_UP, asked)
        return _known(cursor.fetchall(), is_new=False)


def _known(rows: list[tuple[int, str, int, str, str]], *, is_new: bool) -> dict[tuple[int, str], Known]:
    return {
        (organisation_id, value): Known(id=id, name=name, language=language, is_new=is_new)
        for organisation_id, value, id, name, language in rows
    }
