"""Who may be the same customer, and why: proposed to a person, never decided here."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from aspa.cases.eras import eras
from aspa.customers.models import Customer
from aspa.customers.queries import WORD
from aspa.kit import phones
from aspa.kit.addresses import normal
from aspa.kit.viewer import Viewer

MOST = 5  # proposals at once; with more to look at nobody looks
LETTERS = 10  # newest letters in which numbers and forwarded letters are looked for
HITS = 20  # newest letters in which a customer's number stands
SIGNATURE = 12  # last lines of a letter
FORWARDED = re.compile(
    r"^[> ]*(?:From|Lähettäjä|Från|Von): *\"?([^\"<\n]{2,100}?)\"? *"  # a name
    r"[<\[](?:mailto:)?([^>\]\s]+@[^>\]\s]+)[>\]]",  # an address
    re.MULTILINE,
)

# In the order in which they convince.
REASONS = ("same_mailbox", "number_in_signature", "forwarded", "same_name_and_domain")

KNOWN = """
select coalesce((select json_agg(json_build_array(kind, value, customers_bare(value))) from customers_identity
                 where customer_id = %(customer)s and value not like '%%@invalid'), '[]'),
       coalesce((select json_agg(text) from (
            select left(m.text, 20000) as text
            from (select id from cases_case where customer_id = %(customer)s
                  order by latest_at desc limit %(letters)s) as c
            cross join lateral (
                select text, at from cases_message
                where case_id = c.id and is_inbound and kind = 'contact'
                and author in ('customer:' || %(customer)s, '') order by at desc, id desc limit 3) as m
            order by m.at desc limit %(letters)s) as newest), '[]')
"""
# Public providers give addresses to everybody: there the same name says little.
ALIKE = """
with alike (customer_id, reason) as (
    select customer_id, 'same_mailbox' from customers_identity
    where organisation_id = %(organisation)s and kind = 'email' and customers_bare(value) = any(%(bare)s)
    union select customer_id, 'number_in_signature' from customers_identity
    where organisation_id = %(organisation)s and kind = 'phone' and value = any(%(numbers)s)
    union select customer_id, 'forwarded' from customers_identity
    where organisation_id = %(organisation)s and kind = 'email' and value = any(%(forwarded)s)
    union select c.customer_id, 'number_in_signature' from cases_case c where c.id = any(%(written_in)s)
    union select named.id, 'same_name_and_domain'
    from (select id from customers_customer
          where customers_findable(name, organisation_id) @@ %(words)s::tsquery and lower(name) = %(name)s
          limit 500) as named
    join customers_identity i on i.customer_id = named.id and i.kind = 'email'
    where split_part(i.value, '@', 2) = any(%(domains)s)
)
select alike.customer_id, array_agg(distinct alike.reason)
from alike join customers_customer who on who.id = alike.customer_id
where who.id <> %(customer)s and who.merged_into_id is null and who.kind = %(kind)s
and who.organisation_id = %(organisation)s and not exists (
    select from (select id from customers_customer where id = %(customer)s or merged_into_id = %(customer)s) as ours
    cross join (select id from customers_customer where id = who.id or merged_into_id = who.id) as theirs
    join people_distinction d on d.one_id = least(ours.id, theirs.id) and d.other_id = greatest(ours.id, theirs.id))
group by alike.customer_id order by count(*) desc, alike.customer_id limit %(most)s
"""
WRITTEN_IN = """
select distinct m.case_id, left(m.text, 20000) from unnest(%(eras)s::text[]) as era cross join lateral (
    select case_id, text, id from cases_message
    where case_findable(words, organisation_id, id) @> %(words)s::text[]
    and case_findable(words, organisation_id, id) @> array[era] and is_inbound and kind = 'contact'
    order by id desc limit %(hits)s) as m limit %(hits)s
"""
PUBLIC = frozenset(
    "gmail.com googlemail.com hotmail.com outlook.com live.com msn.com yahoo.com icloud.com me.com proton.me "
    "protonmail.com aol.com gmx.com mail.com luukku.com suomi24.fi elisanet.fi kolumbus.fi pp.inet.fi welho.com "
    "saunalahti.fi netti.fi nic.fi telia.com hotmail.fi outlook.fi live.fi yahoo.se hotmail.se telia.se".split()
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A customer who may be the same, and why."""

    customer_id: int
    reasons: list[str]


def likenesses(viewer: Viewer, customer: Customer) -> list[Likeness]:
    """Return who may be the same customer, whoever convinces most first; nobody whom a person has told apart."""
    facts: dict[str, Any] = {"organisation": viewer.organisation_id, "customer": customer.pk, "kind": customer.kind}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, facts | {"letters": LETTERS})
        known, letters = cursor.fetchone()
    facts |= _evidence(customer, known, letters)
    facts["written_in"] = [
        case for kind, value, _bare in known if kind == "phone" for case in _written_in(viewer, value)
    ]
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, facts | {"most": MOST})
        return [Likeness(key, sorted(reasons, key=REASONS.index)) for key, reasons in cursor.fetchall()]


def _evidence(customer: Customer, known: list[list[str]], letters: list[str]) -> dict[str, Any]:
    name = customer.name.lower()
    words = [f"'{customer.organisation_id}.{word}'" for word in WORD.findall(name)]
    domains = {value.partition("@")[2] for kind, value, _bare in known if kind == "email"}
    return {
        "bare": [bare for kind, _value, bare in known if kind == "email"],
        "numbers": sorted({number for letter in letters for number in numbers_signed_with(letter)}),
        "forwarded": sorted({address for letter in letters for address in forwarded_by_name(letter, name)}),
        "name": name,
        "words": " & ".join(words) if len(words) > 1 else "",  # a first name alone says nothing
        "domains": sorted(domains - PUBLIC),
    }


def numbers_signed_with(letter: str) -> list[str]:
    """Return the phone numbers at the end of what somebody wrote; not those of whoever is quoted."""
    lines = [line for line in letter.splitlines() if line.strip() and not line.lstrip().startswith(">")]
    return phones.numbers_in("\n".join(lines[-SIGNATURE:]))


def forwarded_by_name(letter: str, name: str) -> Iterable[str]:
    """Return the addresses from which somebody of the same name wrote what this letter passes on."""
    wanted = sorted(WORD.findall(name.lower()))
    for said, address in FORWARDED.findall(letter):
        if len(wanted) > 1 and sorted(WORD.findall(said.lower())) == wanted:
            yield normal(address)


def _written_in(viewer: Viewer, number: str) -> list[int]:
    """Return the cases in whose newest letters a number stands in the signature, however it was written."""
    found: dict[int, bool] = defaultdict(bool)
    facts: dict[str, Any] = {"eras": eras(viewer.organisation_id), "hits": HITS}
    for words in _ways_to_write(number):
        with connection.cursor() as cursor:
            cursor.execute(WRITTEN_IN, facts | {"words": words})
            for case_id, text in cursor.fetchall():
                found[case_id] |= number in numbers_signed_with(text)
    return [case_id for case_id, stands in found.items() if stands]


def _ways_to_write(number: str) -> list[list[str]]:
    """Return how a number stands among the words of a letter: in one piece, or in the groups people make of it."""
    digits = number.removeprefix("+")
    at_home = re.sub(r"\D", "", phones.shown(number))
    last = digits[-7:]
    return [[at_home], [digits], [last], [last[:3], last[3:]], [last[:3], last[3:5], last[5:]]]
