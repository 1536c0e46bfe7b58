"""Drafts, kept for the scripts of an open window: what was written, and the files that go with it."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aspa.cases import queries as cases
from aspa.channels import files
from aspa.channels.email.showing.pictures import type_of
from aspa.desk.answers import DeskRequest, not_understood, signed_in
from aspa.desk.originals.views import FILE_POLICY
from aspa.desk.writing.forms import DraftFileForm, DraftForm
from aspa.drafting import queries, verbs
from aspa.drafting.queries import DraftRow
from aspa.kit import moments
from aspa.kit.errors import Refused


@signed_in
@require_http_methods(["GET", "POST"])
def draft(request: DeskRequest, number: int, kind: str) -> HttpResponse:
    """Keep what was written; where another window wrote too, answer with its version and change nothing."""
    case = cases.case_by_number(request.agent, number)
    if request.method == "GET":
        return JsonResponse(shown(queries.draft_of(request.agent, case, kind)))
    form = DraftForm(request.POST)
    if not form.is_valid():
        return not_understood(request)
    try:
        kept = verbs.keep(case, kind=kind, by=request.agent, at=timezone.now(), **form.said())
    except (verbs.OtherWindow, verbs.TooLong) as refusal:
        other = shown(queries.draft_of(request.agent, case, kind))
        return JsonResponse({**other, "code": refusal.code, "sentence": str(refusal)}, status=409)
    return JsonResponse({"version": kept.version, "at": clock()})


@signed_in
@require_POST
def draft_files(request: DeskRequest, number: int, kind: str) -> HttpResponse:
    """Keep a file for a draft."""
    case, form = cases.case_by_number(request.agent, number), DraftFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return not_understood(request)
    file, letter, content_id = (form.cleaned_data[name] for name in ("file", "letter", "content_id"))
    try:
        files.check([file.size])
        kept = files.store(file.read(), name=file.name, content_type=file.content_type or "")
        facts = {"kind": kind, "letter": letter, "content_id": content_id}
        row = verbs.enclose(case, file=kept, by=request.agent, at=timezone.now(), **facts)
    except Refused as refusal:
        return JsonResponse({"code": refusal.code, "sentence": str(refusal)}, status=409)
    at = reverse("draft_file", args=[number, row.pk])
    return JsonResponse({"id": row.pk, "name": row.name, "size": row.size, "url": at}, status=201)


@signed_in
@require_GET
def draft_file(request: DeskRequest, number: int, file_id: int) -> HttpResponse:
    """Show a picture that stands in a draft; anything else is only handed out."""
    file = queries.file_of(request.agent, file_id)
    data = files.content(file.sha256)
    response = HttpResponse(data, type_of(data) or "application/octet-stream")
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Content-Disposition"] = "inline" if type_of(data) else "attachment"
    return response


@signed_in
@require_POST
def draft_file_removal(request: DeskRequest, number: int, file_id: int) -> HttpResponse:
    """Let a file not go along."""
    verbs.leave_out(queries.file_of(request.agent, file_id))
    return HttpResponse(status=204)


def shown(row: DraftRow) -> dict[str, Any]:
    """Return a draft for the scripts."""
    facts = {name: getattr(row, name) for name in ("text", "html", "version", "letter", "fields")}
    return {**facts, "files": [asdict(file) for file in row.enclosed], "at": clock(row)}


def clock(row: DraftRow | None = None) -> str:
    """Return when a draft was written, or the time now, as the page writes it."""
    return moments.clock((row and row.written_at) or timezone.now(), get_language() or "en")
