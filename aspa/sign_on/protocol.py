"""OpenID Connect as Aspa speaks it: code flow with PKCE, state and nonce. Asks the provider; knows no rows."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt

from aspa.kit import outside
from aspa.kit.outside import Silent

ALGORITHMS = {f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)} | {"EdDSA"}
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT = (*ENDPOINTS, "issuer", "userinfo_endpoint", "token_endpoint_auth_methods_supported")
PATH = "/.well-known/openid-configuration"
BASIC = "client_secret_basic"
SCOPES = "openid email profile"
LEEWAY = 60  # seconds by which clocks may differ
CLAIMS = ("sub", "email", "email_verified", "name", "given_name", "family_name", "locale")
LONGEST = 500  # signs of a claim that are kept


class Unproved(Exception):
    """
    The provider did not prove who came.

    Args:
        reason: `refused` (the code), `secret` (Aspa's own), `token`, `nonce`, `subject` or `userinfo`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Client:
    """Aspa, as it is known to a provider."""

    issuer: str
    client_id: str
    secret: str
    metadata: Mapping[str, Any]
    keys: Mapping[str, Any]
    comes_back_to: str


def discover(issuer: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """
    Return what a provider says of itself, as far as it is needed, and its keys.

    Raises Silent; its reason is also `issuer` (it calls itself otherwise, `detail`), `endpoint` (one is missing, or may
    not be asked) or `code` (it does not know the code flow).
    """
    answer = outside.ask(issuer.rstrip("/") + PATH)
    if answer.status != 200:
        raise Silent("status", str(answer.status))
    said = answer.facts()
    if said.get("issuer") != issuer:
        raise Silent("issuer", str(said.get("issuer", ""))[:200])
    for name in ENDPOINTS:
        if not outside.is_askable(str(said.get(name, ""))):
            raise Silent("endpoint", name)
    if "code" not in _listed(said, "response_types_supported", usual="code"):
        raise Silent("code")
    return {name: said[name] for name in KEPT if name in said}, keys_at(said["jwks_uri"])


def _listed(said: Mapping[str, Any], name: str, *, usual: str) -> list[Any]:
    """Return a list that a provider gives of itself; what is usual where it says nothing, or what is no list."""
    found = said.get(name)
    return found if isinstance(found, list) else [usual]


def keys_at(address: str) -> dict[str, Any]:
    """
    Return the keys with which a provider signs.

    Raises Silent; its reason is also `keys` when there is none that could be used.
    """
    answer = outside.ask(address)
    if answer.status != 200:
        raise Silent("status", str(answer.status))
    found = answer.facts()
    try:
        jwt.PyJWKSet.from_dict(found)
    except (jwt.PyJWTError, AttributeError, TypeError, ValueError) as odd:
        raise Silent("keys") from odd
    return found


def way_there(client: Client, *, state: str, nonce: str, verifier: str) -> str:
    """Return the address at the provider where somebody says who they are."""
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": client.comes_back_to,
        "scope": SCOPES,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    there = str(client.metadata["authorization_endpoint"])
    return f"{there}{'&' if urlsplit(there).query else '?'}{urlencode(asked)}"


def claims(client: Client, *, code: str, nonce: str, verifier: str) -> dict[str, Any]:
    """
    Return what the provider says of whoever came back with a code, as far as it is proved.

    Raises Silent and Unproved.
    """
    token = _token(client, code, verifier)
    said = _proved(client, str(token.get("id_token", "")))
    if said.get("nonce") != nonce:
        raise Unproved("nonce")
    if "email" not in said:
        said |= _told(client, str(token.get("access_token", "")), str(said["sub"]))
    return {name: _short(said[name]) for name in CLAIMS if name in said}


def _token(client: Client, code: str, verifier: str) -> dict[str, Any]:
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": client.comes_back_to,
        "code_verifier": verifier,
    }
    headers = {}
    if BASIC in _listed(client.metadata, "token_endpoint_auth_methods_supported", usual=BASIC):
        shown = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"
        headers["authorization"] = "Basic " + base64.b64encode(shown.encode()).decode()
    else:
        asked |= {"client_id": client.client_id, "client_secret": client.secret}
    where = str(client.metadata["token_endpoint"])
    answer = outside.ask(where, form=urlencode(asked).encode(), headers=headers)
    if answer.status != 200:
        raise Unproved("secret" if answer.status == 401 or b"invalid_client" in answer.body else "refused")
    return answer.facts()


def _proved(client: Client, token: str) -> dict[str, Any]:
    """Return the claims of a token whose signature, issuer, audience and time are right."""
    try:
        about = jwt.get_unverified_header(token)
        algorithm = about.get("alg")
        if algorithm not in ALGORITHMS:
            raise Unproved("token")
        said: dict[str, Any] = jwt.decode(
            token,
            _key(client, about.get("kid"), str(algorithm)),
            algorithms=[str(algorithm)],
            audience=client.client_id,
            issuer=client.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as false:
        raise Unproved("token") from false
    is_for_others = isinstance(said["aud"], list) and len(said["aud"]) > 1
    if said.get("azp", client.client_id if not is_for_others else None) != client.client_id:
        raise Unproved("token")
    return said


def _key(client: Client, named: object, algorithm: str) -> Any:
    """Return the key with which a token is said to be signed; asked for anew when the provider changed its keys."""
    for keys in (client.keys, None):
        known = jwt.PyJWKSet.from_dict(dict(keys) if keys else keys_at(str(client.metadata["jwks_uri"])))
        for key in known.keys:
            is_fitting = key.public_key_use in {None, "sig"} and key.algorithm_name == algorithm
            if named in {None, key.key_id} and (is_fitting or _fits(key, algorithm)):
                return key.key
    raise Unproved("token")


def _fits(key: Any, algorithm: str) -> bool:
    """Tell whether a key that does not say how it signs may sign so; one for RSA signs in several ways."""
    kind = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}[algorithm[:2]]
    return bool(key.key_type == kind and key.public_key_use in {None, "sig"})


def _told(client: Client, token: str, subject: str) -> dict[str, Any]:
    """Return what the provider tells beside the token, if it tells anything."""
    where = str(client.metadata.get("userinfo_endpoint", ""))
    if not where or not token:
        return {}
    if not token.isascii():
        raise Unproved("token")
    answer = outside.ask(where, headers={"authorization": f"Bearer {token}"})
    if answer.status != 200:
        raise Unproved("userinfo")
    said = answer.facts()
    if said.get("sub") != subject:
        raise Unproved("subject")
    return said


def _short(claim: Any) -> Any:
    return claim if isinstance(claim, bool) else str(claim)[:LONGEST].replace("\x00", "")
