"""At which addresses a brand hears."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from aspa.brands import queries
from aspa.channels.email import retiring
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.forms import DeskForm
from aspa.desk.house.brand_forms import AddressForm
from aspa.desk.house.brands import settle
from aspa.staff import hearing


@require_POST
@for_administrators
def addresses(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Hear at one more address, or again at one that was taken out of use."""
    form = AddressForm(queries.brand_of(request.agent, brand_id), request.POST)
    return settle(request, brand_id, hearing.hear_at, "#addresses", address_form=form)


@require_POST
@for_administrators
def retirement(request: DeskRequest, brand_id: int, address_id: int) -> HttpResponse:
    """Hear at an address no more."""
    address = queries.address_of(request.agent, brand_id, address_id)
    form = DeskForm(request.POST)
    return settle(
        request, brand_id, lambda _brand, **said: retiring.retire(address, **said), "#addresses", retiring_form=form
    )
