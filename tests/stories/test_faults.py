"""What goes wrong around a running Aspa, and that nothing is lost by it."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import mail
from tests.parts.waiting import until
from tests.stories.company import SLOW, Kuusi
from tests.stories.outside import HANG_UP, HANG_UP_AFTER
from tests.stories.people import Customers


@pytest.fixture(scope="module")
def kuusi(request: pytest.FixtureRequest) -> Iterator[Kuusi]:
    """Kuusi Oy, at work; one for all of these."""
    folder = Path(tempfile.mkdtemp(prefix="aspa-faults-", dir="/tmp"))
    with Kuusi(folder, folder.name.replace("-", "_").lower()).at_work() as company:
        yield company
    shutil.rmtree(folder, ignore_errors=True)


def question(subject: str, **more: str) -> bytes:
    """Return a mail of a customer of its own."""
    who = f"{abs(hash(subject))}@example.org"
    return mail(subject, f"Hei,\n\n{subject}?\n\nTerveisin Liisa", sender=f"Liisa <{who}>", **more)


# ── the database ──


def test_mail_waits_outside_while_the_database_is_away_for_ten_seconds(kuusi: Kuusi) -> None:
    customers = Customers(kuusi.lmtp, 120, seed=1)
    with kuusi.without_database():
        customers.start()
        assert kuusi.takes(question("Onko ketään kotona")) in {"451", "421"}
        time.sleep(10)  # the fault itself
        assert customers.accepted == []
    customers.join()
    kuusi.everything_is_told()

    assert customers.refused > 0
    digests = [mail.digest for mail in customers.accepted]
    kept = kuusi.book.number(
        "select count(*) from journal_entry where digest = any(%s) and told_at > now() - interval '5 min'", digests
    )
    assert kept == len(digests) == customers.mails
    assert kuusi.case_of(question("Oletteko taas siellä"))["promise"]


# ── the mail server that takes what leaves ──


def test_an_answer_that_is_refused_for_good_is_shown_and_owed_again(kuusi: Kuusi) -> None:
    case = kuusi.case_of(question("Hylätty"))
    kuusi.everything_is_told()
    kuusi.outside.says.append("550 5.1.1 No such person")
    kuusi.answers(case)

    delivery = kuusi.comes_to("failed", case)

    assert "No such person" in delivery["error"]
    until(lambda: kuusi.ask(f"cases/{case['number']}")["promise"], within=SLOW)
    assert kuusi.ask(f"cases/{case['number']}")["promise"]["due_until"] == case["promise"]["due_until"]
    assert case["number"] in [one["number"] for one in kuusi.ask("cases?view=undelivered")["items"]]


@pytest.mark.parametrize(("says", "copies"), [("451 4.7.1 Greylisted", 1), (HANG_UP, 1), (HANG_UP_AFTER, 2)])
def test_an_answer_that_is_put_off_leaves_later(kuusi: Kuusi, says: str, copies: int) -> None:
    """Only a server that takes a letter and hangs up before it says so gets it again, with the same Message-ID."""
    case = kuusi.case_of(question(f"Myöhemmin {says}"))
    kuusi.everything_is_told()
    kuusi.outside.says.append(says)
    message_id = kuusi.answers(case)
    kuusi.comes_to("waiting", case)

    kuusi.everything_is_told()

    assert kuusi.comes_to("sent", case)["error"] == ""
    assert kuusi.outside.copies[message_id] == copies


def test_a_slow_mail_server_holds_nobody_up_who_writes_in(kuusi: Kuusi) -> None:
    kuusi.outside.slow = 10.0
    try:
        began = time.monotonic()
        cases = [kuusi.case_of(question(f"Hitaalla {nth}")) for nth in range(5)]
        assert time.monotonic() - began < 5 * kuusi.outside.slow
    finally:
        kuusi.outside.slow = 0.0

    kuusi.everything_is_told()
    assert all(kuusi.delivery(case)["state"] == "sent" for case in cases)


def test_what_was_answered_while_the_mail_server_was_away_leaves_when_it_is_back(kuusi: Kuusi) -> None:
    cases = [kuusi.case_of(question(f"Poissa {nth}")) for nth in range(3)]
    kuusi.everything_is_told()
    kuusi.outside.close()
    message_ids = [kuusi.answers(case) for case in cases]
    assert "127.0.0.1" in kuusi.comes_to("waiting", cases[0])["error"]
    kuusi.outside.open()

    kuusi.everything_is_told()

    assert [kuusi.outside.copies[message_id] for message_id in message_ids] == [1, 1, 1]
