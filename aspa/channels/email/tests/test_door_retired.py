"""At an address out of use the door takes answers to what was sent, however they are addressed, and nothing new."""

import pytest

from aspa.brands import verbs as brands
from aspa.brands.models import Address, Brand
from aspa.brands.retiring import verbs as addresses
from aspa.channels.email import plus
from aspa.journal.models import Entry
from tests.cast import NINE
from tests.parts.door import OpenDoor, deliver, talk

MAIL = b"From: Liisa <liisa@example.fi>\r\nSubject: Paketti\r\n\r\nMiss\xc3\xa4 pakettini on?\r\n"
KEPT, TURNED_AWAY = ["250 2.0.0 Kept"], ["550 5.1.1 No such address here"]
NAMED = {"by": "agent:1", "at": NINE}


@pytest.fixture
def vanha(kuusi: Brand) -> Address:
    """An address that Kuusi uses no more."""
    old = brands.hear_at(kuusi, address="vanha@kuusi.fi", **NAMED)
    addresses.retire(old, **NAMED)
    return old


@pytest.mark.parametrize("address", ["vanha@kuusi.fi", "vanha+uutiset@kuusi.fi", "vanha+7.abcdefghijklmnop@kuusi.fi"])
def test_whoever_writes_something_new_is_told(door: OpenDoor, vanha: Address, address: str) -> None:
    with talk(door.lmtp) as client:
        assert deliver(client, MAIL, address) == TURNED_AWAY

    assert not Entry.objects.exists()


@pytest.mark.parametrize("address", [plus.reply_address("vanha@kuusi.fi", 7), plus.verp(7, "vanha@kuusi.fi")])
def test_answers_and_reports_still_come(door: OpenDoor, vanha: Address, address: str) -> None:
    with talk(door.lmtp) as client:
        assert deliver(client, MAIL, address) == KEPT

    assert Entry.objects.get().envelope_to == address


@pytest.mark.parametrize("line", [b"In-Reply-To: <%s>", b"References: <a@b.fi>\r\n <%s>\r\n\t<c@d.fi>"])
def test_an_answer_to_the_plain_address_is_known_by_what_it_answers(door, vanha: Address, line: bytes) -> None:
    ours = plus.message_id_for(7, "kuusi.fi").encode()

    with talk(door.lmtp) as client:
        assert deliver(client, line % ours + b"\r\n" + MAIL, "vanha@kuusi.fi") == KEPT
        assert deliver(client, line % b"7.abc.def@kuusi.fi" + b"\r\n" + MAIL, "vanha@kuusi.fi") == TURNED_AWAY
        assert deliver(client, MAIL + b"<%s>" % ours, "vanha@kuusi.fi") == TURNED_AWAY


def test_a_mail_that_somebody_hears_is_kept_for_all_it_names(door: OpenDoor, vanha: Address) -> None:
    with talk(door.lmtp) as client:
        assert deliver(client, MAIL, "vanha@kuusi.fi", "tuki@kuusi.fi") == KEPT * 2

    assert Entry.objects.get().envelope_to == "vanha@kuusi.fi, tuki@kuusi.fi"
