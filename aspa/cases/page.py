"""Everything the page of a case shows, in few questions."""

import json
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from aspa.cases.above import labels
from aspa.cases.allowed import clause
from aspa.cases.shown import (
    Actor,
    AttachmentRow,
    CaseHead,
    CasePage,
    ClosureRow,
    CustomerCard,
    EarlierCase,
    LinkRow,
    MessageRow,
    NoteLine,
    OwedElsewhere,
    PromiseRow,
    SnoozeRow,
)
from aspa.cases.touch import SPOKEN
from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer

EARLIER = 10  # cases of the customer shown beside this one
OPEN, OWED = 100, 5  # open cases that are looked at, and promises in them that are shown
MESSAGES = 300  # newest messages shown at once
SHOWN = 60_000  # characters of one message; the rest is in its original

# How a promise ended stands in its row; how it had ended before it was owed again, only in history.
HEAD = """
select c.id, c.number, c.subject, c.language, c.contacts, c.is_readable, brand.name, brand.id,
       brand.colour, brand.logo, exists (select from brands_brand other
                                         where other.organisation_id = c.organisation_id and other.id <> c.brand_id),
       coalesce(agent.name, queue.name),
       c.owner_agent_id, c.owner_queue_id, coalesce(x.outcome, ''), x.closed_at, c.customer_id, c.promise_id,
       coalesce((select json_agg(json_build_array(p.id, p.act, p.given_at, p.due_from, p.due_until, p.broken_at,
                                                  p.ended_at, p.outcome,
                     (select json_agg(json_build_array(substr(e.name, 9), e.at) order by e.id) from history_event e
                      where e.organisation_id = p.organisation_id and e.subject_id = p.id and e.name in
                      ('promise.kept', 'promise.kept_late', 'promise.renegotiated', 'promise.withdrawn',
                       'promise.reopened'))) order by p.given_at, p.id)
                 from promises_promise p where p.subject_id = c.id and p.organisation_id = c.organisation_id), '[]'),
       coalesce((select json_agg(json_build_array(l.id, named.number, named.subject) order by l.id)
                 from cases_proposedlink l join cases_case named on named.id = l.to_id
                 where l.case_id = c.id and named.organisation_id = c.organisation_id), '[]'),
       coalesce((select json_agg(json_build_array(ended.outcome, ended.closed_at, ended.closed_by, ended.reopened_at,
                     (select e.actor from history_event e where e.organisation_id = c.organisation_id
                      and e.subject_id = c.id and e.name = 'case.reopened' and e.at = ended.reopened_at limit 1)
                     ) order by ended.closed_at, ended.id)
                 from cases_closure ended where ended.case_id = c.id), '[]'),
       coalesce((select json_agg(json_build_array(s.until, s.note, s.snoozed_at, s.snoozed_by, s.roused_at, s.ended_at,
                                                  s.ending, s.ended_by) order by s.id)
                 from cases_snooze s where s.case_id = c.id), '[]'),
       case when %(before)s::bigint is not null then (select max(m.id) from cases_message m where m.case_id = c.id) end,
       {labels}
from cases_case c
join brands_brand brand on brand.id = c.brand_id
left join staff_agent agent on agent.id = c.owner_agent_id
left join staff_queue queue on queue.id = c.owner_queue_id
left join cases_closure x on x.id = c.closure_id
where c.organisation_id = %(organisation)s and c.number = %(number)s{allowed}
"""

THREAD = """
select m.id, m.kind, m.is_inbound, m.channel, m.sender, m.sender_name, m.reply_to, m.author,
       coalesce((select name from staff_agent where m.author like 'agent:%%' and id = substr(m.author, 7)::bigint),
                (select name from staff_token where m.author like 'token:%%' and id = substr(m.author, 7)::bigint), ''),
       m.subject, left(m.text, %(shown)s), left(m.visible, %(shown)s), m.html,
       m.has_html, m.rule, m.message_id, m.at, m.recipients, d.id,
       case when d.id is null then '' when d.failed_at is not null then 'failed'
            when d.sent_at is not null then 'sent' else 'waiting' end,
       coalesce(d.error, ''), d.sent_at, coalesce(d.hidden, '[]'),
       coalesce((select json_agg(json_build_array(a.id, a.name, a.content_type, a.size, a.is_inline, a.sha256,
                                                  a.content_id, coalesce(s.state, ''), coalesce(s.finding, ''),
                                                  s.released_at is not null) order by a.position)
                 from cases_attachment a left join channels_scan s
                 on s.organisation_id = a.organisation_id and s.sha256 = a.sha256 where a.message_id = m.id), '[]')
from cases_message m left join channels_delivery d on d.id = m.delivery_id
where m.case_id = %(case)s and (%(before)s::bigint is null or
    (m.at, m.id) < (select at, id from cases_message where id = %(before)s))
order by m.at desc, m.id desc limit %(limit)s
"""

NAMES = """
select 'agent:' || id, name from staff_agent where id = any(%(agent)s)
union all select 'token:' || id, name from staff_token where id = any(%(token)s)
"""

CARD = """
select customer.id, customer.kind, customer.name, customer.language, customer.since,
       coalesce(company.name, ''), customer.company_id,
       coalesce((select json_agg(json_build_array(kind, value) order by kind, is_primary desc, id)
                 from customers_identity i where i.customer_id = customer.id and value not like '%%@invalid'), '[]'),
       coalesce((select json_agg(json_build_array(kind, text) order by kind desc, id) from customers_note n
                 where n.customer_id = customer.id and n.ended_at is null), '[]'),
       coalesce((select json_agg(json_build_array(owed.number, owed.subject, owed.act, owed.due_from, owed.due_until,
                                                  owed.broken_at) order by owed.due_until)
                 from (select c.number, c.subject, p.act, p.due_from, p.due_until, p.broken_at
                       from (select * from cases_case o where o.customer_id = customer.id and o.closure_id is null
                             and o.id <> %(case)s order by o.latest_at desc limit %(open)s) as c
                       join promises_promise p on p.id = c.promise_id where true{allowed}
                       order by p.due_until, p.id limit %(owed)s) as owed), '[]'),
       coalesce((select json_agg(json_build_array(number, subject, opened_at, latest_at, outcome)
                                 order by latest_at desc)
                 from (select c.number, c.subject, c.opened_at, c.latest_at, coalesce(x.outcome, '') as outcome
                       from cases_case c left join cases_closure x on x.id = c.closure_id
                       where c.customer_id = customer.id and c.id <> %(case)s{allowed}
                       order by c.latest_at desc limit %(earlier)s) as newest), '[]'),
       (select count(*) from (select 1 from cases_case c
                              where c.customer_id = customer.id{allowed} limit 1000) as those),
       promised.kept, promised.given
from customers_customer customer
left join customers_customer company on company.id = customer.company_id
cross join lateral (
    select count(*) filter (where p.outcome = 'kept') as kept,
           count(*) filter (where p.outcome = 'kept' or p.broken_at is not null) as given
    from (select id from cases_case c where c.customer_id = customer.id order by c.latest_at desc limit 100) as theirs
    join promises_promise p on p.subject_id = theirs.id
) as promised
where customer.id = %(customer)s
"""


def case_page(viewer: Viewer, number: int, *, before: int | None = None) -> CasePage:
    """
    Return everything the page of a case shows, asked in three questions, and a fourth when it was closed or snoozed.

    Args:
        before: the id of a message to go back from; without it the newest are shown.

    Raises Missing.
    """
    facts, customer_id, promise_id, promised, linked, closed, rested, newest, labelled = _head(viewer, number, before)
    promises = [_promise(row) for row in promised]
    messages = thread(facts[0], limit=MESSAGES + 1, before=before)
    owed = next((promise for promise in promises if promise.id == promise_id), None)
    names = _names(
        [row[place] for rows, actors in ((closed, (2, 4)), (rested, (3, 7))) for row in rows for place in actors]
    )
    facts += [customer_card(viewer, customer_id, beside=facts[0]), owed]
    return CasePage(
        case=CaseHead(*facts),
        messages=messages[-MESSAGES:],
        before=before,
        since=messages[0].at if len(messages) > MESSAGES else None,
        promises=promises,
        links=[LinkRow(*link) for link in linked],
        seen=newest or max((message.id for message in messages), default=0),
        closures=[_closure(row, names) for row in closed],
        snoozes=[_snooze(row, names) for row in rested],
        labelled=json.loads(labelled),
    )


def thread(case_id: int, *, limit: int = MESSAGES, before: int | None = None) -> list[MessageRow]:
    """Return the newest messages of a case, oldest first; `before` is the id of a message to go back from."""
    with connection.cursor() as cursor:
        cursor.execute(THREAD, {"case": case_id, "before": before, "limit": limit, "shown": SHOWN})
        rows = cursor.fetchall()
    return [_message(row) for row in reversed(rows)]


def spoken_since(case_id: int, seen: int) -> list[MessageRow]:
    """Return what the customer wrote and what was answered after a message, oldest first, of the newest fifty."""
    return [message for message in thread(case_id, limit=50) if message.id > seen and message.kind in SPOKEN]


def customer_card(viewer: Viewer, customer_id: int, *, beside: int) -> CustomerCard:
    """Return a customer as shown beside a case."""
    facts = {"case": beside, "customer": customer_id, "earlier": EARLIER, "open": OPEN, "owed": OWED}
    card = CARD.format(allowed=clause(viewer, facts))
    with connection.cursor() as cursor:
        cursor.execute(card, facts)
        row = cursor.fetchone()
    id, kind, name, language, since, company_name, company_id = row[:7]
    identities, notes, owed, earlier = row[7:11]
    return CustomerCard(
        id,
        kind,
        name,
        language,
        since,
        company_name,
        company_id,
        [value for sort, value in identities if sort == "email"],
        [value for sort, value in identities if sort == "phone"],
        [NoteLine(sort, text) for sort, text in notes],
        [OwedElsewhere(number, subject, act, *map(_at, times)) for number, subject, act, *times in owed],
        [
            EarlierCase(number, subject, _at(opened), _at(latest), out)
            for number, subject, opened, latest, out in earlier
        ],
        *row[11:],
    )


def _head(viewer: Viewer, number: int, before: int | None) -> tuple[Any, ...]:
    """Return the facts of a case, the keys of its customer and promise, and what else its head shows."""
    asked = {"organisation": viewer.organisation_id, "number": number, "before": before}
    head = HEAD.format(allowed=clause(viewer, asked), labels=labels.column(is_page=True))
    with connection.cursor() as cursor:
        cursor.execute(head, asked)
        row = cursor.fetchone()
    if row is None:
        raise Missing(_("There is no such case."))
    return [*row[:16]], *row[16:]


def _promise(row: list[Any]) -> PromiseRow:
    id, act, *times, outcome, endings = row
    given_at, due_from, due_until, broken_at, ended_at = map(_at, times)
    ended = [(name, _at(at)) for name, at in endings or ([[outcome, row[6]]] if outcome else [])]
    return PromiseRow(id, act, given_at, due_from, due_until, broken_at, ended_at, outcome, ended)


def _closure(row: list[Any], names: dict[str, str]) -> ClosureRow:
    outcome, closed_at, closed_by, reopened_at, reopened_by = row
    return ClosureRow(outcome, _at(closed_at), _actor(closed_by, names), _at(reopened_at), _actor(reopened_by, names))


def _snooze(row: list[Any], names: dict[str, str]) -> SnoozeRow:
    until, note, at, by, roused_at, ended_at, ending, ended_by = row
    by, ended_by = _actor(by, names), _actor(ended_by, names)
    return SnoozeRow(_at(until), note, _at(at), by, _at(roused_at), _at(ended_at), ending, ended_by)


def _actor(actor: str | None, names: dict[str, str]) -> Actor:
    return Actor(actor or "", names.get(actor or "", ""))


def _names(actors: list[str | None]) -> dict[str, str]:
    """Return the names of the agents and programs among actors; asks nothing when there are none."""
    if not actors:
        return {}
    keys = {
        kind: [int(actor[6:]) for actor in actors if actor and actor.startswith(f"{kind}:")]
        for kind in ("agent", "token")
    }
    with connection.cursor() as cursor:
        cursor.execute(NAMES, keys)
        return dict(cursor.fetchall())


def _at(text: str | None) -> Any:
    return text and datetime.fromisoformat(text)


def _message(row: tuple[Any, ...]) -> MessageRow:
    *facts, files = row
    facts[17], facts[-1] = json.loads(facts[17]), json.loads(facts[-1])
    facts.append([AttachmentRow(*file) for file in files])
    return MessageRow(*facts)
