"""Letters that fail: none is lost, none spoils its batch, and each that can be read is read."""

from datetime import timedelta

import pytest
from django.db import connections, transaction

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
    for _ in range(receive.FATAL_AFTER - 1):
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


def test_a_batch_holds_only_so_many_bytes_but_always_a_letter(kuusi: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    arrives(mail("Suuri", "x" * 2000))
    arrives(mail("Pieni", "Hei"))
    monkeypatch.setattr(claims, "BATCH_BYTES", 1000)

    assert [tell(), tell(), tell()] == [1, 1, 0]
    assert [case.subject for case in Case.objects.order_by("id")] == ["Suuri", "Pieni"]


def test_a_letter_whose_batch_fails_waits_as_before(kuusi: Brand) -> None:
    arrives(mail("Paketti", "Hei"))

    with transaction.atomic():
        taken = claims.claim(most=10, at=NINE)
        transaction.set_rollback(True)

    assert (len(taken), Entry.objects.get().told_at) == (1, None)
    assert tell() == 1


def test_a_new_letter_waits_for_no_clock_though_the_database_is_ahead(kuusi: Brand) -> None:
    arrives(mail("Paketti", "Hei"))
    Entry.objects.update(next_try_at=NINE + timedelta(seconds=3))

    assert tell() == 1


def test_a_letter_put_off_waits_its_time_unless_the_clock_went_wrong(kuusi: Brand) -> None:
    later, never = arrives(mail("Myöhemmin", "Hei")), arrives(mail("Kellovika", "Hei"))
    Entry.objects.filter(pk=later).update(tries=1, next_try_at=NINE + timedelta(hours=1))
    Entry.objects.filter(pk=never).update(tries=1, next_try_at=NINE + timedelta(days=400))

    assert tell() == 1
    assert Case.objects.get().subject == "Kellovika"
