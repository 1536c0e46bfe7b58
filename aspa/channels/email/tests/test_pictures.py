"""Pictures are fetched from the open internet, and nothing else is ever asked for anything."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspa.channels.email.showing import pictures
from aspa.channels.email.showing.pictures import Fetcher, NotAPicture, fetch_all, is_public, type_of
from aspa.channels.email.tests.hostile_html import PIXEL
from aspa.kit.errors import Unreachable
from tests.parts.machine import Machine, Says

GIF = b64decode(PIXEL.partition(",")[2])


class Elsewhere(Machine):
    """A picture server on this machine that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(Answer)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = f"http://pictures.example:{self.server_port}"
        self.fetcher = Fetcher(
            lookup=lambda host, port: ["10.0.0.7" if host == "inner.example" else "127.0.0.1"],
            allows=lambda address: address == "127.0.0.1",
            ports=frozenset({self.server_port}),
        )


class Answer(Says):
    """Answers as the path says."""

    server: Elsewhere

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        name, _, rest = self.path[1:].partition("?")[0].partition("/")
        getattr(self, f"answer_{name}")(rest)

    def answer_picture(self, kind: str) -> None:
        self.answer(GIF, kind or "image/gif")

    def answer_program(self, kind: str) -> None:
        self.answer(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", kind)

    def answer_large(self, rest: str) -> None:
        self.answer(GIF + bytes(pictures.LARGEST), "image/gif")

    def answer_to(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def answer_again(self, rest: str) -> None:
        self.answer_to("/again/")

    def answer_gone(self, rest: str) -> None:
        self.send_error(404)

    def answer_drip(self, rest: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        with suppress(OSError):  # nobody listens any more
            for _ in range(100):
                self.wfile.write(b"x")
                sleep(0.05)

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", "seen=1")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        yield server


def test_a_picture_comes_back_as_its_own_bytes(elsewhere: Elsewhere) -> None:
    assert elsewhere.fetcher.fetch(f"{elsewhere.url}/picture/") == PIXEL


def test_the_question_says_nothing_about_who_asks(elsewhere: Elsewhere) -> None:
    elsewhere.fetcher.fetch(f"{elsewhere.url}/to//picture/?id=7")

    sent = {name.lower() for _, headers in elsewhere.asked for name in headers}
    assert sent == {"host", "accept", "accept-encoding", "user-agent"}


def test_this_machine_is_refused_unless_a_test_allows_it(elsewhere: Elsewhere) -> None:
    port = frozenset({elsewhere.server_port})
    for host in (
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0177.1",
        "0x7f.1",
        "127。0。0。1",
    ):
        with pytest.raises(Unreachable):
            Fetcher(ports=port).fetch(f"http://{host}:{elsewhere.server_port}/picture/")

    assert elsewhere.asked == []


INSIDE = [
    *(
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
    ),
    *("168.63.129.16", "192.0.0.192", "198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "fe80::1%eth0",
    ),
    *(
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:7f00:1::",
        "3fff::1",
        "fec0::1",
    ),
    *("", "x", "1", "127.1"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.166.3.2", "2606:4700:4700::1111", "2a00:1450:4026::1"])
def test_an_address_on_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7") | st.ip_addresses(network="::/8"))
def test_no_address_of_an_inner_network_is_public(address: object) -> None:
    assert not is_public(str(address))


def test_a_name_with_one_inner_address_is_refused_whole() -> None:
    asked = []
    fetcher = Fetcher(lookup=lambda host, port: asked.append(host) or ["93.184.215.14", "10.0.0.1"])

    with pytest.raises(Unreachable, match="not a public address"):
        fetcher.fetch("http://two-faced.example/a.png")

    assert asked == ["two-faced.example"]  # once: a second answer could be another


ASTRAY = [
    "http://inner.example:{port}/picture/",
    "//inner.example:{port}/picture/",
    "http://pictures.example:22/picture/",
    "http://a@pictures.example:{port}/picture/",
    "ftp://pictures.example/x",
    "file:///etc/passwd",
    "http://[::1/",
]


@pytest.mark.parametrize("where", ASTRAY)
def test_a_redirection_is_checked_like_the_first_address(elsewhere: Elsewhere, where: str) -> None:
    with pytest.raises(Unreachable):
        elsewhere.fetcher.fetch(f"{elsewhere.url}/to/" + where.format(port=elsewhere.server_port))

    assert len(elsewhere.asked) == 1


def test_redirections_end(elsewhere: Elsewhere) -> None:
    with pytest.raises(Unreachable, match="too often"):
        elsewhere.fetcher.fetch(f"{elsewhere.url}/again/")

    assert len(elsewhere.asked) == pictures.REDIRECTIONS + 1


@pytest.mark.parametrize("path", ["picture/text/html", "program/image/svg+xml", "program/image/png", "large/", "gone/"])
def test_what_is_no_picture_is_refused(elsewhere: Elsewhere, path: str) -> None:
    with pytest.raises(Unreachable):
        elsewhere.fetcher.fetch(f"{elsewhere.url}/{path}")


@pytest.mark.parametrize(
    "address", ["", "x", "http://", "http:///a", "ftp://h/x", "http://h:99999/", "http://h\n/x", "gopher://h"]
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(Unreachable):
        Fetcher().fetch(address)


def test_an_answer_that_drips_is_given_up(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "WITHIN", 0.4)
    started = monotonic()

    with pytest.raises(Unreachable):
        elsewhere.fetcher.fetch(f"{elsewhere.url}/drip/")

    assert monotonic() - started < 20  # it would drip for ever


def test_of_many_pictures_those_that_can_be_had_are_had(elsewhere: Elsewhere) -> None:
    good = [f"{elsewhere.url}/picture/?{n}" for n in range(5)]

    found = fetch_all([*good, f"{elsewhere.url}/gone/", "http://inner.example/x", "nonsense"], elsewhere.fetcher)

    assert found == dict.fromkeys(good, PIXEL)


def test_pictures_too_large_together_are_left_out(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_TOGETHER", len(PIXEL) * 2)

    assert len(fetch_all([f"{elsewhere.url}/picture/?{n}" for n in range(5)], elsewhere.fetcher)) == 2


@given(st.text(max_size=80))
def test_any_text_as_an_address_is_refused_quietly(address: str) -> None:
    fetcher = Fetcher(lookup=lambda host, port: [])

    assert fetch_all([address, f"http://{address}"], fetcher) == {}


def test_a_picture_is_known_by_its_beginning() -> None:
    assert type_of(b"RIFF\x00\x00\x00\x00WEBPVP8 ") == "image/webp"
    assert type_of(b"\x89PNG\r\n\x1a\n...") == "image/png"
    assert type_of(b"<svg>") == type_of(b"") == ""
    with pytest.raises(NotAPicture):
        pictures.data_address(b"GIF89a" + bytes(pictures.LARGEST))
