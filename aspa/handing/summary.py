"""A case in a few lines, as it is at this moment: what anybody needs to go on with it (known, promised, asked)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from aspa.cases.allowed import clause
from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer

LONGEST = 240  # characters of what somebody said
GREETING = 40  # characters of a first line that only greets

# How much of a text is read: enough for its beginning, when a greeting stands before it.
LAST = """
select json_build_array(m.at, coalesce(nullif(a.name, ''), nullif(t.name, ''), m.sender_name, ''),
                        left(m.visible, 1000))
from cases_message m
left join staff_agent a on a.id = case when m.author like 'agent:%%' then substr(m.author, 7)::bigint end
left join staff_token t on t.id = case when m.author like 'token:%%' then substr(m.author, 7)::bigint end
where m.case_id = c.id and m.kind = '{kind}' order by m.at desc, m.id desc limit 1
"""

SUMMARY = f"""
select c.number, c.subject, c.opened_at, c.contacts, coalesce(agent.name, queue.name), c.owner_agent_id,
       coalesce(x.outcome, ''), customer.name,
       coalesce((select value from customers_identity i where i.customer_id = customer.id
                 and value not like '%%@invalid' order by id limit 1), ''),
       ({LAST.format(kind="contact")}), ({LAST.format(kind="reply")}), ({LAST.format(kind="memo")}),
       coalesce((select json_agg(json_build_array(p.act, p.due_from, p.due_until, p.broken_at is not null, p.text)
                                 order by p.due_until, p.id)
                 from promises_promise p where p.subject_id = c.id and p.organisation_id = c.organisation_id
                 and p.ended_at is null), '[]')
from cases_case c
join customers_customer customer on customer.id = c.customer_id
left join staff_agent agent on agent.id = c.owner_agent_id
left join staff_queue queue on queue.id = c.owner_queue_id
left join cases_closure x on x.id = c.closure_id
where c.organisation_id = %(organisation)s and c.number = %(number)s{{allowed}}
"""  # noqa: S608  # put together from this file's own constants


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody said last: when, who, and how it begins, on one line."""

    at: datetime
    who: str
    gist: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise that is owed."""

    act: str
    due_from: datetime | None
    due_until: datetime
    is_broken: bool
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """
    A case in fewer than ten lines.

    Args:
        outcome: how it ended; empty while it is open.
        asked: what the customer wrote last; `answered` what was answered last; `noted` the newest memo.
        promises: everything that is owed, the most urgent first.
    """

    number: int
    subject: str
    opened_at: datetime
    contacts: int
    owner_name: str
    owner_agent_id: int | None
    outcome: str
    customer_name: str
    customer_address: str
    asked: Words | None
    answered: Words | None
    noted: Words | None
    promises: list[Owed]


def summary(viewer: Viewer, number: int) -> Summary:
    """
    Return a case in a few lines, as it is now, in one question.

    Raises Missing.
    """
    asked = {"organisation": viewer.organisation_id, "number": number}
    statement = SUMMARY.format(allowed=clause(viewer, asked))
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        row = cursor.fetchone()
    if row is None:
        raise Missing(_("There is no such case."))
    *facts, asked, answered, noted, promises = row
    facts += [_words(asked), _words(answered), _words(noted), [_owed(promise) for promise in promises]]
    return Summary(*facts)


def heart(text: str) -> str:
    """Return how a text begins, on one line, after a line that only greets; a text that is cut ends so."""
    first, _end, rest = text.strip().partition("\n")
    said = " ".join((rest if rest.strip() and len(first) <= GREETING and first.rstrip()[-1:] in ",!" else text).split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}…"


def _words(said: list[Any] | None) -> Words | None:
    return Words(datetime.fromisoformat(said[0]), said[1], heart(said[2])) if said else None


def _owed(row: list[Any]) -> Owed:
    act, due_from, due_until, is_broken, text = row
    begins = datetime.fromisoformat(due_from) if due_from else None
    return Owed(act, begins, datetime.fromisoformat(due_until), is_broken, text)
