"""What lists show of how customers feel."""

from django.apps import AppConfig


class Understanding(AppConfig):
    """Mood, questions and likely reasons of what customers write."""

    name = "aspa.understanding"

    def ready(self) -> None:
        """Register with the floor below."""
        from aspa.cases.above import labels
        from aspa.history.verbs import react
        from aspa.understanding import queries, reactions

        labels.show("mood", queries.MOOD)
        labels.show("again", queries.AGAIN)
        labels.show_on_page("guessed", queries.GUESSED)
        react("case.reasoned", reactions.case_has_a_reason)
        labels.show_on_page("asked", queries.ASKED_IN_CASE)
