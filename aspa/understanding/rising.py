"""Who is upset comes sooner: by how much a case rises in the lists for how its customer feels."""

from datetime import timedelta

SURE = 0.6  # certainty below which a mood is no hint worth showing, let alone acting on
# What is promised for the next day comes among what is promised for this one. Nothing is promised sooner, and nothing
# that is due sooner is passed by more than this: others were promised something too.
LIFTS = {"angry": timedelta(days=1), "disappointed": timedelta(hours=2)}


def lift(mood: str, certainty: float = 1.0) -> timedelta:
    """Return how much sooner a case comes than its promise is due; none for whoever is calm, or perhaps is."""
    return LIFTS.get(mood, timedelta()) if certainty >= SURE else timedelta()
