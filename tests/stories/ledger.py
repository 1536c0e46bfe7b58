"""What the database holds in the end, counted past all of Aspa's own code."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.stories.people import Agents, Customers


@dataclass
class Ledger:
    """One look at everything, compared with what customers and agents heard and what the mail server outside took."""

    accepted: int = 0  # mails that their senders heard 250 for
    missing: int = 0  # of them, how many are not exactly one entry, one message, in the case they belong to
    doubled: int = 0  # entries, messages, cases, promises, acknowledgements or replies beyond one
    replies: int = 0  # that agents heard 201 for
    unsent: int = 0  # deliveries that never reached the mail server outside
    sent_twice: int = 0  # letters the mail server outside took more than once, each copy counted
    unread: int = 0  # mails that could be read and are shown as if they could not


class Book:
    """The database of an installation."""

    def __init__(self, socket: Path, name: str = "aspa") -> None:
        self.socket, self.name = socket, name

    def ask(self, sql: str, *values: object) -> list[tuple]:
        """Return rows."""
        with self._opened() as connection:
            return connection.execute(sql, values or None).fetchall()

    def number(self, sql: str, *values: object) -> int:
        """Return one number."""
        return int(self.ask(sql, *values)[0][0])

    def do(self, sql: str, *values: object) -> None:
        """Change something that only time changes."""
        with self._opened() as connection:
            connection.execute(sql, values or None)

    def _opened(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket), user="postgres", dbname=self.name, autocommit=True)

    def minute_passes(self) -> None:
        """Let the time pass that keeps others from what a dead worker held, or that puts off what failed."""
        later = "set next_try_at = now() where next_try_at > now()"
        self.do(f"update channels_delivery {later} and sent_at is null and failed_at is null")
        self.do(f"update journal_entry {later} and told_at is null")
        self.do("select pg_notify('aspa_work', name) from unnest(array['reception', 'send', 'house']) as name")

    def waiting(self) -> int:
        """Return how many entries are untold, deliveries unsent and events without their reactions."""
        return self.number(
            "select (select count(*) from journal_entry where told_at is null)"
            " + (select count(*) from channels_delivery where sent_at is null and failed_at is null)"
            " + (select count(*) from history_event where is_due)"
        )

    def ledger(self, customers: Customers, agents: Agents, copies: Counter[str]) -> Ledger:
        """Compare everything."""
        accepted = {mail.digest: mail.first for mail in customers.accepted}
        return Ledger(
            accepted=len(accepted),
            missing=self._missing(accepted),
            doubled=self._doubled(customers.firsts) + self._replies_beyond(agents.done),
            replies=len(agents.done),
            unsent=len(self._message_ids() - copies.keys()) + len(copies.keys() - self._message_ids()),
            sent_twice=sum(copies.values()) - len(copies),
            unread=self.number("select count(*) from cases_case where not is_readable"),
        )

    def _missing(self, accepted: dict[bytes, bytes | None]) -> int:
        """Each accepted mail is one entry and one message, in the case of the mail that it follows."""
        rows = self.ask(
            "select e.digest, count(m.id), min(m.case_id) from journal_entry e"
            " left join cases_message m on m.entry_id = e.id group by e.id"
        )
        case = {bytes(digest): case_id for digest, messages, case_id in rows if messages == 1}
        return sum(digest not in case or case[digest] != case[first or digest] for digest, first in accepted.items())

    def _doubled(self, firsts: int) -> int:
        """One case a first mail, with one promise for every time something was owed, and one acknowledgement."""
        return sum(
            abs(self.number(sql))
            for sql in (
                f"select count(*) - {firsts} from cases_case",
                f"select count(*) - {firsts} from channels_delivery where purpose = 'acknowledgement'",
                f"select count(*) - {firsts} from customers_customer",
                "select count(*) - count(distinct digest) from journal_entry",
                "select count(entry_id) - count(distinct entry_id) from cases_message",
                "select count(*) - count(distinct subject_id) from promises_promise where ended_at is null",
                "select count(*) - count(distinct subject_id) from history_event where name = 'contact.received'",
                "select count(*) - count(distinct subject_id) from history_event where name = 'delivery.sent'",
            )
        )

    def _replies_beyond(self, keys: Collection[str]) -> int:
        """Each reply that an agent heard of stands once, and no other."""
        texts = [text for (text,) in self.ask("select text from cases_message where kind = 'reply'")]
        said = Counter(text.rpartition(" ")[2] for text in texts)
        return sum(said[key] != 1 for key in keys) + len(said.keys() - set(keys))

    def _message_ids(self) -> set[str]:
        return {one for (one,) in self.ask("select message_id from channels_delivery")}
