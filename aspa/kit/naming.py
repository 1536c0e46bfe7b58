"""Names that people give to what they make. Pure."""

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused
from aspa.kit.lines import one_line


class NameNeeded(Refused):
    """Nothing was said that could be a name."""

    code = "name_needed"


def named(text: str, *, longest: int = 120) -> str:
    """
    Return a name on one line, without spaces around it, cut to what its column holds.

    Raises NameNeeded.
    """
    name = one_line(text)[:longest].rstrip()
    if not name:
        raise NameNeeded(_("Give a name."))
    return name
