"""Whether a customer has turned to us about the same before: one contact should suffice, and a third is an alarm."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from aspa.language.similarity import similarity

SPAN = timedelta(days=30)  # what was said longer ago is another matter, whatever it says
CASES, LETTERS = 4, 2  # newest cases of a customer that are looked at, and first contacts of each
READ = 1000  # characters of a contact; further down nothing more is learnt of what it is about
SAME = 0.6  # likelihood from which on two contacts are about the same
ALARM = 3  # contacts

EARLIER = """
select who.id, left(m.visible, %(read)s) from unnest(%(customers)s::bigint[]) as who (id)
cross join lateral (select id from cases_case where customer_id = who.id and latest_at > %(since)s
                    order by latest_at desc limit %(cases)s) as theirs
cross join lateral (select visible from cases_message where case_id = theirs.id and kind = 'contact'
                    order by at, id limit %(letters)s) as m
"""


def earlier(customers: Collection[int], *, at: datetime) -> dict[int, list[str]]:
    """Return by customer what they wrote within a month."""
    found: dict[int, list[str]] = {}
    if customers:
        facts: dict[str, Any] = {"customers": list(customers), "since": at - SPAN, "read": READ}
        facts |= {"cases": CASES, "letters": LETTERS}
        with connection.cursor() as cursor:
            cursor.execute(EARLIER, facts)
            for customer_id, text in cursor.fetchall():
                found.setdefault(customer_id, []).append(text)
    return found


def times(text: str, before: Sequence[str]) -> int:
    """Return how many times a customer has turned to us about what a text is about, this time counted."""
    return 1 + sum(similarity(text[:READ], one) >= SAME for one in before)
