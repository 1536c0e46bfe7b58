"""Everything that is known of a customer, for the customer to have."""

import io
import json
import zipfile

import pytest

from aspa.cases import verbs as cases
from aspa.cases.joining import relating
from aspa.cases.models import Participant, ProposedLink
from aspa.customers import notes
from aspa.history.models import Event
from aspa.kit.errors import Forbidden
from aspa.people import export, merging
from tests.cast import NINE, a_case, arrives, mail, tell

WORK = "Liisa Virtanen <liisa@tyo.example>"


def handed_out(viewer, customer):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(export.hand_out(viewer, customer, at=NINE))))
    assert archive.testzip() is None
    mails = {name: archive.read(name) for name in archive.namelist() if name.startswith("mails/")}
    return json.loads(archive.read("customer.json")), mails


def test_it_holds_what_is_known_said_promised_and_noted(aino, vaino):
    case = a_case("Paketti", "Missä pakettini on?")
    notes.write(case.customer, kind="wish", text="Soita illalla", by=aino, at=NINE)
    cases.memo(case, text="Soitti jo eilen.", by=aino, at=NINE)
    cases.reply(case, text="Se tulee tänään.", by=aino, at=NINE)

    known, mails = handed_out(vaino, case.customer)

    assert known["identities"] == [{"kind": "email", "value": "liisa@example.org", "is_primary": False}]
    assert [note["text"] for note in known["notes"]] == ["Soita illalla"]
    (told,) = known["cases"]
    assert [said["kind"] for said in told["messages"]] == ["contact", "acknowledgement", "memo", "reply"]
    assert [promise["outcome"] for promise in told["promises"]] == ["kept"]
    assert [b"pakettini" in raw for raw in mails.values()] == [True]


def test_what_others_wrote_into_the_case_is_not_the_customers_to_have(aino, vaino):
    home = a_case("Paketti")
    arrives(mail(f"Vs: Paketti [#{home.number}]", "Olen hänen miehensä.", sender="Otto <otto@example.net>"))
    tell()
    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=NINE)
    otto = Participant.objects.get(case=home).customer

    known, mails = handed_out(vaino, home.customer)
    theirs, his_mails = handed_out(vaino, otto)

    assert "miehensä" not in json.dumps(known, ensure_ascii=False)
    assert [b"Otto" in raw for raw in mails.values()] == [False]
    said = [message["text"].strip() for case in theirs["cases"] for message in case["messages"]]
    assert "Olen hänen miehensä." in said
    assert not [text for text in said if "Missä pakettini" in text]
    assert len(his_mails) == 1


def test_of_a_merged_customer_everything_of_both_is_handed_out(aino, vaino):
    home, work = a_case("Paketti").customer, a_case("Lasku", sender=WORK).customer
    merging.merge(home, work, by=aino, at=NINE)

    known, mails = handed_out(vaino, home)

    assert [case["subject"] for case in known["cases"]] == ["Paketti", "Lasku"]
    assert len(mails) == 2


def test_handing_out_needs_its_power_and_stands_in_history(aino, vaino):
    liisa = a_case().customer

    with pytest.raises(Forbidden):
        export.hand_out(aino, liisa, at=NINE)
    handed_out(vaino, liisa)

    event = Event.objects.get(name="customer.exported")
    assert (event.subject_id, event.actor) == (liisa.pk, vaino.actor)
