"""Bringing in mail from archives."""

import mailbox
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aspa.brands.models import Address, Brand, Organisation
from aspa.journal.models import Entry
from aspa.ops import importing

MAIL = "From: liisa@example.fi\nReceived: from a by b; Mon, 16 Nov 2026 09:00:00 +0200\nSubject: {}\n\nHei\n"
KINDS = {"mbox": mailbox.mbox, "maildir": mailbox.Maildir}


@pytest.fixture
def tuki(transactional_db: None) -> Address:
    """Where Kuusi hears."""
    kuusi = Organisation.objects.create(name="Kuusi Oy")
    brand = Brand.objects.create(organisation=kuusi, name="Kuusi")
    return Address.objects.create(organisation=kuusi, brand=brand, value="tuki@kuusi.fi")


def archive(form: str, path: Path, count: int) -> mailbox.Mailbox:
    kept = KINDS[form](path)
    for number in range(count):
        kept.add(MAIL.format(number).encode())
    kept.close()
    return importing.opened(form, path)


@pytest.mark.parametrize("form", ["mbox", "maildir"])
def test_an_archive_is_brought_in_once_however_often(form: str, tuki: Address, tmp_path: Path, capsys) -> None:
    kept = archive(form, tmp_path / "posti", 700)

    importing.read_in(kept, "TUKI@kuusi.fi")
    importing.read_in(kept, "")

    assert capsys.readouterr().out.splitlines() == [
        "700 mails read, 700 of them new.",
        "700 mails read, 0 of them new.",
    ]
    entry = Entry.objects.order_by("id").first()
    assert entry.received_at == datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
    assert (entry.source, entry.envelope_to, entry.brand_id) == ("import", "tuki@kuusi.fi", tuki.brand_id)


def test_the_same_mail_in_an_mbox_and_a_maildir_is_one_entry(tuki: Address, tmp_path: Path) -> None:
    importing.read_in(archive("mbox", tmp_path / "a", 3), "")
    importing.read_in(archive("maildir", tmp_path / "b", 3), "")

    assert {bytes(entry.raw) for entry in Entry.objects.all()} == {
        MAIL.format(number).replace("\n", "\r\n").encode() for number in range(3)
    }


@pytest.mark.parametrize("form", ["mbox", "maildir"])
def test_what_is_no_archive_is_said_so(form: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Hei\n")
    (tmp_path / "folder").mkdir()
    for name in ("missing", "file", "folder"):
        with pytest.raises(importing.NotAnArchive):
            importing.opened(form, tmp_path / name)


def test_mail_for_nobody_is_not_brought_in(tuki: Address) -> None:
    with pytest.raises(importing.UnknownAddress, match=r"No brand hears at muu@kuusi\.fi"):
        importing.heard_at("muu@kuusi.fi")

    Address.objects.create(organisation_id=tuki.organisation_id, brand_id=tuki.brand_id, value="apu@kuusi.fi")
    with pytest.raises(importing.UnknownAddress, match=r"--address: apu@kuusi\.fi, tuki@kuusi\.fi"):
        importing.heard_at("")


@pytest.mark.parametrize(
    "head", [b"", b"Date: kauan sitten\n", b"Received: ;\nDate: Mon, 99 Foo 2026\n", b"\xff\xff: \n"]
)
def test_a_mail_without_a_time_came_now(head: bytes) -> None:
    assert (datetime.now(UTC) - importing.received_at(head + b"\nHei\n")).total_seconds() < 60
