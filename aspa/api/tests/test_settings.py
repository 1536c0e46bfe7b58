"""Programs that administer set brands, hours, mail and sorting, with the same refusals as the desk."""

from typing import Any

import pytest
from django.db import transaction

from aspa.api.tests.conftest import Program
from aspa.brands.models import Brand
from aspa.cases.tests.test_together import beside
from aspa.channels.models import Mailbox, SenderDomain
from aspa.history.models import Event
from aspa.kit import secrets
from aspa.sorting import verbs as sorting
from aspa.staff.models import Agent, Queue, Token
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, a_case

MAILBOX = {"host": "imap.kuusi.example", "username": "tuki", "secret": "hys"}
WEEK = {"monday": [{"opens": "09:00", "closes": "17:00"}]}


@pytest.fixture
def boss(program: Program, vaino: Agent) -> Program:
    """A program of Kuusi Oy that administers."""
    roles.grant(roles.standing(vaino.organisation_id, "administrator"), to=Token.objects.get(), by="aspa", at=NINE)
    return program


def code(program: Program, method: str, path: str, body: Any = None) -> str:
    """Return the code of a refusal."""
    said: str = program.ask(method, path, body).json()["code"]
    return said


def test_a_brand_is_changed_and_what_is_left_out_stays(boss: Program, kuusi: Brand) -> None:
    changed = boss.ask("PATCH", f"brands/{kuusi.pk}", {"answers_within_minutes": 90}).json()

    assert (changed["answers_within_minutes"], changed["acknowledges"], changed["language"]) == (90, True, "fi")
    event = Event.objects.filter(name="brand.changed").latest("id")
    assert (event.facts["fields"], event.actor) == (["answers_within"], Token.objects.get().actor)
    assert code(boss, "PATCH", f"brands/{kuusi.pk}", {"answers_within_minutes": 0}) == "invalid"
    assert boss.ask("PATCH", f"brands/{kuusi.pk}", {"language": "sv"}).json()["answers_within_minutes"] == 90


def test_a_brand_is_opened_ready_to_serve(boss: Program, vaino: Agent) -> None:
    opened = boss.post("brands", {"name": "Haapa", "address": "tuki@haapa.fi", "language": "sv"})

    assert opened["addresses"] == ["tuki@haapa.fi"]
    assert len(boss.get(f"brands/{opened['id']}/hours")["monday"]) == 1
    assert {one["name"] for one in boss.get("queues")} == {"Kuusi", "Haapa"}
    boss.post(f"brands/{opened['id']}/queues", {"name": "Palautukset"})
    assert "Palautukset" in {one["name"] for one in boss.get("queues")}
    for address, refusal in (
        ("x", "bad_address"),
        ("tuki@kuusi.fi", "address_taken"),
        (vaino.email, "sign_in_address"),
    ):
        assert code(boss, "POST", f"brands/{opened['id']}/addresses", {"address": address}) == refusal
    assert code(boss, "POST", "brands", {"name": "Haapa", "address": "x@haapa.fi"}) == "brand_open"


def test_an_address_is_taken_out_of_use(boss: Program, kuusi: Brand) -> None:
    path = f"brands/{kuusi.pk}/addresses"
    boss.post(path, {"address": "apu@kuusi.fi"})

    retired = boss.ask("DELETE", f"{path}/apu@kuusi.fi").json()

    assert (retired["addresses"], retired["retired_addresses"]) == (["tuki@kuusi.fi"], ["apu@kuusi.fi"])
    assert boss.ask("DELETE", f"{path}/apu@kuusi.fi").json() == retired
    assert code(boss, "DELETE", f"{path}/tuki@kuusi.fi") == "only_address"
    assert code(boss, "DELETE", f"{path}/muu@kuusi.fi") == "missing"
    assert boss.post(path, {"address": "apu@kuusi.fi"})["retired_addresses"] == []


def test_a_queue_is_ended_and_started_again(boss: Program, kuusi: Brand) -> None:
    path = f"brands/{kuusi.pk}/queues"
    first, made = boss.get("queues")[0]["id"], boss.post(path, {"name": "Laskut"})["id"]

    assert [one["name"] for one in boss.ask("DELETE", f"{path}/{made}").json()] == ["Kuusi"]

    assert [one["name"] for one in boss.get("queues")] == ["Kuusi"]
    assert code(boss, "DELETE", f"{path}/{first}") == "first_queue"
    assert code(boss, "DELETE", f"{path}/{made + 999}") == "missing"
    case = a_case()
    assert code(boss, "PUT", f"cases/{case.number}/owner", {"queue_id": made}) == "missing"
    assert boss.post(path, {"name": "Laskut"})["id"] == made
    assert boss.ask("PUT", f"cases/{case.number}/owner", {"queue_id": made}).status_code == 200
    assert code(boss, "DELETE", f"{path}/{made}") == "queue_not_empty"


def test_brands_and_queues_are_called_otherwise_but_not_as_others_are(boss: Program, kuusi: Brand) -> None:
    path = f"brands/{kuusi.pk}"
    bills = boss.post(f"{path}/queues", {"name": "Laskut"})["id"]
    boss.post("brands", {"name": "Haapa", "address": "tuki@haapa.fi"})

    assert boss.ask("PATCH", path, {"name": " Kuusi Oy "}).json()["name"] == "Kuusi Oy"
    assert code(boss, "PATCH", path, {"name": "Haapa"}) == "name_taken"
    assert code(boss, "PATCH", path, {"name": " "}) == "name_needed"
    assert boss.ask("PATCH", f"{path}/queues/{bills}", {"name": "Laskutus"}).json() == {"id": bills, "name": "Laskutus"}
    assert code(boss, "PATCH", f"{path}/queues/{bills}", {"name": "Kuusi"}) == "name_taken"
    assert code(boss, "PATCH", f"{path}/queues/{bills + 999}", {"name": "Muu"}) == "missing"
    assert boss.get(path)["name"] == "Kuusi Oy"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_a_brand_at_once_each_changes_only_what_it_names(boss: Program, kuusi: Brand) -> None:
    path, trouble = f"brands/{kuusi.pk}", []

    with transaction.atomic():
        Brand.objects.update(signature="Terveisin Kuusi")
        other = beside(lambda: boss.ask("PATCH", path, {"acknowledges": False}), trouble)
    other.join()

    assert trouble == []
    kuusi.refresh_from_db()
    assert (kuusi.signature, kuusi.acknowledges) == ("Terveisin Kuusi", False)


def test_how_a_brand_speaks_is_held_to_the_rules_of_the_desk(boss: Program, kuusi: Brand) -> None:
    path = f"brands/{kuusi.pk}/speech"
    for words, refusal in (({"named": "Hei!"}, "bad_greeting"), ({"closing": "Soita pian"}, "no_closing")):
        assert code(boss, "PUT", path, {"greetings": {"fi": words}}) == refusal

    said = {"named": "Hei {name}!", "plain": "Hei!", "closing": "Lämpimin terveisin"}
    assert boss.ask("PUT", path, {"tone": "Sinutellaan.", "greetings": {"fi": said}}).json()["greetings"]["fi"] == said


def test_hours_are_set_and_make_sense(boss: Program, kuusi: Brand) -> None:
    path = f"brands/{kuusi.pk}"
    assert boss.ask("PUT", f"{path}/hours", WEEK).json()["tuesday"] == []
    assert boss.get(f"{path}/hours")["monday"] == [{"opens": "09:00", "closes": "17:00"}]
    assert code(boss, "PUT", f"{path}/hours", {}) == "never_open"
    backwards = {"monday": [{"opens": "17:00", "closes": "09:00"}]}
    assert code(boss, "PUT", f"{path}/hours", backwards) == "closes_before_opening"

    boss.ask("PUT", f"{path}/special-days/2040-12-24", {"opening": {"opens": "10:00", "closes": "12:00"}})
    assert [one["on"] for one in boss.get(f"{path}/special-days")] == ["2040-12-24"]
    assert boss.ask("DELETE", f"{path}/special-days/2040-12-24").json() == []
    assert code(boss, "PUT", f"{path}/special-days/2001-01-01", {}) == "day_gone"
    assert code(boss, "PUT", f"{path}/special-days/tomorrow", {}) == "invalid"


def test_a_mailbox_is_connected_and_its_password_told_to_nobody(boss: Program, kuusi: Brand) -> None:
    made = boss.post(f"brands/{kuusi.pk}/mailboxes", MAILBOX)

    assert "hys" not in str(boss.get("mailboxes"))
    assert secrets.reveal(Mailbox.objects.get().secret) == "hys"
    assert code(boss, "POST", f"brands/{kuusi.pk}/mailboxes", MAILBOX) == "mailbox_already_connected"
    assert code(boss, "POST", f"brands/{kuusi.pk}/mailboxes", {**MAILBOX, "host": " "}) == "not_a_mailbox"
    assert code(boss, "PATCH", f"mailboxes/{made['id']}", {"port": 1143}) == "password_needed"
    moved = {"port": 1143, "folder": "Tuki", "secret": "hys"}
    changed = boss.ask("PATCH", f"mailboxes/{made['id']}", moved).json()
    assert (changed["port"], changed["folder"], changed["host"]) == (1143, "Tuki", made["host"])
    assert secrets.reveal(Mailbox.objects.get().secret) == "hys"
    assert boss.post(f"mailboxes/{made['id']}/trial", None)["trouble"] == ""
    assert boss.ask("DELETE", f"mailboxes/{made['id']}").json() == []
    assert code(boss, "PATCH", f"mailboxes/{made['id']}", {"port": 993}) == "missing"


def test_sender_domains_are_looked_at_again(boss: Program, vaino: Agent) -> None:
    domain = SenderDomain.objects.create(organisation=vaino.organisation, domain="kuusi.fi", check_at=NINE)

    assert boss.post(f"senders/{domain.pk}/look", None)[0]["domain"] == "kuusi.fi"
    domain.refresh_from_db()
    assert domain.check_at < NINE  # now, by the clock of the test


def test_tags_are_renamed_and_merged(boss: Program, vaino: Agent) -> None:
    case = a_case()
    for name in ("kevat", "kevät"):
        sorting.tag(case, name=name, by=vaino, at=NINE)
    first, second = boss.get("tags")

    assert code(boss, "PUT", f"tags/{first['id']}", {"name": second["name"]}) == "name_taken"
    assert boss.ask("PUT", f"tags/{first['id']}", {"name": "talvi", "colour": "blue"}).json()["colour"] == "blue"
    boss.post(f"tags/{first['id']}/merge", {"into_id": second["id"]})
    assert [one["id"] for one in boss.get("tags")] == [second["id"]]
    assert code(boss, "POST", f"tags/{second['id']}/merge", {"into_id": second["id"]}) == "same_tag"


@pytest.mark.parametrize(
    ("what", "new"), [("reasons", {"name": "Laina"}), ("fields", {"name": "Koko", "kind": "text"})]
)
def test_reasons_and_fields_are_added_moved_and_put_away(boss: Program, kuusi: Brand, what: str, new: dict) -> None:
    path = f"brands/{kuusi.pk}/{what}"
    other = boss.post(path, {**new, "name": "Toinen"})["id"]
    made = boss.post(path, new)["id"]

    moved = boss.post(f"{path}/{made}/moves", {"up": True})
    assert [one["id"] for one in moved][-2:] == [made, other]
    assert boss.ask("PUT", f"{path}/{made}", {"name": "Lainaus"}).json()["name"] == "Lainaus"
    assert code(boss, "PUT", f"{path}/{made}", {"name": "toinen"}) == "name_taken"
    assert made not in {one["id"] for one in boss.ask("PUT", f"{path}/{made}/archiving").json()}
    assert boss.ask("DELETE", f"{path}/{made}/archiving").json()[-1]["id"] == made
    assert code(boss, "PUT", f"brands/{kuusi.pk + 999}/{what}/{made}", {"name": "x"}) == "missing"


def test_a_choice_needs_choices(boss: Program, kuusi: Brand) -> None:
    assert code(boss, "POST", f"brands/{kuusi.pk}/fields", {"name": "K", "kind": "choice"}) == "choices_needed"


def ended_queue(brand_id: int) -> int:
    """A queue of the brand that may be ended any number of times."""
    brand = Brand.objects.get(pk=brand_id)
    facts = {"brand": brand, "name": "e", "ended_at": NINE}
    return Queue.objects.get_or_create(organisation_id=brand.organisation_id, **facts)[0].pk


def changes(brand_id: int) -> list[tuple[str, str, Any]]:
    path = f"brands/{brand_id}"
    return [
        ("PATCH", path, {"signature": "x"}),
        ("PUT", f"{path}/speech", {"tone": "x"}),
        ("PUT", f"{path}/hours", WEEK),
        ("PUT", f"{path}/special-days/2040-12-24", {}),
        ("POST", f"{path}/addresses", {"address": "x@kuusi.fi"}),
        ("DELETE", f"{path}/addresses/x@kuusi.fi", None),
        ("POST", f"{path}/queues", {"name": "x"}),
        ("PATCH", f"{path}/queues/{ended_queue(brand_id)}", {"name": "y"}),
        ("DELETE", f"{path}/queues/{ended_queue(brand_id)}", None),
        ("POST", f"{path}/mailboxes", MAILBOX),
        ("POST", f"{path}/reasons", {"name": "x"}),
        ("POST", f"{path}/fields", {"name": "x", "kind": "text"}),
    ]


def test_a_program_that_administers_one_brand_changes_that_one(boss: Program, kuusi: Brand) -> None:
    other = boss.post("brands", {"name": "Haapa", "address": "tuki@haapa.fi"})["id"]
    Token.objects.get().grants.all().delete()
    role = roles.standing(kuusi.organisation_id, "administrator")
    roles.grant(role, to=Token.objects.get(), brand=kuusi, by="aspa", at=NINE)

    assert {boss.ask(*asked).status_code for asked in changes(other)} == {403}
    assert {boss.ask(*asked).status_code for asked in changes(kuusi.pk)} == {200, 201}
    assert boss.ask("POST", "brands", {"name": "Y", "address": "y@y.fi"}).status_code == 403
    assert boss.ask("GET", "mailboxes").status_code == 403


def test_nothing_is_set_without_the_power_or_across_the_wall(program: Program, kuusi: Brand, outsider, otso) -> None:
    role = roles.standing(otso.organisation_id, "administrator")
    roles.grant(role, to=Token.objects.get(organisation=otso.organisation), by="aspa", at=NINE)

    assert {program.ask(*asked).status_code for asked in changes(kuusi.pk)} == {403}
    assert {outsider.ask(*asked).status_code for asked in changes(kuusi.pk)} == {404}
    assert [one["name"] for one in outsider.get("brands")] == ["Karhu"]
