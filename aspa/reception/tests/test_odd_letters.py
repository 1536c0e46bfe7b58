"""Letters that fail: none is lost, none spoils its batch, and each that can be read is read."""

from datetime import timedelta

import pytest
from django.db import connections

from aspa.brands.models import Brand
from aspa.cases.models import Case, Message
from aspa.cases.queries import named_by
from aspa.journal import verbs as journal
from aspa.journal.models import Entry
from aspa.reception import claims, receive
from aspa.reception.letter import understand
from tests.cast import NINE, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db


def test_a_nul_in_the_headers_of_a_file_spoils_no_letter(kuusi: Brand) -> None:
    file = (
        b"--x\nContent-Type: image/p\x00ng\nContent-ID: <\x00a>\nContent-Disposition: attachment; filename=a\x00b\n\nx"
    )
    arrives(b"From: liisa@example.org\nContent-Type: multipart/mixed; boundary=x\n\n" + file + b"\n--x--\n")

    tell()

    assert Case.objects.get().is_readable


def test_a_number_in_other_digits_than_ours_spoils_no_letter(kuusi: Brand) -> None:
    a_case()

    assert a_case("Tilaus #١٢٣٤٥", "Hei").is_readable


def test_a_letter_that_ends_the_process_is_shown_as_it_came(kuusi: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    def ends_the_process(raw: bytes) -> None:
        raise SystemExit

    arrives(mail("Tappava", "Hei"))
    monkeypatch.setitem(receive.understand.__globals__["READERS"], "email", ends_the_process)
    for _ in range(2):
        with pytest.raises(SystemExit):
            receive.tell_singly(at=NINE, is_counting=True)

    receive.tell_singly(at=NINE, is_counting=True)

    assert not Case.objects.get().is_readable
    assert "Tappava" in Message.objects.get().text


def test_a_letter_that_failed_is_read_once_more_before_it_is_shown_as_it_came(kuusi: Brand) -> None:
    entry = arrives(mail("Mennyt vika", "Hei"))
    for _ in range(4):  # something else was wrong, and has been mended
        journal.failed(entry, error="KeyError", at=NINE - timedelta(days=1))

    receive.Reception().turn()
    tell()

    assert Case.objects.get().is_readable


def test_a_letter_that_cannot_be_read_at_all_is_shown_as_it_came(kuusi: Brand, monkeypatch) -> None:
    def fails(raw: bytes) -> None:
        raise KeyError(raw)

    arrives(mail("Särkevä", "Hei"))
    monkeypatch.setitem(receive.understand.__globals__["READERS"], "email", fails)

    for hour in range(4):
        tell(NINE + timedelta(hours=hour))

    assert not Case.objects.get().is_readable


def test_a_letter_names_a_few_cases_and_no_more(kuusi: Brand) -> None:
    for nth in range(25):
        arrives(mail("Yhteinen tunniste", f"{nth}", sender=f"a{nth}@example.org", Message_ID="<same@example.org>"))
    tell()

    assert len(named_by([(kuusi.organisation_id, "message", "same@example.org")])) == 20
    arrives(mail(" ".join(f"#{case.number}" for case in Case.objects.all()), "Kaikki", sender="muu@example.org"))
    waiting = receive.claim(most=1, at=NINE)[0]
    assert len([kind for kind, _value in understand(waiting).evidence if kind == "number"]) == 3


def test_workers_that_start_together_count_no_letter_twice(kuusi: Brand) -> None:
    with connections["default"].copy().cursor() as other:
        other.execute("select pg_advisory_lock(%s)", [claims.PROVES])
        arrives(mail("Ensimmäinen", "Hei"))

        assert receive.Reception().turn() == pytest.approx(0.2)

        other.connection.close()
    assert Entry.objects.get().tries == 0
