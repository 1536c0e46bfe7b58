"""What floors above let lists show and find: SQL of their own, asked with the rows, so a list asks nothing more."""

from collections.abc import Callable
from typing import Any

# name of a label → an expression over the case `c` that gives JSON or null
columns: dict[str, str] = {}
page_columns: dict[str, str] = {}  # more of these, for the page of a case alone
# what a text finds: returns a condition on the case `c` and fills in its facts, or None when the text is not for it
finders: list[Callable[[str, dict[str, Any]], str | None]] = []


def show(name: str, expression: str) -> None:
    """Let every row of a list carry a label; called from an app's `ready()`."""
    columns[name] = expression


def show_on_page(name: str, expression: str) -> None:
    """Let the page of a case carry a label; called from an app's `ready()`."""
    page_columns[name] = expression


def find_by(finder: Callable[[str, dict[str, Any]], str | None]) -> None:
    """Let a search be answered by `finder` when the text is for it; called from an app's `ready()`."""
    if finder not in finders:
        finders.append(finder)


def column(*, is_page: bool = False) -> str:
    """Return the expression for all labels of a row, or of the page of a case, as the text of a JSON object."""
    shown = columns | page_columns if is_page else columns
    pairs = ", ".join(f"'{name}', {expression}" for name, expression in shown.items())
    return f"json_build_object({pairs})::text"


def found(text: str, facts: dict[str, Any]) -> str | None:
    """Return the condition of the first finder that takes a text, or None."""
    return next((where for finder in finders if (where := finder(text, facts)) is not None), None)
