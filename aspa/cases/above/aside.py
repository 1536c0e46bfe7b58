"""What floors above set aside: cases that nobody works on until a person has decided about them."""

from django.utils.functional import Promise as Text

# conditions on the case `c`, and what people call such cases
conditions: dict[str, str | Text] = {}


def set_aside(condition: str, called: str | Text) -> None:
    """Leave cases for which a condition holds out of lists of work; called from an app's `ready()`."""
    conditions[condition] = called


def holds() -> str:
    """Return the condition that a case is set aside."""
    return f"({' or '.join(conditions) or 'false'})"
