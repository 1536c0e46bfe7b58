"""What an administrator asks afterwards: who set what, who may do what since when, and who looked at whom."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from aspa.audit.facts import Line, lines
from aspa.audit.naming import ABOUT, called, containing, names_in, subject
from aspa.audit.undoing.ways import way_of
from aspa.audit.words import EVENTS
from aspa.cases.models import Case
from aspa.customers import queries as customers
from aspa.customers.models import Customer
from aspa.history.models import DAILY, Event
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer

MOST = 5_000  # rows of a file
MOST_MEANT = 200  # customers of one name
LONGEST_NUMBER = 10

NAMED = """
coalesce((select name from staff_agent where actor like 'agent:%%' and id = substr(actor, 7)::bigint),
         (select name from staff_token where actor like 'token:%%' and id = substr(actor, 7)::bigint), actor)
"""
SETTINGS = f"""
select id, at, actor, {NAMED}, name, subject_id, undoes, exists (
    select from history_event later
    where later.organisation_id = %(organisation)s and later.undoes = history_event.id
), facts from history_event
where organisation_id = %(organisation)s and name !~ %(daily)s and ({{where}})
order by id desc limit %(limit)s
"""  # noqa: S608  # our own constants
# By its own words, by ours for it, or by the name of what it happened to or speaks of.
SPEAKS = """
name ilike %(text)s or facts::text ilike %(text)s or name = any(%(said)s::text[]) or exists (
    select from unnest(%(kinds)s::text[], %(keys)s::bigint[]) meant(fact, key)
    where (subject_id = key and fact = coalesce(%(subjects)s::jsonb ->> name,
               %(subjects)s::jsonb ->> split_part(name, '.', 1), split_part(name, '.', 1) || '_id'))
       or jsonb_build_array(facts, facts -> 'before', facts -> 'after')
          @> jsonb_build_array(jsonb_build_object(fact, key))
       or (fact = 'agent_id' and facts #> '{before,members}' @> to_jsonb(key)))
"""
ACTORS = """
select 'agent:' || id, name from (
    select id, name from staff_agent where organisation_id = %(organisation)s
    order by not is_active, name, id) as people
union all
select 'token:' || id, name from (
    select id, name from staff_token where organisation_id = %(organisation)s order by id desc) as programs
"""
LOOKS = f"""
select look.id, look.at, look.actor, {NAMED}, '', coalesce(c.number, 0), null, false,
       json_build_object('customer', customer.name, 'subject', coalesce(c.subject, ''))
from audit_look look join customers_customer customer on customer.id = look.customer_id
left join cases_case c on c.id = look.case_id
where look.organisation_id = %(organisation)s and ({{where}})
order by look.id desc limit %(limit)s
"""  # noqa: S608  # our own constants


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; each that is empty narrows nothing. `before` is the key after which a page goes on."""

    actor: str = ""
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """
    One row: a change by its event's name, or a look, whose `subject_id` is the number of the case or 0.

    `undoes` is the change that it set back; `is_undone`, that another has set it back.
    """

    id: int
    at: datetime
    actor: str
    actor_name: str
    name: str
    subject_id: int
    undoes: int | None
    is_undone: bool
    facts: dict[str, Any]

    @property
    def words(self) -> str:
        """What happened, for people; a change whose words are not known goes by its name."""
        return str(EVENTS.get(self.name, self.name))

    @property
    def can_be_undone(self) -> bool:
        """Whether it can be set back, and was not yet."""
        return not self.is_undone and way_of(self.name, self.facts) is not None


def changes(viewer: Viewer, wish: Wish, *, limit: int = 50) -> list[Record]:
    """Return who set what and granted what, the newest first."""
    about: dict[str, Any] = {}
    if wish.text:
        meant = called(viewer, wish.text)
        about["said"] = [name for name, words in EVENTS.items() if wish.text.casefold() in str(words).casefold()]
        about |= {"kinds": [fact for fact, _key in meant], "keys": [key for _fact, key in meant]}
        about["subjects"] = json.dumps(ABOUT)
    return _asked(SETTINGS, viewer, wish, limit, key="id", texts=SPEAKS, about=about)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as people read it: `about` is the name of what it happened to, `lines` are its facts in words."""

    row: Record
    about: str
    lines: list[Line]


def shown(viewer: Viewer, rows: Sequence[Record]) -> list[Shown]:
    """Return rows as people read them."""
    names = names_in(viewer, [(row.name, row.subject_id, row.facts) for row in rows if row.name])
    about = [str(row.facts.get("named") or names.get(subject(row.name, row.subject_id), "")) for row in rows]
    told = [{name: value for name, value in row.facts.items() if name != "named"} if row.name else {} for row in rows]
    return [Shown(row, what, lines(facts, names)) for row, what, facts in zip(rows, about, told, strict=True)]


def looks(viewer: Viewer, wish: Wish, *, limit: int = 50) -> list[Record]:
    """Return who looked at whom, the newest first."""
    texts = "look.customer_id = any(%(customers)s::bigint[]) or look.case_id = any(%(cases)s::bigint[])"
    return _asked(LOOKS, viewer, wish, limit, key="look.id", texts=texts, about=_meant(viewer, wish.text))


def actors(viewer: Viewer) -> list[tuple[str, str]]:
    """Return who may have done something, as history names them and by name: people, then programs."""
    with connection.cursor() as cursor:
        cursor.execute(ACTORS, {"organisation": viewer.organisation_id})
        return [(actor, name) for actor, name in cursor.fetchall()]


def event_of(viewer: Viewer, event_id: int) -> Event:
    """
    Return one thing that happened in the viewer's organisation.

    Raises Missing.
    """
    found = Event.objects.filter(pk=event_id, organisation_id=viewer.organisation_id).first()
    return or_missing(found, _("There is no such change."))


def _meant(viewer: Viewer, text: str) -> dict[str, list[int]]:
    """Return of whom and of which case a text speaks; with whoever was merged into them since."""
    if not text:
        return {}
    known = [row.id for row in customers.customers(viewer, text, limit=MOST_MEANT).rows]
    theirs = Customer.objects.visible_to(viewer).filter(Q(pk__in=known) | Q(merged_into__in=known))
    digits = text.strip().lstrip("#")
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < LONGEST_NUMBER else 0
    cases = Case.objects.filter(organisation_id=viewer.organisation_id, number=number)
    return {"customers": [*theirs.values_list("pk", flat=True)], "cases": [*cases.values_list("pk", flat=True)]}


def _asked(
    sql: str,
    viewer: Viewer,
    wish: Wish,
    limit: int,
    *,
    key: str,
    texts: str,
    about: Mapping[str, Any],
) -> list[Record]:
    facts: dict[str, Any] = {
        "organisation": viewer.organisation_id,
        "daily": DAILY,
        "limit": min(limit, MOST),
        "actor": wish.actor,
        "since": wish.since,
        "until": wish.until,
        "before": wish.before,
        "text": containing(wish.text),
        **about,
    }
    narrowed = {
        f"{key} < %(before)s": wish.before,
        "actor = %(actor)s": wish.actor,
        "at >= %(since)s": wish.since,
        "at < %(until)s": wish.until,
        f"({texts})": wish.text,
    }
    where = " and ".join([condition for condition, asked in narrowed.items() if asked] or ["true"])
    with connection.cursor() as cursor:
        cursor.execute(sql.format(where=where), facts)
        return [_record(row) for row in cursor.fetchall()]


def _record(row: tuple[Any, ...]) -> Record:
    facts = row[-1] if isinstance(row[-1], dict) else json.loads(row[-1])
    return Record(*(*row[:-1], facts))
