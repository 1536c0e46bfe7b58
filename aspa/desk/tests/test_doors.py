"""Coming in: signing in, beginning, joining, and forgotten passwords."""

import re
from queue import Queue
from threading import Event

import pytest
from django.utils import timezone

from aspa.brands.models import Address, Brand, Organisation
from aspa.cases.models import Case, Message
from aspa.channels.email import smtp
from aspa.history.models import Event as Happening
from aspa.journal.models import Entry
from aspa.staff import verbs as staff
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent
from tests.cast import PASSWORD, tell
from tests.parts.door import OpenDoor, deliver, door, talk

__all__ = ["door"]

BEGINNING = {
    "organisation": "Kuusi Oy",
    "brand": "",
    "address": "tuki@kuusi.fi",
    "admin_name": "Väinö Kuusinen",
    "admin_email": "vaino@kuusi.fi",
    "password": PASSWORD,
    "language": "fi",
}
FINNISH = {"Accept-Language": "fi"}


@pytest.fixture
def link(db):
    """The link that a new installation prints."""
    return f"/start/{inviting.invite(None, at=timezone.now())}/"


def test_who_is_not_signed_in_comes_back_after_signing_in(client, aino):
    away = client.get("/cases/?view=mine")
    assert away.url == "/sign-in/?next=%2Fcases%2F%3Fview%3Dmine"

    inside = client.post(away.url, {"login": "aino@kuusi.fi", "password": PASSWORD, "next": "/cases/?view=mine"})

    assert inside.url == "/cases/?view=mine"


def test_while_nobody_can_sign_in_the_door_says_where_the_way_in_is(client, link):
    shown = client.get("/sign-in/", headers={"Accept-Language": "fi"}).content.decode()

    assert "Kukaan ei voi vielä kirjautua" in shown
    assert link not in shown


def test_once_somebody_can_sign_in_the_door_speaks_of_no_link(client, aino):
    assert "Kukaan ei voi vielä kirjautua" not in client.get("/sign-in/").content.decode()


def test_a_wrong_password_is_said_in_finnish(client, aino):
    answer = client.post(
        "/sign-in/", {"login": "aino@kuusi.fi", "password": "väärä"}, headers={"Accept-Language": "fi"}
    )

    assert "Osoite tai salasana ei ole oikein." in answer.content.decode()


def test_a_password_changed_at_the_machine_ends_every_session(client, aino):
    client.post("/sign-in/", {"login": "aino@kuusi.fi", "password": PASSWORD})
    assert client.get("/").status_code == 200

    staff.change_password(aino, password="uusi-hyvä-salasana", at=timezone.now())

    assert client.get("/").url == "/sign-in/?next=%2F"


def test_the_desk_speaks_the_agents_language(client, aino):
    staff.introduce(aino, name=aino.name, language="sv", at=timezone.now())
    client.force_login(aino)

    assert "På tur" in client.get("/").content.decode()


def test_the_first_administrator_begins_and_is_inside(client, link):
    assert "Tervetuloa Aspaan" in client.get(link, headers={"Accept-Language": "fi"}).content.decode()

    answer = client.post(link, BEGINNING)

    assert answer.url == "/settings/"
    assert "Miten posti tulee sisään" in client.get("/settings/").content.decode()
    assert Organisation.objects.get().brands.get().name == "Kuusi Oy"
    assert client.get(link).status_code == 404


def below(field, answer):
    """What stands as wrong below a field."""
    return answer.content.decode().partition(f'id="{field}_error"')[2].partition("</p>")[0]


def test_a_beginning_that_is_refused_keeps_what_was_written(client, link):
    answer = client.post(link, BEGINNING | {"password": "salasana"}, headers={"Accept-Language": "fi"})

    assert answer.status_code == 422
    assert "Väinö Kuusinen" in answer.content.decode()
    assert "Salasana on liian lyhyt: valitse ainakin 10 merkkiä." in below("id_password", answer)
    assert not Organisation.objects.exists()
    assert client.post(link, BEGINNING).url == "/settings/"


def test_a_password_that_must_be_typed_again_is_asked_for(client, link):
    answer = client.post(link, BEGINNING | {"address": "ei osoite"}, headers=FINNISH)

    assert below("id_address", answer) != ""
    assert "Kirjoita salasana uudelleen." in below("id_password", answer)


def test_the_first_page_speaks_to_one_person(client, link):
    page = client.get(link, headers=FINNISH).content.decode()

    assert "Yrityksesi" in page
    assert not re.search(r"\w+nne\b(?<!minne)|palvelette|voitte|olette", page)


def test_a_colleague_joins_by_a_link_once(client, vaino):
    client.force_login(vaino)
    page = client.post("/settings/invitations/", follow=True).content.decode()
    link = "/join/" + page.partition("/join/")[2].partition('"')[0]
    client.logout()

    joined = {"name": "Sofia Lindqvist", "email": "sofia@kuusi.fi", "password": PASSWORD, "language": "sv"}
    assert client.post(link, joined).url == "/"

    assert Agent.objects.get(email="sofia@kuusi.fi").organisation == vaino.organisation
    assert client.get(link).status_code == 404


def test_each_link_opens_its_own_door_only(client, vaino):
    founds, joins = inviting.invite(None, at=timezone.now()), inviting.invite(vaino.organisation, at=timezone.now())
    person = {"name": "Kai", "email": "kai@kuusi.fi", "password": PASSWORD, "language": "fi"}

    assert client.post(f"/join/{founds}/", person).status_code == 404
    assert client.get(f"/start/{joins}/").status_code == 404


def test_only_an_administrator_invites(desk):
    answer = desk.post("/settings/invitations/")

    assert answer.status_code == 403
    assert "Tämän voi tehdä vain pääkäyttäjä." in answer.content.decode()


def test_a_brand_hears_at_one_more_address(client, vaino, kuusi):
    client.force_login(vaino)

    client.post(f"/settings/brands/{kuusi.pk}/addresses/", {"address": "myynti@kuusi.fi"})

    assert Address.objects.get(value="myynti@kuusi.fi").brand == kuusi


def test_an_address_of_another_brand_is_refused_in_the_form(client, vaino, kuusi, otso):
    client.force_login(vaino)

    answer = client.post(f"/settings/brands/{kuusi.pk}/addresses/", {"address": "apu@karhu.fi"})

    assert answer.status_code == 422
    assert "kuuluu jo toiselle" in below("id_address", answer)


def test_what_is_no_address_is_said_below_it(client, vaino, kuusi):
    client.force_login(vaino)

    answer = client.post(f"/settings/brands/{kuusi.pk}/addresses/", {"address": "ei osoite"})

    assert (answer.status_code, below("id_address", answer) != "") == (422, True)


def test_an_agent_changes_name_and_language(desk, aino):
    saved = desk.post("/profile/", {"name": "Aino L.", "language": "en"}, follow=True)
    assert "Saved." in saved.content.decode()

    aino.refresh_from_db()
    assert (aino.name, aino.language) == ("Aino L.", "en")


class Post:
    """A mail server in this process that takes everything once it may, and keeps it to be read."""

    def __init__(self):
        self.opens, self.letters = Event(), Queue()

    def __enter__(self):
        self.opens.wait(5)
        return self

    def __exit__(self, *trouble):
        return None

    def send(self, sender, recipients, letter, *, whole):
        self.letters.put(letter)


@pytest.fixture
def post(monkeypatch):
    """The mail server, which keeps whoever calls waiting at first."""
    post = Post()
    monkeypatch.setattr(smtp, "opened", lambda url: post)
    return post


def test_a_forgotten_password_is_chosen_anew_by_mail(client, aino, post):
    post.opens.set()

    client.post("/sign-in/forgotten/", {"email": "aino@kuusi.fi"}, headers={"Host": "evil.example"})

    letter = post.letters.get(timeout=5).decode()
    assert "evil.example" not in letter
    path = "/sign-in/new-password/" + letter.partition("/sign-in/new-password/")[2].split()[0]
    form = client.get(path, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": "uusi-hyvä-salasana", "password2": "uusi-hyvä-salasana"})
    aino.refresh_from_db()
    assert aino.check_password("uusi-hyvä-salasana")


def test_the_answer_to_a_known_address_does_not_wait_for_the_mail_server(client, aino, post):
    answer = client.post("/sign-in/forgotten/", {"email": "aino@kuusi.fi"})

    assert answer.url == "/sign-in/forgotten/sent/"
    assert post.letters.empty()
    post.opens.set()
    assert b"/sign-in/new-password/" in post.letters.get(timeout=5)


def test_nobody_learns_who_signs_in_here_from_a_mail_that_cannot_leave(client, aino, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:1"

    answers = [client.post("/sign-in/forgotten/", {"email": email}) for email in ("aino@kuusi.fi", "joku@muu.fi")]

    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [
        (302, "/sign-in/forgotten/sent/")
    ] * 2


def test_a_mail_that_lets_somebody_in_is_no_case_though_it_comes_to_a_brand(
    client, door: OpenDoor, vaino, kuusi: Brand, post
):
    Address.objects.create(organisation=kuusi.organisation, brand=kuusi, value="vaino@kuusi.fi")  # as of old
    post.opens.set()
    client.post("/sign-in/forgotten/", {"email": "vaino@kuusi.fi"})
    letter = post.letters.get(timeout=5)

    with talk(door.lmtp) as mail_server:
        assert deliver(mail_server, letter, "vaino@kuusi.fi", sender="") == ["250 2.0.0 Kept"]
    assert tell() == 1

    assert b"/sign-in/new-password/" in bytes(Entry.objects.get().raw)
    assert not Case.objects.exists()
    assert not Message.objects.exists()
    assert Happening.objects.get(name="contact.received").facts["kind"] == "loop"


def test_the_first_page_wants_an_address_of_ones_own(client, link):
    page = client.post(link, {**BEGINNING, "admin_email": "tuki@kuusi.fi"}, headers=FINNISH).content.decode()

    assert "Tähän osoitteeseen kirjoittavat asiakkaat." in page
    assert not Organisation.objects.exists()


def test_who_joins_needs_an_address_of_ones_own(client, vaino):
    link = f"/join/{inviting.invite(vaino.organisation, at=timezone.now())}/"
    sofia = {"name": "Sofia", "email": "tuki@kuusi.fi", "password": PASSWORD, "language": "sv"}

    assert (
        "Till den här adressen skriver kunderna."
        in client.post(link, sofia, headers={"Accept-Language": "sv"}).content.decode()
    )
    assert not Agent.objects.filter(email="tuki@kuusi.fi").exists()


def test_the_settings_take_no_address_with_which_a_colleague_signs_in(client, vaino, aino, kuusi):
    client.force_login(vaino)

    page = client.post(f"/settings/brands/{kuusi.pk}/addresses/", {"address": "aino@kuusi.fi"}).content.decode()

    assert "Kollega kirjautuu sisään tällä osoitteella." in page
    assert not Address.objects.filter(value="aino@kuusi.fi").exists()
