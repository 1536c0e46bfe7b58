"""Speaking with an IMAP server; whatever goes wrong is an obstacle with its sentence."""

import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from aspa.channels.email import obstacles
from aspa.channels.email.obstacles import Obstacle

PATIENCE = SocketTimeout(connect=15, read=120)
ROWS = 1_000  # mails asked about at once: commands stay under the 8 kB that every server takes
MOST_FOLDERS = 12  # that are named to somebody who looked for another one


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

    def __init__(self, client: Client, account: Account) -> None:
        self.client = client
        self.account = account
        self.state = (0, 0, 0)
        self._told: list[tuple[object, ...]] = []  # with the answer to IDLE
        self.can_idle = client.has_capability("IDLE")
        self.look()

    def look(self) -> None:
        """Learn how many mails there are, and whether their numbers still mean the same."""
        with _explained(self.account, opens=self.client):
            found = self.client.select_folder(self.account.folder, readonly=True)
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
        with _explained(self.account):
            for first in range(1, self.count + 1, ROWS):
                rows = self.client.fetch(range(first, min(first + ROWS, self.count + 1)), ["UID", "RFC822.SIZE"])
                sizes |= {row[b"UID"]: row.get(b"RFC822.SIZE", 0) for row in rows.values() if b"UID" in row}
        self.client.use_uid = True
        return sizes

    def sizes_above(self, uid: int) -> dict[int, int]:
        """Return the bytes of mails that came after `uid`."""
        sizes: dict[int, int] = {}
        with _explained(self.account):
            found = self.client.search(["UID", f"{uid + 1}:*"])  # `*` is the last one, also when that is older
            newer = sorted(each for each in found if each > uid)
            for start in range(0, len(newer), ROWS):
                rows = self.client.fetch(newer[start : start + ROWS], ["RFC822.SIZE"])
                sizes |= {each: row.get(b"RFC822.SIZE", 0) for each, row in rows.items()}
        return sizes

    def mails(self, uids: Sequence[int]) -> list[Mail]:
        """Return mails; those that were removed meanwhile are left out."""
        with _explained(self.account):
            found = self.client.fetch(uids, ["BODY.PEEK[]", "INTERNALDATE"])
        return [
            Mail(uid, found[uid][b"BODY[]"], found[uid][b"INTERNALDATE"])
            for uid in uids
            if uid in found and found[uid].get(b"BODY[]") is not None
        ]

    def wait(self, seconds: float) -> bool:
        """Wait until the server tells of a change, or until `seconds` have gone; tell whether it did."""
        with _explained(self.account):
            began = monotonic()
            told, self._told = self._told, []
            told = told or self.client.idle_check(timeout=seconds)
            if not told and monotonic() - began < seconds / 2:
                raise IMAPClientAbortError("the connection ended")  # the library hears this as silence
        return any(answer[-1] != b"Still here" for answer in told)

    @contextmanager
    def idle(self) -> Iterator[None]:
        """Let the server tell of changes by itself."""
        with _explained(self.account):
            self.client.idle()
            self._told = self.client.idle_check(timeout=0)
        yield
        with _explained(self.account):
            self.client.idle_done()


@contextmanager
def opened(account: Account) -> Iterator[Folder]:
    """
    Sign in and open the folder; sign out at the end.

    Raises Obstacle; permanent where trying again cannot help.
    """
    with _explained(account, connects=True):
        client = _connected(account)
    client.normalise_times = False  # times with their zone
    try:
        with _explained(account):
            _sign_in(client, account)
        yield Folder(client, account)
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
        not_tls = Obstacle(obstacles.NOT_TLS, permanent=True, host=account.host, port=str(account.port))
    try:
        client = _client(account, is_tls=False)
    except (TimeoutError, IMAPClientError) as other:  # neither does it greet as a mail server does
        raise not_tls from other
    try:
        if not client.has_capability("STARTTLS"):
            raise not_tls
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
        try:
            client.login(account.username, account.secret)
        except UnicodeEncodeError as trouble:
            raise Obstacle(obstacles.FEW_LETTERS, permanent=True, host=account.host) from trouble


@contextmanager
def _explained(account: Account, *, opens: IMAPClient | None = None, connects: bool = False) -> Iterator[None]:
    """Turn what library, socket and server say into an obstacle; at this moment it `opens` a folder or `connects`."""
    try:
        yield
    except LoginError as trouble:
        host, username = account.host, account.username
        raise obstacles.not_let_in(str(trouble), host=host, username=username, is_token=account.is_token) from trouble
    except IMAPClientAbortError as trouble:
        raise Obstacle(obstacles.ENDED) from trouble
    except IMAPClientError as trouble:
        folders = _folders(opens) if opens else ""
        facts = {"folder": account.folder, "username": account.username, "folders": folders}
        raise obstacles.not_given(str(trouble), **facts, is_opening=opens is not None) from trouble
    except (OSError, UnicodeError) as trouble:
        if isinstance(trouble, OSError) and not connects:
            raise Obstacle(obstacles.ENDED) from trouble
        host, port, is_encrypted = account.host, account.port, account.is_encrypted
        raise obstacles.no_connection(trouble, host=host, port=port, is_encrypted=is_encrypted) from trouble


def _folders(client: IMAPClient) -> str:
    """Return the names of the folders that can be read; empty where the server does not tell them."""
    with suppress(IMAPClientError, OSError):
        rows = client.list_folders()
        names = [str(name) for flags, _delimiter, name in rows if b"\\Noselect" not in flags]
        return ", ".join(names[:MOST_FOLDERS]) + (" …" if len(names) > MOST_FOLDERS else "")
    return ""
