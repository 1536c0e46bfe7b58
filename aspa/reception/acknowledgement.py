"""The words by which a customer hears, once, that the message came and when it will be answered. Pure."""

from datetime import datetime
from functools import lru_cache

from aspa.kit.greetings import greeting
from aspa.kit.moments import told
from aspa.promises.window import Window

SUBJECTS = {
    "fi": "Saimme viestisi: {subject} [#{number}]",
    "sv": "Vi har fått ditt meddelande: {subject} [#{number}]",
    "en": "We have your message: {subject} [#{number}]",
}
NO_SUBJECT = {"fi": "yhteydenottosi", "sv": "ditt ärende", "en": "your matter"}
TEXTS = {
    "fi": """{greeting}

kiitos viestistäsi. Se on meillä tallessa, ja vastaamme sinulle viimeistään {until}.

Asiasi numero on {number}. Jos haluat lisätä jotain, vastaa tähän viestiin.

Ystävällisin terveisin
{brand}""",
    "sv": """{greeting}

tack för ditt meddelande. Vi har tagit emot det och svarar dig senast {until}.

Ditt ärende har nummer {number}. Vill du tillägga något, svara på det här meddelandet.

Vänliga hälsningar
{brand}""",
    "en": """{greeting}

thank you for your message. It has reached us, and we will answer you by {until} at the latest.

Your case number is {number}. If you would like to add something, just reply to this message.

Kind regards,
{brand}""",
}


def acknowledgement(
    language: str, *, name: str, subject: str, number: int, brand: str, window: Window, at: datetime
) -> tuple[str, str]:
    """Return subject and text in the customer's language, with the promised time as people say it."""
    language = language if language in TEXTS else "en"
    heading = " ".join(subject.split())[:120] or NO_SUBJECT[language]
    said = {
        "number": number,
        "brand": brand,
        "greeting": greeting(language, name),
        "until": _until(window, at, language),
    }
    return SUBJECTS[language].format(subject=heading, number=number), TEXTS[language].format(**said)


@lru_cache(maxsize=64)
def _until(window: Window, at: datetime, language: str) -> str:
    """Most letters of a batch are promised the same quarter of an hour."""
    return told(window.due_from, window.due_until, at, language)
