"""Everything that is known of a customer, in few questions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from aspa.cases import theirs
from aspa.customers import queries as customers
from aspa.customers.models import Customer
from aspa.customers.queries import CustomerRow
from aspa.kit.viewer import Viewer
from aspa.people.likeness import REASONS, likenesses
from aspa.people.shown import Colleague, ConsentRow, CustomerPage, EditRow, IdentityRow, MergeRow, NoteRow

__all__ = ["REASONS", "candidates", "customer_page", "edits_of", "people_of"]
EDITS = 50  # newest changes shown with a customer
PEOPLE = 100  # people of a company shown with it

WHO = """coalesce((select name from staff_agent where {by} like 'agent:%%' and id = substr({by}, 7)::bigint),
    (select name from staff_token where {by} like 'token:%%' and id = substr({by}, 7)::bigint), '')"""
KNOWN = """
select
  coalesce((select json_agg(json_build_array(id, kind, value, is_primary) order by kind, is_primary desc, id)
            from customers_identity where customer_id = c.id and value not like '%%@invalid'), '[]'),
  coalesce((select json_agg(json_build_array(id, kind, text, written_at, {written})
                            order by kind desc, id)
            from customers_note where customer_id = c.id and ended_at is null), '[]'),
  coalesce((select json_agg(json_build_array(id, purpose, channel, given_at, withdrawn_at, withdrawn_channel,
                                             {recorded})
                            order by withdrawn_at is not null, given_at desc, id desc)
            from customers_consent where customer_id = c.id), '[]'),
  coalesce((select json_agg(json_build_array(field, before, after, by, at, {edited}) order by id desc)
            from (select * from customers_edit where customer_id in (
                select c.id union all select id from customers_customer where merged_into_id = c.id)
                order by id desc limit %(edits)s) as newest),
           '[]'),
  coalesce((select json_agg(json_build_array(id, merged_id, (select name from customers_customer where id = merged_id),
                                             merged_at, {merging}) order by id desc)
            from people_merge where kept_id = c.id and undone_at is null), '[]')
from customers_customer c where c.id = %(customer)s and c.organisation_id = %(organisation)s
"""
NAMED = {"written": "written_by", "recorded": "recorded_by", "edited": "by", "merging": "merged_by"}
KNOWN = KNOWN.format(**{name: WHO.format(by=column) for name, column in NAMED.items()})
PEOPLE_OF = """
select c.id, c.name, coalesce((select value from customers_identity i where i.customer_id = c.id and kind = 'email'
                               and value not like '%%@invalid' order by i.is_primary desc, i.id limit 1), '')
from customers_customer c
where c.company_id = %(company)s and c.organisation_id = %(organisation)s and c.merged_into_id is null
order by lower(c.name), c.id limit %(limit)s
"""


def customer_page(viewer: Viewer, customer: Customer, *, after: str = "") -> CustomerPage:
    """
    Return everything the page of a customer shows.

    Args:
        after: the `more` of the page of cases before.
    """
    identities, notes, consents, edits, merges = _known(viewer, customer)
    people = people_of(viewer, customer)
    whose = [customer.pk, *(one.id for one in people)]
    return CustomerPage(
        customer,
        [IdentityRow(*row) for row in identities],
        [NoteRow(*_timed(row, 3)) for row in notes],
        [ConsentRow(*_timed(row, 3, 4)) for row in consents],
        [EditRow(*_timed(row, 4)) for row in edits],
        [MergeRow(*_timed(row, 3)) for row in merges],
        theirs.open_cases(viewer, whose),
        theirs.all_cases(viewer, whose, after=after),
        people,
    )


def people_of(viewer: Viewer, company: Customer) -> list[Colleague]:
    """Return who works for a company, by name; nobody for a person."""
    if company.kind == Customer.Kind.PERSON:
        return []
    facts = {"company": company.pk, "organisation": viewer.organisation_id, "limit": PEOPLE}
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE_OF, facts)
        return [Colleague._make(row) for row in cursor.fetchall()]


def edits_of(viewer: Viewer, customer: Customer) -> list[EditRow]:
    """Return who changed what is known of a customer, the newest first."""
    return [EditRow(*_timed(row, 4)) for row in _known(viewer, customer)[3]]


def _known(viewer: Viewer, customer: Customer) -> tuple[list[Any], ...]:
    facts = {"customer": customer.pk, "organisation": viewer.organisation_id, "edits": EDITS}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, facts)
        row: tuple[list[Any], ...] = cursor.fetchone() or ([], [], [], [], [])
    return row


def _timed(row: list[Any], *moments: int) -> list[Any]:
    """Return a row of JSON with its moments as such."""
    return [value and datetime.fromisoformat(value) if nth in moments else value for nth, value in enumerate(row)]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the same customer, as a list shows one, and why."""

    row: CustomerRow
    reasons: list[str]


def candidates(viewer: Viewer, customer: Customer) -> list[Candidate]:
    """Return who may be the same customer, whoever convinces most first."""
    alike = likenesses(viewer, customer)
    rows = customers.rows_of(viewer, [one.customer_id for one in alike])
    return [Candidate(rows[one.customer_id], one.reasons) for one in alike if one.customer_id in rows]
