"""A real Dovecot: LMTP in, IMAP out; every name is a mailbox, its password is `salasana`."""

import json
import os
import pwd
import smtplib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from imapclient import IMAPClient

from tests.parts.certificate import write_certificate
from tests.parts.servers import Server, found

PASSWORD = "salasana"
TOKEN = "avain-joka-kelpaa"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
auth_debug = no
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 100
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner_group} home={folder}/mail/%u allow_all_users=yes
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
"""
OAUTH = """
introspection_mode = get
introspection_url = http://127.0.0.1:{port}/?token=
username_attribute = username
active_attribute = active
active_value = true
"""


class TokenJudge(BaseHTTPRequestHandler):
    """Says which access tokens are good, as the sign-in servers of mail houses do."""

    def do_GET(self) -> None:
        """Answer Dovecot."""
        is_good = f"token={TOKEN}&" in f"{self.path}&"
        body = json.dumps({"active": is_good, "username": "liisa"}).encode()
        self.send_response(200 if is_good else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Say nothing."""


class Dovecot(Server):
    """One Dovecot with its own mail store."""

    program = "dovecot"
    ports = ("imap", "imaps", "lmtp")

    def __init__(self) -> None:
        super().__init__()
        self.judge = ThreadingHTTPServer(("127.0.0.1", 0), TokenJudge)
        threading.Thread(target=self.judge.serve_forever, daemon=True).start()

    def configure(self) -> list[str]:
        """Write the configuration; run by root, mail belongs to the user `mail`, otherwise all is ours."""
        me = pwd.getpwuid(os.geteuid()).pw_name
        is_root = os.geteuid() == 0
        owner = pwd.getpwnam("mail") if is_root else pwd.getpwnam(me)
        for name in ("run", "state", "mail"):
            (self.folder / name).mkdir(exist_ok=True)
        os.chown(self.folder / "mail", owner.pw_uid, owner.pw_gid)
        write_certificate(self.folder)
        (self.folder / "oauth2.conf").write_text(OAUTH.format(port=self.judge.server_port))
        users = {"internal": "dovecot", "login": "dovenull", "group": "dovecot"} if is_root else {}
        users = users or {"internal": me, "login": me, "group": owner.pw_gid}
        config = CONFIG.format(
            folder=self.folder, password=PASSWORD, owner=owner.pw_uid, owner_group=owner.pw_gid, **self.port, **users
        )
        (self.folder / "conf").write_text(config)
        return [found("dovecot"), "-F", "-c", str(self.folder / "conf")]

    def __exit__(self, *trouble: object) -> None:
        super().__exit__(*trouble)
        self.judge.shutdown()
        self.judge.server_close()

    def client(self, username: str) -> IMAPClient:
        """Return an IMAP client that has signed in and sees INBOX."""
        client = IMAPClient("127.0.0.1", self.port["imap"], ssl=False)
        client.login(username, PASSWORD)
        client.select_folder("INBOX")
        return client

    def deliver(self, username: str, *raws: bytes) -> None:
        """Put mails into a mailbox as a mail server does."""
        with smtplib.LMTP("127.0.0.1", self.port["lmtp"]) as lmtp:
            for raw in raws:
                lmtp.sendmail("liisa@example.fi", [username], raw)

    def append(self, username: str, *raws: bytes, flags: tuple[bytes, ...] = ()) -> None:
        """Put mails into a mailbox byte for byte, as a mail program does."""
        with self.client(username) as client:
            for raw in raws:
                client.append("INBOX", raw, flags)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for all tests of a process; each test takes names of its own."""
    with Dovecot() as server:
        yield server
