"""What somebody says in a message of their own, sentence by sentence: no quotes, signature, links or code."""

import re
from collections.abc import Iterator

QUOTED = re.compile(r"^\s*(?:>|\|)")
DASHES = re.compile(r"^\s*(?:--|__+|==+|\*\*\*+)\s*$")
HEADER = re.compile(
    r"^\s*(?:-{2,}\s*(?:alkuperäinen viesti|original message|ursprungligt meddelande|forwarded message)"
    r"|(?:lähettäjä|from|från|avsändare|mistä)\s*:.*@|.{0,80}\b(?:kirjoitti|wrote|skrev)\s*:\s*$)",
    re.IGNORECASE,
)
GREETED = re.compile(
    r"^\s*(?:(?:ystävällisin|yst[.]?|parhain|terveisin|t[.:]|terv[.]?|terkuin|kunnioittavasti|kiittäen|"
    r"(?:med )?vänlig\w* hälsning\w*|mvh|hälsningar|(?:best|kind|warm) regards|regards|yours (?:sincerely|faithfully)|"
    r"sincerely|cheers)\b.{0,40}|br)[,.!]?\s*$",
    re.IGNORECASE,
)
LINK = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S{1,200}")
TAG = re.compile(r"<[^<>]{1,200}>")
ABBREVIATIONS = (
    r"esim|mm|ym|yms|jne|ks|n|nro|no|kpl|klo|puh|tel|os|ns|ts|tms|eli|vrt|synt|alv|sis|max|min|ca|t|ex|bl|a|dvs|osv|"
    r"etc|kl|nr|st|m|fl|obs|tr|mr|mrs|ms|dr|eg|ie|e|g|i|vs|approx"
)
ENDINGS = re.compile(r"[:;]-?[)D(](?=\s+[A-ZÅÄÖ])|[.!?…]+[\"”')]*(?=\s|$)|[!?]+(?=\w)")
SHORTENED = re.compile(rf"(?:\b(?:{ABBREVIATIONS})|\b\w|\d)$", re.IGNORECASE)
WRAPPED = 50  # letters; a line that is shorter was ended by its writer
LONGEST = 4_000  # characters of a sentence; longer ones are cut, whatever they are
MOST = 100_000  # characters of a message that are read sentence by sentence


def own_lines(text: str) -> Iterator[str]:
    """Give the lines that the writer wrote, down to the signature or the letter that is answered."""
    for line in text[:MOST].splitlines():
        if DASHES.match(line) or HEADER.match(line):
            return
        if QUOTED.match(line):
            continue
        if GREETED.match(line):
            return
        yield TAG.sub(" ", LINK.sub(" ", line[:LONGEST]))


def sentences(text: str) -> list[str]:
    """Return the sentences a writer wrote, as they stand, each with the mark that ends it."""
    return [sentence for block in _blocks(text) for sentence in _split(block)]


def _blocks(text: str) -> Iterator[str]:
    """Lines that run on as one: mail is wrapped at 72 letters, and a new line after less begins something new."""
    held = before = ""
    for line in own_lines(text):
        stripped = line.strip()
        if not stripped:
            yield held
            held = ""
        elif held and len(before) >= WRAPPED and not held.endswith((".", "!", "?", ":")):
            held = f"{held} {stripped}"
        else:
            yield held
            held = stripped
        before = stripped
    yield held


def _split(block: str) -> Iterator[str]:
    start = 0
    for end in ENDINGS.finditer(block):
        mark = end[0].strip("\"”')")
        if mark == "." and SHORTENED.search(block[max(0, end.start() - 12) : end.start()]):
            continue
        if sentence := block[start : end.end()].strip():
            yield sentence[:LONGEST]
        start = end.end()
    if rest := block[start:].strip():
        yield rest[:LONGEST]
