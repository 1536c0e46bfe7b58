"""Addresses of pages in what people wrote, made into links that say where they lead."""

import re

from markupsafe import Markup, escape

ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]+", re.IGNORECASE)
ENDS = ".,;:!?'’…*_"  # what ends a sentence that ends with an address
LONGEST = 2_000  # characters; nobody clicks what is longer


def linked(text: str) -> Markup:
    """Return text as HTML; nothing in it is a link but what is written out as one."""
    if "://" not in text:
        return escape(text)
    parts, done = [], 0
    for found in ADDRESS.finditer(text):
        address = _without_end(found.group())
        if len(address) > LONGEST or address.endswith("//"):
            continue
        parts += [escape(text[done : found.start()]), _link(address)]
        done = found.start() + len(address)
    return Markup("").join([*parts, escape(text[done:])])


def _link(address: str) -> Markup:
    return Markup('<a href="{0}" target="_blank" rel="noopener noreferrer nofollow">{0}</a>').format(address)


def _without_end(address: str) -> str:
    """Leave out what belongs to the sentence around: punctuation, and a bracket that was opened before the address."""
    while address:
        last, opened = address[-1], {")": "(", "]": "[", "}": "{"}.get(address[-1])
        if last not in ENDS and not (opened and address.count(last) > address.count(opened)):
            break
        address = address[:-1]
    return address
