"""Other machines are asked from here only where they may be, and nobody is waited for long."""

import time
from collections.abc import Iterator

import pytest

from aspa.kit import outside
from aspa.kit.outside import Silent, ask, is_askable
from tests.parts.machine import Machine, Says

BODIES = {
    "/json": b'{"a": 1}',
    "/list": b"[1]",
    "/page": b"<html>",
    "/deep": b"[" * 200_000,
    "/j%C3%A4": b'{"a": 2}',
    "/large": b"x" * 600_000,
}


class Others(Says):
    """Somebody else's machine."""

    def do_GET(self) -> None:
        status = 302 if self.path == "/elsewhere" else 200
        self.send_response(status)
        self.send_header("Location", "/json")
        body = BODIES.get(self.path.partition("?")[0], b"")
        self.send_header("Content-Length", str(len(body) if self.path != "/slow" else 1000))
        self.end_headers()
        self.wfile.write(body)
        while self.path == "/slow":
            self.wfile.write(b" ")
            time.sleep(0.05)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = b'{"said": "%s", "type": "%s"}' % (body, self.headers["Content-Type"].encode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said)


@pytest.fixture(scope="module")
def others() -> Iterator[str]:
    """The address of somebody else's machine."""
    with Machine(Others) as server:
        yield server.url


@pytest.fixture
def inside(settings) -> None:
    """The operator allows it."""
    settings.INSIDE = frozenset({"127.0.0.1"})


def reason(address: str) -> str:
    with pytest.raises(Silent) as silent:
        ask(address).facts()
    return silent.value.reason


def test_what_is_asked_is_answered(others: str, inside: None) -> None:
    assert ask(f"{others}/json?x=1").facts() == {"a": 1}
    form = "application/x-www-form-urlencoded"
    assert ask(f"{others}/", form=b"a=b").facts() == {"said": "a=b", "type": form}


def test_names_and_addresses_are_asked_in_the_letters_of_their_country(
    others: str, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, named = others.rpartition(":")[2], []
    settings.INSIDE = frozenset({"tunnus.yhtiö.fi"})
    monkeypatch.setattr(outside, "look_up", lambda host, port: named.append(host) or ["127.0.0.1"])

    assert ask(f"http://tunnus.yhtiö.fi:{port}/jä?missä=täällä").facts() == {"a": 2}
    assert named == ["tunnus.xn--yhti-8qa.fi"]


@pytest.mark.parametrize("host", ["ä" * 80 + ".fi", "ä..fi"])
def test_a_name_that_no_network_knows_is_said(host: str) -> None:
    assert reason(f"https://{host}/") == "name"


def test_nobody_is_led_elsewhere(others: str, inside: None) -> None:
    assert ask(f"{others}/elsewhere").status == 302


@pytest.mark.parametrize(
    ("path", "why"), [("page", "not_json"), ("list", "not_json"), ("deep", "not_json"), ("large", "large")]
)
def test_what_is_no_answer_is_said(others: str, inside: None, path: str, why: str) -> None:
    assert reason(f"{others}/{path}") == why


def test_whoever_drips_is_given_up(others: str, inside: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "WITHIN", 0.4)

    assert reason(f"{others}/slow") == "silent"  # and never not_json, which all of it would be


def test_nobody_there(inside: None) -> None:
    assert reason("http://127.0.0.1:1/") == "silent"
    assert reason("https://nobody.invalid/") == "name"


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
    ],
)
def test_our_own_network_is_not_asked(address: str) -> None:
    assert reason(address) in {"inside", "name"}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://kuusi.fi/",
        "ftp://kuusi.fi/",
        "https://",
        "https://a:b@kuusi.fi/",
        "https://kuusi.fi:x/",
        "https://[/",
    ],
)
def test_what_is_no_address_is_not_asked(address: str) -> None:
    assert not is_askable(address)
    assert reason(address) == "address"


def test_only_the_port_that_the_operator_named_is_asked(others: str, settings) -> None:
    settings.INSIDE = frozenset({"127.0.0.1:1"})
    assert reason(f"{others}/json") == "address"
