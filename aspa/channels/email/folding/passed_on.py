"""What a person wrote above a letter they pass on, and that letter without the lines that a program put into it."""

from aspa.channels.email.folding import quote_lines

_MAX_HEAD = 12  # lines


def parted(visible: str) -> tuple[str, str]:
    """Return what stands above the first letter passed on, and all without programs' lines; where none is, the same."""
    lines = visible.split("\n")
    above, kept, at = len(lines), [], 0
    while at < len(lines):
        length = _head(lines, at)
        if length:
            above = min(above, at)
            at += length
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(lines[:above]), "\n".join(kept)


def _head(lines: list[str], at: int) -> int:
    """Return over how many lines a program says here what is passed on; 0 where a person writes."""
    begins = quote_lines.is_forward(lines[at]) or quote_lines.is_original(lines[at])
    if not begins and not (":" in lines[at] and quote_lines.is_header_block(lines, at)):
        return 0
    length = 1
    while at + length < len(lines) and length < _MAX_HEAD and _belongs(lines[at + length], is_first=length == 1):
        length += 1
    return length


def _belongs(line: str, *, is_first: bool) -> bool:
    return quote_lines.is_field(line) or (is_first and not line.strip())
