"""
Raising the wall between organisations in the database; see docs/decisions/0010-a-second-wall-in-the-database.md.

Every table that says whose its rows are gets a policy, found in the catalogue, so that what is new is never forgotten.
The application's role may pass it only by the functions of the schema `doors`, which each app writes in `doors.sql`.
"""

from hashlib import sha256
from pathlib import Path
from time import sleep

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import OperationalError, ProgrammingError

from aspa.kit import walls
from aspa.ops.trouble import Trouble

RAISING = 71_006  # the advisory lock of whoever raises it; machines may be brought to a release at once
APPS = Path(__file__).parent.parent

ORGANISATION = """
create or replace function aspa_organisation() returns bigint stable parallel safe language sql as
$$ select nullif(current_setting('aspa.organisation', true), '')::bigint $$
"""

# A function of one expression becomes part of each statement; asked as a sub-select instead, once for all rows, the
# page of a case would take twice as long to plan.
OWNED = """
select relation.relname, not attribute.attnotnull,
       relation.relrowsecurity and exists (select from pg_policy where polrelid = relation.oid and polname = 'wall'),
       coalesce(relation.relrowsecurity and (
           select polcmd = '*' and polpermissive and polroles = '{0}'
                  and pg_get_expr(polqual, polrelid) = pg_get_expr(polwithcheck, polrelid)
                  and pg_get_expr(polqual, polrelid) = case
                      when attribute.attnotnull then format('(%I = aspa_organisation())', attribute.attname)
                      else format('((%1$I = aspa_organisation()) OR (%1$I IS NULL))', attribute.attname) end
           from pg_policy where polrelid = relation.oid and polname = 'wall'), false)
from pg_class relation join pg_attribute attribute on attribute.attrelid = relation.oid
where relation.relkind in ('r', 'p') and relation.relnamespace = 'public'::regnamespace
  and not attribute.attisdropped
  and attribute.attname = case relation.relname when 'brands_organisation' then 'id' else 'organisation_id' end
order by 1
"""
RAISED = "select obj_description(to_regnamespace('doors'), 'pg_namespace')"
ROLE = """
select rolsuper or rolbypassrls or pg_has_role(oid, current_user, 'member'), pg_has_role(session_user, oid, 'set')
from pg_roles where rolname = %s
"""


WAITS = "5s"  # for a table that somebody reads; whoever comes meanwhile waits behind us
TRIES, PAUSE = 6, 5.0  # seconds in which the others go on before we try again
IN_USE = "55P03"  # what PostgreSQL calls a lock that was not got in time


class NoWall(Trouble):
    """The database does not let Aspa hold organisations apart; `str()` holds the SQL that would mend it."""


def raise_walls() -> None:
    """
    Bring the wall to this release: the application's role, a policy on every owned table, and the doors.

    What stands already is left alone, table by table, for raising it holds up everybody who reads. Where a table is in
    use for long, it is tried again after a pause in which nobody is held up.

    Raises NoWall.
    """
    for _again in range(TRIES):
        try:
            return _raise()
        except OperationalError as trouble:
            if getattr(trouble.__cause__, "sqlstate", "") != IN_USE:
                raise
            sleep(PAUSE)
    raise NoWall("A table is in use all the time, so its wall cannot be raised. Stop what reads it, and try again.")


def _raise() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [RAISING])
        _have_role()
        owned, around = _owned(), [*_doors(), *_grants()]
        statements = [ORGANISATION, *(said for one in owned for said in _policy(*one[:2])), *around]
        made_of = sha256("\n".join(statements).encode()).hexdigest()
        cursor.execute(RAISED)
        if cursor.fetchone()[0] == made_of and not unguarded():
            return
        cursor.execute(f"set local lock_timeout = '{WAITS}'")
        left = [said for one in owned if not one[3] for said in _policy(*one[:2])]
        for statement in (ORGANISATION, *left, *around):
            cursor.execute(statement)
        cursor.execute(f"comment on schema doors is '{made_of}'")


def unguarded() -> list[str]:
    """Return the tables whose rows belong to an organisation and are shown to everybody."""
    return [table for table, _may_be_nobodys, is_guarded, _is_as_now in _owned() if not is_guarded]


def must_be_passable() -> None:
    """
    Look whether this process may come into its own as the application's role.

    Raises NoWall.
    """
    role = walls.role()
    try:
        with connection.cursor() as cursor:
            cursor.execute("select rolname, rolsuper or rolbypassrls from pg_roles where rolname = current_user")
            name, is_mighty = cursor.fetchone()
    except OperationalError as away:
        if role not in str(away) and '"role"' not in str(away):
            raise
        told = str(away).strip().partition("\n")[0]
        raise NoWall(f"{told}. Run `aspa migrate` first: it makes that role, or says who can.") from away
    if name != role or is_mighty:
        raise NoWall(f"The database knows this process as {name}, which no wall holds; it should be {role}.")


def trouble() -> str:
    """Return what is wrong with the application's role; "" when nothing is."""
    with connection.cursor() as cursor:
        cursor.execute(ROLE, [walls.role()])
        found = cursor.fetchone()
    if not found:
        return f"the role {walls.role()} is not there"
    if found[0]:
        return f"no wall holds the role {walls.role()}"
    return "" if found[1] else f"the role {walls.role()} may not be entered"


def _have_role() -> None:
    """Make the role that the application goes by, and let us enter it, unless a DBA has."""
    role = _name(walls.role())
    login = "login" if settings.IS_EMBEDDED else "nologin"
    for statement in (f"create role {role} {login}", f"grant {role} to current_user"):
        if not trouble():
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except ProgrammingError:
            continue  # it is there, or we may not: what is still wrong is told below
    if wrong := trouble():
        raise NoWall(f"Organisations cannot be held apart: {wrong}. {_advice()}")


def _advice() -> str:
    role, owner = _name(walls.role()), _name(connection.settings_dict["USER"] or "OWNER")
    mend = f"create role {role} nologin; alter role {role} nosuperuser nobypassrls; grant {role} to {owner};"
    return f"Let a superuser of the database run this once: {mend}"


def _owned() -> list[tuple[str, bool, bool, bool]]:
    """Return each owned table, whether a row may be nobody's, whether it is guarded, and by what this release says."""
    with connection.cursor() as cursor:
        cursor.execute(OWNED)
        rows: list[tuple[str, bool, bool, bool]] = cursor.fetchall()
    return rows


def _policy(table: str, may_be_nobodys: bool) -> list[str]:
    key = "id" if table == "brands_organisation" else "organisation_id"
    ours = f"{key} = aspa_organisation()" + (f" or {key} is null" if may_be_nobodys else "")
    return [
        f"alter table {_name(table)} enable row level security",
        f"drop policy if exists wall on {_name(table)}",
        f"create policy wall on {_name(table)} using ({ours}) with check ({ours})",
    ]


def _doors() -> list[str]:
    return [
        "drop schema if exists doors cascade",
        "create schema doors",
        *(path.read_text() for path in sorted(APPS.glob("*/doors.sql"))),
    ]


def _grants() -> list[str]:
    role = _name(walls.role())
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
    tables = ", ".join(_name(each) for each in names if each != "django_migrations")
    return [
        "revoke execute on all functions in schema doors from public",
        f"grant usage on schema doors, public to {role}",
        f"grant execute on all functions in schema doors to {role}",
        f"grant select, insert, update, delete on {tables} to {role}",
        f"grant select on django_migrations to {role}",
        f"grant usage on all sequences in schema public to {role}",
        f"grant temporary on database {_name(connection.settings_dict['NAME'])} to {role}",  # see kit/rows.py
    ]


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
