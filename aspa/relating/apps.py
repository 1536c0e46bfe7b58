"""What relating asks of the floor below."""

from django.apps import AppConfig


class Relating(AppConfig):
    """Links between cases, and many under one."""

    name = "aspa.relating"

    def ready(self) -> None:
        """Be asked before a case is closed."""
        from aspa.cases.above import guards
        from aspa.relating import verbs

        guards.before_closing(verbs.none_is_open, asks=verbs.ChildrenOpen.code)
