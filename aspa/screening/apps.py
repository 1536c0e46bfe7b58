"""What lists leave out and show of what is suspected, and what people's doings say of it."""

from django.apps import AppConfig


class Screening(AppConfig):
    """Suspected spam, and files that are looked at."""

    name = "aspa.screening"

    def ready(self) -> None:
        """Register with the floors below."""
        from django.utils.translation import gettext_lazy as _

        from aspa.cases import views
        from aspa.cases.above import aside, labels
        from aspa.history.verbs import react
        from aspa.screening import queries, reactions

        aside.set_aside(queries.SET_ASIDE, _("suspected to be spam"))
        labels.show("suspected", queries.LABEL)
        views.add("suspected", queries.SUSPECTED)
        views.add("overlooked", queries.OVERLOOKED)
        views.add("overlooked_mine", queries.MINE_TO_LOOK_AT)
        react("case.replied", reactions.case_was_replied_to)
        react("case.closed", reactions.case_was_closed)
        react("case.reopened", reactions.case_was_reopened)
