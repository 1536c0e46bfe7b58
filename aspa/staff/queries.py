"""Asking who serves, and who may."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.kit import walls
from aspa.kit.errors import Refused, or_missing
from aspa.kit.viewer import Viewer
from aspa.staff.keys import digest_of
from aspa.staff.models import Agent, Invitation, Queue, Token
from aspa.staff.powers import OF_AGENT, OF_TOKEN, powers

LARGEST_KEY = 2**63 - 1
COLUMNS = [str(field.column) for field in Agent._meta.concrete_fields]
LACKS = """
(exists (select from staff_secondsteprule where organisation_id = a.organisation_id)
 and not exists (select from mfa_authenticator where user_id = a.id and type in ('totp', 'webauthn')))
"""
AT_WORK = f"select {', '.join(COLUMNS)}, {OF_AGENT}, {LACKS} from staff_agent a where a.id = %s and a.is_active"  # noqa: S608  # our own
TOKEN_COLUMNS = [str(field.column) for field in Token._meta.concrete_fields]
ENTERED = f"select doors.enter_as_agent(%s); {AT_WORK}"


def token_by_secret(secret: str) -> Token | None:
    """
    Return the token a program shows with its powers, unless it was revoked, is over or never was.

    What this thread asks next, it asks inside the organisation of the token.
    """
    in_force = Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=Now()))
    held = Token.objects.annotate(granted=RawSQL(OF_TOKEN, ()))  # noqa: S611  # our own names
    asked, about = held.filter(in_force, digest=digest_of(secret)).query.sql_with_params()
    row = _entered(f"select doors.enter_with_token(%s); {asked}", [digest_of(secret), *about])
    if not row:
        return None
    *facts, granted = row
    token: Token = Token.from_db(connection.alias, TOKEN_COLUMNS, facts)
    token.powers = powers(None, granted)
    return token


def is_invitation_open(secret: str, *, at: datetime, founds: bool = False) -> bool:
    """
    Tell whether a link would still make an agent.

    Args:
        founds: whether the agent would found the first organisation; otherwise join one.

    What this thread asks next, it asks inside the organisation that the link leads to.
    """
    _enter("select doors.organisation_of_invitation(%s)", digest_of(secret))
    still = Invitation.objects.filter(digest=digest_of(secret), used_at__isnull=True, expires_at__gt=at)
    found: bool = still.filter(organisation__isnull=founds).exists()
    return found


def open_invitations(viewer: Viewer, *, at: datetime) -> list[Invitation]:
    """Return the links by which somebody may still join the viewer's organisation, oldest first."""
    ours = Invitation.objects.filter(organisation_id=viewer.organisation_id, used_at__isnull=True, expires_at__gt=at)
    return list(ours.order_by("expires_at", "id"))


def invitation_of(viewer: Viewer, invitation_id: int) -> Invitation:
    """
    Return one invitation to the viewer's organisation.

    Raises Missing.
    """
    found = Invitation.objects.filter(id=invitation_id, organisation_id=viewer.organisation_id).first()
    return or_missing(found, _("There is no such invitation."))


def has_agents() -> bool:
    """Tell whether anybody can sign in to this installation."""
    with connection.cursor() as cursor:
        cursor.execute("select doors.has_agents()")
        return bool(cursor.fetchone()[0])


def enter_by_email(email: str) -> None:
    """Let this thread go on inside the organisation of whoever signs in with an address; outside of all if nobody."""
    _enter("select doors.organisation_of_email(%s)", email)


def enter_by_agent(agent_id: int) -> None:
    """Let this thread go on inside the organisation of an agent, whether at work or gone; outside of all if unknown."""
    if agent_id > LARGEST_KEY:
        return
    _enter("select doors.organisation_of_agent(%s)", agent_id)


def agent_at_work(agent_id: int) -> Agent | None:
    """
    Return the agent of a session with their powers, unless they work here no longer. Every page asks this.

    What this thread asks next, it asks inside the organisation of the agent.
    """
    row = _entered(ENTERED, [agent_id, agent_id])
    if not row:
        return None
    *facts, granted, colleagues, lacks = row
    agent = Agent.from_db(connection.alias, COLUMNS, facts)
    agent.powers = powers(agent.pk, granted, colleagues)
    agent.lacks_second_step = lacks
    return agent


def agents(viewer: Viewer) -> list[Agent]:
    """Return the agents at work beside the viewer, by name."""
    visible: list[Agent] = list(Agent.objects.visible_to(viewer).filter(is_active=True).order_by("name", "id"))
    return visible


def agents_called(name: str, *, organisation_id: int) -> list[int]:
    """Return the keys of the agents in whose names a text stands, those who have left too."""
    ours = Agent.objects.filter(organisation_id=organisation_id, name__icontains=name.replace("\x00", ""))
    return list(ours.order_by("id").values_list("pk", flat=True)[:200])


def is_at_work(agent_id: int) -> bool:
    """Tell whether an agent works here, and hold that until the transaction ends: nobody is let go meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select is_active from staff_agent where id = %s for key share", (agent_id,))
        row = cursor.fetchone()
    return bool(row and row[0])


def everybody(viewer: Viewer) -> list[Agent]:
    """Return everybody who ever served in the viewer's organisation: those at work first, by name."""
    return list(Agent.objects.visible_to(viewer).order_by("-is_active", "name", "id"))


def anybody(viewer: Viewer, agent_id: int) -> Agent:
    """
    Return one agent of the viewer's organisation, also one who works there no longer.

    Raises Missing.
    """
    found: Agent | None = Agent.objects.visible_to(viewer).filter(id=agent_id).first()
    return or_missing(found, _("There is no such agent."))


def tokens(viewer: Viewer) -> list[Token]:
    """Return the programs of the viewer's organisation: the newest first, those without a key in force last."""
    ours = Token.objects.visible_to(viewer).annotate(is_over=Q(revoked_at__isnull=False) | Q(expires_at__lte=Now()))
    return list(ours.order_by("is_over", "-id"))


def token_of(viewer: Viewer, token_id: int) -> Token:
    """
    Return one program of the viewer's organisation.

    Raises Missing.
    """
    found: Token | None = Token.objects.visible_to(viewer).filter(id=token_id).first()
    return or_missing(found, _("There is no such program."))


class QueueEnded(Refused):
    """Nothing is put into a queue that was ended."""

    code = "queue_ended"


def agent_of(viewer: Viewer, agent_id: int) -> Agent:
    """
    Return one agent at work beside the viewer.

    Raises Missing.
    """
    found: Agent | None = Agent.objects.visible_to(viewer).filter(id=agent_id, is_active=True).first()
    return or_missing(found, _("There is no such agent."))


def queues(viewer: Viewer) -> list[Queue]:
    """Return the queues of the viewer's organisation in which cases may wait, by name."""
    return [queue for queue in all_queues(viewer) if queue.ended_at is None]


def all_queues(viewer: Viewer) -> list[Queue]:
    """Return the queues of the viewer's organisation by name, also those that were ended."""
    return list(Queue.objects.visible_to(viewer).order_by("name", "id"))


def queues_of(brand: Brand) -> list[Queue]:
    """Return the queues of a brand, also those that were ended; new cases wait in the first."""
    return list(Queue.objects.filter(brand=brand).order_by("id"))


def queue_in(brand: Brand, queue_id: int) -> Queue:
    """
    Return one queue of a brand, also one that was ended.

    Raises Missing.
    """
    found: Queue | None = Queue.objects.filter(brand=brand, id=queue_id).first()
    return or_missing(found, _("There is no such queue."))


def is_open(queue_id: int) -> bool:
    """Tell whether cases may wait in a queue, and hold that until the transaction ends: nobody ends it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select ended_at is null from staff_queue where id = %s for key share", (queue_id,))
        row = cursor.fetchone()
    return bool(row and row[0])


def waiting_queue(brand: Brand, *wanted: Queue | None) -> Queue:
    """Return the first of the wanted queues in which cases may wait; the brand's first where they may in none."""
    return next((one for one in wanted if one and is_open(one.pk)), None) or open_queue(brand)


def open_queue(brand: Brand) -> Queue:
    """
    Return the queue in which a brand's new cases wait: its first, which is never ended.

    Raises Missing.
    """
    first: Queue | None = Queue.objects.filter(brand=brand).order_by("id").first()
    return or_missing(first, _("This brand has no queue."))


def queue_of(viewer: Viewer, queue_id: int) -> Queue:
    """
    Return one queue of the viewer's organisation in which cases may wait.

    Raises Missing.
    """
    found = any_queue(viewer, queue_id)
    return or_missing(None if found.ended_at else found, _("This queue was ended. Choose another."))


def any_queue(viewer: Viewer, queue_id: int) -> Queue:
    """
    Return one queue of the viewer's organisation, also one that was ended.

    Raises Missing.
    """
    found: Queue | None = Queue.objects.visible_to(viewer).filter(id=queue_id).first()
    return or_missing(found, _("There is no such queue."))


def _enter(door: str, shown: Any) -> None:
    """Ask a door whose something is, and go on there."""
    with walls.at_the_door(), connection.cursor() as cursor:
        cursor.execute(door, [shown])
        whose = cursor.fetchone()[0]
    walls.enter(whose)


def _entered(statements: str, shown: list[Any]) -> tuple[Any, ...] | None:
    """Pass by a door and ask behind it, in one journey; return the one row that was asked for."""
    with walls.at_the_door(), connection.cursor() as cursor:
        cursor.execute(statements, shown)
        whose = cursor.fetchone()[0]
        cursor.nextset()
        row: tuple[Any, ...] | None = cursor.fetchone()
    walls.entered(whose)
    return row
