"""Where the links of a mail lead, and where they say that they lead. Pure, and never slow, whatever was sent."""

import re
from functools import lru_cache
from html import unescape

MOST_HTML, MOST_LINKS, LONGEST = 200_000, 200, 2_000  # characters, links, characters of a link

HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
BEGIN, END = re.compile(r"<a\s", re.IGNORECASE), re.compile(r"</a", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
SAID_HOST = re.compile(r"(?:https?://)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?:[/?#:]\S*)?", re.IGNORECASE)
WEB_HOST = re.compile(r"https?://(?:[^/?#\s@]{0,200}@)?(\[[0-9a-f:.]+\]|[^/?#:\s]{1,253})", re.IGNORECASE)
NUMBER_HOST = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|0x[0-9a-f]+|\d{8,10}", re.IGNORECASE)
ENDS_IN_TWO = {"co", "com", "org", "net", "ac", "gov", "edu"}  # co.uk is nobody's own


def misleading(html: str) -> str:
    """Return the first link that says one host and leads to another, as `said → true`; "" where none does."""
    for href, text in _links(html):
        said = SAID_HOST.fullmatch(text)
        there = _host(href)
        if said and there and owner(said[1]) != owner(there):
            return f"{said[1].lower()} → {there}"[:200]
    return ""


def to_number(html: str, text: str) -> str:
    """Return the first host of a link that is a number and no name; "" where each has a name."""
    hosts = (_host(href) for href, _text in _links(html))
    words = text.split() if "://" in text else []
    bare = (_host(word) for word in words if word.lower().startswith(("http://", "https://")))
    return next((host for each in (hosts, bare) for host in each if host and NUMBER_HOST.fullmatch(host)), "")


def owner(host: str) -> str:
    """Return what one owner holds: `www.kuusi.fi` and `kuusi.fi` are of one."""
    labels = host.lower().rstrip(".").split(".")
    return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in ENDS_IN_TWO else -2 :])


@lru_cache(maxsize=1)  # two rules ask of each mail
def _links(html: str) -> list[tuple[str, str]]:
    """Return where each link leads and what it says; each is looked at by itself, so the time stays even."""
    found = []
    for piece in BEGIN.split(html[:MOST_HTML], maxsplit=MOST_LINKS)[1:]:
        tag, _end, rest = piece[:LONGEST].partition(">")
        if href := HREF.search(tag):
            said = TAG.sub("", END.split(rest, maxsplit=1)[0])
            found.append((unescape(href[1] or href[2] or href[3] or ""), " ".join(unescape(said).split())[:300]))
    return found


def _host(address: str) -> str:
    """Return the host that an address of the web leads to, with brackets where it is a number in them."""
    match = WEB_HOST.match(address.strip())
    return match[1].lower() if match else ""
