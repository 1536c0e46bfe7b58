"""`aspa agent`: who signs in, and a new password for whoever cannot."""

import sys

from django.utils import timezone

from aspa.kit import addresses
from aspa.ops import whose
from aspa.ops.database import database
from aspa.ops.setup import given_password
from aspa.staff import verbs as staff
from aspa.staff.models import Agent


def show() -> None:
    """List the agents of every organisation."""
    with database("agent list"):
        agents = list(Agent.objects.select_related("organisation").order_by("organisation", "email"))
        states = ["administrator" if agent.is_administrator else "agent" for agent in agents]
    for agent, state in zip(agents, states, strict=True):
        print(f"{agent.email}\t{agent.name}\t{state if agent.is_active else 'gone'}\t{agent.organisation.name}")
    if not agents:
        print("Nobody can sign in yet; open the link that `aspa serve` prints.", file=sys.stderr)


def password(*, email: str, password_stdin: bool) -> None:
    """
    Give an agent another password, where none can be mailed.

    Raises Unclear, NoPassword and WeakPassword.
    """
    secret = given_password(from_stdin=password_stdin)
    with database("agent password"):
        agent = Agent.objects.filter(email=addresses.normal(email)).first()
        if agent is None:
            raise whose.Unclear(f"Nobody signs in with {email}; see `aspa agent list`.")
        staff.change_password(agent, password=secret, at=timezone.now())
    print(f"{agent.email} signs in with the new password from now on; what the old one opened is closed.")
