"""Mail that means harm, brought to the real door: it becomes a case like any other, and the next mail is served."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from email.mime.base import MIMEBase
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from aspa.channels.email.tests.hostile_html import payloads
from tests.cast import mail
from tests.parts.trap import Trap
from tests.stories.company import SUPPORT, Kuusi
from tests.stories.desk import PASSWORD

MOST_MEMORY = 700e6  # bytes that the worker may hold after all of it


@pytest.fixture(scope="module")
def kuusi() -> Iterator[Kuusi]:
    """Kuusi Oy, at work; one for all of these."""
    folder = Path(tempfile.mkdtemp(prefix="aspa-hostile-", dir="/tmp"))
    with Kuusi(folder, folder.name.replace("-", "_").lower()).at_work() as company:
        yield company
    shutil.rmtree(folder, ignore_errors=True)


def bare(subject: str) -> EmailMessage:
    """Return a mail that is still to be filled."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"{abs(hash(subject))}@example.org", SUPPORT, subject
    return message


def to_ten_thousand() -> bytes:
    message = bare("Kaikille")
    message["Cc"] = ", ".join(f"vastaanottaja{nth}@example.net" for nth in range(10_000))
    message.set_content("Hei kaikki")
    return message.as_bytes()


def deep() -> bytes:
    """A mail in a mail in a mail, two thousand deep."""
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{nth}"\r\n\r\n--b{nth}\r\n' for nth in range(2_000))
    start = f"From: syva@example.org\r\nTo: {SUPPORT}\r\nSubject: Syva\r\nMIME-Version: 1.0\r\n"
    return f"{start}{head}Content-Type: text/plain\r\n\r\npohjalla\r\n".encode()


def ten_thousand_parts() -> bytes:
    start = f"From: osat@example.org\r\nTo: {SUPPORT}\r\nSubject: Osat\r\nMIME-Version: 1.0\r\n"
    parts = "".join(f"--b\r\nContent-Type: text/plain; name=o{nth}.txt\r\n\r\nosa\r\n" for nth in range(10_000))
    return f'{start}Content-Type: multipart/mixed; boundary="b"\r\n\r\n{parts}--b--\r\n'.encode()


def zipped_many_times() -> bytes:
    """Ten gigabytes of nothing, zipped in zips."""
    data = bytes(10_000_000)
    for _level in range(3):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for nth in range(10):
                archive.writestr(f"{nth}.zip", data)
        data = packed.getvalue()
    message = bare("Pakattu")
    message.set_content("Avaa tämä")
    message.add_attachment(data, maintype="application", subtype="zip", filename="../../etc/passwd.zip")
    return message.as_bytes()


def fifty_megabytes() -> bytes:
    message = bare("Iso")
    message.set_content("Tässä elokuva")
    film = MIMEBase("video", "mp4", name="elokuva.mp4")
    film.set_payload("QUFB" * 18 + ("\r\n" + "QUFB" * 18) * 690_000)
    film["Content-Transfer-Encoding"] = "base64"
    message.make_mixed()
    message.attach(film)
    return message.as_bytes()


BOMBS = [to_ten_thousand, deep, ten_thousand_parts, zipped_many_times, fifty_megabytes]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_a_case_and_the_next_mail_is_served(kuusi: Kuusi, bomb) -> None:
    case = kuusi.case_of(bomb())
    assert kuusi.case_of(bare(f"Perässä {bomb.__name__}").as_bytes())["promise"]

    assert kuusi.ask(f"cases/{case['number']}")["is_open"]
    assert kuusi.messages(case)[0]["subject"]
    assert kuusi.ask("journal/summary")["failed"] == 0
    worker = next(part for part in kuusi.serving.parts() if part.name() == "aspa-work-1")
    assert worker.memory_info().rss < MOST_MEMORY
    assert psutil.pid_exists(kuusi.serving.process.pid)


def test_a_mail_over_the_limit_is_refused_with_552(kuusi: Kuusi) -> None:
    assert kuusi.takes(b"Subject: x\r\n\r\n" + b"x" * 70 + b"\r\n" * 34_000_000) == "552"


@pytest.mark.parametrize(
    "subject", ["Hei\r\nBcc: varas@example.net", "Hei\nBcc: varas@example.net\n\nteksti", "Hei\rBcc: x"]
)
def test_a_subject_begins_no_header(kuusi: Kuusi, subject: str) -> None:
    case = kuusi.case_of(bare(f"Otsikko {subject!r}").as_bytes())
    sent = kuusi.sent(kuusi.answers(case, subject=subject))

    assert sent["Bcc"] is None
    assert sent["Subject"].startswith("Hei")
    assert len(sent["To"].addresses) == 1


def test_what_a_customer_hides_in_a_header_begins_none_in_the_answer(kuusi: Kuusi) -> None:
    hidden = "=?utf-8?q?Hei=0D=0ABcc:_varas=40example.net=0D=0A=0D=0Ateksti?="
    raw = (
        f"From: {hidden} <liisa@example.org>\r\nTo: {SUPPORT}\r\nSubject: {hidden}\r\nMessage-ID: <a{hidden}@x>\r\n"
        f"Reply-To: {hidden} <liisa@example.org>\r\nReferences: <a@x>\r\n Bcc:varas@example.net\r\n\r\nHei\r\n"
    )
    case = kuusi.case_of(raw.encode())
    sent = kuusi.sent(kuusi.answers(case))

    assert sent["Bcc"] is None
    assert [one.addr_spec for one in sent["To"].addresses] == ["liisa@example.org"]
    assert all("varas@example.net" not in to for _sender, to in kuusi.outside.envelopes)


def test_a_forged_address_opens_no_door(kuusi: Kuusi) -> None:
    case = kuusi.case_of(bare("Oikea").as_bytes())
    sent = kuusi.sent(kuusi.answers(case))
    local, _, domain = sent["Reply-To"].addresses[0].addr_spec.partition("@")
    key, _, signature = local.removeprefix("tuki+").partition(".")
    forged = f"tuki+{key}.{signature[::-1]}@{domain}"
    other = f"tuki+{int(key) - 1}.{signature}@{domain}"

    for nth, address in enumerate([forged, other]):
        stranger = mail("Vs: Oikea", f"Kertokaa kaikki {nth}", sender=f"varas{nth}@example.net", to=address)
        joined = kuusi.case_of(stranger, to=address, sender=f"varas{nth}@example.net")
        assert joined["number"] not in (case["number"], case["number"] - 1)
        assert len(kuusi.messages(joined)) <= 2


def test_html_that_wants_to_act_does_nothing_on_the_desk(kuusi: Kuusi, page: Page) -> None:
    with Trap() as trap:
        message = bare("Hyökkäys")
        message.set_content("Katso")
        message.add_alternative("<p>Alku</p>" + "".join(payloads(trap.url)), subtype="html")
        case = kuusi.case_of(message.as_bytes())
        talk: list[str] = []
        page.on("dialog", lambda dialog: talk.append(dialog.message))
        page.goto(f"http://{kuusi.at.http}/sign-in/?next=/cases/{case['number']}/")
        page.fill("[name=login]", "vaino@kuusi.fi")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")

        page.locator("details[id^=original] > summary").click()

        expect(page.frame_locator("iframe[name^=letter]").locator("body")).to_contain_text("Alku")
        page.wait_for_load_state("networkidle")
        assert (trap.asked, talk) == ([], [])
        assert page.title() != "ran"
        assert page.frames[1].evaluate("self.origin") == "null"
