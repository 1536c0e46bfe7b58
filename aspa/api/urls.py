"""Where programs ask."""

from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt

from aspa.api.overview import overview
from aspa.api.refusals import nothing_here
from aspa.api.v1 import api
from aspa.api.watch import healthz, metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("metrics", metrics),
    path("api/", overview, name="api"),
    path("api/v1/", api.urls),
    re_path("^api/", csrf_exempt(nothing_here)),  # carries no cookie, so nobody can forge it
]
