"""Whether a colour can be read: contrast as WCAG 2.2 counts it, and the nearest shade that has enough of it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused

READABLE = 4.5  # what WCAG 2.2 asks of text
WHITE, LIGHT_PAGE, DARK_PAGE = "#ffffff", "#f4f7f5", "#161d1b"  # as css/tokens.css has them; a test holds them together
PATTERN = "#[0-9a-f]{6}"
STEPS = 400  # shades looked through between a colour and black or white


class BadColour(Refused):
    """What was written is no colour."""

    code = "bad_colour"


class ColourTooLight(Refused):
    """White text on this colour could not be read."""

    code = "colour_too_light"


@dataclass(frozen=True, slots=True)
class Seen:
    """How a colour is seen: its contrast, and the shade in which it stands on a dark page."""

    colour: str
    under_white: float
    on_light: float
    on_dark: float
    in_dark: str


def read(written: str) -> str:
    """
    Return a colour as it is kept: `#rrggbb` in small letters, or "" for the house's own.

    Raises BadColour, and ColourTooLight with the nearest shade that would do.
    """
    colour = written.strip().lower()
    colour = f"#{colour}" if colour and not colour.startswith("#") else colour
    if not colour:
        return ""
    if not re.fullmatch(PATTERN, colour):
        raise BadColour(_("Write the colour as # and six digits or letters a–f, such as #0f5c4a."))
    if contrast(colour, WHITE) < READABLE:
        nearest = shade(colour, to="#000000", against=WHITE)
        raise ColourTooLight(_("Too light for white text: use %(colour)s or darker.") % {"colour": nearest})
    return colour


def seen(colour: str) -> Seen:
    """Return how a colour is seen."""
    on_light, on_dark = contrast(colour, LIGHT_PAGE), contrast(colour, DARK_PAGE)
    return Seen(colour, contrast(colour, WHITE), on_light, on_dark, in_dark(colour))


def in_dark(colour: str) -> str:
    """Return the shade in which a colour stands on a dark page: itself, or the nearest lighter one that is readable."""
    return shade(colour, to=WHITE, against=DARK_PAGE) if colour else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21, rounded down: 4.49 is not 4.5."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return int((lighter + 0.05) / (darker + 0.05) * 10) / 10


def shade(colour: str, *, to: str, against: str) -> str:
    """Return the nearest shade between a colour and `to` that can be read against another."""
    shades = (_between(colour, to, nth / STEPS) for nth in range(STEPS + 1))
    return next((one for one in shades if contrast(one, against) >= READABLE), to)


def _between(one: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(one), _channels(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _shares(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _shares(colour: str) -> list[float]:
    return [channel / 255 for channel in _channels(colour)]


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
