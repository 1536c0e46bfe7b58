"""Who looks: an agent or a program with a token. Every question a face asks starts from one."""

from typing import Protocol


class Viewer(Protocol):
    """Whoever asks through a face; sees the rows of one organisation only."""

    @property
    def organisation_id(self) -> int:
        """The organisation whose rows may be seen."""

    @property
    def actor(self) -> str:
        """The name written into history, such as `agent:7` or `token:3`."""
