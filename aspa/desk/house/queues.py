"""In which queues the cases of a brand wait."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from aspa.brands import queries as brands
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.forms import DeskForm
from aspa.desk.house.brand_forms import QueueForm, QueueNameForm
from aspa.desk.house.brands import settle
from aspa.staff import queries, verbs
from aspa.staff.queues import verbs as ending


@require_POST
@for_administrators
def queues(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Start one more queue, or again one that was ended."""
    form = QueueForm(brands.brand_of(request.agent, brand_id), request.POST)
    return settle(request, brand_id, verbs.start_queue, "#queues", queue_form=form)


@require_POST
@for_administrators
def queue_name(request: DeskRequest, brand_id: int, queue_id: int) -> HttpResponse:
    """Call a queue otherwise."""
    queue = queries.queue_in(brands.brand_of(request.agent, brand_id), queue_id)
    form = QueueNameForm(request.POST)
    return settle(request, brand_id, lambda _brand, **said: ending.rename(queue, **said), "#queues", renaming_form=form)


@require_POST
@for_administrators
def queue_ending(request: DeskRequest, brand_id: int, queue_id: int) -> HttpResponse:
    """End a queue in which nothing waits."""
    queue = queries.queue_in(brands.brand_of(request.agent, brand_id), queue_id)
    form = DeskForm(request.POST)
    return settle(request, brand_id, lambda _brand, **said: ending.end(queue, **said), "#queues", ending_form=form)
