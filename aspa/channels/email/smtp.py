"""Conversations with the mail server that takes what leaves."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlparse

from django.conf import settings
from django.utils.translation import gettext as _

from aspa.channels.email import replies
from aspa.kit.errors import Unreachable

CONNECT_WITHIN = 10.0  # seconds
LOOK_WITHIN = 1.0  # seconds; somebody waits for the page that tells it
ANSWER_WITHIN = 60.0  # seconds for each reply
TAKEN_WITHIN = 300.0  # seconds after the last dot: a server that scans is slow, and asking again would send it twice
LONGEST = 900.0  # seconds for a whole connection, however the server drips its bytes
GOES_AWAY = 421  # so many letters are enough for one connection, or the server is being stopped
NOT_LET_IN = {530, 534, 535, 538}  # our settings are wrong, the letter is not

Reply = tuple[int, bytes]


class Place(NamedTuple):
    """Where the mail server is and how to speak with it; read from `smtp://user:password@host:port?tls=starttls`."""

    host: str
    port: int
    is_smtps: bool
    is_starttls: bool
    username: str
    password: str


class Ended(Unreachable):
    """The mail server ended the connection before it had seen anything of a letter."""


@dataclass
class Peer:
    """An open connection that has `carried` so many letters; `is_open` is False once it cannot carry another one."""

    smtp: smtplib.SMTP
    is_open: bool = True
    carried: int = 0

    def send(self, sender: str, recipients: Sequence[str], letter: bytes, *, whole: bool) -> dict[str, str]:
        """
        Hand over a letter.

        Args:
            sender: the return path; empty for what no machine may answer.
            recipients: addresses; without the first one's assent nothing is sent now.
            whole: while the server puts off any recipient for later, send to nobody.

        Returns:
            What the server said of each recipient it refused for good, though it took the letter for others.

        Raises Unreachable, and Ended when the same letter may be sent through another connection at once.
        """
        is_shown = False
        try:
            refused = self._announce(sender, recipients, len(letter))
            _must_go(refused, recipients, whole=whole)
            is_shown = True
            self._hand_over(letter)
        except Unreachable:
            self._start_over()
            raise
        except (OSError, smtplib.SMTPException) as trouble:
            self.is_open = False
            kind = Unreachable if is_shown else Ended
            raise kind(_("The mail server broke off the conversation.")) from trouble
        self.carried += 1
        return {address: _said(reply) for address, reply in refused.items()}

    def _announce(self, sender: str, recipients: Sequence[str], size: int) -> dict[str, Reply]:
        """Say whom a letter is from and for, in one breath if the server hears it so; return who is refused."""
        commands = [f"MAIL FROM:<{_ascii_domain(sender)}>{self._options([sender, *recipients], size)}"]
        commands += [f"RCPT TO:<{_ascii_domain(address)}>" for address in recipients]
        breaths = [commands] if self.smtp.has_extn("pipelining") else [[command] for command in commands]
        replies = [reply for breath in breaths for reply in self._asked(breath)]
        if any(code == GOES_AWAY for code, _text in replies):
            raise smtplib.SMTPServerDisconnected("421")
        _must(replies[0])
        heard = zip(recipients, replies[1:], strict=True)
        return {address: reply for address, reply in heard if not 200 <= reply[0] < 300}

    def _asked(self, commands: Sequence[str]) -> list[Reply]:
        self.smtp.send("".join(f"{command}\r\n" for command in commands).encode())
        return [self.smtp.getreply() for _command in commands]

    def _options(self, addresses: Sequence[str], size: int) -> str:
        options = f" SIZE={size}" if self.smtp.has_extn("size") else ""
        if all(address.partition("@")[0].isascii() for address in addresses):
            return options
        if not self.smtp.has_extn("smtputf8"):
            raise Unreachable(_("The mail server cannot send to an address with such letters."), permanent=True)
        return f"{options} SMTPUTF8"

    def _hand_over(self, letter: bytes) -> None:
        if self.smtp.sock:
            self.smtp.sock.settimeout(TAKEN_WITHIN)
        try:
            _must(self.smtp.data(letter))
        except smtplib.SMTPDataError as refusal:
            raise _refused((refusal.smtp_code, _bytes(refusal.smtp_error))) from refusal
        if self.smtp.sock:
            self.smtp.sock.settimeout(ANSWER_WITHIN)

    def _start_over(self) -> None:
        """Forget the letter that failed, so that the next one can use the connection."""
        try:
            self.is_open = self.smtp.rset()[0] == 250
        except (OSError, smtplib.SMTPException):
            self.is_open = False


@contextmanager
def opened(url: str) -> Iterator[Peer]:
    """
    Open a connection to the mail server at `url`, and close it.

    Raises Unreachable.
    """
    place = _place(url)
    try:
        smtp = _connected(place)
    except smtplib.SMTPResponseException as refusal:
        said = _said((refusal.smtp_code, _bytes(refusal.smtp_error)))
        raise Unreachable(_("The mail server does not let us in: %(said)s") % {"said": said}) from refusal
    except (OSError, smtplib.SMTPException, UnicodeError) as trouble:
        facts = {"server": f"{place.host}:{place.port}", "trouble": replies.no_line(trouble)}
        raise Unreachable(_("The mail server %(server)s cannot be reached: %(trouble)s.") % facts) from trouble
    watchdog = threading.Timer(LONGEST, _cut, [smtp])
    watchdog.daemon = True
    watchdog.start()
    try:
        yield Peer(smtp)
    finally:
        watchdog.cancel()
        _close(smtp)


def looked_for(url: str) -> tuple[str, bool]:
    """Return host and port of the mail server at `url`, and whether it takes a connection now."""
    place = _place(url)
    try:
        socket.create_connection((place.host, place.port), LOOK_WITHIN).close()
    except (OSError, UnicodeError):
        return f"{place.host}:{place.port}", False
    return f"{place.host}:{place.port}", True


def _place(url: str) -> Place:
    try:
        parts = urlparse(url)
        is_smtps = parts.scheme == "smtps"
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError
        port = parts.port or (465 if is_smtps else 25)
    except ValueError:
        raise Unreachable(_("ASPA_SMTP_URL must look like smtp://user:password@host:port")) from None
    is_starttls = parse_qs(parts.query).get("tls") == ["starttls"]
    return Place(
        parts.hostname, port, is_smtps, is_starttls, unquote(parts.username or ""), unquote(parts.password or "")
    )


def _connected(place: Place) -> smtplib.SMTP:
    our_name = urlparse(settings.BASE_URL).hostname or "localhost"  # asking DNS for it may take half a minute
    smtp: smtplib.SMTP
    if place.is_smtps:
        context = ssl.create_default_context()
        smtp = smtplib.SMTP_SSL(place.host, place.port, our_name, timeout=CONNECT_WITHIN, context=context)
    else:
        smtp = smtplib.SMTP(place.host, place.port, our_name, timeout=CONNECT_WITHIN)
    try:
        _greet(smtp, place)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _greet(smtp: smtplib.SMTP, place: Place) -> None:
    smtp.ehlo_or_helo_if_needed()
    if place.is_starttls:
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
    if place.username:
        smtp.login(place.username, place.password)
    if smtp.sock:
        smtp.sock.settimeout(ANSWER_WITHIN)


def _must(reply: Reply) -> None:
    if not 200 <= reply[0] < 300:
        raise _refused(reply)


def _must_go(refused: Mapping[str, Reply], recipients: Sequence[str], *, whole: bool) -> None:
    """Decide whether a letter goes now although some recipients were refused."""
    put_off = {address: reply for address, reply in refused.items() if _is_for_later(reply)}
    first = recipients[0]
    if put_off and (whole or first in put_off or len(refused) == len(recipients)):
        raise _refused(put_off.get(first) or next(iter(put_off.values())))
    if len(refused) == len(recipients):
        raise _refused(refused[first])


def _refused(reply: Reply) -> Unreachable:
    return Unreachable(_said(reply), permanent=not _is_for_later(reply))


def _is_for_later(reply: Reply) -> bool:
    """Whatever is no clear and permanent refusal of this letter is worth another try."""
    return not 500 <= reply[0] < 600 or reply[0] in NOT_LET_IN


def _said(reply: Reply) -> str:
    return f"{reply[0]} {reply[1].decode('utf-8', 'replace')}"


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


def _ascii_domain(address: str) -> str:
    local, at, domain = address.partition("@")
    try:
        if not address.isprintable():  # a line's end would begin a command of somebody else's
            raise UnicodeError
        return local + at + (domain if domain.isascii() else domain.encode("idna").decode())
    except UnicodeError:
        raise Unreachable(_("There is no such address."), permanent=True) from None


def _cut(smtp: smtplib.SMTP) -> None:
    with suppress(OSError, AttributeError):
        smtp.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # gone already is as good


def _close(smtp: smtplib.SMTP) -> None:
    if smtp.sock:
        smtp.sock.settimeout(1.0)  # a server that does not say goodbye keeps nobody waiting
    with suppress(OSError, smtplib.SMTPException):
        smtp.quit()
    smtp.close()
