"""What a letter tells a customer about a promised time, in the customer's language, and where it stands. Pure."""

import re
from datetime import datetime
from html import escape

from django.utils.translation import gettext as _

from aspa.channels.email import own_html
from aspa.kit.errors import Refused
from aspa.kit.moments import told
from aspa.promises.window import Window

DOES = {
    "fi": {"answer": "Vastaan sinulle {when}.", "call": "Soitan sinulle {when}.", "follow_up": "Palaan asiaan {when}."},
    "sv": {"answer": "Jag svarar dig {when}.", "call": "Jag ringer dig {when}.", "follow_up": "Jag återkommer {when}."},
    "en": {
        "answer": "I will answer you {when}.",
        "call": "I will call you {when}.",
        "follow_up": "I will come back to this {when}.",
    },
}
BY = {"fi": "viimeistään {time}", "sv": "senast {time}", "en": "by {time}"}
BETWEEN = {"fi": "{time}", "sv": "{time}", "en": "on {time}"}

# How letters end: "Ystävällisin terveisin", "Med vänlig hälsning", "Best regards,", "Terv. Aino", "Mvh"; what follows
# is who writes, never more than a card holds.
CLOSING = re.compile(
    r"^[ \t]*(?:(?:[^\W\d_]+[ \t]+){0,2}(?:terveisin|terveisiä|hälsningar|hälsning|regards|wishes)\b[^.?!\n]{0,40}"
    r"|(?:t|terv|yt)\.[^\n]{0,40}|(?:mvh|sincerely|yours[ \t]+\w+)\b[^\n]{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
MOST_LINES_AFTER = 8


class NoClosing(Refused):
    """A closing that would not be known again in a letter."""

    code = "no_closing"


def must_be_a_closing(words: str) -> None:
    """
    Make sure that words are known as those with which a letter ends, if there are any.

    Raises NoClosing.
    """
    if words and not CLOSING.match(words):
        raise NoClosing(_("End as letters end, such as “Lämpimin terveisin”: a promised time is told before it."))


def sentence(language: str, *, act: str, window: Window, at: datetime) -> str:
    """Return the sentence that tells when something will be done, true on whatever day it is read."""
    known = language if language in DOES else "en"
    says = (BETWEEN if window.due_from else BY)[known]
    when = says.format(time=told(window.due_from, window.due_until, at, known))
    return DOES[known].get(act, DOES[known]["follow_up"]).format(when=when)


def put_into(text: str, sentence: str) -> str:
    """Return a letter with a sentence of its own before its closing; one without a closing ends with the sentence."""
    said, closing = _parted(text)
    return "\n\n".join(part for part in (said.strip("\n"), sentence, closing) if part)


def put_into_html(html: str, sentence: str) -> str:
    """Return a clean letter with a paragraph of its own before its closing, or at its end."""
    return put_block(html, f"<p>{escape(sentence)}</p>")


def put_block(html: str, block: str) -> str:
    """Return a letter with a piece of clean HTML before its closing, or at its end."""
    blocks = own_html.blocks(html)
    after = [own_html.text_of(block) for block in blocks]
    closes = [nth for nth, text in enumerate(after) if CLOSING.match(text)]
    is_near = closes and "\n".join(after[closes[-1] :]).strip().count("\n") <= MOST_LINES_AFTER
    place = closes[-1] if is_near else len(blocks)
    return "".join([*blocks[:place], block, *blocks[place:]])


def _parted(text: str) -> tuple[str, str]:
    """Return what a letter says, and its closing with who writes."""
    closings = list(CLOSING.finditer(text))
    if not closings or text[closings[-1].end() :].strip().count("\n") >= MOST_LINES_AFTER:
        return text.rstrip(), ""
    begins = closings[-1].start()
    return text[:begins].rstrip(), text[begins:].strip()
