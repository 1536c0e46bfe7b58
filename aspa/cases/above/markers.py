"""What floors above count beside the views: SQL of their own, asked with the other counts in one question."""

# name of a marker → an expression over %(organisation)s, %(agent)s and %(now)s that gives JSON
columns: dict[str, str] = {}


def show(name: str, expression: str) -> None:
    """Let the left column carry a marker; called from an app's `ready()`."""
    columns[name] = expression


def column() -> str:
    """Return the expression for all markers, as a JSON object."""
    pairs = ", ".join(f"'{name}', {expression}" for name, expression in columns.items())
    return f"json_build_object({pairs})"
