"""The mail door: 250 means committed, and nothing else does."""

import threading
import time

from django.db import connection

from aspa.brands.models import Address, Brand
from aspa.journal.models import Entry
from tests.parts.door import OpenDoor, deliver, talk

MAIL = b"From: Liisa <liisa@example.fi>\r\nSubject: Paketti\r\n\r\nMiss\xc3\xa4 pakettini on?\r\n"


def test_a_mail_is_kept_byte_for_byte(door: OpenDoor, kuusi: Brand) -> None:
    raw = MAIL + bytes(range(256)).replace(b"\r", b"").replace(b"\n", b"") + b"\r\n.\r\n..\r\n.alku\r\n\r\n"

    with talk(door.lmtp) as client:
        assert deliver(client, raw, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]

    entry = Entry.objects.get()
    assert bytes(entry.raw) == raw
    assert (entry.envelope_from, entry.envelope_to, entry.source) == ("liisa@example.fi", "tuki@kuusi.fi", "door")
    assert (entry.organisation_id, entry.brand_id, entry.channel) == (kuusi.organisation_id, kuusi.pk, "email")


def test_the_entry_is_committed_when_250_is_heard(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        for number in range(50):
            deliver(client, MAIL + str(number).encode() + b"\r\n", "tuki@kuusi.fi")
            assert Entry.objects.count() == number + 1


def test_strangers_are_turned_away_at_once_and_nothing_is_relayed(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        for stranger in ("nobody@kuusi.fi", "tuki@elsewhere.example", "", "tuki", "a@b@kuusi.fi"):
            client.say("MAIL FROM:<liisa@example.fi>")
            assert client.say(f"RCPT TO:<{stranger}>")[:3] in {"550", "553", "501"}
            assert client.say("DATA").startswith("503")
            client.say("RSET")


def test_any_plus_tag_is_heard(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        for tag in ("10017.abcdefghijklmnop", "b12.abcdefghijklmnop", "", "mitä-vain", "a+b"):
            assert deliver(client, tag.encode() + MAIL, f"Tuki+{tag}@KUUSI.fi") == ["250 2.0.0 Kept"]
            assert Entry.objects.latest("id").envelope_to == f"Tuki+{tag}@KUUSI.fi"


def test_a_delivery_report_has_no_sender_and_is_kept(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        assert deliver(client, MAIL, "tuki+b7.x@kuusi.fi", sender="") == ["250 2.0.0 Kept"]

    assert Entry.objects.get().envelope_from == "<>"


def test_two_brands_of_one_organisation_get_one_entry(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        assert deliver(client, MAIL, "tuki@kuusi.fi", "apu@manty.fi") == ["250 2.0.0 Kept"] * 2

    entry = Entry.objects.get()
    assert entry.brand_id == kuusi.pk
    assert entry.envelope_to == "tuki@kuusi.fi, apu@manty.fi"


def test_two_organisations_get_an_entry_each(door: OpenDoor, kuusi: Brand, honka: Brand) -> None:
    with talk(door.lmtp) as client:
        answers = deliver(client, MAIL, "tuki@kuusi.fi", "nobody@kuusi.fi", "info@honka.fi")

    assert answers == ["250 2.0.0 Kept"] * 2
    kept = Entry.objects.values_list("organisation_id", "envelope_to")
    assert set(kept) == {(kuusi.organisation_id, "tuki@kuusi.fi"), (honka.organisation_id, "info@honka.fi")}


def test_an_address_made_a_moment_ago_is_heard(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        deliver(client, MAIL, "tuki@kuusi.fi")
        Address.objects.create(organisation_id=kuusi.organisation_id, brand=kuusi, value="uusi@kuusi.fi")

        assert deliver(client, MAIL, "uusi@kuusi.fi") == ["250 2.0.0 Kept"]


def test_deliveries_at_the_same_time_share_commits(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        deliver(client, MAIL, "tuki@kuusi.fi")

    def bring(sender: int) -> None:
        with talk(door.lmtp) as client:
            for number in range(10):
                assert deliver(client, b"%d-%d\r\n" % (sender, number), "tuki@kuusi.fi") == ["250 2.0.0 Kept"]

    senders = [threading.Thread(target=bring, args=[sender]) for sender in range(32)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert Entry.objects.count() == 321
    assert transactions() < 321 * 0.3


def transactions() -> int:
    """How many transactions have written the entries; others' in the same cluster do not count."""
    with connection.cursor() as cursor:
        cursor.execute("select count(distinct xmin::text) from journal_entry")
        return int(cursor.fetchone()[0])


def test_closing_finishes_what_is_in_hand(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as busy, talk(door.lmtp) as idle:
        busy.say("MAIL FROM:<liisa@example.fi>")
        busy.say("RCPT TO:<tuki@kuusi.fi>")
        busy.say("DATA")
        closing = threading.Thread(target=lambda: door.do(door.door.close()))
        closing.start()

        assert idle.hear() == "421 4.3.2 Closing, try again later"
        busy.send(MAIL + b".\r\n")
        assert busy.hear() == "250 2.0.0 Kept"
        assert busy.hear().startswith("421")
        closing.join()

    assert Entry.objects.count() == 1


def test_closing_does_not_wait_for_a_sender_who_stopped_half_way(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        client.say("MAIL FROM:<liisa@example.fi>")
        client.say("RCPT TO:<tuki@kuusi.fi>")
        client.say("DATA")
        client.send(MAIL)
        began = time.monotonic()

        door.do(door.door.close())

        assert time.monotonic() - began < 30  # a sender may be silent for minutes
        assert client.hear().startswith("421")
    assert Entry.objects.count() == 0


def test_smtp_gives_one_answer_for_all(door: OpenDoor, kuusi: Brand, honka: Brand) -> None:
    with talk(door.smtp, "EHLO client.example") as client:
        client.say("MAIL FROM:<liisa@example.fi> SIZE=100 BODY=8BITMIME SMTPUTF8")
        client.say("RCPT TO:<tuki@kuusi.fi>")
        client.say("RCPT TO:<info@honka.fi>")
        client.say("DATA")
        client.send(MAIL + b".\r\n")

        assert client.hear() == "250 2.0.0 Kept"
        assert client.say("QUIT").startswith("221")

    assert Entry.objects.count() == 2
