"""What surrounds every page: who is signed in, and how many cases wait in each view."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the page's frame shows."""
    return {"agent": getattr(request, "user", None)}
