"""What goes wrong and is expected: turned down with a sentence a person can act on."""

from typing import ClassVar, TypeVar

Row = TypeVar("Row")


class Refused(Exception):
    """A wish that was understood and turned down; `str()` is a sentence in the user's language."""

    code: ClassVar[str] = "refused"


class Missing(Refused):
    """What was asked for is not there, or not there for this viewer."""

    code = "missing"


class Forbidden(Refused):
    """The viewer may not do this."""

    code = "forbidden"


class Unreachable(Exception):
    """
    Another machine did not do what was asked.

    Args:
        permanent: True where trying again cannot help.
    """

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


def or_missing(row: Row | None, sentence: str) -> Row:
    """
    Return what was looked for.

    Raises Missing, with the sentence, where it was not found.
    """
    if row is None:
        raise Missing(sentence)
    return row
