"""Hostile and careless clients at the mail door."""

import socket
from collections.abc import Iterator

import pytest

from aspa.brands.models import Brand
from aspa.channels.email.door import conversation
from aspa.channels.email.door import server as mail_door
from aspa.journal.models import Entry
from tests.parts.door import OpenDoor, Talk, deliver, talk
from tests.parts.waiting import until

MAIL = b"From: liisa@example.fi\r\nSubject: Hei\r\n\r\nHei\r\n"

ODD_COMMANDS = [
    b"MAIL FROM:<\xff\xfe@example.com>",
    b"MAIL FROM:<a\x00b@example.com>",
    b"MAIL FROM:" + b"<" * 300,
    b"MAIL FROM:<@a,@b:c@d.example>",
    b"VRFY \xff",
    b"MAIL FROM:<a@example.com> SIZE=" + b"9" * 400,
    b"MAIL FROM:<a@example.com> SIZE=x",
    b"AUTH PLAIN AGEAYg==",
    b"\xff\xff",
    b"EHLO " + b"x" * 70_000,
    b"",
]


@pytest.fixture
def client(door: OpenDoor, kuusi: Brand) -> Iterator[Talk]:
    """Otso at the door, after the greetings."""
    with talk(door.lmtp) as otso:
        yield otso


def begin(client: Talk) -> None:
    """Say all that comes before a mail."""
    client.say("MAIL FROM:<otso@example.com>")
    client.say("RCPT TO:<tuki@kuusi.fi>")
    assert client.say("DATA").startswith("354")


def test_only_a_dot_alone_between_whole_line_ends_ends_a_mail(client: Talk) -> None:
    for end in (b"\n.\n", b"\n.\r\n", b"\r\n.\n", b"\r.\r", b"\r\n.\r", b"\r\n\x00.\r\n", b"\n.\r"):
        smuggled = b"first" + end + b"MAIL FROM:<boss@kuusi.fi>\r\nRCPT TO:<tuki@kuusi.fi>\r\nDATA\r\nsecond\r\n"
        begin(client)

        client.send(smuggled + b".\r\n")

        assert client.hear() == "250 2.0.0 Kept"
        assert bytes(Entry.objects.latest("id").raw) == smuggled.replace(b"\r\n.", b"\r\n")


def test_a_whole_conversation_sent_at_once_is_understood(client: Talk) -> None:
    one = b"MAIL FROM:<a@example.com>\r\nRCPT TO:<tuki@kuusi.fi>\r\nRCPT TO:<x@kuusi.fi>\r\nDATA\r\n%d\r\n.\r\n"

    client.send(one % 1 + one % 2 + b"QUIT\r\n")

    heard = [client.hear()[:3] for _ in range(11)]
    assert heard == ["250", "250", "550", "354", "250"] * 2 + ["221"]
    assert sorted(bytes(entry.raw) for entry in Entry.objects.all()) == [b"1\r\n", b"2\r\n"]


def test_a_mail_cut_short_is_not_kept(door: OpenDoor, client: Talk) -> None:
    begin(client)
    client.send(MAIL + b"\r\n.")
    client.close()

    until(lambda: not door.door._conversations)
    assert Entry.objects.count() == 0


def test_lines_of_any_length_are_kept(client: Talk) -> None:
    raw = b"Subject: pitka\r\n\r\n" + b"x" * 500_000 + b"." + b"\r" * 70_000 + b"\r\n"

    assert deliver(client, raw, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]
    assert bytes(Entry.objects.get().raw) == raw


def test_an_empty_mail_is_kept_as_it_is(client: Talk) -> None:
    assert deliver(client, b"", "tuki@kuusi.fi") == ["250 2.0.0 Kept"]
    assert bytes(Entry.objects.get().raw) == b""


def test_a_mail_over_the_limit_is_refused_and_the_next_one_kept(door: OpenDoor, client: Talk) -> None:
    door.door.size_limit = 100_000

    assert client.say("MAIL FROM:<a@example.com> SIZE=100001").startswith("552 5.3.4")
    assert deliver(client, b"x" * 99_998 + b"\r\n", "tuki@kuusi.fi") == ["250 2.0.0 Kept"]
    assert deliver(client, b"x" * 99_999 + b"\r\n", "tuki@kuusi.fi") == ["552 5.3.4 Message is too big"]
    assert deliver(client, MAIL, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]


def test_a_mail_without_end_is_cut_off(door: OpenDoor, client: Talk) -> None:
    door.door.size_limit = 10_000
    begin(client)

    with pytest.raises(ConnectionError):
        client.send(b"x" * 100_000_000)


def test_mails_that_together_fill_the_memory_come_later(door: OpenDoor, client: Talk) -> None:
    door.door.size_limit = 100_000
    with talk(door.lmtp) as other:
        begin(other)
        for _ in range(38):
            other.send(b"x" * 10_000 + b"\r\n")
        until(lambda: door.door._held > 315_000)

        assert deliver(client, b"y" * 90_000, "tuki@kuusi.fi") == [
            "452 4.3.1 Too many messages at once, try again later"
        ]

    until(lambda: door.door._held == 0)
    assert deliver(client, b"y" * 90_000, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]


def test_ten_thousand_recipients_are_taken_a_thousand_at_a_time(client: Talk) -> None:
    client.say("MAIL FROM:<a@example.com>")
    client.send(b"".join(b"RCPT TO:<tuki+%d@kuusi.fi>\r\n" % n for n in range(10_000)))
    heard = [client.hear()[:3] for _ in range(10_000)]
    client.say("DATA")
    client.send(MAIL + b".\r\n")

    assert heard == ["250"] * 1000 + ["452"] * 9000
    assert [client.hear()[:3] for _ in range(1000)] == ["250"] * 1000
    assert Entry.objects.count() == 1


def test_odd_commands_are_answered_and_the_next_mail_is_kept(client: Talk) -> None:
    for line in ODD_COMMANDS:
        client.send(line + b"\r\n")
        assert client.hear()[:1] in {"2", "4", "5"}
        client.say("RSET")

    assert deliver(client, MAIL, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]


def test_a_sender_in_odd_bytes_is_kept(client: Talk) -> None:
    client.send(b"MAIL FROM:<\xff@example.com> SMTPUTF8\r\n")
    client.hear()
    client.say("RCPT TO:<tuki@kuusi.fi>")
    client.say("DATA")
    client.send(MAIL + b".\r\n")

    assert client.hear() == "250 2.0.0 Kept"
    assert Entry.objects.get().envelope_from == "\ufffd@example.com"


def test_more_connections_than_chairs_are_told_to_come_later(
    door: OpenDoor, kuusi: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_door, "CHAIRS", 2)
    with talk(door.lmtp), talk(door.lmtp) as second:
        third = Talk(door.lmtp)
        assert third.hear() == "421 4.3.2 Too many connections, try again later"
        third.close()
        assert deliver(second, MAIL, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]

    with talk(door.lmtp) as later:
        assert deliver(later, MAIL + b"2\r\n", "tuki@kuusi.fi") == ["250 2.0.0 Kept"]


def test_a_silent_connection_is_ended(door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "IDLE_WITHIN", 0.1)

    silent = Talk(door.lmtp)
    silent.hear()

    assert silent.hear() == ""
    silent.close()


def test_somebody_who_hangs_up_at_once_leaves_nothing_behind(door: OpenDoor) -> None:
    for _ in range(20):
        socket.create_connection(door.lmtp).close()

    until(lambda: not door.door._conversations)
