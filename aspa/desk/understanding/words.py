"""How moods are called, and by what sentence an answer to somebody upset may begin."""

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

MOODS: dict[str, str | Text] = {
    "angry": _("angry"),
    "disappointed": _("disappointed"),
    "neutral": _("calm"),
    "pleased": _("pleased"),
}
UPSET = {"angry", "disappointed"}
# In the customer's language, whatever the agent's is.
FIRST: dict[str, dict[str, str]] = {
    "angry": {
        "fi": "Ymmärrän, että olet vihainen, ja pahoittelen tapahtunutta. Hoidan asian nyt kuntoon.",
        "sv": "Jag förstår att du är upprörd, och jag beklagar det som har hänt. Nu ordnar jag saken.",
        "en": "I understand that you are angry, and I am sorry for what happened. I will put it right now.",
    },
    "disappointed": {
        "fi": "Olen pahoillani, että jouduit pettymään. Kiitos, että kerroit siitä.",
        "sv": "Jag beklagar att du blev besviken. Tack för att du berättade det.",
        "en": "I am sorry that we let you down. Thank you for telling us.",
    },
    "pleased": {
        "fi": "Kiitos lämpimistä sanoistasi!",
        "sv": "Tack för dina varma ord!",
        "en": "Thank you for your kind words!",
    },
}


def first_sentence(mood: str, language: str) -> str:
    """Return a sentence with which an answer may begin, or nothing where none is needed."""
    said = FIRST.get(mood, {})
    return said.get(language) or said.get("en", "")
