"""The settings of sorting: the words of tags, a brand's reasons and its fields."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aspa.brands import queries as brands
from aspa.brands.models import Brand
from aspa.desk.answers import DeskRequest, for_administrators, not_understood
from aspa.desk.forms import DeskForm
from aspa.desk.said import say
from aspa.desk.sorting.forms import FieldForm, IntoForm, NewFieldForm, ReasonForm, TagWordsForm, each_field
from aspa.sorting import queries
from aspa.sorting.keeping import verbs
from aspa.sorting.models import Field, Reason

DOES = {"archiving": verbs.archive, "restoring": verbs.restore}


@require_GET
@for_administrators
def tags(request: DeskRequest) -> HttpResponse:
    """Show every tag, to be renamed, coloured and merged."""
    return tags_page(request)


def tags_page(request: DeskRequest, wrong: DeskForm | None = None) -> HttpResponse:
    """Return the page; `wrong` was filled in wrongly."""
    shown = {"tags": queries.tags(request.agent), "wrong": wrong}
    return render(request, "desk/sorting/tags.html", shown, status=422 if wrong else 200)


@require_POST
@for_administrators
def tag(request: DeskRequest, tag_id: int) -> HttpResponse:
    """Rename or recolour a tag."""
    form = TagWordsForm(request.POST)
    form.done_by(verbs.change_tag, queries.tag_of(request.agent, tag_id), by=request.agent, at=timezone.now())
    if form.errors:
        return tags_page(request, form)
    say(request, _("Saved."))
    return redirect(reverse("tag_words") + f"#tag-{tag_id}")


@require_POST
@for_administrators
def merging(request: DeskRequest, tag_id: int) -> HttpResponse:
    """Let another tag take the place of this one."""
    form = IntoForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    into = queries.tag_of(request.agent, form.cleaned_data["into"])
    verbs.merge_tag(queries.tag_of(request.agent, tag_id), into=into, by=request.agent, at=timezone.now())
    say(request, _("The tags were merged."))
    return redirect(reverse("tag_words") + f"#tag-{into.pk}")


@require_GET
@for_administrators
def sorting(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show the reasons and the fields of a brand."""
    return sorting_page(request, brands.brand_of(request.agent, brand_id))


def sorting_page(
    request: DeskRequest,
    brand: Brand,
    *,
    reason_form: DeskForm | None = None,
    field_form: DeskForm | None = None,
    changed: tuple[int, FieldForm] | None = None,
) -> HttpResponse:
    """Return the page; each form given was filled in wrongly."""
    agent, wrong = request.agent, reason_form or field_form or changed
    shown = {
        "brand": brand,
        "reasons": queries.reasons(agent, brand),
        "archived_reasons": queries.reasons(agent, brand, archived=True),
        "fields": each_field(queries.fields(agent, brand), changed),
        "archived_fields": queries.fields(agent, brand, archived=True),
        "reason_form": reason_form or ReasonForm(auto_id="id_reason_%s"),
        "field_form": field_form or NewFieldForm(auto_id="id_new_%s"),
    }
    return render(request, "desk/sorting/brand.html", shown, status=422 if wrong else 200)


@require_POST
@for_administrators
def new_reason(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Add a reason."""
    brand, form = brands.brand_of(request.agent, brand_id), ReasonForm(request.POST, auto_id="id_reason_%s")
    if form.done_by(verbs.add_reason, brand, by=request.agent, at=timezone.now()):
        return saved(request, brand_id, "reasons")
    return sorting_page(request, brand, reason_form=form)


@require_POST
@for_administrators
def new_field(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Add a field."""
    brand, form = brands.brand_of(request.agent, brand_id), NewFieldForm(request.POST, auto_id="id_new_%s")
    if form.done_by(verbs.add_field, brand, by=request.agent, at=timezone.now()):
        return saved(request, brand_id, "fields")
    return sorting_page(request, brand, field_form=form)


@require_POST
@for_administrators
def reason(request: DeskRequest, brand_id: int, key: int) -> HttpResponse:
    """Rename a reason."""
    chosen = queries.reason_of(request.agent, key, brand_id=brand_id)
    form = ReasonForm(request.POST, auto_id="id_reason_%s")
    form.done_by(verbs.rename_reason, chosen, by=request.agent, at=timezone.now())
    if form.errors:
        return sorting_page(request, brands.brand_of(request.agent, brand_id), reason_form=form)
    return saved(request, brand_id, "reasons")


@require_POST
@for_administrators
def field(request: DeskRequest, brand_id: int, key: int) -> HttpResponse:
    """Change a field."""
    chosen = queries.field_of(request.agent, key, brand_id=brand_id)
    form = FieldForm(request.POST, auto_id=f"id_{key}_%s")
    form.done_by(verbs.change_field, chosen, by=request.agent, at=timezone.now())
    if form.errors:
        return sorting_page(request, brands.brand_of(request.agent, brand_id), changed=(key, form))
    return saved(request, brand_id, "fields")


@require_POST
@for_administrators
def place(request: DeskRequest, brand_id: int, what: str, key: int, act: str) -> HttpResponse:
    """Move a reason or a field up or down, put it away, or take it into use again."""
    ask: Callable[..., Reason | Field] = queries.reason_of if what == "reasons" else queries.field_of
    chosen = ask(request.agent, key, brand_id=brand_id)
    if act in DOES:
        DOES[act](chosen, by=request.agent, at=timezone.now())
    else:
        verbs.move(chosen, up=act == "raising", by=request.agent, at=timezone.now())
    return saved(request, brand_id, what)


def saved(request: DeskRequest, brand_id: int, place: str) -> HttpResponse:
    """Say so and go on where the hands were."""
    say(request, _("Saved."))
    return redirect(reverse("sorting", args=[brand_id]) + f"#{place}")
