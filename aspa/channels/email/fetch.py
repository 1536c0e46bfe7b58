"""Fetching: a thread for each mailbox brings all of its mail into the journal and goes on listening."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from time import monotonic

import structlog
from django.db import DatabaseError, connection
from django.db.utils import InterfaceError, OperationalError
from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts

from aspa.channels.email import imap, queries, verbs
from aspa.channels.email.obstacles import Obstacle
from aspa.channels.email.queries import Fetched
from aspa.jobs.loop import PATIENCE
from aspa.kit import walls
from aspa.kit.secrets import OtherKey

log = structlog.get_logger()

BATCH_COUNT = 100  # mails written together
BATCH_BYTES = 16 * 1024 * 1024
SMALL = 5_000  # mails in a mailbox that is compared with the journal after every change
COMPARE_EVERY = 600.0  # seconds between comparisons of a bigger one
LISTEN_FOR = 300.0  # seconds of IDLE before it is renewed: routers forget silent connections
ASK_EVERY = 30.0  # seconds, where the server has no IDLE
STOP_LOOK = 0.5  # seconds between looks at whether to stop
STOP_WITHIN = 1.0  # seconds for all fetchers; one that waits for its server ends with the process, and nothing is lost
PAUSES = {False: (2.0, 300.0), True: (60.0, 900.0)}  # first and longest; wrong passwords tried often lock accounts
BAD_MAIL_PAUSE = 3600.0  # seconds before a mail that broke the conversation twice is asked for again


class Fetcher(threading.Thread):
    """Follows one mailbox until it is told to stop."""

    def __init__(self, fetched: Fetched) -> None:
        super().__init__(name=f"mailbox-{fetched.id}", daemon=True)
        self.fetched = fetched
        self.stopping = threading.Event()
        self._failures: dict[int, int] = {}  # UID -> how often it was in hand when the conversation broke
        self._later: dict[int, float] = {}  # UID -> when it is asked for again
        self._in_hand: list[int] = []
        self._highest = 0
        self._tries = 0

    def run(self) -> None:
        """Fetch; whatever goes wrong is shown with the mailbox and tried again, ever more slowly."""
        with walls.within(self.fetched.organisation_id):
            while not self.stopping.is_set():
                self.stopping.wait(self._turn())
        connection.close()

    def _turn(self) -> float:
        """Follow the mailbox until something breaks; return the seconds to wait then."""
        try:
            with imap.opened(self.fetched.account) as folder:
                self._follow(folder)
            return 0.0
        except Obstacle as trouble:
            self._note_bad_mail()
            return self._troubled(trouble)
        except (OperationalError, InterfaceError):
            log.warning("mailbox.database_away", mailbox=self.fetched.id)
            connection.close()
        except DatabaseError as trouble:
            log.error("mailbox.not_written", mailbox=self.fetched.id, error=type(trouble.__cause__).__name__)
            self._note_bad_mail()
        except Exception:
            log.exception("mailbox.failed", mailbox=self.fetched.id)
            self._note_bad_mail()
        return PAUSES[False][0]

    def _follow(self, folder: imap.Folder) -> None:
        compared_at = float("-inf")
        while not self.stopping.is_set():
            state = folder.state
            if folder.count > SMALL and monotonic() < compared_at + COMPARE_EVERY:
                self._bring(folder, folder.sizes_above(self._highest))
            else:
                self._compare(folder)
                compared_at = monotonic()
            self._tries = 0
            folder.look()
            if folder.state == state:  # what came while mail was brought would not be told of again
                self._listen(folder)
                folder.look()
            if folder.state[0] != state[0]:
                compared_at = float("-inf")  # new numbers: the whole folder again

    def _compare(self, folder: imap.Folder) -> None:
        """Bring every mail that is on the server and not in the book; note how the two stand."""
        verbs.renumber(self.fetched.id, uid_validity=folder.uid_validity)
        sizes = folder.sizes()
        known = queries.uids_in_journal(self.fetched.id, folder.uid_validity)
        self._highest = max(sizes, default=0)
        self._bring(folder, {uid: size for uid, size in sizes.items() if uid not in known})
        missing = len(sizes.keys() - queries.uids_in_journal(self.fetched.id, folder.uid_validity))
        obstacle = Obstacle(N_("Not all mail could be read from the server.")) if missing and self._failures else None
        now = datetime.now(UTC)
        verbs.compared(self.fetched.id, on_server=len(sizes), missing=missing, at=now, obstacle=obstacle)

    def _bring(self, folder: imap.Folder, sizes: Mapping[int, int]) -> None:
        for batch in self._batches(sizes):
            if self.stopping.is_set():
                return
            self._in_hand = batch
            mails = folder.mails(batch)
            verbs.keep(self.fetched, mails, uid_validity=folder.uid_validity, at=datetime.now(UTC))
            for uid in batch:
                self._failures.pop(uid, None)
            self._in_hand = []
        self._highest = max(self._highest, *sizes) if sizes else self._highest

    def _batches(self, sizes: Mapping[int, int]) -> Iterator[list[int]]:
        """Yield mails in their order, bounded by bytes; one that was in hand when something broke comes alone."""
        batch: list[int] = []
        held = 0
        for uid in sorted(sizes):
            if monotonic() < self._later.get(uid, 0.0):
                continue
            is_alone = uid in self._failures
            if batch and (is_alone or len(batch) >= BATCH_COUNT or held + sizes[uid] > BATCH_BYTES):
                yield batch
                batch, held = [], 0
            batch.append(uid)
            held += BATCH_BYTES if is_alone else sizes[uid]
        if batch:
            yield batch

    def _note_bad_mail(self) -> None:
        """One bad mail never stops the next: what broke the conversation twice alone waits until the others are in."""
        for uid in self._in_hand:
            self._failures[uid] = self._failures.get(uid, 0) + 1
        if len(self._in_hand) == 1 and self._failures[self._in_hand[0]] >= 2:
            self._later[self._in_hand[0]] = monotonic() + BAD_MAIL_PAUSE
        self._in_hand = []

    def _troubled(self, trouble: Obstacle) -> float:
        log.warning("mailbox.troubled", mailbox=self.fetched.id, permanent=trouble.permanent)
        first, longest = PAUSES[trouble.permanent]
        pause: float = min(longest, first * 2 ** min(self._tries, 10))
        self._tries += 1
        try:
            if self._tries > 1 or trouble.permanent:  # servers end quiet connections; coming back at once is no trouble
                verbs.troubled(self.fetched.id, trouble, at=datetime.now(UTC))
        except DatabaseError:
            connection.close()
        return pause

    def _listen(self, folder: imap.Folder) -> None:
        """Return when the server told of a change, when it is time to ask, or to stop."""
        listening: AbstractContextManager[None] = folder.idle() if folder.can_idle else nullcontext()
        until = monotonic() + (LISTEN_FOR if folder.can_idle else ASK_EVERY)
        with listening:
            while not self.stopping.is_set() and monotonic() < until:
                if not folder.can_idle:
                    self.stopping.wait(STOP_LOOK)
                elif folder.wait(STOP_LOOK):
                    return


class Fetchers:
    """A fetcher for each mailbox, as mailboxes come, change and go."""

    def __init__(self) -> None:
        self._fetchers: dict[int, Fetcher] = {}

    def turn(self) -> float:
        """Start and stop fetchers so that they are what the mailboxes say; return when to look again."""
        wanted = self._wanted()
        for mailbox_id, fetcher in list(self._fetchers.items()):
            if wanted.get(mailbox_id) != fetcher.fetched or not fetcher.is_alive():
                fetcher.stopping.set()
                del self._fetchers[mailbox_id]
        for mailbox_id in wanted.keys() - self._fetchers.keys():
            self._fetchers[mailbox_id] = Fetcher(wanted[mailbox_id])
            self._fetchers[mailbox_id].start()
        return PATIENCE

    def stop(self) -> None:
        """Stop all of them; returns when what is in hand is written, at most after a moment."""
        fetchers = list(self._fetchers.values())
        self._fetchers = {}
        for fetcher in fetchers:
            fetcher.stopping.set()
        deadline = monotonic() + STOP_WITHIN
        for fetcher in fetchers:
            fetcher.join(max(0.0, deadline - monotonic()))

    def _wanted(self) -> dict[int, Fetched]:
        wanted = {}
        for mailbox in queries.all_mailboxes():
            try:
                wanted[mailbox.pk] = queries.fetched_from(mailbox)
            except OtherKey:
                with walls.within(mailbox.organisation_id):
                    verbs.troubled(mailbox.pk, verbs.KEPT_OTHERWISE, at=datetime.now(UTC))
        return wanted
