"""What stands between Aspa and a mailbox, each in a sentence: what was tried, what happened, and what helps."""

import re
import socket
import ssl
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_  # noqa: N812  # so the catalogs find its texts

from aspa.kit.errors import Unreachable

LONGEST = 200  # characters of what a server said
LOOK_WITHIN = 5.0  # seconds
LETTERS = re.compile(r"^b?['\"]+|['\"]+$")
PASSING = re.compile(r"\[(UNAVAILABLE|INUSE|SERVERBUG|LIMIT|CONTACTADMIN)\]")
MICROSOFT = re.compile(r"(^|\.)(office365\.com|outlook\.com|hotmail\.com)$", re.IGNORECASE)

NO_NAME = N_(
    "There is no server named %(host)s. Check how the name is written; whoever runs your mail tells it, often it is "
    "imap and your domain."
)
NO_NAMES = N_(
    "The name %(host)s could not be looked up, since no name server answered. It is tried again; if it stays so, "
    "whoever runs Aspa looks at its network."
)
REFUSED = N_(
    "%(host)s is there, but nothing answers on its port %(port)s. Check the port: usually it is 993, or 143 where "
    "encryption begins after the greeting."
)
NO_ANSWER = N_(
    "%(host)s did not answer on port %(port)s in time. Check the server's name and the port; a firewall may stand "
    "between. It is tried again."
)
SILENT = N_(
    "%(host)s took the connection on port %(port)s and said nothing. So does a server that waits for encryption: "
    "switch on TLS, or take the port for conversations without it."
)
NO_WAY = N_("%(host)s could not be reached on port %(port)s: %(said)s. It is tried again.")
NOT_TLS = N_(
    "%(host)s does not speak TLS on port %(port)s, so no password was sent to it. Check the port, usually 993; switch "
    "encryption off only within your own network."
)
RUN_OUT = N_(
    "The certificate of %(host)s has run out, so no password was sent. Whoever runs that server must renew it; then it "
    "works by itself."
)
OTHER_NAME = N_(
    "The certificate of %(host)s was made for another name, so no password was sent. Write the server's name as its "
    "certificate has it."
)
UNTRUSTED = N_(
    "The certificate of %(host)s cannot be trusted: nobody known to this machine vouches for it, so no password was "
    "sent. If it is your own, whoever runs Aspa adds its authority to the machine's."
)
ENDED = N_("The mail server ended the connection. It is tried again.")
UNSURE = N_("The mail server could not check the sign-in. If it stays so, the access has run out.")
WANTS_TLS = N_("%(host)s takes no password without encryption. Switch on TLS.")
APP_PASSWORD = N_(
    "%(host)s wants an app password, since %(username)s signs in with two steps. Make one in the security settings of "
    "that account and enter it here."
)
IMAP_OFF = N_(
    "IMAP is switched off for %(username)s on %(host)s. Switch it on in the settings of the mailbox, or ask whoever "
    "runs it; then it works by itself."
)
NO_PASSWORDS = N_(
    "%(host)s takes no passwords from programs any more (Microsoft has switched basic sign-in off). Connect the "
    "mailbox with an access token by the API, or let the mail be passed on to Aspa."
)
PASSWORD_OVER = N_("The password of %(username)s has run out. Change it where it was made and enter the new one here.")
BROWSER_FIRST = N_(
    "%(host)s wants %(username)s to sign in with a browser first. Do so, agree to what is asked there, and it works by "
    "itself."
)
NO_RIGHT = N_(
    "%(host)s knows %(username)s, but does not open this mailbox to them. Give them the right to read it on the server."
)
TOO_MANY = N_("%(host)s lets %(username)s in from too few places at once. Close other programs; it is tried again.")
WRONG_TOKEN = N_("%(host)s did not take the access token of %(username)s. Get a new one; it said: %(said)s")
WRONG = N_(
    "%(host)s did not accept the user name %(username)s with this password. Check both: the user name is often the "
    "whole address. It said: %(said)s"
)
FEW_LETTERS = N_(
    "%(host)s takes a user name and a password only in the letters a to z. Give the mailbox a user name and a password "
    "without others, å, ä and ö too."
)
NO_FOLDER = N_("There is no folder %(folder)s in the mailbox of %(username)s. There are: %(folders)s.")
NO_RIGHT_TO_FOLDER = N_(
    "%(username)s may not read the folder %(folder)s. Give them the right on the server, or take another folder."
)
NOT_GIVEN = N_("The mail server did not give the folder %(folder)s. It said: %(said)s")

NO_CONNECTION: dict[type[Exception], tuple[str, bool]] = {  # what it means, and whether trying again cannot help
    ssl.SSLCertVerificationError: (UNTRUSTED, True),
    ssl.SSLError: (NOT_TLS, True),
    UnicodeError: (NO_NAME, True),
    socket.gaierror: (NO_NAME, False),
    ConnectionRefusedError: (REFUSED, False),
    TimeoutError: (NO_ANSWER, False),
}
CERTIFICATES = {9: RUN_OUT, 10: RUN_OUT, 62: OTHER_NAME, 64: OTHER_NAME}  # OpenSSL's X509_V_ERR_…: not yet, no more, …
# What servers say when they do not let somebody in, by their own words: RFC 5530, Gmail, Microsoft 365, Yahoo, iCloud.
SIGN_IN = [
    (re.compile(r"PRIVACYREQUIRED|LOGINDISABLED|plaintext auth", re.I), WANTS_TLS),
    (re.compile(r"application-specific|app(lication)?[- ]password|app-specific", re.I), APP_PASSWORD),
    (re.compile(r"not enabled for imap|imap (access )?(is )?(disabled|not enabled|off)", re.I), IMAP_OFF),
    (re.compile(r"authenticated but not connected", re.I), IMAP_OFF),
    (re.compile(r"basic ?auth", re.I), NO_PASSWORDS),
    (re.compile(r"\[EXPIRED\]|password (has )?expired", re.I), PASSWORD_OVER),
    (re.compile(r"web ?login ?required|log in (via|with) your web browser|\[WEBALERT", re.I), BROWSER_FIRST),
    (re.compile(r"\[AUTHORIZATIONFAILED\]", re.I), NO_RIGHT),
]
TOO_MANY_SAID = re.compile(r"\[LIMIT\]|too many (simultaneous )?connections", re.I)
NO_FOLDER_SAID = re.compile(r"NONEXISTENT|doesn't exist|does not exist|unknown mailbox|not found|no such", re.I)
NO_RIGHT_SAID = re.compile(r"\[NOPERM\]|permission|not permitted|access denied", re.I)


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


def not_let_in(said: str, *, host: str, username: str, is_token: bool) -> Obstacle:
    """Return why a server did not let somebody in, by what it said."""
    facts: dict[str, Any] = {"host": host, "username": username}
    if "[UNAVAILABLE]" in said:  # Dovecot, when a token has run out, and also when its judge of tokens is away
        return Obstacle(UNSURE)
    if TOO_MANY_SAID.search(said):
        return Obstacle(TOO_MANY, **facts)
    for words, sentence in SIGN_IN:
        if words.search(said):
            return Obstacle(sentence, permanent=True, **facts)
    if MICROSOFT.search(host) and not is_token:
        return Obstacle(NO_PASSWORDS, permanent=True, **facts)
    return Obstacle(WRONG_TOKEN if is_token else WRONG, permanent=True, **facts, said=brief(said))


def not_given(said: str, *, folder: str, username: str, is_opening: bool, folders: str) -> Obstacle:
    """Return why a server did not give a folder, or what lies in it, by what it said."""
    is_permanent = is_opening and not PASSING.search(said)
    if is_permanent and NO_RIGHT_SAID.search(said):
        return Obstacle(NO_RIGHT_TO_FOLDER, permanent=True, folder=folder, username=username)
    if is_permanent and folders and NO_FOLDER_SAID.search(said):
        return Obstacle(NO_FOLDER, permanent=True, folder=folder, username=username, folders=folders)
    return Obstacle(NOT_GIVEN, permanent=is_permanent, folder=folder, said=brief(said))


def no_connection(trouble: Exception, *, host: str, port: int, is_encrypted: bool) -> Obstacle:
    """Return why there is no conversation with a server."""
    kinds = [kind for kind in NO_CONNECTION if isinstance(trouble, kind)]
    sentence, is_permanent = NO_CONNECTION[kinds[0]] if kinds else (NO_WAY, False)
    if isinstance(trouble, ssl.SSLCertVerificationError):
        sentence = CERTIFICATES.get(trouble.verify_code, UNTRUSTED)
    elif isinstance(trouble, socket.gaierror) and trouble.errno == socket.EAI_AGAIN:
        sentence = NO_NAMES
    elif isinstance(trouble, TimeoutError) and not is_encrypted and _takes_connections(host, port):
        sentence = SILENT
    return Obstacle(sentence, permanent=is_permanent, host=host, port=str(port), said=brief(str(trouble)))


def brief(said: str) -> str:
    """Return what a server said without the marks of bytes, on one line and not too long."""
    return " ".join(LETTERS.sub("", said.strip()).split())[:LONGEST]


def _takes_connections(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), LOOK_WITHIN).close()
    except OSError:
        return False
    return True
