"""Asking where agents are signed in."""

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer
from aspa.staff.models import SignIn


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
    if not one:
        raise Missing(_("Nobody is signed in there any more."))
    return one
