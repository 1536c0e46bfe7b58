"""Sessions as Django keeps them, read in one plain question: every page asks it."""

from time import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection

from aspa.kit import walls
from aspa.staff.signing_in import verbs

READ = "select session_data from django_session where session_key = %s and expire_date > now()"


class SessionStore(db.SessionStore):
    """The session of one browser."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing when it has ended."""
        with walls.at_the_door(), connection.cursor() as cursor:
            cursor.execute(READ, (self.session_key,))
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(row[0])
        return held

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to be kept; whoever is signed in with it was seen now."""
        agent_id = data.get(SESSION_KEY)
        if agent_id:
            data["seen"] = int(time())
        row = super().create_model_instance(data)
        if agent_id:
            seen = {"device": data.get("device", ""), "place": data.get("place", "")}
            verbs.note(row.session_key, agent_id=int(agent_id), **seen)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        ended = session_key or self.session_key
        super().delete(session_key)
        if ended:
            verbs.forget(ended)
