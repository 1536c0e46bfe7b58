"""Sets of cases that have a name, and who may see what belongs to them."""

from aspa.brands.models import Owned
from aspa.cases.allowed import narrowed
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer


class Cases(Owned):
    """Sets of cases that have a name."""

    def visible_to(self, viewer: Viewer, to: Power = Power.READ) -> "Cases":
        """Narrow to what this viewer may read, or may do something else with."""
        return super().visible_to(viewer).filter(narrowed(viewer, to))

    def open(self) -> "Cases":
        """Cases that are not closed now."""
        return self.filter(closure__isnull=True)


class PartsOfCases(Owned):
    """What belongs to cases: whoever may not read the case sees nothing of it."""

    def visible_to(self, viewer: Viewer) -> "PartsOfCases":
        """Narrow to what belongs to cases that this viewer may read."""
        return super().visible_to(viewer).filter(narrowed(viewer, prefix="case__"))


class PartsOfMessages(Owned):
    """What belongs to messages, seen by whoever may read their case."""

    def visible_to(self, viewer: Viewer) -> "PartsOfMessages":
        """Narrow to what belongs to messages of cases that this viewer may read."""
        return super().visible_to(viewer).filter(narrowed(viewer, prefix="message__case__"))
