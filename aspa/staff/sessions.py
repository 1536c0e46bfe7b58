"""Sessions as Django keeps them, read in one plain question: every page asks it."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection

READ = "select session_data from django_session where session_key = %s and expire_date > now()"


class SessionStore(db.SessionStore):
    """The session of one browser."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing when it has ended."""
        with connection.cursor() as cursor:
            cursor.execute(READ, (self.session_key,))
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(row[0])
        return held
