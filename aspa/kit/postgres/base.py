"""Django's PostgreSQL backend, which tells the database inside which organisation it is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from aspa.kit import walls
from aspa.kit.walls import OUTSIDE, OWNER, Standing

TELL = "select set_config('aspa.organisation', %s, false)"
TELL_ROLE = f"{TELL}, set_config('role', %s, false)"
Django: Any = base.DatabaseWrapper  # whose types leave out what is overridden here
NOBODY = "0"  # no organisation has this key


class DatabaseWrapper(Django):  # type: ignore[misc]  # see above
    """A connection that stands inside one organisation, or outside all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing: Standing | None = None  # what this thread wants; None is what the process is
        self.told: Standing | None = None  # what the database was told; None when it may have forgotten
        self.is_silent = False

    def get_connection_params(self) -> dict[str, Any]:
        """Return what psycopg needs to connect: as the application's role, unless this process owns the tables."""
        params: dict[str, Any] = super().get_connection_params()
        if walls.is_owner():
            return params
        if settings.IS_EMBEDDED:
            return {**params, "user": walls.role()}
        role = walls.role().replace("\\", "\\\\").replace(" ", "\\ ")
        return {**params, "options": f"{params.get('options', '')} -c role={role}".strip()}

    def get_new_connection(self, conn_params: Any) -> Any:
        """Connect; a new session stands outside."""
        self.told = self._from_the_start()
        return super().get_new_connection(conn_params)

    def tell_standing(self) -> None:
        """Tell the database where this thread stands, unless it knows."""
        wanted = self.standing or self._from_the_start()
        if self.told == wanted or self.is_silent or self.connection is None:
            return
        organisation = str(wanted.organisation_id or NOBODY)
        with self.wrap_database_errors:
            if walls.is_owner():
                self.connection.execute(TELL_ROLE, [organisation, "none" if wanted.is_owner else walls.role()])
            else:
                self.connection.execute(TELL, [organisation])
        self.told = wanted

    @staticmethod
    def _from_the_start() -> Standing:
        return OWNER if walls.is_owner() else OUTSIDE

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Say nothing of standing: the statements inside touch no row of an organisation, or must come first."""
        before, self.is_silent = self.is_silent, True
        try:
            yield
        finally:
            self.is_silent = before

    def _cursor(self, name: str | None = None) -> Any:
        cursor = super()._cursor(name)
        self.tell_standing()
        return cursor

    # What was told in a transaction is forgotten with it.

    def _rollback(self) -> None:
        self.told = None
        super()._rollback()

    def _commit(self) -> None:
        try:
            super()._commit()
        except BaseException:
            self.told = None
            raise

    def _savepoint(self, sid: str) -> None:
        with self.silence():
            super()._savepoint(sid)

    def _savepoint_commit(self, sid: str) -> None:
        with self.silence():
            super()._savepoint_commit(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        self.told = None
        with self.silence():  # a transaction that failed hears nothing else
            super()._savepoint_rollback(sid)
