"""Asking where agents are signed in."""

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.staff.models import SecondStepRule, SignIn


def sign_ins(viewer: Viewer, *, agent_id: int) -> list[SignIn]:
    """Return where an agent is signed in now, the one seen last first."""
    lasting = Session.objects.filter(session_key=OuterRef("key"), expire_date__gt=Now())
    theirs = SignIn.objects.visible_to(viewer).filter(Exists(lasting), agent_id=agent_id)
    return list(theirs.order_by("-seen_at", "-id"))


def sign_in_of(viewer: Viewer, sign_in_id: int, *, agent_id: int) -> SignIn:
    """
    Return one place where an agent is signed in.

    Raises Missing.
    """
    found = SignIn.objects.visible_to(viewer).select_related("agent").filter(pk=sign_in_id, agent_id=agent_id)
    one: SignIn | None = found.first()
    return or_missing(one, _("Nobody is signed in there any more."))


def wants_second_step(viewer: Viewer) -> bool:
    """Tell whether everybody of the viewer's organisation needs a second step."""
    return bool(SecondStepRule.objects.visible_to(viewer).exists())


def with_second_step(viewer: Viewer) -> set[int]:
    """Return the keys of the agents of the viewer's organisation who have a second step."""
    theirs = Authenticator.objects.filter(user__organisation_id=viewer.organisation_id)
    return set(theirs.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user_id", flat=True))
