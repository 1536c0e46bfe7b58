"""What a provider has to prove; forged proofs of every sort are turned down."""

import hmac
import json
import time
from base64 import urlsafe_b64encode
from dataclasses import replace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from aspa.kit import outside
from aspa.kit.outside import Answer, Silent
from aspa.sign_on import protocol
from aspa.sign_on.protocol import Client, Unproved

ISSUER = "https://login.kuusi.example"
KEY, OTHER = (rsa.generate_private_key(65537, 2048) for _nth in range(2))
PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
JWK = {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "k1", "use": "sig"}
META = {name: f"{ISSUER}/{name}" for name in (*protocol.ENDPOINTS, "userinfo_endpoint")}
CLIENT = Client(ISSUER, "aspa", "s", META, {"keys": [JWK]}, "https://aspa.example/sign-in/return/")


def token(key: Any = KEY, algorithm: str = "RS256", kid: str = "k1", **changed: Any) -> str:
    now = int(time.time())
    said = {"iss": ISSUER, "aud": "aspa", "sub": "1", "iat": now, "exp": now + 60, "nonce": "n", "email": "a@b.fi"}
    said = {name: value for name, value in {**said, **changed}.items() if value is not None}
    return jwt.encode(said, key, algorithm, headers={"kid": kid})


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the provider answers at each endpoint; the network is the only thing that is not real."""
    known: dict[str, Any] = {"jwks_uri": {"keys": [JWK]}}

    def ask(address: str, **_how: Any) -> Answer:
        said = known[address.rpartition("/")[2]]
        return said if isinstance(said, Answer) else Answer(200, json.dumps(said).encode())

    monkeypatch.setattr(outside, "ask", ask)
    return known


def claimed(answers: dict[str, Any], shown: str, **more: Any) -> dict[str, Any]:
    answers["token_endpoint"] = {"id_token": shown, "access_token": "at", **more}
    return protocol.claims(CLIENT, code="c", nonce="n", verifier="v")


def test_what_is_proved_is_believed(answers: dict[str, Any]) -> None:
    assert claimed(answers, token(name="Aino\x00")) == {"sub": "1", "email": "a@b.fi", "name": "Aino"}


@pytest.mark.parametrize(
    "forged",
    [
        token(OTHER),
        token(aud="another"),
        token(aud=["aspa", "another"]),
        token(aud=["aspa", "another"], azp="another"),
        token(azp="another"),
        token(iss="https://evil.example"),
        token(exp=int(time.time()) - 3600),
        token(exp=None),
        token(sub=None),
        token(nonce="of another"),
        token(nonce=None),
        token("", "none"),
        token("x" * 40, "HS256"),
        token(ec.generate_private_key(ec.SECP256R1()), "ES256"),
        token(kid="unknown"),
        token()[:-6] + "AAAAAA",
        "no token",
        "",
    ],
)
def test_what_is_forged_is_turned_down(answers: dict[str, Any], forged: str) -> None:
    with pytest.raises(Unproved):
        claimed(answers, forged)


def test_the_public_key_is_no_shared_secret(answers: dict[str, Any]) -> None:
    head = urlsafe_b64encode(b'{"alg": "HS256", "kid": "k1"}').decode().rstrip("=")
    signed = f"{head}.{token().split('.')[1]}"
    mark = urlsafe_b64encode(hmac.digest(PUBLIC, signed.encode(), "sha256")).decode().rstrip("=")

    with pytest.raises(Unproved):
        claimed(answers, f"{signed}.{mark}")


def test_new_keys_are_fetched_when_a_token_names_one(answers: dict[str, Any]) -> None:
    answers["jwks_uri"] = {"keys": [{**JWK, "kid": "k2"}]}

    assert claimed(answers, token(kid="k2"))["sub"] == "1"


def test_an_address_told_apart_belongs_to_the_same_person(answers: dict[str, Any]) -> None:
    answers["userinfo_endpoint"] = {"sub": "1", "email": "aino@kuusi.fi", "email_verified": True}
    assert claimed(answers, token(email=None))["email_verified"] is True

    answers["userinfo_endpoint"] = {"sub": "2", "email": "vaino@kuusi.fi", "email_verified": True}
    with pytest.raises(Unproved, match="subject"):
        claimed(answers, token(email=None))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(401, b"{}"), "secret"),
        (Answer(400, b'{"error": "invalid_client"}'), "secret"),
        (Answer(400, b""), "refused"),
    ],
)
def test_a_code_that_is_not_taken_says_whether_it_is_the_secret(answers, answer: Answer, reason: str) -> None:
    answers["token_endpoint"] = answer
    with pytest.raises(Unproved, match=reason):
        protocol.claims(CLIENT, code="c", nonce="n", verifier="v")


def test_what_a_provider_leaves_empty_is_as_usual(answers: dict[str, Any]) -> None:
    nothing = dict.fromkeys(("response_types_supported", "token_endpoint_auth_methods_supported"))
    answers["openid-configuration"] = {**META, **nothing, "issuer": ISSUER}
    metadata, keys = protocol.discover(ISSUER)
    answers["token_endpoint"] = {"id_token": token()}

    client = replace(CLIENT, metadata=metadata, keys=keys)

    assert protocol.claims(client, code="c", nonce="n", verifier="v")["sub"] == "1"


def test_a_key_that_no_header_can_carry_is_turned_down(answers: dict[str, Any]) -> None:
    with pytest.raises(Unproved, match="token"):
        claimed(answers, token(email=None), access_token="avain-ä")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Answer(404, b""), "status"),
        (Answer(200, b"<html>"), "not_json"),
        (Answer(200, b"[]"), "not_json"),
        ({"issuer": f"{ISSUER}/"}, "issuer"),
        ({**META, "issuer": ISSUER, "token_endpoint": "file:///etc/passwd"}, "endpoint"),
        ({**META, "issuer": ISSUER, "authorization_endpoint": "javascript:alert(1)"}, "endpoint"),
        ({**META, "issuer": ISSUER, "response_types_supported": ["id_token"]}, "code"),
    ],
)
def test_a_provider_that_cannot_be_used_says_why(answers: dict[str, Any], said: Any, reason: str) -> None:
    answers["openid-configuration"] = said
    with pytest.raises(Silent) as silent:
        protocol.discover(ISSUER)
    assert silent.value.reason == reason


def test_a_provider_without_keys_cannot_be_believed(answers: dict[str, Any]) -> None:
    answers["openid-configuration"] = {**META, "issuer": ISSUER}
    answers["jwks_uri"] = {"keys": []}
    with pytest.raises(Silent, match="keys"):
        protocol.discover(ISSUER)
