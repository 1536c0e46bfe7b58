"""The audit log: who set what, and who looked at whom; searched, taken out as a file, and undone."""

import csv
import json
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from aspa.audit import queries, verbs
from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.forms import DeskForm
from aspa.desk.language import HERE
from aspa.desk.said import say
from aspa.kit.errors import Forbidden, Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer

PAGE = 50
KINDS = [("changes", gettext_lazy("Settings and permissions")), ("looks", gettext_lazy("Who looked at whom"))]


class AuditForm(DeskForm):
    """What is looked for."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=KINDS, required=False)
    actor = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    text = forms.CharField(label=gettext_lazy("Word or case number"), max_length=100, required=False)
    since = forms.DateField(
        label=gettext_lazy("First day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    before = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, written: Any) -> None:
        super().__init__(written)
        self.choose("actor", [("", _("Anybody")), *queries.actors(viewer)])

    def found(self, viewer: Viewer, *, limit: int) -> list[queries.Record]:
        """Return what is found; nothing where the form is wrong."""
        if not self.is_valid():
            return []
        asked = {**self.cleaned_data}
        kind = queries.looks if asked.pop("kind") == "looks" else queries.changes
        since, until = asked["since"], asked["until"]
        asked["since"] = since and datetime.combine(since, time.min, HERE)
        asked["until"] = until and datetime.combine(until + timedelta(days=1), time.min, HERE)
        return kind(viewer, queries.Wish(**asked), limit=limit)


@require_GET
@for_administrators
def audit(request: DeskRequest) -> HttpResponse:
    """Show what was changed or looked at, the newest first."""
    return log_page(request)


def log_page(request: DeskRequest, refusal: Refused | None = None) -> HttpResponse:
    """Return the page; with why something in it was not undone."""
    form = AuditForm(request.agent, request.GET)
    rows = form.found(request.agent, limit=PAGE + 1)
    asked = request.GET.copy()
    asked.pop("before", None)
    shown = {"form": form, "rows": queries.shown(request.agent, rows[:PAGE]), "asked": asked.urlencode()}
    shown["more"] = rows[PAGE - 1].id if len(rows) > PAGE else None
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "desk/audit/audit.html", {**shown, "refusal": refusal}, status=status)


@require_GET
@for_administrators
def file(request: DeskRequest) -> HttpResponse:
    """Hand out what is found as a file."""
    if not request.agent.may(Power.EXPORT):
        raise Forbidden(_("Your role does not let you take data out."))
    rows = AuditForm(request.agent, request.GET).found(request.agent, limit=queries.MOST)
    writer = csv.writer(Echo())
    lines = (writer.writerow([safe(one) for one in cells(row)]) for row in rows)
    head = writer.writerow(["at", "actor", "name", "what", "subject", "facts"])
    response = HttpResponse([head, *lines], content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


@require_POST
@for_administrators
def undoing(request: DeskRequest, event_id: int) -> HttpResponse:
    """Set back what was changed; what stands against it is said above the log."""
    event = queries.event_of(request.agent, event_id)
    try:
        verbs.undo(event, by=request.agent, at=timezone.now())
    except Refused as refusal:
        return log_page(request, refusal)
    say(request, _("Undone."))
    return redirect("audit")


class Echo:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


def cells(row: queries.Record) -> list[str]:
    """Return a row of the file."""
    facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True)
    return [row.at.isoformat(), row.actor, row.actor_name, row.name or "looked", str(row.subject_id), facts]


def safe(cell: str) -> str:
    """Return a cell that no table program takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell
