"""The language and the clock of whoever looks."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

HERE = ZoneInfo("Europe/Helsinki")


class AgentLanguage:
    """Speak the agent's language; before sign-in the browser's, if it is one of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the right language and zone."""
        agent = request.user
        chosen = agent.language if agent.is_authenticated else translation.get_language_from_request(request)
        with translation.override(chosen), timezone.override(HERE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response
