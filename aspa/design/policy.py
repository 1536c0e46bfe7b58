"""What a page may load, only what this house serves and nothing inline; and that nobody keeps it on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse  # noqa: TID251  # a middleware is about HTTP
from django.utils.cache import patch_vary_headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "manifest-src 'self'"
)


class ContentPolicy:
    """Put the policy on every answer that does not carry its own, and let nobody on the way keep what it says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the files of the house itself are served before this and may be kept."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ["HX-Request", "Cookie", "Accept-Language"])
        return response
