"""How the desk says no: one place that turns a refusal into an answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aspa.kit.errors import Forbidden, Missing, Refused


class Answers:
    """Turn refusals raised by queries and verbs into pages: 404, 403, 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is a bug and goes on."""
        if not isinstance(trouble, Refused):
            return None
        status = 404 if isinstance(trouble, Missing) else 403 if isinstance(trouble, Forbidden) else 409
        return render(request, "desk/refused.html", {"sentence": str(trouble), "status": status}, status=status)
