"""A sender's HTML made fit to be shown: an allow-list, no script, no form, nothing fetched from anywhere."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import nh3

from aspa.channels.email.showing.tidy_html import LONGEST, UNSHOWN, tidy

MOST_EMBEDDED = 20_000_000  # characters of pictures put in: one large picture may be named a thousand times


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


TAGS = words(
    """
    a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn
    div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp
    section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
    """
)
ATTRIBUTES = {
    "*": words("align bgcolor dir height lang style title valign width"),
    "a": words("href"),
    "col": words("span"),
    "colgroup": words("span"),
    "font": words("color face size"),
    "img": words("alt border hspace src vspace"),
    "li": words("value"),
    "ol": words("start type"),
    "table": words("border cellpadding cellspacing"),
    "td": words("colspan nowrap rowspan"),
    "th": words("colspan nowrap rowspan scope"),
    "ul": words("type"),
}
SIDES = ("", "-top", "-right", "-bottom", "-left")
PROPERTIES = (
    words(
        """
        background background-color border-collapse border-radius border-spacing box-sizing clear color direction
        display float font font-family font-size font-style font-variant font-weight height letter-spacing line-height
        list-style list-style-type max-height max-width min-height min-width opacity overflow overflow-wrap
        table-layout text-align text-decoration text-indent text-transform vertical-align visibility white-space width
        word-break word-spacing word-wrap
        """
    )
    | {f"{name}{side}" for name in ("margin", "padding", "border") for side in SIDES}
    | {f"border{side}-{what}" for side in SIDES for what in ("color", "style", "width")}
)
COLOUR = re.compile(r"\b(?:rgb|hsl)a?\([\d\s.,%/deg-]{1,60}\)", re.IGNORECASE)
PLAIN_VALUE = re.compile(r"[^\\()<>@{};:]{1,300}")
WEB_LINK = re.compile(r"https?://([a-z0-9._-]+)(?::\d{1,5})?(?:[/?#].*)?", re.IGNORECASE | re.DOTALL)
OTHER_LINK = re.compile(r"(?:mailto|tel):[^\s<>\"'`]{1,2000}", re.IGNORECASE)
OWN_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SafeHtml:
    """
    HTML that loads nothing.

    `left_out` holds the web addresses of its pictures that are not in it. `is_whole` is False where the HTML was too
    long to be shown to its end.
    """

    html: str
    left_out: tuple[str, ...] = ()
    is_whole: bool = True


class Allowed:
    """What one mail may keep of its attributes; remembers which pictures it may not."""

    def __init__(self, embedded: Mapping[str, str], own_hosts: Iterable[str]) -> None:
        self.embedded = embedded
        self.own_hosts = {host.lower() for host in own_hosts}
        self.left_out: dict[str, None] = {}
        self.room = MOST_EMBEDDED

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        """Return the value to keep, or None to drop the attribute."""
        if name == "style":
            return style(value) or None
        if name == "src":
            return self._picture(value.strip())
        if name == "href":
            return self._link(value.strip())
        return value

    def _picture(self, source: str) -> str | None:
        name = f"cid:{unquote(source[4:])}" if source[:4].lower() == "cid:" else source
        if picture := self.embedded.get(name):
            self.room -= len(picture)
            return picture if self.room >= 0 else None
        if OWN_PICTURE.fullmatch(source):
            return source
        if self._link(source) and WEB_LINK.fullmatch(source):
            self.left_out[source] = None
        return None

    def _link(self, target: str) -> str | None:
        """A link into this house would be opened with the agent's own rights, so none is kept."""
        web = WEB_LINK.fullmatch(target)
        if web:
            return target if web[1].lower().rstrip(".") not in self.own_hosts else None
        return target if OTHER_LINK.fullmatch(target) else None


def clean(html: str, *, embedded: Mapping[str, str] | None = None, own_hosts: Iterable[str] = ()) -> SafeHtml:
    """
    Return what may be shown of a sender's HTML; never raises, whatever the HTML.

    Args:
        embedded: `cid:…` or web address of a picture -> the `data:` address to show instead. Others are left out.
        own_hosts: the names of this installation; no link and no picture may lead to it.
    """
    allowed = Allowed(embedded or {}, own_hosts)
    safe = nh3.clean(
        tidy(html),
        tags=TAGS,
        clean_content_tags=set(UNSHOWN),
        attributes=ATTRIBUTES,
        attribute_filter=allowed.attribute,
        filter_style_properties=PROPERTIES,
        set_tag_attribute_values={"a": {"target": "_blank"}},
        link_rel="noopener noreferrer",
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        url_relative="deny",
    )
    return SafeHtml(safe, tuple(allowed.left_out), is_whole=len(html) <= LONGEST)


def style(value: str) -> str:
    """Return the declarations of a style attribute that only change how words look."""
    kept = []
    for declaration in value.split(";"):
        name, _, wanted = declaration.partition(":")
        bare = COLOUR.sub("", wanted)
        is_plain = not bare or (PLAIN_VALUE.fullmatch(bare) and bare.count('"') % 2 == bare.count("'") % 2 == 0)
        if name.strip().lower() in PROPERTIES and wanted.strip() and is_plain:
            kept.append(f"{name.strip().lower()}:{wanted.strip()}")
    return ";".join(kept)
