"""One table: how each kind of change is set back, by the verb that sets it; or why it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from aspa.audit.undoing import house, keeping, staff
from aspa.history.models import Event
from aspa.kit.viewer import Viewer

SECRET = _("The former password or secret is not kept. Enter it where it is set.")
ONCE = _("What was shown once is not kept. Make a new one.")
OWN = _("Everybody sets this of themselves.")
WORK = _("This was work on cases, which is undone in the cases.")
TOLD = _("This tells what happened by itself; nobody set it.")


class Act(Protocol):
    """Sets back what an event tells."""

    def __call__(self, event: Event, *, by: Viewer, at: datetime) -> None:
        """Do it by the verb that sets it; what that refuses is refused."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of change is set back; `needs` are the facts it is done from, which older events may lack."""

    act: Act
    needs: tuple[str, ...] = ("before",)

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether an event says enough, and took the place of no secret: what that was is not kept."""
        is_lost = facts.get("secret_changed") and facts.get("before")
        return not is_lost and all(name in facts for name in self.needs)


WAYS: dict[str, Way] = {
    "account.linked": Way(staff.account, ("agent_id",)),
    "agent.deactivated": Way(staff.deactivated, ()),
    "agent.reactivated": Way(staff.reactivated, ()),
    "brand.changed": Way(house.brand),
    "brand.hears_at": Way(house.address, ("address_id",)),
    "brand.hears_no_more_at": Way(house.retired_address, ("address_id",)),
    "brand.word_allowed": Way(house.avoided_word),
    "brand.word_avoided": Way(house.avoided_word),
    "check_list.changed": Way(keeping.check_list),
    "check_list.kept": Way(keeping.kept_list, ()),
    "check_list.removed": Way(keeping.removed_list),
    "field.added": Way(keeping.put_away, ()),
    "field.archived": Way(keeping.taken_up, ()),
    "field.changed": Way(keeping.field),
    "field.moved": Way(keeping.moved, ("up",)),
    "field.restored": Way(keeping.put_away, ()),
    "hours.set": Way(house.week),
    "hours.special_day_dropped": Way(house.special_day),
    "hours.special_day_set": Way(house.special_day),
    "invitation.made": Way(staff.invitation, ()),
    "mailbox.changed": Way(house.mailbox),
    "mailbox.connected": Way(house.connection, ()),
    "passage.archived": Way(keeping.archived_passage, ()),
    "passage.restored": Way(keeping.restored_passage, ()),
    "passage.written": Way(keeping.passage),
    "provider.set_up": Way(staff.provider),
    "question.changed": Way(keeping.question),
    "question.kept": Way(keeping.kept_question, ()),
    "question.removed": Way(keeping.removed_question),
    "queue.ended": Way(staff.ended_queue, ()),
    "queue.renamed": Way(staff.renamed_queue),
    "queue.started": Way(staff.started_queue, ()),
    "reason.added": Way(keeping.put_away, ()),
    "reason.archived": Way(keeping.taken_up, ()),
    "reason.moved": Way(keeping.moved, ("up",)),
    "reason.renamed": Way(keeping.reason),
    "reason.restored": Way(keeping.put_away, ()),
    "role.changed": Way(staff.role),
    "role.dropped": Way(staff.dropped_role),
    "role.granted": Way(staff.granted, ("agent_id", "team_id", "token_id", "brand_id", "queue_id")),
    "role.made": Way(staff.made_role, ()),
    "role.withdrawn": Way(staff.withdrawn, ("agent_id", "team_id", "token_id", "brand_id", "queue_id")),
    "screening.set": Way(house.watch),
    "second_step.wanted": Way(staff.second_step),
    "tag.changed": Way(keeping.tag),
    "team.disbanded": Way(staff.disbanded),
    "team.joined": Way(staff.joined, ("agent_id",)),
    "team.left": Way(staff.left, ("agent_id",)),
    "team.renamed": Way(staff.renamed_team),
    "team.started": Way(staff.started_team, ()),
    "token.made": Way(staff.token, ()),
}
NOT: dict[str, str | Text] = {
    "account.unlinked": _("The account is joined again when they sign in that way, or link it in their own settings."),
    "agent.focused": OWN,
    "agent.hired": _("Whoever came has done things in their own name. Let them leave among the colleagues."),
    "agent.introduced": OWN,
    "agent.password_changed": SECRET,
    "agent.unfocused": OWN,
    "brand.opened": _("A brand that was opened serves customers and has promised them answers."),
    "code_app.added": OWN,
    "code_app.removed": OWN,
    "invitation.accepted": _("Whoever came has done things in their own name. Let them leave among the colleagues."),
    "invitation.withdrawn": ONCE,
    "mailbox.disconnected": SECRET,
    "organisation.founded": _("Everything else began with this."),
    "passkey.added": OWN,
    "passkey.removed": ONCE,
    "provider.removed": SECRET,
    "question.answered": WORK,
    "question.asked": WORK,
    "recovery_codes.made": OWN,
    "second_step.dropped": ONCE,
    "sender.signs": TOLD,
    "sender.signs_no_more": TOLD,
    "sign_in.ended": _("They sign in again."),
    "sign_on.refused": TOLD,
    "sweep.began": WORK,
    "sweep.insisted": WORK,
    "sweep.undone": WORK,
    "tag.merged": _("The cases of both tags are of one tag now, and nobody knows which had which."),
    "token.revoked": ONCE,
}


def way_of(name: str, facts: Mapping[str, Any]) -> Way | None:
    """Return how a change is set back; None where it cannot be."""
    way = WAYS.get(name)
    return way if way and way.fits(facts) else None


def why_not(name: str, facts: Mapping[str, Any]) -> str:
    """Return why a change cannot be set back."""
    if name in NOT:
        return str(NOT[name])
    return str(SECRET if facts.get("secret_changed") else _("What stood before was not written down then."))
