"""What was just done, said once on the page that comes next."""

from django.http import HttpRequest


def say(request: HttpRequest, sentence: str) -> None:
    """Let the page that comes next say this."""
    request.session["said"] = sentence


def said(request: HttpRequest) -> str:
    """Return what is to be said now, once."""
    sentence: str = request.session.pop("said", "")
    return sentence
