"""Loading many rows as fast as PostgreSQL takes them: one transaction, without indexes, which are built at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain

from django.db import connection, transaction
from django.utils import timezone

from aspa.brands.models import Organisation
from aspa.ops.scale.rows import COLUMNS, COUNTED, Lines, Maker, Place
from aspa.reception import founding
from aspa.staff import verbs as staff
from aspa.staff.models import Agent
from aspa.staff.queries import open_queue

NAME, ADDRESS, ADMINISTRATOR = "Suuri Oy", "tuki@suuri.example", "johtaja@suuri.example"
AGENTS = 4
TABLES = [*COLUMNS]
SECONDARY = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = any(%s::regclass[]) and not exists (select 1 from pg_constraint where conindid = indexrelid)
"""
# Foreign keys of other tables lean on unique constraints too; they go first and come back last.
CONSTRAINTS = """
select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint
where contype in ('f', 'u') and (conrelid = any(%(tables)s::regclass[]) or confrelid = any(%(tables)s::regclass[]))
order by contype = 'u'
"""


NAME_WORDS = """
insert into customers_nameword (organisation_id, word)
select distinct organisation_id, word from customers_customer cross join unnest(customers_words(name)) as word
where organisation_id = %s on conflict do nothing
"""


def load(count: int, *, password: str) -> None:
    """Found Suuri Oy and give it `count` cases with five messages each; all of it or nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")
        cursor.execute("set local maintenance_work_mem = '1GB'")
        maker = Maker(_found(password), count, timezone.now())
        with _without_indexes():
            for block in chain(maker.people(), maker.cases()):
                _copy(block)
        for table in COUNTED:
            cursor.execute("select setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, maker.keys[table]])
        cursor.execute("select setval('case_number', %s)", [maker.place.number + count])
        cursor.execute(NAME_WORDS, [maker.place.organisation])
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze) " + ", ".join(TABLES))


def _found(password: str) -> Place:
    at = timezone.now()
    administrator = founding.found(
        organisation=NAME,
        brand="Suuri",
        address=ADDRESS,
        admin_email=ADMINISTRATOR,
        admin_name="Saara Suurinen",
        password=password,
        at=at,
    )
    company = administrator.organisation
    agents = [_hired(company, nth, password, at=at) for nth in range(1, AGENTS + 1)]
    brand = company.brands.get()
    return Place(
        organisation=company.pk,
        brand=brand.pk,
        address=brand.addresses.get().pk,
        queue=open_queue(brand).pk,
        agents=[agent.pk for agent in (administrator, *agents)],
        first={table: _next(f"pg_get_serial_sequence('{table}', 'id')") for table in COUNTED},
        number=_next("'case_number'"),
    )


def _hired(company: Organisation, nth: int, password: str, *, at: datetime) -> Agent:
    return staff.hire(
        company,
        email=f"palvelija{nth}@suuri.example",
        name=f"Palvelija {nth}",
        password=password,
        is_administrator=False,
        at=at,
    )


def _next(sequence: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select nextval({sequence})")
        return int(cursor.fetchone()[0])


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Take foreign keys, unique constraints and indexes away, and build them again over the rows that came."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(SECONDARY, [TABLES])
        indexes = cursor.fetchall()
        cursor.execute(CONSTRAINTS, {"tables": TABLES})
        constraints = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(f"alter table {table} drop constraint {name}")
        for name, _ in indexes:
            cursor.execute(f"drop index {name}")
        yield
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in reversed(constraints):
            cursor.execute(f"alter table {table} add constraint {name} {definition}")


def _copy(block: Lines) -> None:
    with connection.cursor() as cursor:
        for table, lines in block.items():
            columns = COLUMNS[table].replace(" ", ", ").replace("text", '"text"')
            with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                copy.write("".join(lines))
