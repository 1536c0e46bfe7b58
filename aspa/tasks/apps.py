"""What is asked before a case is closed, what lists count, and what follows when cases and agents go elsewhere."""

from django.apps import AppConfig


class Tasks(AppConfig):
    """What is to be done in cases."""

    name = "aspa.tasks"

    def ready(self) -> None:
        """Register with the floors below."""
        from aspa.cases.above import guards, markers
        from aspa.history.verbs import react
        from aspa.tasks import queries, reactions, verbs

        guards.before_closing(verbs.must_be_done, asks=verbs.TasksOpen.code)
        markers.show("tasks", queries.MARKER)
        react("case.merged", reactions.case_was_merged)
        react("case.unmerged", reactions.case_was_unmerged)
        react("case.unsplit", reactions.case_was_unsplit)
        react("agent.deactivated", reactions.agent_left)
        react("case.reasoned", reactions.case_has_a_reason)
        react("case.filled", reactions.field_was_filled)
        react("case.replied", reactions.letter_left)
