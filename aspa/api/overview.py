"""A page that lists what the API can do, made of its own description."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aspa.api.v1 import api

BASE = "/api/v1/"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API does."""

    method: str
    path: str
    says: str


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show every operation."""
    return render(request, "api/overview.html", {"operations": operations(), "schema": f"{BASE}openapi.json"})


def operations() -> list[Operation]:
    """Return every operation of the API, by path."""
    schema = api.get_openapi_schema(path_prefix=BASE)
    return [
        Operation(method.upper(), path, about.get("description", ""))
        for path, methods in schema["paths"].items()
        for method, about in methods.items()
    ]
