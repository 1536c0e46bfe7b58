"""A plain text as simple HTML: paragraphs, line breaks and links, nothing else."""

import re
from html import escape

LINK = re.compile(r"https?://[^\s<>\"']{1,2000}")
TRAILING = ".,;:!?)]}"  # what ends a sentence is no part of its address


def html_of(text: str, *, language: str) -> str:
    """Return an HTML page that shows `text`; each paragraph runs in the direction of its own writing."""
    paragraphs = re.split(r"\n[ \t]*\n+", text.strip("\n"))
    shown = "\n".join(f'<p dir="auto">{_shown(paragraph)}</p>' for paragraph in paragraphs)
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}"><body>\n{shown}\n</body></html>\n'


def page_of(fragment: str, *, language: str) -> str:
    """Return an HTML page around a fragment that is clean already."""
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}"><body>\n{fragment}\n</body></html>\n'


def _shown(paragraph: str) -> str:
    pieces, end = [], 0
    for found in LINK.finditer(paragraph):
        address = found[0].rstrip(TRAILING)
        pieces.append(escape(paragraph[end : found.start()]))
        pieces.append(f'<a href="{escape(address)}">{escape(address)}</a>')
        end = found.start() + len(address)
    pieces.append(escape(paragraph[end:]))
    return "".join(pieces).replace("\n", "<br>\n")
