"""A message read once for all who judge it: its language, what its writer wrote, and each word understood."""

from dataclasses import dataclass
from functools import cached_property

from aspa.language.detect import detect
from aspa.language.sentences import own_lines, sentences
from aspa.language.word import Word
from aspa.language.words import DEFAULT, UNDERSTANDING, tokens, word

MOST_WORDS = 600  # that are weighed; whoever writes more has said how they feel and what they want


@dataclass(frozen=True)
class Text:
    """
    A message.

    Attributes:
        written: as it came.
        language: by ISO 639-1, or `und`.
    """

    written: str
    language: str

    @classmethod
    def of(cls, written: str, language: str = "") -> "Text":
        """Return a message with its language, which is recognised where it is not given."""
        return cls(written, language or detect(written))

    @property
    def spoken(self) -> str:
        """The language its words are understood in: one that Aspa knows the words of."""
        return self.language if self.language in UNDERSTANDING else DEFAULT

    @cached_property
    def own(self) -> str:
        """What its writer wrote, without quotes and signature."""
        return "\n".join(own_lines(self.written))

    @cached_property
    def sentences(self) -> list[str]:
        """What its writer wrote, sentence by sentence."""
        return sentences(self.written)

    @cached_property
    def words(self) -> list[Word]:
        """The words its writer wrote, in their order."""
        return [word(token, self.spoken) for token in tokens(self.own)[:MOST_WORDS]]
