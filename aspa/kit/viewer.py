"""Who looks: an agent or a program with a token. Every question a face asks starts from one."""

from dataclasses import dataclass
from typing import Protocol

from aspa.kit.powers import EVERY, Matter, Power, Powers


class Viewer(Protocol):
    """Whoever asks through a face; sees the rows of one organisation only."""

    @property
    def organisation_id(self) -> int:
        """The organisation whose rows may be seen."""

    @property
    def actor(self) -> str:
        """The name written into history, such as `agent:7` or `token:3`."""

    @property
    def powers(self) -> Powers:
        """What the viewer may do."""

    def may(self, power: Power, case: Matter | None = None, *, brand_id: int | None = None) -> bool:
        """Tell whether the viewer may do something with a case, in a brand, or in the whole organisation."""


class Empowered:
    """What every viewer answers from its powers."""

    powers: Powers

    def may(self, power: Power, case: Matter | None = None, *, brand_id: int | None = None) -> bool:
        """Tell whether the viewer may do something with a case, in a brand, or in the whole organisation."""
        if case is not None:
            return self.powers.over(power, case)
        return self.powers.in_brand(power, brand_id) if brand_id is not None else self.powers.everywhere(power)


@dataclass(frozen=True, slots=True)
class Aspa(Empowered):
    """Aspa itself, in the name of one organisation."""

    organisation_id: int
    actor: str = "aspa"
    powers: Powers = EVERY
