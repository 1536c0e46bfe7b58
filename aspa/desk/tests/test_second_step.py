"""A second step guards the password: codes, recovery codes, and a rule for everybody."""

import base64
import hashlib
import hmac
import re
import struct
from time import time

import pytest
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from aspa.history.models import Event
from aspa.staff.models import Agent, SignIn
from tests.cast import PASSWORD


@pytest.fixture(autouse=True)
def _nobody_tried(db: None) -> None:
    """Nobody has tried codes in another test."""
    cache.clear()


def code(secret: str, *, ahead: int = 0) -> str:
    """The code that an app in a phone shows, as RFC 6238 makes it."""
    counter = struct.pack(">Q", int(time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def signs_in(agent: Agent, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/sign-in/", {"login": agent.email, "password": PASSWORD})
    return client


def takes_codes(client: Client) -> str:
    """Take codes into use; return the secret in the phone."""
    client.post("/sign-in/again/?next=/profile/", {"password": PASSWORD})  # to be sure that it is them
    shown = client.get("/profile/second-step/codes/on/").text
    secret = re.search(r"<code>([A-Z2-7]+)</code>", shown)[1]
    answer = client.post("/profile/second-step/codes/on/", {"code": code(secret)})
    assert answer["Location"] == "/profile/second-step/recovery/"
    return secret


def test_a_password_alone_opens_nothing_any_more(aino: Agent) -> None:
    secret = takes_codes(signs_in(aino))

    client = signs_in(aino)
    assert client.get("/")["Location"].startswith("/sign-in/")
    wrong = client.post("/sign-in/second/", {"code": "000000"})
    assert "Tämä ei ole oikein" in wrong.text
    client.post("/sign-in/second/", {"code": code(secret, ahead=1)})

    assert client.get("/").status_code == 200


def test_the_secret_in_the_database_is_no_secret_of_the_phone(aino: Agent) -> None:
    secret = takes_codes(signs_in(aino))

    held = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in held
    assert len(held) > 2 * len(secret)


def test_a_recovery_code_opens_once(aino: Agent) -> None:
    here = signs_in(aino)
    takes_codes(here)
    shown = here.get("/profile/second-step/recovery/").text
    spare = re.findall(r"<li><code>(\d{8})</code></li>", shown)
    assert len(spare) == 10

    first, again = signs_in(aino), signs_in(aino)
    for client in (first, again):
        client.post("/sign-in/second/", {"code": spare[0]})

    assert [client.get("/").status_code for client in (first, again)] == [200, 302]


def test_whoever_guesses_codes_waits(aino: Agent) -> None:
    secret = takes_codes(signs_in(aino))
    client = signs_in(aino)

    for nth in range(8):
        client.post("/sign-in/second/", {"code": f"{nth:06}"})
    client.post("/sign-in/second/", {"code": code(secret, ahead=1)})

    assert client.get("/").status_code == 302


def test_codes_are_no_longer_used(aino: Agent, django_capture_on_commit_callbacks) -> None:
    here = signs_in(aino)
    with django_capture_on_commit_callbacks(execute=True):
        takes_codes(here)
    for place in ("recovery/new/", "codes/off/"):
        with django_capture_on_commit_callbacks(execute=True):
            here.post(f"/profile/second-step/{place}")

    assert signs_in(aino).get("/").status_code == 200
    told = Event.objects.filter(subject_id=aino.pk, actor=aino.actor, name__regex="^(code|recovery)").order_by("id")
    assert [*told.values_list("name", flat=True)] == [
        "code_app.added",
        "recovery_codes.made",
        "recovery_codes.made",
        "code_app.removed",
    ]


def test_an_administrator_requires_it_of_everybody(aino: Agent, vaino: Agent) -> None:
    head, theirs = signs_in(vaino), signs_in(aino)
    assert theirs.post("/settings/people/second-step/", {"wanted": "yes"}).status_code == 403
    head.post("/settings/people/second-step/", {"wanted": "yes"})

    assert theirs.get("/")["Location"] == "/profile/second-step/"
    assert "Valitse yksi" in theirs.get("/profile/second-step/").text
    part = theirs.post("/cases/1/memos/", {"text": "Hei"}, headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (204, "/profile/second-step/")
    takes_codes(theirs)

    assert theirs.get("/").status_code == 200
    assert Event.objects.filter(name="second_step.wanted", actor=vaino.actor).count() == 1


def test_the_rule_is_of_one_organisation_and_ends(aino: Agent, vaino: Agent, otso: Agent) -> None:
    head = signs_in(vaino)
    head.post("/settings/people/second-step/", {"wanted": "yes"})
    assert signs_in(otso).get("/").status_code == 200
    takes_codes(head)

    head.post("/settings/people/second-step/", {"wanted": "no"})

    assert signs_in(aino).get("/").status_code == 200


def test_whoever_lost_it_is_helped_by_an_administrator(aino: Agent, vaino: Agent) -> None:
    takes_codes(signs_in(aino))
    head = signs_in(vaino)
    assert "toinen vaihe" in head.get("/settings/people/").text

    head.post(f"/settings/people/{aino.pk}/second-step/loss/")

    assert not SignIn.objects.filter(agent=aino).exists()
    assert signs_in(aino).get("/").status_code == 200


@pytest.mark.parametrize("credential", ["", "{", "[]", '{"response": {"userHandle": "åå"}}', '{"response": {}}'])
def test_a_key_that_makes_no_sense_opens_nothing(aino: Agent, credential: str) -> None:
    client = Client()

    assert client.post("/sign-in/passkey/", {"credential": credential}).status_code in {200, 302}
    assert client.get("/").status_code == 302


def test_the_page_of_the_last_passkey_says_why_it_stays(client: Client, aino: Agent) -> None:
    aino.set_unusable_password()
    aino.save()
    kind, at = Authenticator.Type.WEBAUTHN, "/profile/second-step/passkeys/{}/removal/"
    first, last = (Authenticator.objects.create(user=aino, type=kind, data={"nth": nth}).pk for nth in range(2))
    client.force_login(aino)
    session = client.session  # she has just shown a key
    session["account_authentication_methods_user"] = user_id_to_str(aino)
    session["account_authentication_methods"] = [{"method": "mfa", "at": time(), "reauthenticated": True}]
    session.save()
    assert "Poista pääsyavain</button>" in client.get(at.format(first)).text
    client.post(at.format(first))
    assert Event.objects.get(name="passkey.removed").actor == aino.actor

    page = client.get(at.format(last)).text

    assert "Muuta kirjautumistapaa sinulla ei ole" in page
    assert "Poista pääsyavain</button>" not in page
    assert client.post(at.format(last)).status_code == 409
    assert Authenticator.objects.get().pk == last
