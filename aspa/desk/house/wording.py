"""Which words a brand avoids: jargon that its agents are hinted at while they write."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from aspa.brands.wording import verbs
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.house.brand_forms import AvoidedWordForm, WordForm
from aspa.desk.house.brands import settle


@require_POST
@for_administrators
def words(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Avoid one more word, or write another instead of it."""
    return settle(request, brand_id, verbs.avoid, "#words", word_form=AvoidedWordForm(request.POST))


@require_POST
@for_administrators
def removal(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Avoid a word no more."""
    return settle(request, brand_id, verbs.allow, "#words", allowed_form=WordForm(request.POST))
