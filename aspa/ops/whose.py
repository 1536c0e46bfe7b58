"""Whose things a command is about, when its line names them only if there are several."""

from dataclasses import dataclass

from django.conf import settings

from aspa.brands.models import Brand, Organisation
from aspa.kit.powers import EVERY, Powers
from aspa.kit.viewer import Empowered
from aspa.ops.trouble import Trouble


class Unclear(Trouble):
    """Nothing, or more than one thing, answers to what was said."""


def organisation(name: str) -> Organisation:
    """
    Return the organisation of this name, or the only one when no name is given.

    Raises Unclear.
    """
    found = list(Organisation.objects.filter(**({"name": name} if name else {})).order_by("id")[:50])
    if not found:
        raise Unclear(f"There is no organisation {name!r} in {_here()}." if name else _none())
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise Unclear(f"There are several organisations; say which with --organisation: {names}.")
    return found[0]


def _none() -> str:
    where = " If Aspa serves from another folder, set ASPA_DATA to it." if settings.IS_EMBEDDED else ""
    return f"There is no organisation in {_here()} yet; see `aspa setup`.{where}"


def _here() -> str:
    return str(settings.DATA) if settings.IS_EMBEDDED else "the database that ASPA_DATABASE_URL names"


def brand(of: Organisation, name: str) -> Brand:
    """
    Return the brand of this name, or the only one when no name is given.

    Raises Unclear.
    """
    found: list[Brand] = list(Brand.objects.filter(organisation=of, **({"name": name} if name else {})).order_by("id"))
    if not found:
        raise Unclear(f"{of.name} has no brand {name!r}.")
    if len(found) > 1:
        raise Unclear(
            f"{of.name} has several brands; say which with --brand: {', '.join(each.name for each in found)}."
        )
    return found[0]


@dataclass(frozen=True, slots=True)
class Operator(Empowered):
    """Whoever runs commands on the machine: sees what is asked for, and is named `aspa` in history."""

    organisation_id: int
    actor: str = "aspa"
    powers: Powers = EVERY
