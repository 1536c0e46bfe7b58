"""A real OpenID provider, certified: npm's oidc-provider, with its own pages on which one says who one is."""

import json
from pathlib import Path
from typing import Any

from tests.parts.servers import Server, found

HERE = Path(__file__).resolve().parent / "oidc_provider"
SECRET = "salaisuus-vain-palvelimille"
ACCOUNTS = {
    "aino": {"email": "Aino@kuusi.fi", "email_verified": True, "name": "Aino Lehtonen"},
    "eino": {"email": "eino@kuusi.fi", "email_verified": True, "name": "Eino Kallio", "locale": "sv-FI"},
    "vaino": {"email": "vaino@kuusi.fi", "email_verified": True, "name": "Väinö Kuusinen"},
    "maiden": {"email": "aino.virtanen@kuusi.fi", "email_verified": True, "name": "Aino Virtanen"},
    "unverified": {"email": "aino@kuusi.fi", "email_verified": False, "name": "Aino Lehtonen"},
    "stranger": {"email": "stranger@example.org", "email_verified": True, "name": "Vieras"},
}


class Oidc(Server):
    """An issuer with one client, Aspa."""

    program = "oidc"
    ports = ("http",)

    def __init__(self, *comes_back_to: str) -> None:
        super().__init__()
        self.issuer = f"http://127.0.0.1:{self.port['http']}"
        self.back = comes_back_to

    def configure(self) -> list[str]:
        """Return the command; everything it has to know stands in it."""
        assert (HERE / "node_modules/oidc-provider").is_dir(), "scripts/test-parts installs oidc-provider"
        facts: dict[str, Any] = {"issuer": self.issuer, "port": self.port["http"], "client": "aspa", "secret": SECRET}
        facts |= {"back": self.back, "accounts": ACCOUNTS}
        return [found("node"), str(HERE / "provider.mjs"), json.dumps(facts)]
