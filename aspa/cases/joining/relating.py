"""Saying how cases belong together; and whether a stranger's message that named a case belongs to it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases.joining.merging import unite
from aspa.cases.models import Case, ProposedLink
from aspa.cases.touch import changed, hold
from aspa.kit.errors import Missing
from aspa.kit.viewer import Viewer


@transaction.atomic
def join_proposed(link: ProposedLink, *, by: Viewer, at: datetime) -> Case:
    """
    Merge a proposed case into the one it named; return that one. Undone like any merge, it is proposed again.

    The writer becomes a participant, so the next message joins by itself, also one that answers what was sent before.

    Raises Missing when somebody has decided already.
    """
    _decide(link)
    apart, home = link.case, link.to.joined_to or link.to
    hold(apart, home)
    if apart == home or apart.joined_to_id or home.joined_to_id:
        raise _decided()
    unite(apart, home, by=by, at=at, proposed=link.reason)
    return home


@transaction.atomic
def dismiss_proposed(link: ProposedLink, *, by: Viewer, at: datetime) -> None:
    """
    Say that the two cases have nothing to do with each other.

    Raises Missing when somebody has decided already.
    """
    case = link.case
    _decide(link)
    changed(case, "case.link_dismissed", by=by, at=at, to=link.to_id)


def _decide(link: ProposedLink) -> None:
    """End the proposal; of two who decide at once the second waits here, and is told."""
    decided, _kinds = ProposedLink.objects.filter(pk=link.pk).delete()
    if not decided:
        raise _decided()


def _decided() -> Missing:
    return Missing(_("There is no such proposal; somebody may have decided it already."))
