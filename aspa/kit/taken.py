"""Names of which the database keeps only one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aspa.kit.errors import Refused


class NameTaken(Refused):
    """Something else of its kind is called so."""

    code = "name_taken"


def taken() -> NameTaken:
    """Return what refuses a name that something else has."""
    return NameTaken(_("There is already one of this name."))


@contextmanager
def or_taken() -> Iterator[None]:
    """
    Save what is called otherwise now; of two who choose one name at once the second is told so.

    Raises NameTaken.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as trouble:
        raise taken() from trouble
