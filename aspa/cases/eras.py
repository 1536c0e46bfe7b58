"""
The stretches of messages that a search goes through, the newest first.

A common word stands in a million messages, of which the newest few are wanted. Every message is therefore in the index
of words also under the stretches its id falls into, and two words that stand together in one stretch are found
without reading where else they stand. Stretches grow with age, so that the whole past of a rare word is a few dozen
looks. The SQL function `case_findable` writes the same names.
"""

from django.db import connection

SHIFTS = (13, 17, 21)  # bits of an id that are the same in a stretch of each size: 8 thousand, 130 thousand, 2 million
LARGER = 4  # bits from one size to the next
LEAST = 8  # stretches of one size before the next: enough to tell that a larger one holds no flood of hits


def eras(organisation_id: int) -> list[str]:
    """Return the names of the stretches that hold all messages of an organisation, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from cases_message where organisation_id = %s", (organisation_id,))
        newest = cursor.fetchone()[0] or 0
    return [f"@{organisation_id}.{size}.{nth}" for size, nth in stretches(newest)]


def stretches(newest: int) -> list[tuple[int, int]]:
    """Return (size, number) of the stretches from an id down to 0, without gap or overlap, the newest first."""
    found: list[tuple[int, int]] = []
    nth = newest >> SHIFTS[0]
    for size in range(len(SHIFTS)):
        is_largest = size == len(SHIFTS) - 1
        last = -1 if is_largest else max((nth - LEAST + 1 >> LARGER << LARGER) - 1, -1)
        found += [(size, each) for each in range(nth, last, -1)]
        nth = last >> LARGER
    return found
