"""Sessions as Django keeps them, read in one plain question: every page asks it."""

from time import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection

from aspa.staff.signing_in import verbs

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

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds; whoever is signed in with it was seen now."""
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # of Django
        agent_id = held.get(SESSION_KEY)
        if agent_id:
            held["seen"] = int(time())
        super().save(must_create)
        if agent_id and self.session_key:
            seen = {"device": held.get("device", ""), "place": held.get("place", "")}
            verbs.note(self.session_key, agent_id=int(agent_id), **seen)

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        ended = session_key or self.session_key
        super().delete(session_key)
        if ended:
            verbs.forget(ended)
