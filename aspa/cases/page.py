"""Everything the page of a case shows, in few questions."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.functional import cached_property

from aspa.cases.models import Case, ProposedLink
from aspa.cases.queries import case_by_number
from aspa.kit.viewer import Viewer
from aspa.promises.models import Promise

EARLIER = 10  # cases of the customer shown beside this one
MESSAGES = 300  # newest messages shown at once
SHOWN = 60_000  # characters of one message; the rest is in its original


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file of a message."""

    id: int
    name: str
    content_type: str
    size: int
    is_inline: bool
    sha256: str
    content_id: str


@dataclass(frozen=True)
class MessageRow:
    """One message as shown. `delivery` is `` | waiting | sent | failed; `error` says why it failed."""

    id: int
    kind: str
    is_inbound: bool
    channel: str
    sender: str
    sender_name: str
    author: str
    author_name: str
    subject: str
    text: str
    visible: str
    has_html: bool
    rule: str
    message_id: str
    at: datetime
    recipients: list[str]
    delivery_id: int | None
    delivery: str
    error: str
    sent_at: datetime | None
    attachments: list[AttachmentRow]

    @cached_property
    def hidden(self) -> bool:
        """Whether there is more text than the visible part: quotes or a signature."""
        return len(self.text.strip()) > len(self.visible.strip())


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """Another case of the same customer."""

    number: int
    subject: str
    opened_at: datetime
    latest_at: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The customer beside the case."""

    id: int
    kind: str
    name: str
    language: str
    since: datetime
    company_name: str
    addresses: list[str]
    earlier: list[EarlierCase]
    cases_count: int
    kept: int
    given: int

    @property
    def display(self) -> str:
        """The name, or the address when no name is known."""
        return self.name or (self.addresses[0] if self.addresses else "")

    @property
    def initials(self) -> str:
        """Two letters for the badge."""
        words = self.display.split()
        return "".join(word[0] for word in words[:2]).upper()


@dataclass(frozen=True)
class CasePage:
    """A case with its messages, promises, proposed links and customer."""

    case: Case
    messages: list[MessageRow]
    customer: CustomerCard
    promises: list[Promise]
    links: list[ProposedLink]
    has_older: bool = False
    now: datetime | None = field(default=None)

    @property
    def latest_contact(self) -> MessageRow | None:
        """The newest message from the customer."""
        return next((message for message in reversed(self.messages) if message.kind == "contact"), None)


THREAD = """
select m.id, m.kind, m.is_inbound, m.channel, m.sender, m.sender_name, m.author,
       coalesce((select name from staff_agent where m.author like 'agent:%%' and id = substr(m.author, 7)::bigint), ''),
       m.subject, left(m.text, %(shown)s), left(m.visible, %(shown)s),
       m.has_html, m.rule, m.message_id, m.at, m.recipients, d.id,
       case when d.id is null then '' when d.failed_at is not null then 'failed'
            when d.sent_at is not null then 'sent' else 'waiting' end,
       coalesce(d.error, ''), d.sent_at,
       coalesce((select json_agg(json_build_array(a.id, a.name, a.content_type, a.size, a.is_inline, a.sha256,
                                                  a.content_id) order by a.position)
                 from cases_attachment a where a.message_id = m.id), '[]')
from cases_message m left join channels_delivery d on d.id = m.delivery_id
where m.case_id = %(case)s and (%(before)s::bigint is null or
    (m.at, m.id) < (select at, id from cases_message where id = %(before)s))
order by m.at desc, m.id desc limit %(limit)s
"""

CARD = """
select customer.id, customer.kind, customer.name, customer.language, customer.since,
       coalesce(company.name, ''),
       coalesce((select json_agg(value order by id) from customers_identity i where i.customer_id = customer.id), '[]'),
       coalesce((select json_agg(json_build_array(number, subject, opened_at, latest_at, outcome)
                                 order by latest_at desc)
                 from (select c.number, c.subject, c.opened_at, c.latest_at, coalesce(x.outcome, '') as outcome
                       from cases_case c left join cases_closure x on x.id = c.closure_id
                       where c.customer_id = customer.id and c.id <> %(case)s
                       order by c.latest_at desc limit %(earlier)s) as newest), '[]'),
       (select count(*) from (select 1 from cases_case c where c.customer_id = customer.id limit 1000) as those),
       promised.kept, promised.given
from customers_customer customer
left join customers_customer company on company.id = customer.company_id
cross join lateral (
    select count(*) filter (where p.outcome = 'kept') as kept,
           count(*) filter (where p.outcome in ('kept', 'late')) as given
    from (select id from cases_case c where c.customer_id = customer.id order by c.latest_at desc limit 100) as theirs
    join promises_promise p on p.subject_id = theirs.id
) as promised
where customer.id = %(customer)s
"""


def case_page(viewer: Viewer, number: int, *, now: datetime) -> CasePage:
    """
    Return everything the page of a case shows, asked in five queries.

    Raises Missing.
    """
    case = case_by_number(viewer, number)
    messages = thread(case, limit=MESSAGES + 1)
    links = ProposedLink.objects.visible_to(viewer).filter(case=case).select_related("to").order_by("id")
    return CasePage(
        case=case,
        messages=messages[-MESSAGES:],
        has_older=len(messages) > MESSAGES,
        customer=customer_card(case),
        promises=list(Promise.objects.visible_to(viewer).filter(subject_id=case.id).order_by("given_at", "id")),
        links=list(links),
        now=now,
    )


def thread(case: Case, *, limit: int = MESSAGES, before: int | None = None) -> list[MessageRow]:
    """Return the newest messages of a case, oldest first; `before` is the id of a message to go back from."""
    with connection.cursor() as cursor:
        cursor.execute(THREAD, {"case": case.id, "before": before, "limit": limit, "shown": SHOWN})
        rows = cursor.fetchall()
    return [_message(row) for row in reversed(rows)]


def customer_card(case: Case) -> CustomerCard:
    """Return the customer of a case as shown beside it."""
    with connection.cursor() as cursor:
        cursor.execute(CARD, {"case": case.id, "customer": case.customer_id, "earlier": EARLIER})
        row = cursor.fetchone()
    earlier = [
        EarlierCase(number, subject, datetime.fromisoformat(opened), datetime.fromisoformat(latest), outcome)
        for number, subject, opened, latest, outcome in _json(row[7])
    ]
    id, kind, name, language, since, company_name = row[:6]
    cases_count, kept, given = row[8:]
    return CustomerCard(id, kind, name, language, since, company_name, _json(row[6]), earlier, cases_count, kept, given)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _message(row: tuple[Any, ...]) -> MessageRow:
    *facts, files = row
    facts[15] = _json(facts[15])
    facts.append([AttachmentRow(*file) for file in _json(files)])
    return MessageRow(*facts)
