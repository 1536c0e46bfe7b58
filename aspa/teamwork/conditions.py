"""What narrows a list by what colleagues want of the viewer."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from aspa.cases.narrowing.conditions import Asking, Choices, Condition
from aspa.kit.viewer import Viewer

# A mention stands for a week, or until whoever was called has said something in the case.
UNHEEDED = """from teamwork_mention t where t.agent_id = {agent} and t.at > now() - interval '7 days'
    and not exists (select from cases_message r where r.case_id = t.case_id and r.id > t.memo_id
                    and r.author = 'agent:' || t.agent_id)"""
ASKED = """from teamwork_question q where q.answered_at is null and (q.to_agent_id = {agent}
    or q.to_team_id in (select team_id from staff_membership where agent_id = {agent}))"""


def _me(_viewer: Viewer) -> Choices:
    return [("me", _("me"))]


def _mentioned(_values: Sequence[str], asking: Asking) -> str:
    return f"exists (select {UNHEEDED.format(agent=asking.put(asking.viewer.powers.agent_id))} and t.case_id = c.id)"


def _asked(_values: Sequence[str], asking: Asking) -> str:
    return f"exists (select {ASKED.format(agent=asking.put(asking.viewer.powers.agent_id))} and q.case_id = c.id)"


WANTED = (
    Condition("mentioned", _("Mentioned in a memo"), _me, _mentioned),
    Condition("asked", _("Asked by a colleague"), _me, _asked),
)
