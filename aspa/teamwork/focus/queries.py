"""Who works undisturbed."""

from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent
from aspa.teamwork.models import Focus


def focusing(viewer: Viewer) -> list[Agent]:
    """Return the agents who focus now, by name."""
    now = Focus.objects.visible_to(viewer).filter(ended_at__isnull=True, agent__is_active=True)
    return [one.agent for one in now.select_related("agent").order_by("agent__name", "agent_id")]


def focus_of(agent: Agent) -> Focus | None:
    """Return what an agent focuses on, or None."""
    now = Focus.objects.visible_to(agent).filter(agent=agent, ended_at__isnull=True)
    found: Focus | None = now.select_related("view").first()
    return found
