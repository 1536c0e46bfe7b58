"""The commands, as a script or a person at a terminal uses them."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.parts.serving import Installation, Serving
from tests.stories.outside import Outside

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    """An empty installation."""
    return Installation(tmp_path / "data")


@pytest.fixture
def kuusi(place: Installation) -> Installation:
    """An installation with Kuusi Oy."""
    place.set_up()
    return place


def test_setting_up_twice_changes_nothing(kuusi: Installation) -> None:
    names = "--organisation Kuusi --brand Kuusi --address tuki@kuusi.fi --admin vaino@kuusi.fi".split()

    again = kuusi.aspa("setup", *names, "--password-stdin", given="kuusen-juurella-7\n")

    assert (again.returncode, again.stderr) == (1, "aspa: Kuusi is set up already; nothing was changed.\n")


def test_a_demo_does_not_move_in_with_a_company(kuusi: Installation) -> None:
    refused = kuusi.aspa("seed")

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"aspa: Kuusi is served from {kuusi.data}, and Kuusi Oy could not be taken out")
    assert kuusi.aspa("token", "create", "--name", "kassa").returncode == 0


def test_a_token_is_printed_alone_listed_and_ended(kuusi: Installation) -> None:
    made = kuusi.aspa("token", "create", "--name", "kassa")
    ended = kuusi.aspa("token", "revoke", "--name", "kassa")

    assert re.fullmatch(r"aspa_\S+\n", made.stdout)
    assert ended.returncode == 0
    assert "revoked" in kuusi.aspa("token", "list").stdout
    assert kuusi.aspa("token", "revoke", "--name", "kassa").returncode == 1


def test_a_forgotten_password_is_replaced_at_the_machine(kuusi: Installation) -> None:
    new = kuusi.aspa("agent", "password", "Vaino@kuusi.fi", "--password-stdin", given="uusi-hyvä-salasana\n")
    weak = kuusi.aspa("agent", "password", "vaino@kuusi.fi", "--password-stdin", given="salasana\n")
    nobody = kuusi.aspa("agent", "password", "kai@kuusi.fi", "--password-stdin", given="uusi-hyvä-salasana\n")

    assert (new.returncode, weak.returncode, nobody.returncode) == (0, 1, 1)
    assert weak.stderr.startswith("aspa: The password is too short: choose at least 10 characters.")
    assert nobody.stderr == "aspa: Nobody signs in with kai@kuusi.fi; see `aspa agent list`.\n"
    assert kuusi.aspa("agent", "list").stdout == "vaino@kuusi.fi\tvaino\tadministrator\tKuusi\n"


MAILBOX = "mailbox add --host 127.0.0.1 --port 1 --plain --username tuki --password-stdin".split()


def test_a_mailbox_that_does_not_answer_is_not_added(kuusi: Installation) -> None:
    refused = kuusi.aspa(*MAILBOX, given="salaisuus\n")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.endswith("Nothing was added; say --unchecked to add it all the same.\n")
    assert kuusi.aspa("mailbox", "list").stdout == ""


def test_a_mailbox_may_be_added_before_it_answers(kuusi: Installation) -> None:
    assert kuusi.aspa(*MAILBOX, "--unchecked", given="salaisuus\n").returncode == 0

    assert kuusi.aspa("mailbox", "check", "1").returncode == 1
    assert kuusi.aspa("mailbox", "list").stdout.startswith("mailbox 1\twrong\tINBOX on 127.0.0.1")
    assert kuusi.aspa("mailbox", "remove", "1").returncode == 0


def test_the_doctor_tells_machines_the_same(kuusi: Installation) -> None:
    with Serving(kuusi):
        told = json.loads(kuusi.aspa("doctor", "--json").stdout)

    states = {check["name"]: check["state"] for check in told["checks"]}
    assert {states[name] for name in ("http", "lmtp", "database", "worker", "journal", "clock")} == {"ok"}
    assert all(check["advice"] for check in told["checks"] if check["state"] == "wrong")


def test_the_doctor_tells_of_the_aspa_that_runs_and_not_of_its_own_shell(kuusi: Installation) -> None:
    with Outside() as outside:
        kuusi.env["ASPA_SMTP_URL"] = outside.url
        with Serving(kuusi):
            told = kuusi.aspa("doctor", ASPA_SMTP_URL="smtp://tuki:salaisuus@127.0.0.1:1").stdout

    assert "differs from the running Aspa in ASPA_SMTP_URL;" in told
    assert f"ok       smtp         127.0.0.1:{outside.port} takes mail" in told
    assert "salaisuus" not in told


def test_the_doctor_fails_when_nobody_is_at_work(kuusi: Installation) -> None:
    seen = kuusi.aspa("doctor")

    assert seen.returncode == 1
    assert re.search(r"WRONG +worker +nobody is at work", seen.stdout)


def test_the_doctor_takes_nobody_elses_port_for_its_own(kuusi: Installation, tmp_path: Path) -> None:
    neighbour = Installation(tmp_path / "neighbour")
    with Serving(neighbour.lay()):
        told = kuusi.aspa("doctor", ASPA_HTTP=neighbour.http).stdout

    assert re.search(rf"WRONG +http +{neighbour.http} is held by another program", told)


@pytest.mark.parametrize("words", ["backup {}/a.aspa", "replay", "token list", "agent list", "mailbox list", "web"])
def test_no_command_makes_an_installation_in_passing(place: Installation, tmp_path: Path, words: str) -> None:
    refused = place.aspa(*words.format(tmp_path).split())

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"aspa: There is no installation in {place.data}. Set ASPA_DATA ")
    assert not (place.data / "postgres").exists()
    assert not (tmp_path / "a.aspa").exists()


def test_the_doctor_says_that_nothing_is_there(place: Installation) -> None:
    seen = place.aspa("doctor")

    assert seen.returncode == 1
    assert f"WRONG    data         no installation in {place.data}\n" in seen.stdout
    assert not (place.data / "postgres").exists()


@pytest.mark.parametrize(
    ("setting", "value", "code", "said"),
    [
        ("ASPA_HTTP", "nowhere", 2, "ASPA_HTTP must be host:port"),
        ("ASPA_WORKERS", "many", 2, "ASPA_WORKERS must be a whole number"),
        ("ASPA_DATABASE_URL", "mysql://x", 2, "ASPA_DATABASE_URL must begin with"),
        ("ASPA_DATABASE_URL", "localhost/aspa", 2, "ASPA_DATABASE_URL must begin with postgres://"),
        ("ASPA_SMTP_URL", "smtp.kuusi.fi", 2, "ASPA_SMTP_URL must look like smtp://user:password@smtp.kuusi.fi:587"),
        ("ASPA_SMTP_URL", "smtp.kuusi.fi:587", 2, "ASPA_SMTP_URL must look like smtp://"),
        ("ASPA_SMTP_URL", "smtp://kuusi.fi:posti", 2, "ASPA_SMTP_URL must look like smtp://"),
        ("ASPA_SMTP_URL", "smtp://kuusi.fi?tls=yes", 2, "ASPA_SMTP_URL must look like smtp://"),
        ("ASPA_DATABASE_URL", "postgresql://x@127.0.0.1:1/x", 1, "The database cannot be reached"),
        ("ASPA_SECRET_KEY_FILE", "/nowhere", 2, "ASPA_SECRET_KEY_FILE: /nowhere cannot be read"),
        ("ASPA_DATA", "/proc/aspa", 1, "/proc/aspa"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(
    place: Installation, setting: str, value: str, code: int, said: str
) -> None:
    refused = place.aspa("replay", **{setting: value})

    assert refused.returncode == code
    assert refused.stderr.startswith(f"aspa: {said}")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ASPA_HTPT", "ASPA_HTTP"),
        ("ASPA_PORT", "ASPA_HTTP"),
        ("ASPA_DATABASE", "ASPA_DATABASE_URL"),
        ("ASPA_SMTP_HOST", "ASPA_SMTP_URL"),
    ],
)
def test_a_setting_spelled_wrongly_is_pointed_out(place: Installation, written: str, meant: str) -> None:
    said = place.aspa("replay", **{written: "x"}).stderr

    assert f"{written} is no setting of Aspa; did you mean {meant}?" in said


def test_two_commands_share_one_private_database(kuusi: Installation) -> None:
    both = [kuusi.begin("token", "create", "--name", name) for name in ("kassa", "varasto")]

    assert [command.communicate()[0][:5] for command in both] == ["aspa_", "aspa_"]
    assert {line.split("\t")[0] for line in kuusi.aspa("token", "list").stdout.splitlines()} == {"kassa", "varasto"}
    assert not (kuusi.data / "postgres/postmaster.pid").exists()


def test_every_setting_is_explained() -> None:
    explained = set(re.findall(r"^\| `(ASPA_\w+)`", (DOCS / "settings.md").read_text(), re.MULTILINE))

    assert explained == settings.NAMES


def test_every_page_that_a_page_names_is_there() -> None:
    pages = [DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text())]

    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []
