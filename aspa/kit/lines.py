"""What somebody wrote, as one line that a row can keep. Pure."""


def one_line(text: str) -> str:
    """Return a text without line breaks, needless spaces and NUL, which no database holds."""
    return " ".join(text.replace("\x00", "").split())
