"""The words of customers' names, each once: by these a name that was heard or typed wrongly is recognised."""

from django.db import connection

from aspa.customers.models import Customer
from aspa.kit.distance import distance

SHORTEST = 3  # letters of a word that can be mistyped and still be told
MOST = 5
FAR = 2  # slips of the fingers; in short words fewer
SHORT = 5

KEEP = """
insert into customers_nameword (organisation_id, word)
select distinct %s::bigint, word from unnest(customers_words(%s)) as word order by word
on conflict do nothing
"""


def keep(customer: Customer) -> None:
    """Keep the words of a customer's name; those of a former name stay, which helps whoever remembers that one."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [customer.organisation_id, customer.name])


def meant(text: str) -> str:
    """Return a name with its mistyped words put right, or nothing when none looks mistyped."""
    words = text.split()
    better = " ".join(next(iter(like(word)), word) for word in words[:MOST])
    return better if len(words) <= MOST and better != " ".join(words) else ""


def like(word: str) -> list[str]:
    """Return words of names of the organisation one stands in that a word may be meant for, the nearest first."""
    word = word.lower()
    if len(word) < SHORTEST:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select word from doors.names_like(%s) as word", [word])
        found = [row[0] for row in cursor.fetchall()]
    far = FAR if len(word) > SHORT else 1
    slips = {known: distance(word, known, most=far) for known in found}
    return sorted((known for known in found if 0 < slips[known] <= far), key=lambda known: slips[known])[:MOST]
