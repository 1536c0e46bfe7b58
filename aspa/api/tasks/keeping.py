"""What a brand keeps for its cases: check-lists, and what it must know for each reason."""

from typing import Any

from django.utils import timezone
from ninja import Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.repeat import once
from aspa.api.tasks.routes import router
from aspa.api.tasks.shapes import CheckListShape, ClarifyingShape, ClarifyingWish, KeptListWish
from aspa.api.wishes import Key
from aspa.brands import queries as brands
from aspa.sorting import queries as sorting
from aspa.tasks import queries
from aspa.tasks.keeping import verbs as keeping
from aspa.tasks.lists import verbs as lists
from aspa.tasks.models import CheckList, ClarifyingQuestion

LISTS, QUESTIONS = "/brands/{brand_id}/check-lists", "/brands/{brand_id}/clarifying-questions"


@router.post(LISTS, response={201: CheckListShape}, operation_id="keep_check_list", auth=ADMINISTERS)
@decorate_view(once)
def keep_check_list(request: ApiRequest, brand_id: Key, wish: KeptListWish) -> Status[CheckList]:
    """Keep a check-list of the brand."""
    brand = brands.brand_of(request.auth, brand_id)
    return Status(201, lists.keep(brand, by=request.auth, at=timezone.now(), **_listed(request, wish)))


@router.put(LISTS + "/{key}", response=CheckListShape, operation_id="change_check_list", auth=ADMINISTERS)
def change_check_list(request: ApiRequest, brand_id: Key, key: Key, wish: KeptListWish) -> CheckList:
    """Change a check-list as a whole; what was added to cases by it stays as it was."""
    kept = queries.check_list_of(request.auth, key, brand_id=brand_id)
    lists.change(kept, by=request.auth, at=timezone.now(), **_listed(request, wish))
    return kept


@router.delete(LISTS + "/{key}", response={204: None}, operation_id="remove_check_list", auth=ADMINISTERS)
def remove_check_list(request: ApiRequest, brand_id: Key, key: Key) -> Status[None]:
    """Remove a check-list; in cases it stays."""
    lists.remove(queries.check_list_of(request.auth, key, brand_id=brand_id), by=request.auth, at=timezone.now())
    return Status(204, None)


@router.get(QUESTIONS, response=list[ClarifyingShape], operation_id="list_clarifying")
def list_clarifying(request: ApiRequest, brand_id: Key) -> list[ClarifyingQuestion]:
    """List what the brand must know, and so what comes to cases with their reason."""
    return queries.questions(request.auth, brands.brand_of(request.auth, brand_id))


@router.post(QUESTIONS, response={201: ClarifyingShape}, operation_id="keep_clarifying", auth=ADMINISTERS)
@decorate_view(once)
def keep_clarifying(request: ApiRequest, brand_id: Key, wish: ClarifyingWish) -> Status[ClarifyingQuestion]:
    """Keep a question that is asked in cases of a reason."""
    brand = brands.brand_of(request.auth, brand_id)
    return Status(201, keeping.keep(brand, by=request.auth, at=timezone.now(), **_asked(request, wish)))


@router.put(QUESTIONS + "/{key}", response=ClarifyingShape, operation_id="change_clarifying", auth=ADMINISTERS)
def change_clarifying(request: ApiRequest, brand_id: Key, key: Key, wish: ClarifyingWish) -> ClarifyingQuestion:
    """Change a question as a whole."""
    kept = queries.question_of(request.auth, key, brand_id=brand_id)
    keeping.change(kept, by=request.auth, at=timezone.now(), **_asked(request, wish))
    return kept


@router.delete(QUESTIONS + "/{key}", response={204: None}, operation_id="remove_clarifying", auth=ADMINISTERS)
def remove_clarifying(request: ApiRequest, brand_id: Key, key: Key) -> Status[None]:
    """Remove a question; in cases it stays."""
    keeping.remove(queries.question_of(request.auth, key, brand_id=brand_id), by=request.auth, at=timezone.now())
    return Status(204, None)


def _listed(request: ApiRequest, wish: KeptListWish) -> dict[str, Any]:
    reason = sorting.reason_of(request.auth, wish.reason_id) if wish.reason_id else None
    return {"name": wish.name, "lines": wish.lines, "reason": reason}


def _asked(request: ApiRequest, wish: ClarifyingWish) -> dict[str, Any]:
    field = sorting.field_of(request.auth, wish.field_id) if wish.field_id else None
    return {"reason": sorting.reason_of(request.auth, wish.reason_id), "texts": wish.texts, "field": field}
