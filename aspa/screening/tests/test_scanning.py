"""Every file that comes is looked at by a real scanner, while nothing waits for it; what it finds is kept back."""

from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.utils import timezone

from aspa.cases.models import Attachment
from aspa.channels.models import Scan
from aspa.history.models import Event
from aspa.ops.checks.machine import scanner as scanner_found
from aspa.screening import scanning
from aspa.staff import verbs as staff
from aspa.staff.models import Token
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, arrives, mail, tell
from tests.parts.clamd import EICAR, clamd
from tests.parts.servers import free_ports

__all__ = ["clamd"]


@pytest.fixture
def scanner(clamd, settings, kuusi):
    """The scanner is at work from now on."""
    settings.CLAMD = clamd.place
    scanning.turn()
    return clamd


def comes(name: str, data: bytes) -> Attachment:
    letter = message_from_bytes(mail("Lasku", f"Liitteenä {name}."), policy=policy.SMTP)
    letter.make_mixed()
    letter.add_attachment(data, "application", "octet-stream", filename=name)
    arrives(letter.as_bytes())
    tell(NINE)
    return Attachment.objects.select_related("message__case").get(name=name)


def address(file: Attachment) -> str:
    return f"/cases/{file.message.case.number}/attachments/{file.pk}/"


def browser(agent) -> Client:
    client = Client()
    client.force_login(agent)
    return client


def test_a_harmless_file_is_found_clean_and_handed_out(scanner, aino):
    file = comes("kuitti.pdf", b"%PDF-1.7 kuitti")

    scanning.turn()

    assert Scan.objects.get().state == "clean"
    assert browser(aino).get(address(file)).content == b"%PDF-1.7 kuitti"
    assert "tarkistettu" in browser(aino).get(f"/cases/{file.message.case.number}/").content.decode()


def test_an_infected_file_is_kept_back_from_everybody(scanner, aino):
    file = comes("lasku.com", EICAR)

    scanning.turn()
    answer = browser(aino).get(address(file))

    assert answer.status_code == 409
    assert "Eicar-Test" in answer.content.decode()
    assert EICAR not in answer.content
    assert Event.objects.filter(name="file.infected").count() == 1


def test_an_administrator_may_answer_for_it_and_that_is_written_down(scanner, aino, vaino):
    file = comes("lasku.com", EICAR)
    scanning.turn()

    refused = browser(aino).post(f"{address(file)}release/")
    released = browser(vaino).post(f"{address(file)}release/", follow=True)

    assert refused.status_code == 403
    assert released.content == EICAR
    assert Event.objects.get(name="file.released").actor == vaino.actor


def test_a_program_that_administers_may_answer_for_it_too(scanner, vaino):
    file = comes("lasku.com", EICAR)
    scanning.turn()
    programs = [staff.make_token(vaino.organisation, name=name, at=timezone.now()) for name in ("A", "B")]
    boss = roles.standing(vaino.organisation_id, "administrator")
    roles.grant(boss, to=Token.objects.get(name="B"), by="aspa", at=timezone.now())

    def ask(secret, method, path=""):
        headers = {"Authorization": f"Bearer {secret}"}
        return Client(headers=headers).generic(method, f"/api/v1/attachments/{file.pk}{path}")

    assert [ask(secret, "GET").status_code for secret in programs] == [409, 409]
    assert [ask(secret, "PUT", "/release").status_code for secret in programs] == [403, 204]
    assert [ask(secret, "GET").content for secret in programs] == [EICAR, EICAR]


def test_the_same_bytes_are_looked_at_once(scanner):
    comes("yksi.txt", b"samat tavut")
    comes("kaksi.txt", b"samat tavut")

    scanning.turn()

    assert Scan.objects.count() == 1


def test_a_scanner_that_was_away_is_asked_again(scanner, settings):
    comes("kuitti.pdf", b"%PDF-1.7 kuitti")
    settings.CLAMD = f"127.0.0.1:{free_ports(1)[0]}"
    scanning.turn()
    assert Scan.objects.get().state == "unscanned"

    Scan.objects.update(next_try_at=NINE.replace(year=2020))
    settings.CLAMD = scanner.place
    scanning.turn()

    assert Scan.objects.get().state == "clean"


def test_what_was_there_before_the_scanner_is_not_looked_through(clamd, settings, kuusi):
    comes("vanha.pdf", b"%PDF-1.7 vanha")
    settings.CLAMD = clamd.place

    scanning.turn()

    assert not Scan.objects.exists()


def test_many_files_are_all_looked_at(scanner):
    for nth in range(scanning.AT_ONCE + 5):
        comes(f"{nth}.txt", f"tiedosto {nth}".encode())

    while scanning.turn() == 0.0:
        pass

    assert Scan.objects.filter(state="clean").count() == scanning.AT_ONCE + 5


def test_without_a_scanner_nothing_is_said(aino, settings, kuusi):
    settings.CLAMD = ""
    file = comes("kuitti.pdf", b"%PDF-1.7 kuitti")

    scanning.turn()

    assert not Scan.objects.exists()
    assert "tarkist" not in browser(aino).get(f"/cases/{file.message.case.number}/").content.decode()


def test_the_doctor_says_whether_the_scanner_answers(clamd):
    assert scanner_found(clamd.place).state == "ok"
    assert scanner_found(f"127.0.0.1:{free_ports(1)[0]}").state == "wrong"
