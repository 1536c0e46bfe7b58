"""`aspa token`: programs' keys to the API."""

import sys

from django.db import transaction
from django.utils import timezone

from aspa.ops import whose
from aspa.ops.database import database
from aspa.staff import verbs as staff
from aspa.staff.models import Token


def create(*, name: str, organisation: str) -> None:
    """Make a token; stdout holds it and nothing else, so that a script can take it."""
    with database("token create"):
        secret = staff.make_token(whose.organisation(organisation), name=name, at=timezone.now())
    print(secret)
    print("Keep it now; it is shown only this once.", file=sys.stderr)


def show(*, organisation: str) -> None:
    """List an organisation's tokens; never the secrets, which are not kept."""
    with database("token list"):
        tokens = list(whose.organisation(organisation).tokens.order_by("id"))
    for token in tokens:
        state = f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else "in force"
        print(f"{token.name}\tmade {token.created_at:%Y-%m-%d}\t{state}")


@transaction.atomic
def _revoke_all(tokens: list[Token]) -> None:
    for token in tokens:
        staff.revoke(token, at=timezone.now())


def revoke(*, name: str, organisation: str) -> None:
    """
    End every token of this name.

    Raises Unclear when there is none in force.
    """
    with database("token revoke"):
        tokens = list(whose.organisation(organisation).tokens.filter(name=name, revoked_at__isnull=True))
        if not tokens:
            raise whose.Unclear(f"No token in force is named {name!r}; see `aspa token list`.")
        _revoke_all(tokens)
    print(f"{name} opens nothing any more.")
