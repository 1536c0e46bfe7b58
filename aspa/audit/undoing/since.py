"""Refusing to set back what does not stand any more as a change left it."""

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused


class ChangedSince(Refused):
    """What the change left does not stand any more."""

    code = "changed_since"


def changed_since() -> ChangedSince:
    """Return the refusal with its sentence."""
    return ChangedSince(_("It was changed again since. Look at how it stands now, and change it there."))
