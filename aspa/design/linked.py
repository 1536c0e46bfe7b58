"""Addresses of pages in what people wrote, made into links that say where they lead."""

import re
from collections import Counter

from markupsafe import Markup, escape

ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+", re.IGNORECASE)
ENDS = ".,;:!?'’…*_"  # what ends a sentence that ends with an address
OPENED = {")": "(", "]": "[", "}": "{"}
LONGEST = 2_000  # characters; nobody clicks what is longer


def linked(text: str) -> Markup:
    """Return text as HTML; nothing in it is a link but what is written out as one."""
    if "://" not in text:
        return escape(text)
    parts, done = [], 0
    for found in ADDRESS.finditer(text):
        if len(found.group()) > LONGEST:
            continue
        address = _without_end(found.group())
        if address.endswith("//"):
            continue
        parts += [escape(text[done : found.start()]), _link(address)]
        done = found.start() + len(address)
    return Markup("").join([*parts, escape(text[done:])])


def _link(address: str) -> Markup:
    return Markup('<a href="{0}" target="_blank" rel="noopener noreferrer nofollow">{0}</a>').format(address)


def _without_end(address: str) -> str:
    """Leave out what belongs to the sentence around: punctuation, and a bracket that was opened before the address."""
    end, count = len(address), Counter(address)
    while end:
        last = address[end - 1]
        if last not in ENDS and count[last] <= count.get(OPENED.get(last, last), 0):
            break
        count[last] -= 1
        end -= 1
    return address[:end]
