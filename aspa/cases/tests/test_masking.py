"""Personal identity codes and card numbers are not shown where many look: lists, notices, exports."""

import io
import json
import zipfile

import pytest

from aspa.brands.models import Brand
from aspa.cases.finding.passages import passages
from aspa.cases.finding.terms import groups
from aspa.channels.models import Delivery
from aspa.people import export
from aspa.reception import by_hand
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, found

pytestmark = pytest.mark.django_db

CODE, CARD = "131052-308T", "4539 1488 0343 6467"
TEXT = f"Henkilötunnukseni on {CODE} ja korttini {CARD}. Missä paketti on?"


def test_lists_and_notices_hide_them_and_the_letter_itself_shows_them(kuusi: Brand, aino: Agent) -> None:
    case = a_case(f"Asia {CODE}", TEXT)
    row = found(aino, str(case.number))[0]
    notice = Delivery.objects.get()

    assert (row.subject, row.gist) == (
        "Asia ******-****",
        "Henkilötunnukseni on ******-**** ja korttini **** **** **** 6467. Missä paketti on?",
    )
    assert CODE not in notice.subject + notice.text
    assert case.messages.get(kind="contact").visible == TEXT


def test_what_is_typed_in_is_hidden_in_lists_too(kuusi: Brand, aino: Agent) -> None:
    case = by_hand.enter(address="liisa@example.org", name="L", subject=CODE, text=TEXT, by=aino, at=NINE)

    assert CODE not in case.subject + case.gist


def test_a_search_finds_by_it_and_does_not_show_it(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Asia", TEXT)

    assert [row.number for row in found(aino, CODE)] == [case.number]
    met = passages([case.pk], groups("paketti"))
    assert CODE not in "".join(part.text for part in met[case.pk])


def test_an_export_hides_them_in_what_we_kept(kuusi: Brand, vaino: Agent) -> None:
    case = a_case(f"Asia {CODE}", TEXT)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export.hand_out(vaino, case.customer, at=NINE))))

    known = json.loads(archive.read("customer.json"))
    assert CODE not in json.dumps(known)
    assert CARD not in json.dumps(known)
