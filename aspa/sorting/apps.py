"""What lists show and find of how cases are sorted, and what is asked before one is closed."""

from django.apps import AppConfig


class Sorting(AppConfig):
    """Tags, reasons and fields."""

    name = "aspa.sorting"

    def ready(self) -> None:
        """Register with the floor below."""
        from aspa.cases.above import guards, labels
        from aspa.cases.narrowing.conditions import CONDITIONS
        from aspa.sorting import queries, verbs
        from aspa.sorting.conditions import SORTED

        labels.show("tags", queries.TAGS)
        labels.show("reason", queries.REASON)
        labels.find_by(queries.find_sorted)
        CONDITIONS.update({condition.name: condition for condition in SORTED})
        guards.before_closing(verbs.must_be_filled)
