"""A brand's own page: how it writes and looks, what it promises, when it serves."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.brands import queries, verbs
from aspa.brands.colours import DARK_PAGE, LIGHT_PAGE
from aspa.brands.models import Brand
from aspa.brands.wording import queries as wording
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.cases.letter import ending
from aspa.desk.forms import DeskForm
from aspa.desk.house.brand_forms import (
    HOUR,
    AddressForm,
    AvoidedWordForm,
    BrandForm,
    ColourForm,
    DateForm,
    HoursForm,
    LogoForm,
    QueueForm,
    SpecialDayForm,
)
from aspa.desk.said import say
from aspa.desk.writing.settings import SpeechForm, as_spoken
from aspa.hours import queries as opening
from aspa.hours import verbs as hours_verbs
from aspa.hours.verbs import DAYS
from aspa.hours.wording import written
from aspa.staff import queries as staff

PAGES = {"light": LIGHT_PAGE, "dark": DARK_PAGE}


@require_http_methods(["GET", "POST"])
@for_administrators
def brand(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show what is set, or change how the brand writes and what it promises."""
    if request.method == "GET":
        return brand_page(request, queries.brand_of(request.agent, brand_id, avoided=wording.AVOIDED))
    return settle(request, brand_id, verbs.change, brand_form=BrandForm(request.POST))


@require_POST
@for_administrators
def speech(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Speak otherwise from now on."""
    return settle(request, brand_id, SpeechForm.set, "#speech", speech_form=SpeechForm(request.POST))


@require_POST
@for_administrators
def hours(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Serve at other hours from now on."""
    return settle(request, brand_id, HoursForm.set, "#hours", hours_form=HoursForm(request.POST))


@require_POST
@for_administrators
def special_days(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Let one date differ."""
    return settle(
        request, brand_id, hours_verbs.set_special_day, "#special-days", day_form=SpecialDayForm(request.POST)
    )


@require_POST
@for_administrators
def removal(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Let a date be like others again."""
    return settle(request, brand_id, hours_verbs.drop_special_day, "#special-days", dropped_form=DateForm(request.POST))


def settle(
    request: DeskRequest, brand_id: int, verb: Callable[..., object], place: str = "", **filled: DeskForm
) -> HttpResponse:
    """Let a verb do what was filled in, say so and go on at `place`; or show the page with what is wrong."""
    chosen, [form] = queries.brand_of(request.agent, brand_id), filled.values()
    form.done_by(verb, chosen, by=request.agent.actor, at=timezone.now())
    if form.errors:
        return brand_page(request, chosen, **filled)
    say(request, _("Saved."))
    return redirect(reverse("brand", args=[brand_id]) + place)


def brand_page(request: DeskRequest, chosen: Brand, **wrong: DeskForm) -> HttpResponse:
    """Return the page; `wrong` is a form that was filled in wrongly, the others show what is set."""
    coming = opening.special_days_of(queries.with_addresses(chosen), since=timezone.localdate())
    shown = {
        "brand": chosen,
        "ending": ending(chosen.language, request.agent.name),
        "brand_form": BrandForm(initial=as_set(chosen)),
        "address_form": AddressForm(chosen),
        "heard_at": chosen.heard_at,
        "retired": chosen.retired,
        **_queues(chosen),
        **_look(chosen, wrong.get("colour_form")),
        "speech_form": SpeechForm(initial=as_spoken(chosen)),
        "word_form": AvoidedWordForm(initial={"language": chosen.language}),
        "avoided_words": wording.avoided_words(request.agent, chosen),
        "hours_form": HoursForm(initial=dict(zip(DAYS, opening.week_of(chosen), strict=True))),
        "day_form": SpecialDayForm(),
        "special_days": [
            (day.on, written([(day.opens, day.closes)]) if day.opens and day.closes else "") for day in coming
        ],
    }
    return render(request, "desk/house/brand.html", {**shown, **wrong}, status=422 if wrong else 200)


def _queues(chosen: Brand) -> dict[str, object]:
    """Return where cases of the brand wait, first its new ones, and where they did."""
    every = staff.queues_of(chosen)
    return {
        "queue_form": QueueForm(chosen),
        "queues": [one for one in every if one.ended_at is None],
        "ended": [one for one in every if one.ended_at],
    }


def _look(chosen: Brand, wrong: DeskForm | None) -> dict[str, object]:
    """Return what the page shows of how a brand looks."""
    form = wrong if isinstance(wrong, ColourForm) else ColourForm(initial={"colour": chosen.colour})
    return {"colour_form": form, "seen": form.seen(), "logo_form": LogoForm(), "pages": PAGES}


def as_set(chosen: Brand) -> dict[str, object]:
    """Return what the form begins with; part of an hour counts as a whole one."""
    facts = {name: getattr(chosen, name) for name in ("name", "signature", "language", "acknowledges")}
    return {**facts, "answers_within": -(-chosen.answers_within // HOUR)}
