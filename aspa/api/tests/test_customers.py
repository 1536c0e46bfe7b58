"""Customers as programs know and change them."""

import io
import zipfile

import pytest

from aspa.customers.models import Customer
from tests.cast import a_case

WORK = "Liisa Virtanen <liisa.virtanen@kello.example>"


@pytest.fixture
def liisa(program):
    return a_case("Paketti", sender="Liisa Virtanen <liisavirtanen@kello.example>").customer


def test_a_customer_is_made_found_and_edited(program):
    kello = program.post("customers", {"name": "Kello Oy", "kind": "company"})
    made = program.post("customers", {"name": "Liisa", "number": "040 123 4567", "company_id": kello["id"]})

    assert made["identities"][0]["value"] == "+358401234567"
    assert [row["id"] for row in program.get("customers", q="liisa")["items"]] == [made["id"]]
    edited = program.ask("PATCH", f"customers/{made['id']}", {"name": "Liisa Salo", "was": {"name": "Liisa"}}).json()
    assert (edited["name"], edited["company_name"]) == ("Liisa Salo", "Kello Oy")
    again = program.ask("PATCH", f"customers/{made['id']}", {"name": "Lisa", "was": {"name": "Liisa"}})
    assert (again.status_code, again.json()["code"]) == (409, "changed_meanwhile")


def test_customers_are_listed_page_by_page(program):
    made = [program.post("customers", {"name": f"Asiakas {nth}"})["id"] for nth in range(3)]

    first = program.get("customers", limit=2)
    rest = program.get("customers", limit=2, cursor=first["next"])

    assert [row["id"] for row in first["items"] + rest["items"]] == made[::-1]
    assert rest["next"] is None


def test_identities_notes_and_consents_come_and_go(program, liisa):
    where = f"customers/{liisa.pk}"
    added = program.post(f"{where}/identities", {"kind": "email", "value": "liisa@koti.example"})
    preferred = program.ask("PUT", f"{where}/identities/{added['id']}/preference").json()
    note = program.post(f"{where}/notes", {"kind": "wish", "text": "Soita illalla"})
    consent = program.post(f"{where}/consents", {"purpose": "Uutiskirje", "channel": "web"})
    withdrawn = program.post(f"{where}/consents/{consent['id']}/withdrawal", {"channel": "email"})

    assert [one["is_primary"] for one in preferred] == [True, False]
    assert withdrawn["withdrawn_channel"] == "email"
    assert program.ask("DELETE", f"{where}/notes/{note['id']}").json() == []
    left = program.ask("DELETE", f"{where}/identities/{added['id']}").json()
    assert [one["value"] for one in left] == ["liisavirtanen@kello.example"]
    last = program.ask("DELETE", f"{where}/identities/{left[0]['id']}")
    assert last.json()["code"] == "identity_still_needed"
    assert program.get(f"{where}/edits")[0]["field"] == "email"


def test_two_are_proposed_merged_parted_and_told_apart(program, liisa):
    other = a_case("Lasku", sender=WORK).customer
    where = f"customers/{liisa.pk}"
    (alike,) = program.get(f"{where}/likenesses")
    assert alike == {"customer_id": other.pk, "reasons": ["same_mailbox", "same_name_and_domain"]}

    done = program.post(f"{where}/merges", {"other_id": other.pk, "reasons": alike["reasons"]})
    assert len(program.get(f"{where}/cases")["items"]) == 2
    assert program.get(f"customers/{other.pk}")["id"] == liisa.pk
    assert program.ask("DELETE", f"{where}/merges/{done['id']}").json()["undone_at"]
    program.post(f"{where}/distinctions", {"other_id": other.pk})

    assert program.get(f"{where}/likenesses") == []


def test_everything_is_handed_out(program, liisa):
    answer = program.ask("GET", f"customers/{liisa.pk}/export")

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(archive.namelist()) == 2


ACTS = [
    ("GET", "", None),
    ("PATCH", "", {"name": "x"}),
    ("GET", "/cases", None),
    ("GET", "/edits", None),
    ("GET", "/likenesses", None),
    ("GET", "/export", None),
    ("POST", "/identities", {"kind": "phone", "value": "040 123 4567"}),
    ("POST", "/notes", {"kind": "wish", "text": "x"}),
    ("POST", "/consents", {"purpose": "x", "channel": "web"}),
    ("POST", "/merges", {"other_id": 1}),
    ("DELETE", "/merges/1", None),
    ("POST", "/distinctions", {"other_id": 1}),
]


@pytest.mark.parametrize(("method", "rest", "body"), ACTS)
def test_an_outsiders_program_neither_sees_nor_changes(outsider, liisa, method, rest, body):
    assert outsider.ask(method, f"customers/{liisa.pk}{rest}", body).status_code == 404
    assert outsider.get("customers")["items"] == []
    assert Customer.objects.get(pk=liisa.pk).notes.count() == 0


@pytest.mark.parametrize(
    ("rest", "body", "status"),
    [
        ("identities", {"kind": "phone", "value": "12"}, 422),
        ("identities", {"kind": "fax", "value": "12"}, 422),
        ("notes", {"kind": "wish", "text": "x" * 301}, 422),
        ("merges", {"other_id": 2**63}, 422),
        ("merges", {"other_id": 999_999}, 404),
        ("merges", {"other_id": 1, "reasons": ["made up"]}, 422),
    ],
)
def test_what_cannot_be_is_refused(program, liisa, rest, body, status):
    assert program.ask("POST", f"customers/{liisa.pk}/{rest}", body).status_code == status


def test_a_note_is_said_otherwise(program, liisa):
    path = f"customers/{liisa.pk}/notes"
    note = program.post(path, {"kind": "wish", "text": "Soita illalla."})

    said = program.ask("PUT", f"{path}/{note['id']}", {"text": "Soita aamulla.", "was": "Soita illalla."}).json()
    late = program.ask("PUT", f"{path}/{note['id']}", {"text": "Älä soita.", "was": "Soita illalla."})

    assert (said["id"], said["text"]) == (note["id"], "Soita aamulla.")
    assert late.json()["code"] == "changed_meanwhile"


def test_a_case_is_opened_of_a_customer_who_is_known(program, outsider, liisa):
    path, wish = f"customers/{liisa.pk}/cases", {"subject": "Käynti", "text": "Tuon sen takaisin."}

    opened = program.post(path, wish, Idempotency_Key="a")

    assert program.post(path, wish, Idempotency_Key="a") == opened
    assert (opened["customer"]["id"], opened["channel"], opened["promise"]["act"]) == (liisa.pk, "hand", "answer")
    assert len(program.get(path)["items"]) == 2
    assert program.ask("POST", path, {"text": " "}).json()["code"] == "empty_text"
    assert outsider.ask("POST", path, wish).json()["code"] == "missing"
