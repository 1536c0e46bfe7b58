"""Brands: where they hear, how they speak and look, when they serve."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.house.shapes import BrandShape, SpecialDayShape, WeekShape
from aspa.api.house.wishes import (
    AddressWish,
    BrandWish,
    LogoWish,
    OpeningWish,
    QueueNameWish,
    QueueWish,
    SpecialDayWish,
    SpeechWish,
    WeekWish,
)
from aspa.api.messages import download
from aspa.api.repeat import once
from aspa.api.shapes import Named
from aspa.api.wishes import Day, Key
from aspa.brands import queries, verbs
from aspa.brands.models import Brand
from aspa.cases.told import must_be_a_closing
from aspa.channels.email import retiring
from aspa.hours import queries as hours
from aspa.hours import verbs as hours_verbs
from aspa.hours.models import SpecialDay
from aspa.reception import founding
from aspa.staff import hearing
from aspa.staff import queries as queues
from aspa.staff import verbs as staff
from aspa.staff.models import Queue
from aspa.staff.queues import verbs as ending

router = Router(tags=["brands"])


@router.get("/brands", response=list[BrandShape], operation_id="list_brands")
def list_brands(request: ApiRequest) -> list[Brand]:
    """List the brands of the organisation, by name."""
    return queries.brands(request.auth)


@router.post("/brands", response={201: BrandShape}, operation_id="open_brand", auth=ADMINISTERS)
@decorate_view(once)
def open_brand(request: ApiRequest, wish: OpeningWish) -> Status[Brand]:
    """Open one more brand, ready to serve: with its address, office hours and a queue."""
    asked = {"name": wish.name, "address": wish.address, "language": wish.language}
    opened = founding.open_brand(request.auth.organisation, **asked, by=request.auth.actor, at=timezone.now())
    return Status(201, queries.brand_of(request.auth, opened.pk))


@router.get("/brands/{brand_id}", response=BrandShape, operation_id="brand")
def brand(request: ApiRequest, brand_id: Key) -> Brand:
    """Return one brand."""
    return queries.brand_of(request.auth, brand_id)


@router.patch("/brands/{brand_id}", response=BrandShape, operation_id="change_brand", auth=ADMINISTERS)
def change_brand(request: ApiRequest, brand_id: Key, wish: BrandWish) -> Brand:
    """Change a brand's name, how it writes and looks and what it promises; promises already given stand as they are."""
    chosen = queries.brand_of(request.auth, brand_id)
    said = {name: value for name, value in wish.dict().items() if value is not None}
    if minutes := said.pop("answers_within_minutes", None):
        said["answers_within"] = timedelta(minutes=minutes)
    return verbs.change(chosen, **said, by=request.auth.actor, at=timezone.now())


@router.put("/brands/{brand_id}/logo", response=BrandShape, operation_id="put_logo", auth=ADMINISTERS)
def put_logo(request: ApiRequest, brand_id: Key, wish: LogoWish) -> Brand:
    """Show a logo beside the brand's name; nothing happens where it is shown already."""
    chosen = queries.brand_of(request.auth, brand_id)
    return verbs.put_logo(chosen, picture=wish.data, by=request.auth.actor, at=timezone.now())


@router.get("/brands/{brand_id}/logo", operation_id="logo")
def logo(request: ApiRequest, brand_id: Key) -> HttpResponse:
    """Return the bytes of the logo that a brand shows."""
    found = queries.logo_of(request.auth, brand_id)
    return download(bytes(found.data), f"logo.{found.content_type.partition('/')[2]}", found.content_type)


@router.delete("/brands/{brand_id}/logo", response=BrandShape, operation_id="take_logo", auth=ADMINISTERS)
def take_logo(request: ApiRequest, brand_id: Key) -> Brand:
    """Show no logo; nothing happens where there is none."""
    return verbs.take_logo(queries.brand_of(request.auth, brand_id), by=request.auth.actor, at=timezone.now())


@router.put("/brands/{brand_id}/speech", response=BrandShape, operation_id="speak", auth=ADMINISTERS)
def speak(request: ApiRequest, brand_id: Key, wish: SpeechWish) -> Brand:
    """Say how a brand speaks: its tone, and how it greets and ends in each language."""
    chosen = queries.brand_of(request.auth, brand_id)
    for words in wish.greetings.values():
        must_be_a_closing(words.closing)
    greetings = {code: [words.named, words.plain, words.closing] for code, words in wish.greetings.items()}
    said = {"tone": wish.tone, "greetings": greetings, "asks_next": wish.asks_next}
    return verbs.speak(chosen, **said, by=request.auth.actor, at=timezone.now())  # type: ignore[arg-type]  # as checked


@router.post("/brands/{brand_id}/addresses", response={201: BrandShape}, operation_id="hear_at", auth=ADMINISTERS)
@decorate_view(once)
def hear_at(request: ApiRequest, brand_id: Key, wish: AddressWish) -> Status[Brand]:
    """Let a brand hear at one more address, or again at one out of use; nothing happens where it already does."""
    chosen = queries.brand_of(request.auth, brand_id)
    hearing.hear_at(chosen, address=wish.address, by=request.auth.actor, at=timezone.now())
    return Status(201, queries.brand_of(request.auth, brand_id))


@router.delete(
    "/brands/{brand_id}/addresses/{path:address}", response=BrandShape, operation_id="retire_address", auth=ADMINISTERS
)
def retire_address(request: ApiRequest, brand_id: Key, address: str) -> Brand:
    """Hear at an address no more but answers to what was sent; nothing happens where it is out of use already."""
    chosen = queries.address_at(request.auth, brand_id, address)
    retiring.retire(chosen, by=request.auth.actor, at=timezone.now())
    return queries.brand_of(request.auth, brand_id)


@router.post("/brands/{brand_id}/queues", response={201: Named}, operation_id="start_queue", auth=ADMINISTERS)
@decorate_view(once)
def start_queue(request: ApiRequest, brand_id: Key, wish: QueueWish) -> Status[Queue]:
    """Start a queue of a brand; one of that name stays as it is, one that was ended is started again."""
    chosen = queries.brand_of(request.auth, brand_id)
    return Status(201, staff.start_queue(chosen, name=wish.name, by=request.auth.actor, at=timezone.now()))


@router.patch("/brands/{brand_id}/queues/{queue_id}", response=Named, operation_id="rename_queue", auth=ADMINISTERS)
def rename_queue(request: ApiRequest, brand_id: Key, queue_id: Key, wish: QueueNameWish) -> Queue:
    """Call a queue otherwise; nothing happens where it is called so already."""
    queue = queues.queue_in(queries.brand_of(request.auth, brand_id), queue_id)
    return ending.rename(queue, name=wish.name, by=request.auth.actor, at=timezone.now())


@router.delete("/brands/{brand_id}/queues/{queue_id}", response=list[Named], operation_id="end_queue", auth=ADMINISTERS)
def end_queue(request: ApiRequest, brand_id: Key, queue_id: Key) -> list[Queue]:
    """End a queue in which nothing waits; answers with the queues of the brand that are left."""
    chosen = queries.brand_of(request.auth, brand_id)
    ending.end(queues.queue_in(chosen, queue_id), by=request.auth.actor, at=timezone.now())
    return [one for one in queues.queues_of(chosen) if one.ended_at is None]


@router.get("/brands/{brand_id}/hours", response=WeekShape, operation_id="hours_of")
def hours_of(request: ApiRequest, brand_id: Key) -> object:
    """Return when a brand serves in a week."""
    return WeekShape.of(queries.brand_of(request.auth, brand_id))


@router.put("/brands/{brand_id}/hours", response=WeekShape, operation_id="set_hours", auth=ADMINISTERS)
def set_hours(request: ApiRequest, brand_id: Key, wish: WeekWish) -> object:
    """Serve at these hours from now on; promises already given stand as they are."""
    chosen = queries.brand_of(request.auth, brand_id)
    week = [[one.stretch() for one in getattr(wish, day)] for day in hours_verbs.DAYS]
    hours_verbs.set_hours(chosen, week, by=request.auth.actor, at=timezone.now())
    return WeekShape.of(chosen)


@router.get("/brands/{brand_id}/special-days", response=list[SpecialDayShape], operation_id="list_special_days")
def list_special_days(request: ApiRequest, brand_id: Key) -> list[SpecialDay]:
    """List the dates from today on that differ from others, the nearest first."""
    return coming(queries.brand_of(request.auth, brand_id), at=timezone.now())


@router.put(
    "/brands/{brand_id}/special-days/{on}",
    response=list[SpecialDayShape],
    operation_id="set_special_day",
    auth=ADMINISTERS,
)
def set_special_day(request: ApiRequest, brand_id: Key, on: Day, wish: SpecialDayWish) -> list[SpecialDay]:
    """Let one date differ; saying it again replaces what was said."""
    chosen, now = queries.brand_of(request.auth, brand_id), timezone.now()
    opening = wish.opening.stretch() if wish.opening else None
    hours_verbs.set_special_day(chosen, on=on, opening=opening, by=request.auth.actor, at=now)
    return coming(chosen, at=now)


@router.delete(
    "/brands/{brand_id}/special-days/{on}",
    response=list[SpecialDayShape],
    operation_id="drop_special_day",
    auth=ADMINISTERS,
)
def drop_special_day(request: ApiRequest, brand_id: Key, on: Day) -> list[SpecialDay]:
    """Let a date be like others of its weekday again; nothing happens where it already is."""
    chosen, now = queries.brand_of(request.auth, brand_id), timezone.now()
    hours_verbs.drop_special_day(chosen, on=on, by=request.auth.actor, at=now)
    return coming(chosen, at=now)


def coming(chosen: Brand, *, at: datetime) -> list[SpecialDay]:
    """Return the dates that differ from today on, by the clock of the brand."""
    return hours.special_days_of(chosen, since=at.astimezone(ZoneInfo(chosen.zone)).date())
