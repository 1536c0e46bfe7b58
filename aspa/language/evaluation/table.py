"""The evaluation as a plain table, line by line, so that each figure is seen as soon as it is known."""

from aspa.language.evaluation.row import Row

WIDTHS = (10, 4, 51, 6, 7, 31, 5)


def heading() -> str:
    """Return the two lines above the figures."""
    names = ("task", "lang", "measure", "Aspa", "aim", "beside", "its")
    return _line(names) + "\n" + _line(["-" * width for width in WIDTHS])


def line(row: Row) -> str:
    """Return a figure as a line; `!` behind an aim that was not reached."""
    aim = f"{'≤' if row.fewer else '≥'} {row.aim:.2f}{' ' if row.is_reached else '!'}"
    theirs = "–" if row.beside.figure is None else f"{row.beside.figure:.3f}"
    return _line((row.task, row.language, row.measure, f"{row.ours:.3f}", aim, row.beside.name, theirs))


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()
