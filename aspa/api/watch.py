"""What watches Aspa from outside: is it well, and how much waits."""

from dataclasses import asdict
from hmac import compare_digest
from importlib.metadata import version

from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from prometheus_client.core import CollectorRegistry, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from aspa.api.queries import Figures, figures, reach_database
from aspa.api.refusals import refusal

HELP = {
    "journal_waiting": "Contacts written down whose story is not told yet.",
    "journal_failed": "Contacts that could not be understood and wait for another try.",
    "journal_told": "Contacts whose story was told.",
    "journal_oldest_waiting_seconds": "Age of the oldest contact whose story is not told yet.",
    "deliveries_waiting": "Messages that have not left yet.",
    "deliveries_failed": "Messages that did not arrive.",
    "promises_owed": "Promises that are not kept yet.",
    "promises_late": "Promises that are not kept yet and past their time.",
    "cases_open": "Cases somebody takes care of.",
    "suspects_waiting": "Cases suspected to be spam about which nobody has decided.",
    "suspects_overdue": "Cases suspected to be spam at which nobody has looked in time.",
}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """
    Tell that pages are answered and the database is reached; 503 when it is not.

    Versions are for the doctor: a stranger would look up what is wrong with them.
    """
    try:
        reach_database()
    except (OperationalError, InterfaceError):
        return JsonResponse({"status": "database_away"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer Prometheus, from the database alone, so that it does not matter which process is asked."""
    if settings.METRICS_TOKEN and not is_watcher(request):
        return refusal(401, "unauthorised", _("Send the token of ASPA_METRICS_TOKEN."))
    try:
        now = figures(now=timezone.now())
    except (OperationalError, InterfaceError):
        return HttpResponse("# the database is away\n", "text/plain; charset=utf-8", 503)
    registry = CollectorRegistry()
    registry.register(Snapshot(now))
    return HttpResponse(generate_latest(registry), CONTENT_TYPE_LATEST)


def is_watcher(request: HttpRequest) -> bool:
    """Tell whether the request shows the token for watching."""
    shown = request.headers.get("Authorization", "")
    return compare_digest(shown.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())


class Snapshot(Collector):
    """The figures of one moment."""

    def __init__(self, now: Figures) -> None:
        self.now = now

    def collect(self) -> list[Metric]:
        """Return every figure."""
        values = asdict(self.now)
        untold = values["journal_waiting"] + values["journal_failed"]
        values["journal_told"] = max(values.pop("journal_all") - untold, 0)
        values["journal_oldest_waiting_seconds"] = max(values.pop("oldest_waiting"), 0.0)
        gauges = [GaugeMetricFamily(f"aspa_{name}", says, value=values[name]) for name, says in HELP.items()]
        return [*gauges, InfoMetricFamily("aspa", "What runs.", value={"version": version("aspa")})]
