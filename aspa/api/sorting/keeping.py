"""What an administrator keeps of sorting: the words of tags, the reasons of a brand, and its fields."""

from django.utils import timezone
from ninja import Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.repeat import once
from aspa.api.sorting.routes import list_fields, list_reasons, router
from aspa.api.sorting.shapes import (
    ChangedFieldWish,
    FieldShape,
    FieldWish,
    IntoWish,
    MoveWish,
    ReasonNameWish,
    ReasonShape,
    TagShape,
    TagWordsWish,
)
from aspa.api.wishes import Key
from aspa.brands import queries as brands
from aspa.sorting import queries
from aspa.sorting.keeping import verbs
from aspa.sorting.models import Field, Reason, Tag


@router.put("/tags/{tag_id}", response=TagShape, operation_id="change_tag", auth=ADMINISTERS)
def change_tag(request: ApiRequest, tag_id: Key, wish: TagWordsWish) -> Tag:
    """Rename or recolour a tag, in every case that has it."""
    tag = queries.tag_of(request.auth, tag_id)
    verbs.change_tag(tag, name=wish.name, colour=wish.colour, by=request.auth, at=timezone.now())
    return tag


@router.post("/tags/{tag_id}/merge", response={201: TagShape}, operation_id="merge_tag", auth=ADMINISTERS)
@decorate_view(once)
def merge_tag(request: ApiRequest, tag_id: Key, wish: IntoWish) -> Status[Tag]:
    """Let another tag take the place of this one in every case; answers with the one that is left."""
    into = queries.tag_of(request.auth, wish.into_id)
    verbs.merge_tag(queries.tag_of(request.auth, tag_id), into=into, by=request.auth, at=timezone.now())
    return Status(201, into)


@router.post("/brands/{brand_id}/reasons", response={201: ReasonShape}, operation_id="add_reason", auth=ADMINISTERS)
@decorate_view(once)
def add_reason(request: ApiRequest, brand_id: Key, wish: ReasonNameWish) -> Status[Reason]:
    """Add a reason of the brand's own, at the end."""
    brand = brands.brand_of(request.auth, brand_id)
    return Status(201, verbs.add_reason(brand, name=wish.name, by=request.auth, at=timezone.now()))


@router.put("/brands/{brand_id}/reasons/{key}", response=ReasonShape, operation_id="rename_reason", auth=ADMINISTERS)
def rename_reason(request: ApiRequest, brand_id: Key, key: Key, wish: ReasonNameWish) -> Reason:
    """Call a reason something else; a built-in one with an empty name has its own again."""
    reason = queries.reason_of(request.auth, key, brand_id=brand_id)
    verbs.rename_reason(reason, name=wish.name, by=request.auth, at=timezone.now())
    return reason


@router.post(
    "/brands/{brand_id}/reasons/{key}/moves",
    response={201: list[ReasonShape]},
    operation_id="move_reason",
    auth=ADMINISTERS,
)
@decorate_view(once)
def move_reason(request: ApiRequest, brand_id: Key, key: Key, wish: MoveWish) -> Status[list[Reason]]:
    """Let a reason change places with the one before or after it."""
    verbs.move(queries.reason_of(request.auth, key, brand_id=brand_id), up=wish.up, by=request.auth, at=timezone.now())
    return Status(201, list_reasons(request, brand_id))


@router.put(
    "/brands/{brand_id}/reasons/{key}/archiving",
    response=list[ReasonShape],
    operation_id="archive_reason",
    auth=ADMINISTERS,
)
def archive_reason(request: ApiRequest, brand_id: Key, key: Key) -> list[Reason]:
    """Put a reason away: it is offered no more, and stays where it was used."""
    verbs.archive(queries.reason_of(request.auth, key, brand_id=brand_id), by=request.auth, at=timezone.now())
    return list_reasons(request, brand_id)


@router.delete(
    "/brands/{brand_id}/reasons/{key}/archiving",
    response=list[ReasonShape],
    operation_id="restore_reason",
    auth=ADMINISTERS,
)
def restore_reason(request: ApiRequest, brand_id: Key, key: Key) -> list[Reason]:
    """Take a reason that was put away into use again, at the end."""
    verbs.restore(queries.reason_of(request.auth, key, brand_id=brand_id), by=request.auth, at=timezone.now())
    return list_reasons(request, brand_id)


@router.post("/brands/{brand_id}/fields", response={201: FieldShape}, operation_id="add_field", auth=ADMINISTERS)
@decorate_view(once)
def add_field(request: ApiRequest, brand_id: Key, wish: FieldWish) -> Status[Field]:
    """Add a field to the cases of a brand, at the end."""
    brand = brands.brand_of(request.auth, brand_id)
    return Status(201, verbs.add_field(brand, **wish.dict(), by=request.auth, at=timezone.now()))


@router.put("/brands/{brand_id}/fields/{key}", response=FieldShape, operation_id="change_field", auth=ADMINISTERS)
def change_field(request: ApiRequest, brand_id: Key, key: Key, wish: ChangedFieldWish) -> Field:
    """Change a field; its kind stays, and what was written into it too."""
    field = queries.field_of(request.auth, key, brand_id=brand_id)
    verbs.change_field(field, **wish.dict(), by=request.auth, at=timezone.now())
    return field


@router.post(
    "/brands/{brand_id}/fields/{key}/moves",
    response={201: list[FieldShape]},
    operation_id="move_field",
    auth=ADMINISTERS,
)
@decorate_view(once)
def move_field(request: ApiRequest, brand_id: Key, key: Key, wish: MoveWish) -> Status[list[Field]]:
    """Let a field change places with the one before or after it."""
    verbs.move(queries.field_of(request.auth, key, brand_id=brand_id), up=wish.up, by=request.auth, at=timezone.now())
    return Status(201, list_fields(request, brand_id))


@router.put(
    "/brands/{brand_id}/fields/{key}/archiving",
    response=list[FieldShape],
    operation_id="archive_field",
    auth=ADMINISTERS,
)
def archive_field(request: ApiRequest, brand_id: Key, key: Key) -> list[Field]:
    """Put a field away: it is asked no more, and stays where it was filled in."""
    verbs.archive(queries.field_of(request.auth, key, brand_id=brand_id), by=request.auth, at=timezone.now())
    return list_fields(request, brand_id)


@router.delete(
    "/brands/{brand_id}/fields/{key}/archiving",
    response=list[FieldShape],
    operation_id="restore_field",
    auth=ADMINISTERS,
)
def restore_field(request: ApiRequest, brand_id: Key, key: Key) -> list[Field]:
    """Take a field that was put away into use again, at the end."""
    verbs.restore(queries.field_of(request.auth, key, brand_id=brand_id), by=request.auth, at=timezone.now())
    return list_fields(request, brand_id)
