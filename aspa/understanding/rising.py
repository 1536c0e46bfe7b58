"""Who is upset comes sooner: by how much a case rises in the lists for how its customer feels."""

from datetime import timedelta

SURE = 0.6  # certainty below which a mood is no hint worth showing, let alone acting on
# What is due at four comes among what is due at noon. Nobody is passed by more: they were promised something too.
LIFTS = {"angry": timedelta(hours=4), "disappointed": timedelta(hours=1)}


def lift(mood: str, certainty: float = 1.0) -> timedelta:
    """Return how much sooner a case comes than its promise is due; none for whoever is calm, or perhaps is."""
    return LIFTS.get(mood, timedelta()) if certainty >= SURE else timedelta()
