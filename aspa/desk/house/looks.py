"""How a brand looks: its colour, told as it is typed, and its logo, handed out to those who may see the brand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from aspa.brands import queries, verbs
from aspa.desk.answers import DeskRequest, for_administrators, signed_in
from aspa.desk.forms import DeskForm
from aspa.desk.house.brand_forms import ColourForm, LogoForm
from aspa.desk.house.brands import PAGES, settle

POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
KEPT = "private, max-age=31536000, immutable"  # its address names its bytes


@require_POST
@for_administrators
def colour(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Have another colour from now on."""
    return settle(request, brand_id, verbs.change, "#look", colour_form=ColourForm(request.POST))


@require_GET
@for_administrators
def colour_seen(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Tell how a colour that is being typed would be seen."""
    form = ColourForm(request.GET)
    form.is_valid()
    return render(request, "desk/house/_colour_seen.html", {"colour_form": form, "seen": form.seen(), "pages": PAGES})


@require_POST
@for_administrators
def logo(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show another logo from now on."""
    return settle(request, brand_id, verbs.put_logo, "#look", logo_form=LogoForm(request.POST, request.FILES))


@require_POST
@for_administrators
def logo_removal(request: DeskRequest, brand_id: int) -> HttpResponse:
    """Show no logo from now on."""
    return settle(request, brand_id, verbs.take_logo, "#look", removal_form=DeskForm(request.POST))


@require_GET
@signed_in
def brand_logo(request: DeskRequest, brand_id: int, sha256: str) -> HttpResponse:
    """Hand out the logo that a brand shows now, as nothing but the picture it is."""
    found = queries.logo_of(request.agent, brand_id, sha256)
    response = HttpResponse(bytes(found.data), found.content_type)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = KEPT
    return response
