"""Working undisturbed: it begins and ends, and until then nobody else gives cases to whoever focuses."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.history import verbs as history
from aspa.kit.errors import Refused
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live
from aspa.staff.models import Agent, Queue
from aspa.teamwork.focus.queries import focus_of
from aspa.teamwork.models import Focus, SavedView


class Focusing(Refused):
    """The agent works undisturbed."""

    code = "agent_focuses"


class NotFocusing(Refused):
    """The agent does not focus."""

    code = "not_focusing"


@transaction.atomic
def begin(agent: Agent, *, at: datetime, view: SavedView | None = None) -> Focus:
    """Focus, perhaps on the cases of a view; whoever focuses already goes on, on that view."""
    Agent.objects.select_for_update(no_key=True).get(pk=agent.pk)  # two windows that begin at once make one focus
    found, is_new = Focus.objects.get_or_create(
        agent=agent,
        ended_at=None,
        defaults={"organisation_id": agent.organisation_id, "view": view, "began_at": at},
    )
    if not is_new:
        found.view = view
        found.save(update_fields=["view"])
    _told(found, "agent.focused", at=at, view_id=view.pk if view else None)
    return found


@transaction.atomic
def end(agent: Agent, *, at: datetime) -> None:
    """
    Be there for others again.

    Raises NotFocusing.
    """
    now = Focus.objects.select_for_update(no_key=True, of=["self"]).filter(agent=agent, ended_at__isnull=True).first()
    if now is None:
        raise NotFocusing(_("You are not focusing now."))
    now.ended_at = at
    now.save(update_fields=["ended_at"])
    _told(now, "agent.unfocused", at=at)


@transaction.atomic
def give(case: Case, *, by: Viewer, at: datetime, agent: Agent | None = None, queue: Queue | None = None) -> None:
    """
    Give a case one new owner as `cases.assign` does, but never to a colleague who focuses.

    Raises Focusing, and what `cases.assign` raises.
    """
    if agent and agent.actor != by.actor and focus_of(agent):
        sentence = _("%(name)s is focusing and takes nothing else now. Give the case to the queue, or ask them.")
        raise Focusing(sentence % {"name": agent.name})
    cases.assign(case, agent=agent, queue=queue, by=by, at=at)


def _told(focus: Focus, name: str, *, at: datetime, view_id: int | None = None) -> None:
    organisation_id, agent = focus.organisation_id, focus.agent
    who = agent.actor
    history.record(name, organisation_id=organisation_id, subject_id=agent.pk, actor=who, at=at, view_id=view_id)
    live.hint(["focus"], organisation_id=organisation_id, at=at)
