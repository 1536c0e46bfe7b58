"""The names of what changes speak of, so that people read them instead of keys."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils.functional import Promise as Text

from aspa.audit.facts import Names, keys_in
from aspa.kit.viewer import Viewer
from aspa.sorting.reasons import REASONS
from aspa.staff.roles.words import TITLES

TABLES = {  # fact -> where its row is, and what that is called
    "address_id": ("brands_address", "value"),
    "agent_id": ("staff_agent", "name"),
    "brand_id": ("brands_brand", "name"),
    "case_id": ("cases_case", "'#' || number"),
    "check_list_id": ("tasks_checklist", "name"),
    "field_id": ("sorting_field", "name"),
    "into_tag_id": ("sorting_tag", "name"),
    "mailbox_id": ("channels_mailbox", "username"),
    "passage_id": ("passages_passage", "name"),
    "queue_id": ("staff_queue", "name"),
    "reason_id": ("sorting_reason", "coalesce(nullif(name, ''), key)"),
    "role_id": ("staff_role", "coalesce(nullif(name, ''), kind)"),
    "tag_id": ("sorting_tag", "name"),
    "team_id": ("staff_team", "name"),
    "token_id": ("staff_token", "name"),
}
GONE = {  # fact -> what happened to a row that is no more, and where its name stands in that
    "check_list_id": ("check_list.removed", "before,name"),
    "into_tag_id": ("tag.merged", "named"),
    "mailbox_id": ("mailbox.disconnected", "before,username"),
    "role_id": ("role.dropped", "before,name"),
    "tag_id": ("tag.merged", "named"),
}
ONE = "select '{fact}', id, {called} from {table} where organisation_id = %s and id = any(%s::bigint[])"
CALLED = """
select '{fact}', id from {table} where organisation_id = %(organisation)s
and ({called} ilike %(text)s or {called} = any(%(brought)s))
"""
MOST_CALLED = 200  # rows whose names hold one text
ONE_GONE = """
select '{fact}', subject_id, facts #>> '{{{path}}}' from history_event
where organisation_id = %s and name = '{event}' and subject_id = any(%s::bigint[])
"""
ABOUT = {  # a change, or the kind of it, -> what it happened to, where its first word does not tell
    "hours": "brand_id",
    "screening": "brand_id",
    "sign_in": "agent_id",
    "passkey": "agent_id",
    "code_app": "agent_id",
    "recovery_codes": "agent_id",
    "second_step.dropped": "agent_id",
}
BROUGHT: dict[str, Mapping[Any, str | Text]] = {  # what Aspa brought along is called in the language of whoever looks
    "reason_id": REASONS,
    "role_id": TITLES,
}
Told = tuple[str, int, Mapping[str, Any]]  # the name of a change, what it happened to, and its facts


def subject(name: str, subject_id: int) -> tuple[str, int]:
    """Return what a change happened to, as facts name it."""
    kind = name.partition(".")[0]
    return ABOUT.get(name) or ABOUT.get(kind) or f"{kind}_id", subject_id


def called(viewer: Viewer, text: str) -> list[tuple[str, int]]:
    """Return what a text may be a name of, or part of one, as facts name it; cases have numbers, and no names."""
    ours = [pair for words in BROUGHT.values() for pair in words.items()]
    brought = [key for key, word in ours if text.casefold() in str(word).casefold()]
    named = {fact: one for fact, one in TABLES.items() if fact != "case_id"}
    asked = [CALLED.format(fact=fact, table=table, called=name) for fact, (table, name) in named.items()]
    facts: dict[str, Any] = {"organisation": viewer.organisation_id, "brought": brought, "most": MOST_CALLED}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(asked) + " limit %(most)s", facts | {"text": containing(text)})
        return [(fact, key) for fact, key in cursor.fetchall()]


def containing(text: str) -> str:
    """Return the pattern of whatever contains a text, for `ilike`."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def names_in(viewer: Viewer, told: Sequence[Told]) -> Names:
    """
    Return the names of everything that changes speak of, in one question; what is no more goes by the name it had.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    for name, subject_id, facts in told:
        for fact, key in (subject(name, subject_id), *keys_in(facts)):
            if fact in TABLES:
                keys[fact].add(key)
    if not keys:
        return {}
    asked = [ONE.format(fact=fact, table=TABLES[fact][0], called=TABLES[fact][1]) for fact in keys]
    gone = {fact: GONE[fact] for fact in keys if fact in GONE}
    asked += [ONE_GONE.format(fact=fact, event=event, path=path) for fact, (event, path) in gone.items()]
    values = [value for fact in (*keys, *gone) for value in (viewer.organisation_id, sorted(keys[fact]))]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(asked), values)
        return {(fact, key): str(BROUGHT.get(fact, {}).get(called, called)) for fact, key, called in cursor.fetchall()}
