"""The settings of check-lists: what a brand does each time."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aspa.brands import queries as brands
from aspa.brands.models import Brand
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.said import say
from aspa.desk.tasks.forms import CheckListForm, as_kept
from aspa.sorting import queries as sorting
from aspa.tasks import queries
from aspa.tasks.lists import verbs
from aspa.tasks.models import CheckList


@require_http_methods(["GET", "POST"])
@for_administrators
def check_lists(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show the check-lists of a brand; add one."""
    brand = brands.brand_of(request.agent, brand_id)
    reasons = sorting.reasons(request.agent, brand)
    form = CheckListForm(request.POST or None, reasons=reasons, auto_id="id_new_%s")
    if form.done_by(verbs.keep, brand, by=request.agent, at=timezone.now()):
        return saved(request, brand_id)
    return page(request, brand, new=form)


@require_POST
@for_administrators
def check_list(request: DeskRequest, brand_id: int, key: int) -> HttpResponse:
    """Change a check-list."""
    brand = brands.brand_of(request.agent, brand_id)
    kept = queries.check_list_of(request.agent, key, brand_id=brand_id)
    form = CheckListForm(request.POST, reasons=sorting.reasons(request.agent, brand), auto_id=f"id_{key}_%s")
    form.done_by(verbs.change, kept, by=request.agent, at=timezone.now())
    return page(request, brand, wrong=(key, form)) if form.errors else saved(request, brand_id)


@require_POST
@for_administrators
def removal(request: DeskRequest, brand_id: int, key: int) -> HttpResponse:
    """Remove a check-list."""
    verbs.remove(queries.check_list_of(request.agent, key, brand_id=brand_id), by=request.agent, at=timezone.now())
    say(request, _("Removed."))
    return redirect(reverse("check_lists", args=[brand_id]))


def page(
    request: DeskRequest,
    brand: Brand,
    *,
    new: CheckListForm | None = None,
    wrong: tuple[int, CheckListForm] | None = None,
) -> HttpResponse:
    """Return the page; `wrong` is the list, by its key, that was filled in wrongly."""
    reasons = sorting.reasons(request.agent, brand)

    def form_of(kept: CheckList) -> CheckListForm:
        if wrong and wrong[0] == kept.pk:
            return wrong[1]
        return CheckListForm(initial=as_kept(kept), reasons=reasons, auto_id=f"id_{kept.pk}_%s")

    shown = {"brand": brand, "lists": [(kept, form_of(kept)) for kept in queries.check_lists(request.agent, brand)]}
    shown["new"] = new or CheckListForm(reasons=reasons, auto_id="id_new_%s")
    is_wrong = bool(wrong) or bool(new and new.is_bound)
    return render(request, "desk/tasks/check_lists.html", shown, status=422 if is_wrong else 200)


def saved(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Say so and go on."""
    say(request, _("Saved."))
    return redirect(reverse("check_lists", args=[brand_id]))
