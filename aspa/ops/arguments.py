"""What each command takes."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

ABOUT = """Customer service in one desk: promises kept, one owner, nothing lost.

Settings are environment variables that begin with ASPA_; the ones needed first:
  ASPA_DATA          the data folder (~/.local/share/aspa)
  ASPA_HTTP          where the desk listens (127.0.0.1:8000)
  ASPA_LMTP          where mail comes in (127.0.0.1:2424)
  ASPA_SMTP_URL      where mail leaves through (smtp://127.0.0.1:25)
  ASPA_DATABASE_URL  a PostgreSQL of your own (otherwise Aspa runs one)"""

Commands = Any  # argparse's own type for "sub-parsers" is private


def parser(version: str) -> ArgumentParser:
    """Return the parser of `aspa`; `run` of its result is `module:function` inside `aspa.ops`."""
    top = ArgumentParser("aspa", description=ABOUT, formatter_class=RawDescriptionHelpFormatter)
    top.add_argument("--version", action="version", version=f"aspa {version}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _running(commands)
    _founding(commands)
    _agents(commands)
    _tokens(commands)
    _mailboxes(commands)
    _mail(commands)
    _keeping(commands)
    _filling(commands)
    _language(commands)
    return top


def _add(commands: Commands, name: str, run: str, about: str) -> ArgumentParser:
    made: ArgumentParser = commands.add_parser(name, help=about, description=about)
    made.set_defaults(run=run)
    return made


def _group(commands: Commands, name: str, about: str) -> Commands:
    made = commands.add_parser(name, help=about, description=about)
    return made.add_subparsers(title="commands", required=True, metavar="COMMAND")


def _organisation(made: ArgumentParser) -> None:
    made.add_argument("--organisation", default="", metavar="NAME", help="whose; needed when there are several")


def _running(commands: Commands) -> None:
    _add(commands, "serve", "running:serve", "run everything: database, desk, worker and mail door")
    for part, about in (("web", "the desk and the API"), ("work", "the worker"), ("door", "the mail door")):
        _add(commands, part, "running:part", f"run {about} alone, for more than one machine").set_defaults(name=part)
    _add(commands, "migrate", "running:migrate", "bring the database to this release; `aspa serve` does it by itself")
    doctor = _add(commands, "doctor", "doctor:doctor", "say what is in force, what is wrong and what to do about it")
    doctor.add_argument("--json", action="store_true", dest="as_json", help="for machines")


def _founding(commands: Commands) -> None:
    made = _add(commands, "setup", "setup:setup", "make an organisation, its brand and its first administrator")
    made.add_argument("--organisation", required=True, metavar="NAME", help="the company that is served")
    made.add_argument("--brand", required=True, metavar="NAME", help="the name its customers know")
    made.add_argument("--address", required=True, help="the e-mail address its customers write to")
    made.add_argument("--admin", required=True, metavar="EMAIL", help="the administrator's own e-mail address")
    made.add_argument("--name", default="", help="the administrator's name")
    made.add_argument("--language", default="fi", choices=["fi", "sv", "en"], help="the brand's language (fi)")
    made.add_argument("--password-stdin", action="store_true", help="read the administrator's password from stdin")


def _agents(commands: Commands) -> None:
    group = _group(commands, "agent", "who signs in")
    _add(group, "list", "agents:show", "list who signs in")
    made = _add(group, "password", "agents:password", "give an agent a new password, and end what the old one opened")
    made.add_argument("email", metavar="EMAIL", help="the address the agent signs in with")
    made.add_argument("--password-stdin", action="store_true", help="read the new password from stdin")


def _tokens(commands: Commands) -> None:
    group = _group(commands, "token", "programs' keys to the API")
    create = _add(group, "create", "tokens:create", "make a token and print it; it is shown only once")
    create.add_argument("--name", required=True, help="which program it is for")
    _organisation(create)
    _organisation(_add(group, "list", "tokens:show", "list tokens"))
    revoke = _add(group, "revoke", "tokens:revoke", "end a token at once")
    revoke.add_argument("--name", required=True, help="the name it was made with")
    _organisation(revoke)


def _mailboxes(commands: Commands) -> None:
    group = _group(commands, "mailbox", "IMAP mailboxes that mail is fetched from")
    add = _add(group, "add", "mailboxes:add", "fetch all mail of an IMAP folder from now on")
    add.add_argument("--host", required=True)
    add.add_argument("--port", type=int, default=0, help="993, or 143 with --plain")
    add.add_argument("--plain", action="store_true", help="without TLS; only inside your own network")
    add.add_argument("--username", required=True)
    add.add_argument("--folder", default="INBOX")
    add.add_argument(
        "--brand", default="", metavar="NAME", help="whose mail it is; needed when there are several brands"
    )
    add.add_argument("--xoauth2", action="store_true", help="what is read from stdin is an access token")
    add.add_argument("--unchecked", action="store_true", help="without looking first whether it can be read")
    add.add_argument("--password-stdin", action="store_true", required=True, help="read the password from stdin")
    _organisation(add)
    _add(group, "list", "mailboxes:show", "list mailboxes and whether all their mail is in the journal")
    for name, about in (("check", "sign in now and compare the mailbox with the journal"), ("remove", "stop fetching")):
        made = _add(group, name, f"mailboxes:{name}", about)
        made.add_argument("mailbox", type=int, metavar="NUMBER", help="from `aspa mailbox list`")


def _mail(commands: Commands) -> None:
    made = _add(
        commands, "import", "importing:bring", "bring in mail from an archive; the same mail twice is one entry"
    )
    made.add_argument("form", choices=["mbox", "maildir"])
    made.add_argument("path", type=Path)
    made.add_argument("--address", default="", help="at which address the mail was received, for all of it")
    _add(commands, "reindex", "reindexing:reindex", "look through all messages again for the words they are found by")
    _add(commands, "replay", "replay:replay", "try again now what could not be understood")


def _keeping(commands: Commands) -> None:
    backup = _add(
        commands,
        "backup",
        "backups.backup:backup",
        "write database, files and key to one archive; also while serving",
    )
    backup.add_argument("file", type=Path)
    restore = _add(commands, "restore", "backups.restore:restore", "verify an archive and bring all of it back")
    restore.add_argument("file", type=Path)
    restore.add_argument("--force", action="store_true", help="replace what this installation holds")


def _filling(commands: Commands) -> None:
    made = _add(commands, "seed", "seeding:seed", "fill Aspa with Kuusi Oy, a lively Finnish demo company")
    made.add_argument("--scale", type=int, default=0, metavar="N", help="make N cases and 5 N messages, for measuring")
    made.add_argument("--password-stdin", action="store_true", help="read the password of the demo from stdin")
    made.add_argument("--force", action="store_true", help="also beside another organisation; it cannot be undone")


def _language(commands: Commands) -> None:
    group = _group(commands, "language", "what Aspa understands of words")
    made = _add(group, "evaluate", "language:evaluate", "measure it on messages of our own, beside other tools")
    made.add_argument("--unseen", action="store_true", help="only lines that nobody looked at while it was made")
    made.add_argument("--treebank", type=Path, metavar="FOLDER", help="Finnish treebanks in CoNLL-U: more of words")
    made.add_argument("--emotions", type=Path, metavar="FILE", help="film lines of XED that no model was trained on")
    made.add_argument("--paraphrases", type=Path, metavar="FILE", help="pairs of Turku Paraphrase Corpus, JSON")
