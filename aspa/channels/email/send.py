"""The worker that hands deliveries to the mail server, one conversation at a time and never inside a transaction."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import NamedTuple

import structlog
from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from aspa.channels import files, queries, verbs
from aspa.channels.email import plus
from aspa.channels.email.compose import File, compose
from aspa.channels.email.line import Line
from aspa.channels.email.senders.signer import Signer
from aspa.channels.models import Delivery
from aspa.jobs.loop import PATIENCE
from aspa.kit import walls
from aspa.kit.errors import Unreachable

log = structlog.get_logger()

TURN = 1.0  # seconds of sending before the loop may look whether it shall stop
SOON, LATEST = 1.0, 60.0  # seconds between knocks at a mail server that is away
PATIENT_TRIES = 5  # so often everybody waits for the recipient whose server says "later"


class Outcome(NamedTuple):
    """What became of one try; `refused` are recipients besides those who got it."""

    delivery: Delivery
    at: datetime
    refused: dict[str, str]
    trouble: Unreachable | None = None


@dataclass
class Sender:
    """
    Sends in turns.

    Args:
        unwritten: what the mail server has said but the database has not heard; were it forgotten when the database
            goes away in that moment, a mail would leave twice.
        line: kept open from turn to turn while letters flow, and until a turn finds none.
        away_since: when the mail server was first found away, by the clock that only goes on.
    """

    unwritten: deque[Outcome] = field(default_factory=deque)
    line: Line = field(default_factory=Line)
    signer: Signer = field(default_factory=Signer)
    away_since: float | None = None

    def turn(self) -> float:
        """Send what waits, for about a second; return the seconds until there is more to do."""
        self._write_down()
        if not queries.mail_due(at=_now()):
            self.line.close()
            return PATIENCE
        try:
            self.line.open(settings.SMTP_URL)
        except Unreachable as trouble:
            return self._wait_for_server(trouble)
        self.away_since = None
        return PATIENCE if self._send_on() else 0.0

    def _send_on(self) -> bool:
        """Send until nothing waits (True), or the connection or the turn has ended."""
        end = monotonic() + TURN
        while delivery := verbs.claim(at=_now()):
            with walls.within(delivery.organisation_id):
                self._carry(delivery)
            if not self.line.is_open or monotonic() > end:
                return False
        return True

    def _send(self, delivery: Delivery) -> Outcome:
        is_automatic = delivery.purpose == Delivery.Purpose.ACKNOWLEDGEMENT
        return_path = "" if is_automatic else plus.verp(delivery.id, delivery.sender)
        try:
            letter = self.signer.signed(delivery, compose(delivery, _files(delivery)))
            everybody = [*delivery.recipients, *delivery.hidden]
            refused = self.line.send(return_path, everybody, letter, whole=delivery.tries <= PATIENT_TRIES)
        except Unreachable as trouble:
            log.info("mail.not_sent", delivery_id=delivery.id, tries=delivery.tries, permanent=trouble.permanent)
            return Outcome(delivery, _now(), {}, trouble)
        log.info("mail.sent", delivery_id=delivery.id, tries=delivery.tries, refused=len(refused))
        return Outcome(delivery, _now(), refused)

    def _carry(self, delivery: Delivery) -> None:
        try:
            self.unwritten.append(self._send(delivery))
            self._write_down()
        finally:
            verbs.let_go(delivery)

    def _wait_for_server(self, trouble: Unreachable) -> float:
        """Look again soon, then ever more slowly: as long again as the server has been away, at most a minute."""
        self.away_since = self.away_since or monotonic()
        pause = min(max(SOON, monotonic() - self.away_since), LATEST)
        log.warning("mail.server_away", seconds=round(pause, 1))
        verbs.wait_for_server(error=str(trouble), at=_now(), pause=timedelta(seconds=pause))
        return pause

    def _write_down(self) -> None:
        """Note outcomes in order; one that the database cannot hear now is told first in the next turn."""
        while self.unwritten:
            try:
                with walls.within(self.unwritten[0].delivery.organisation_id):
                    _note(self.unwritten[0])
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                log.exception("mail.outcome_lost", delivery_id=self.unwritten[0].delivery.id)
            self.unwritten.popleft()


turn = Sender().turn


def _files(delivery: Delivery) -> list[File]:
    enclosures = queries.enclosures_of(delivery) if delivery.has_files else []
    try:
        return [File(one.name, one.content_type, files.content(one.sha256), one.content_id) for one in enclosures]
    except FileNotFoundError as missing:
        raise Unreachable(_("An enclosed file is missing or damaged."), permanent=True) from missing


def _note(outcome: Outcome) -> None:
    if outcome.trouble:
        permanent = outcome.trouble.permanent
        verbs.failed(outcome.delivery, error=str(outcome.trouble), at=outcome.at, permanent=permanent)
        return
    error = "; ".join(f"{address}: {said}" for address, said in outcome.refused.items())
    verbs.sent(outcome.delivery, at=outcome.at, error=error)
    if outcome.delivery.recipients[0] in outcome.refused:
        verbs.reported(outcome.delivery.id, error=error, at=outcome.at)


def _now() -> datetime:
    return datetime.now(UTC)
