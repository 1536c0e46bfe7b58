"""What lists show and find of how cases are sorted, and what is asked before one is closed."""

from django.apps import AppConfig


class Sorting(AppConfig):
    """Tags, reasons and fields."""

    name = "aspa.sorting"

    def ready(self) -> None:
        """Register with the floor below."""
        from aspa.cases.above import guards, labels
        from aspa.sorting import queries, verbs

        labels.show("tags", queries.TAGS)
        labels.show("reason", queries.REASON)
        labels.find_by(queries.find_sorted)
        guards.before_closing(verbs.must_be_filled)
