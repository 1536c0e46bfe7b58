"""Speaking with an IMAP server; whatever goes wrong is an obstacle with its sentence."""

import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from aspa.kit.errors import Unreachable

PATIENCE = SocketTimeout(connect=15, read=120)
ROWS = 1_000  # mails asked about at once: commands stay under the 8 kB that every server takes
UNSURE = "[UNAVAILABLE]"  # Dovecot's answer to a token that has run out, and also when its judge of tokens is away
PASSING = re.compile(r"\[(UNAVAILABLE|INUSE|SERVERBUG|LIMIT|CONTACTADMIN)\]")


class Obstacle(Unreachable):
    """
    What keeps a mailbox from being read; `str()` says it in the language of whoever asks.

    Args:
        sentence: a text of the catalogs, which `facts` complete.
    """

    def __init__(self, sentence: str, *, permanent: bool = False, **facts: str) -> None:
        super().__init__(sentence, permanent=permanent)
        self.sentence, self.facts = sentence, facts

    def __str__(self) -> str:
        return gettext(self.sentence) % self.facts


@dataclass(frozen=True, slots=True)
class Account:
    """
    How to reach one folder.

    Args:
        is_encrypted: False only where the administrator said that a plain conversation is meant.
        secret: a password, or an access token when `is_token`.
    """

    host: str
    port: int
    is_encrypted: bool
    username: str
    is_token: bool
    secret: str
    folder: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it lies in the folder."""

    uid: int
    raw: bytes
    arrived_at: datetime


class Client(IMAPClient):  # type: ignore[misc]  # the library carries no types
    """
    An IMAPClient that can tell what it has already been told.

    The library waits for the socket, but what came in one packet with the answer to IDLE has left the socket already:
    mail that arrived just before would be heard of only when the server speaks next, minutes later.
    """

    def _poll_socket(self, sock: socket.socket, timeout: float | None = None) -> object:
        """Read what is there without waiting when `timeout` is nought."""
        return True if timeout == 0 else super()._poll_socket(sock, timeout)


class Folder:
    """An open folder, for reading only: no flag is ever changed."""

    def __init__(self, client: Client, name: str) -> None:
        self.client = client
        self.name = name
        self.state = (0, 0, 0)
        self._told: list[tuple[object, ...]] = []  # with the answer to IDLE
        self.can_idle = client.has_capability("IDLE")
        self.look()

    def look(self) -> None:
        """Learn how many mails there are, and whether their numbers still mean the same."""
        with _explained(self.name, is_opening=True):
            found = self.client.select_folder(self.name, readonly=True)
        self.state = (found.get(b"UIDVALIDITY", 1), found.get(b"UIDNEXT", 0), found[b"EXISTS"])

    @property
    def uid_validity(self) -> int:
        """Changes when UIDs no longer mean what they meant."""
        return self.state[0]

    @property
    def count(self) -> int:
        """How many mails the folder held at the last look."""
        return self.state[2]

    def sizes(self) -> dict[int, int]:
        """Return the bytes of every mail by UID, whatever its flags."""
        sizes: dict[int, int] = {}
        self.client.use_uid = False
        with _explained(self.name):
            for first in range(1, self.count + 1, ROWS):
                rows = self.client.fetch(range(first, min(first + ROWS, self.count + 1)), ["UID", "RFC822.SIZE"])
                sizes |= {row[b"UID"]: row.get(b"RFC822.SIZE", 0) for row in rows.values() if b"UID" in row}
        self.client.use_uid = True
        return sizes

    def sizes_above(self, uid: int) -> dict[int, int]:
        """Return the bytes of mails that came after `uid`."""
        sizes: dict[int, int] = {}
        with _explained(self.name):
            found = self.client.search(["UID", f"{uid + 1}:*"])  # `*` is the last one, also when that is older
            newer = sorted(each for each in found if each > uid)
            for start in range(0, len(newer), ROWS):
                rows = self.client.fetch(newer[start : start + ROWS], ["RFC822.SIZE"])
                sizes |= {each: row.get(b"RFC822.SIZE", 0) for each, row in rows.items()}
        return sizes

    def mails(self, uids: Sequence[int]) -> list[Mail]:
        """Return mails; those that were removed meanwhile are left out."""
        with _explained(self.name):
            found = self.client.fetch(uids, ["BODY.PEEK[]", "INTERNALDATE"])
        return [
            Mail(uid, found[uid][b"BODY[]"], found[uid][b"INTERNALDATE"])
            for uid in uids
            if uid in found and found[uid].get(b"BODY[]") is not None
        ]

    def wait(self, seconds: float) -> bool:
        """Wait until the server tells of a change, or until `seconds` have gone; tell whether it did."""
        with _explained(self.name):
            began = monotonic()
            told, self._told = self._told, []
            told = told or self.client.idle_check(timeout=seconds)
            if not told and monotonic() - began < seconds / 2:
                raise IMAPClientAbortError("the connection ended")  # the library hears this as silence
        return any(answer[-1] != b"Still here" for answer in told)

    @contextmanager
    def idle(self) -> Iterator[None]:
        """Let the server tell of changes by itself."""
        with _explained(self.name):
            self.client.idle()
            self._told = self.client.idle_check(timeout=0)
        yield
        with _explained(self.name):
            self.client.idle_done()


@contextmanager
def opened(account: Account) -> Iterator[Folder]:
    """
    Sign in and open the folder; sign out at the end.

    Raises Obstacle; permanent where trying again cannot help.
    """
    with _explained(account.folder, host=account.host):
        client = _connected(account)
    client.normalise_times = False  # times with their zone
    try:
        with _explained(account.folder):
            _sign_in(client, account)
        yield Folder(client, account.folder)
        with suppress(IMAPClientError, OSError):
            client.logout()
    finally:
        _end(client)


def _connected(account: Account) -> Client:
    """Speak TLS from the first word, or else after the server's greeting: its own port tells which it wants."""
    try:
        return _client(account, is_tls=account.is_encrypted)
    except ssl.SSLCertVerificationError:
        raise
    except ssl.SSLError:
        client = _client(account, is_tls=False)
    try:
        if not client.has_capability("STARTTLS"):
            raise Obstacle(
                N_("%(host)s does not speak TLS there; is the port right?"), permanent=True, host=account.host
            )
        client.starttls()
    except BaseException:
        _end(client)
        raise
    return client


def _client(account: Account, *, is_tls: bool) -> Client:
    return Client(account.host, account.port, use_uid=True, ssl=is_tls, timeout=PATIENCE)


def _end(client: Client) -> None:
    with suppress(IMAPClientError, OSError):
        client.shutdown()


def _sign_in(client: IMAPClient, account: Account) -> None:
    if account.is_token:
        client.oauth2_login(account.username, account.secret)
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(account.username, account.secret)  # unlike LOGIN it takes any letters
    else:
        client.login(account.username, account.secret)


@contextmanager
def _explained(folder: str, *, host: str = "", is_opening: bool = False) -> Iterator[None]:
    """Turn what the library, the socket and the server say into an obstacle."""
    try:
        yield
    except LoginError as trouble:
        raise _not_let_in(str(trouble)) from trouble
    except IMAPClientAbortError as trouble:
        raise Obstacle(N_("The mail server ended the connection.")) from trouble
    except IMAPClientError as trouble:
        is_permanent = is_opening and not PASSING.search(str(trouble))
        sentence = N_("The mail server did not give the folder %(folder)s.")
        raise Obstacle(sentence, permanent=is_permanent, folder=folder) from trouble
    except UnicodeError as trouble:
        raise Obstacle(N_("There is no server named %(host)s."), permanent=True, host=host) from trouble
    except OSError as trouble:
        raise _no_connection(trouble, host) from trouble


def _not_let_in(said: str) -> Obstacle:
    if UNSURE in said:
        return Obstacle(N_("The mail server could not check the sign-in. If it stays so, the access has run out."))
    return Obstacle(N_("The mail server did not accept the user name and the password."), permanent=True)


def _no_connection(trouble: OSError, host: str) -> Obstacle:
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return Obstacle(N_("The certificate of %(host)s cannot be trusted."), permanent=True, host=host)
    if isinstance(trouble, ssl.SSLError):
        return Obstacle(N_("%(host)s does not speak TLS there; is the port right?"), permanent=True, host=host)
    if isinstance(trouble, socket.gaierror):
        return Obstacle(N_("There is no server named %(host)s."), host=host)
    return Obstacle(N_("The mail server does not answer."))
