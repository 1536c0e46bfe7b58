"""A brand's own page: how it writes, what it promises, when it serves."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from aspa.brands import queries, verbs
from aspa.brands.models import Brand
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.house.brand_forms import DAYS, HOUR, BrandForm, DateForm, HoursForm, SpecialDayForm
from aspa.hours import queries as opening
from aspa.hours import verbs as hours_verbs
from aspa.hours.wording import written


@require_http_methods(["GET", "POST"])
@for_administrators
def brand(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show what is set, or change how the brand writes and what it promises."""
    chosen = queries.brand_of(request.agent, brand_id)
    form = BrandForm(request.POST or None, initial=as_set(chosen))
    if form.done_by(verbs.change, chosen, by=request.agent.actor, at=timezone.now()):
        return redirect("brand", brand_id)
    return brand_page(request, chosen, brand_form=form)


@require_POST
@for_administrators
def hours(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Serve at other hours from now on."""
    chosen, form = queries.brand_of(request.agent, brand_id), HoursForm(request.POST)
    form.done_by(HoursForm.set, chosen, by=request.agent.actor, at=timezone.now())
    return brand_page(request, chosen, hours_form=form) if form.errors else redirect("brand", brand_id)


@require_POST
@for_administrators
def special_days(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Let one date differ."""
    chosen, form = queries.brand_of(request.agent, brand_id), SpecialDayForm(request.POST)
    form.done_by(hours_verbs.set_special_day, chosen, by=request.agent.actor, at=timezone.now())
    return brand_page(request, chosen, day_form=form) if form.errors else redirect("brand", brand_id)


@require_POST
@for_administrators
def removal(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Let a date be like others again."""
    chosen, form = queries.brand_of(request.agent, brand_id), DateForm(request.POST)
    form.done_by(hours_verbs.drop_special_day, chosen, by=request.agent.actor, at=timezone.now())
    return redirect("brand", brand_id)


def brand_page(
    request: DeskRequest,
    chosen: Brand,
    *,
    brand_form: BrandForm | None = None,
    hours_form: HoursForm | None = None,
    day_form: SpecialDayForm | None = None,
) -> HttpResponse:
    """Return the page; at most one form was filled in wrongly, the others show what is set."""
    coming = opening.special_days_of(chosen, since=timezone.localdate())
    shown = {
        "brand": chosen,
        "brand_form": brand_form or BrandForm(initial=as_set(chosen)),
        "hours_form": hours_form or HoursForm(initial=dict(zip(DAYS, opening.week_of(chosen), strict=True))),
        "day_form": day_form or SpecialDayForm(),
        "special_days": [
            (day.on, written([(day.opens, day.closes)]) if day.opens and day.closes else "") for day in coming
        ],
    }
    is_wrong = any(form and form.is_bound for form in (brand_form, hours_form, day_form))
    return render(request, "desk/house/brand.html", shown, status=422 if is_wrong else 200)


def as_set(chosen: Brand) -> dict[str, object]:
    """Return what the form begins with; part of an hour counts as a whole one."""
    facts = {name: getattr(chosen, name) for name in ("signature", "language", "acknowledges")}
    return {**facts, "answers_within": -(-chosen.answers_within // HOUR)}
