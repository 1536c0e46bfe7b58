"""Inviting colleagues by links that make one agent each; the first of a new installation founds it."""

from datetime import datetime, timedelta
from typing import Unpack, cast

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from aspa.brands.models import Organisation
from aspa.history import verbs as history
from aspa.kit.errors import Refused
from aspa.kit.naming import named
from aspa.staff.keys import digest_of, new_secret
from aspa.staff.models import Agent, Invitation
from aspa.staff.verbs import Person, hire

INVITATION_LASTS = timedelta(hours=48)


class InvitationOver(Refused):
    """The link was used, is too old, or never was."""

    code = "invitation_over"


@transaction.atomic
def invite(
    organisation: Organisation | None,
    *,
    at: datetime,
    by: str = "aspa",
    name: str = "",
    is_administrator: bool = False,
) -> str:
    """
    Return the secret of a link that makes one agent within two days; only its digest is kept.

    Args:
        organisation: where the agent will work; None makes the first administrator of a new installation.
        name: for whom it is, as colleagues know it from other open ones; may be empty.
    """
    secret, facts = new_secret(), {"name": named(name) if name.strip() else "", "is_administrator": is_administrator}
    kept = {"organisation": organisation, "digest": digest_of(secret), "expires_at": at + INVITATION_LASTS}
    invitation = Invitation.objects.create(**kept, **facts)
    if organisation:
        _record("invitation.made", invitation, by=by, at=at, is_administrator=is_administrator)
    return secret


@transaction.atomic
def withdraw(invitation: Invitation, *, by: str, at: datetime) -> None:
    """Let a link open nothing any more; whoever came by it before stays."""
    withdrawn, _each = Invitation.objects.filter(pk=invitation.pk, used_at=None).delete()
    if withdrawn and invitation.organisation_id:
        _record("invitation.withdrawn", invitation, by=by, at=at)


@transaction.atomic
def accept(secret: str, *, at: datetime, organisation: Organisation | None = None, **person: Unpack[Person]) -> Agent:
    """
    Become an agent by a link; the link then opens nothing, however many click it at once. With the first link that
    founds, all that a new installation printed are over.

    Args:
        organisation: where to work, given just when the invitation names none; such an agent is an administrator.

    Raises InvitationOver, and the refusals of `hire`; after those the link still works.
    """
    invitation = _held(digest_of(secret))
    if not invitation or invitation.used_at or invitation.expires_at <= at:
        raise _over()
    workplace, is_first = invitation.organisation or organisation, invitation.organisation is None
    if not workplace or (organisation and not is_first):
        raise _over()  # each link opens one door: one founds, the other joins
    ended = Invitation.objects.filter(organisation=None) if is_first else Invitation.objects.filter(pk=invitation.pk)
    ended.filter(used_at=None).update(used_at=at)
    agent = hire(workplace, is_administrator=is_first or invitation.is_administrator, at=at, **person)
    if not is_first:
        _record("invitation.accepted", invitation, by=agent.actor, at=at, agent_id=agent.pk)
    return agent


def _held(digest: bytes) -> Invitation | None:
    """Hold an invitation, and with it all that found: each of them may end the others, so all wait in one order."""
    founding = Q(organisation=None, used_at=None)
    held = Invitation.objects.select_for_update().filter(Q(digest=digest) | founding).order_by("id")
    return next((each for each in held if bytes(each.digest) == digest), None)


def _over() -> InvitationOver:
    return InvitationOver(_("This link has been used or is too old. Ask for a new one."))


def _record(event: str, invitation: Invitation, *, by: str, at: datetime, **facts: int) -> None:
    of, invited = cast(int, invitation.organisation_id), invitation.name
    history.record(event, organisation_id=of, subject_id=invitation.pk, actor=by, at=at, invited=invited, **facts)
