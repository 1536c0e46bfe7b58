"""Sorting cases: tags, the reason and the fields."""

from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ApiRequest
from aspa.api.repeat import once
from aspa.api.sorting.shapes import FieldShape, ReasonShape, ReasonWish, SortedShape, TagShape, TagWish, ValueWish
from aspa.api.wishes import Key
from aspa.brands import queries as brands
from aspa.cases import queries as cases
from aspa.sorting import queries, verbs
from aspa.sorting.models import Field, Reason, Tag
from aspa.sorting.queries import Sorted

router = Router(tags=["sorting"])


@router.get("/tags", response=list[TagShape], operation_id="list_tags")
def list_tags(request: ApiRequest) -> list[Tag]:
    """List the tags of the organisation."""
    return queries.tags(request.auth)


@router.get("/brands/{brand_id}/reasons", response=list[ReasonShape], operation_id="list_reasons")
def list_reasons(request: ApiRequest, brand_id: Key) -> list[Reason]:
    """List the reasons of a brand in their order."""
    return queries.reasons(request.auth, brands.brand_of(request.auth, brand_id))


@router.get("/brands/{brand_id}/fields", response=list[FieldShape], operation_id="list_fields")
def list_fields(request: ApiRequest, brand_id: Key) -> list[Field]:
    """List the fields of a brand in their order."""
    return queries.fields(request.auth, brands.brand_of(request.auth, brand_id))


@router.get("/cases/{int:number}/sorting", response=SortedShape, operation_id="sorting_of")
def sorting_of(request: ApiRequest, number: int) -> Sorted:
    """Return the tags, the reason and the fields of a case."""
    return queries.sorted_of(request.auth, cases.case_by_number(request.auth, number).pk)


@router.post("/cases/{int:number}/tags", response={201: SortedShape}, operation_id="tag_case")
@decorate_view(once)
def tag_case(request: ApiRequest, number: int, wish: TagWish) -> Status[Sorted]:
    """Give the case a tag; giving it again changes nothing."""
    case = cases.case_by_number(request.auth, number)
    verbs.tag(case, name=wish.name, by=request.auth, at=timezone.now())
    return Status(201, queries.sorted_of(request.auth, case.pk))


@router.delete("/cases/{int:number}/tags/{tag_id}", response=SortedShape, operation_id="untag_case")
def untag_case(request: ApiRequest, number: int, tag_id: Key) -> Sorted:
    """Take a tag from the case."""
    case = cases.case_by_number(request.auth, number)
    verbs.untag(case, queries.tag_of(request.auth, tag_id), by=request.auth, at=timezone.now())
    return queries.sorted_of(request.auth, case.pk)


@router.put("/cases/{int:number}/reason", response=SortedShape, operation_id="give_reason")
def give_reason(request: ApiRequest, number: int, wish: ReasonWish) -> Sorted:
    """Say why the customer turned to us."""
    case = cases.case_by_number(request.auth, number)
    reason = queries.reason_of(request.auth, wish.reason_id) if wish.reason_id else None
    verbs.give_reason(case, reason, by=request.auth, at=timezone.now())
    return queries.sorted_of(request.auth, case.pk)


@router.put("/cases/{int:number}/fields/{field_id}", response=SortedShape, operation_id="fill_field")
def fill_field(request: ApiRequest, number: int, field_id: Key, wish: ValueWish) -> Sorted:
    """Write into a field of the case."""
    case, field = cases.case_by_number(request.auth, number), queries.field_of(request.auth, field_id)
    verbs.fill(case, field, value=wish.value, by=request.auth, at=timezone.now())
    return queries.sorted_of(request.auth, case.pk)
