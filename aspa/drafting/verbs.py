"""Keeping what is written until it is sent; sending clears it in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.brands import queries as brands
from aspa.cases import promising
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.channels import files
from aspa.channels.files import Stored
from aspa.drafting.models import Draft, DraftFile
from aspa.kit import walls
from aspa.kit.errors import Missing, Refused
from aspa.passages.using import verbs as using
from aspa.promises.window import Window
from aspa.staff.models import Agent
from aspa.understanding import verbs as understanding

LONGEST = 200_000  # characters, as long as an answer may be
LONGEST_HTML = 1_000_000
FIELDS = {"act", "day", "time", "subject", "to", "cc", "bcc", "passages", "dismissed", "hand"}
EMPTY_FOR = timedelta(days=2)  # far longer than a request that was under way when a letter was sent


class OtherWindow(Refused):
    """The draft was changed elsewhere since this window last saw it."""

    code = "draft_changed"


class TooLong(Refused):
    """Nobody reads a letter as long as this."""

    code = "draft_too_long"


@transaction.atomic
def keep(  # noqa: PLR0913  # each is one thing that is written down
    case: Case,
    *,
    kind: str,
    text: str,
    version: int,
    by: Agent,
    at: datetime,
    html: str = "",
    fields: Mapping[str, str] | None = None,
) -> Draft:
    """
    Keep what an agent has written so far.

    Args:
        version: the one this window saw last, 0 when it saw none. The same words once more are no other window's: an
            answer may have been lost on its way.

    Raises OtherWindow and TooLong; the draft then stands as it was.
    """
    if len(text) > LONGEST or len(html) > LONGEST_HTML:
        raise TooLong(_("This is too long to be sent. Shorten it, or send it as a file."))
    draft = draft_row(case, kind=kind, by=by, at=at)
    kept = {name: _clean(value)[:4000] for name, value in (fields or {}).items() if name in FIELDS and value}
    said = (_clean(text), _clean(html), kept)
    if draft.version != version:
        if said == (draft.text, draft.html, draft.fields):
            return draft
        raise OtherWindow(_("This was also written in another window."))
    draft.text, draft.html, draft.fields = said
    draft.version, draft.written_at = version + 1, at
    draft.save(update_fields=["text", "html", "fields", "version", "written_at"])
    return draft


@transaction.atomic
def enclose(
    case: Case, *, kind: str, file: Stored, letter: int, by: Agent, at: datetime, content_id: str = ""
) -> DraftFile:
    """
    Let a file that lies in the store go with a draft.

    Args:
        letter: which letter it was chosen for; one that was sent meanwhile takes no more files.
        content_id: by which the text names it, for a picture that stands in it.

    Raises OtherWindow, files.TooLarge and files.TooMany.
    """
    draft = draft_row(case, kind=kind, by=by, at=at)
    if draft.letter != letter:
        raise OtherWindow(_("What this file was chosen for has been sent."))
    files.check([*DraftFile.objects.filter(draft=draft).values_list("size", flat=True), file.size])
    said = asdict(file) | {"content_id": content_id}
    enclosed: DraftFile = DraftFile.objects.create(organisation_id=case.organisation_id, draft=draft, **said)
    return enclosed


@transaction.atomic
def leave_out(file: DraftFile) -> None:
    """Let a file not go with its draft after all; the store clears its bytes when nothing names them."""
    DraftFile.objects.filter(pk=file.pk).delete()


@transaction.atomic
def reply(  # each is one thing an agent fills in
    case: Case,
    *,
    by: Agent,
    at: datetime,
    kept: Sequence[int] = (),
    enclosures: Sequence[Stored] = (),
    passages: Sequence[int] = (),
    hand: Sequence[str] = (),
    **said: Any,
) -> Message:
    """
    Answer the customer and clear the draft, as one.

    Args:
        kept: keys of those files of the draft that go along.
        passages: keys of the versions of ready passages that were put in.
        hand: which of the customer's questions it answers and which not, where its writer has said so.
        said: as `cases.verbs.reply` takes it.

    Raises what `cases.verbs.reply` and `files.check` raise; the draft then stands as it was.
    """
    looks = said.get("html", "")
    along = taken_along(case, kept=kept, enclosures=enclosures, html=looks, by=by, at=at)
    message = cases.reply(case, by=by, at=at, enclosures=along, **said)
    using.note(message, versions=passages)
    understanding.settle(case, message, hand=hand, by=by)
    clear(case, kind=Draft.Kind.REPLY, by=by, at=at)
    return message


@transaction.atomic
def memo(case: Case, *, text: str, by: Agent, at: datetime) -> Message:
    """Write a memo and clear its draft, as one; raises what `cases.verbs.memo` raises."""
    clear(case, kind=Draft.Kind.MEMO, by=by, at=at)  # drafts are held before cases, here as in `reply`
    return cases.memo(case, text=text, by=by, at=at)


@transaction.atomic
def renegotiate(case: Case, *, window: Window, text: str, by: Agent, at: datetime, seen: int | None = None) -> Message:
    """Agree on another time and clear its draft, as one; raises what `cases.promising.renegotiate` raises."""
    clear(case, kind=Draft.Kind.TIME, by=by, at=at)
    return promising.renegotiate(case, window=window, text=text, by=by, at=at, seen=seen)


@transaction.atomic
def clear(case: Case, *, kind: str, by: Agent, at: datetime) -> None:
    """Leave an empty draft of a higher version behind: a window that still knows the old one cannot bring it back."""
    draft = draft_row(case, kind=kind, by=by, at=at)
    draft.text, draft.html, draft.fields = "", "", {}
    draft.version, draft.letter, draft.written_at = draft.version + 1, draft.letter + 1, at
    draft.save(update_fields=["text", "html", "fields", "version", "letter", "written_at"])
    DraftFile.objects.filter(draft=draft).delete()


def forget_empty(*, at: datetime) -> int:
    """Remove drafts that were sent so long ago that no window can bring them back; return how many."""
    count = 0
    for organisation_id in brands.organisation_ids():
        with walls.within(organisation_id):
            gone, _each = Draft.objects.filter(text="", html="", files=None, written_at__lt=at - EMPTY_FOR).delete()
            count += gone
    return count


def taken_along(
    case: Case, *, kept: Sequence[int], enclosures: Sequence[Stored], by: Agent, at: datetime, html: str = ""
) -> list[Stored]:
    """Return what goes with an answer: pictures of the draft that stand in it, its files that were kept, new ones."""
    draft = draft_row(case, kind=Draft.Kind.REPLY, by=by, at=at)
    mine = DraftFile.objects.filter(draft=draft).order_by("id")
    taken = [one for one in mine if (f"cid:{one.content_id}" in html if one.content_id else one.pk in kept)]
    along = [Stored(one.name, one.content_type, one.size, one.sha256, one.content_id) for one in taken]
    along += enclosures
    files.check([file.size for file in along])
    return along


def draft_row(case: Case, *, kind: str, by: Agent, at: datetime) -> Draft:
    """Return the draft, its row held until the transaction ends; raises Missing for a kind that there is not."""
    if kind not in Draft.Kind.values:
        raise Missing(_("There is no such draft."))
    which: dict[str, Any] = {"agent": by, "case": case, "kind": kind}
    rows = Draft.objects.select_for_update(no_key=True).filter(**which)
    held: Draft | None = rows.first()
    if held is None:
        Draft.objects.get_or_create(**which, defaults={"organisation_id": case.organisation_id, "written_at": at})
        held = rows.get()
    return held


def _clean(text: str) -> str:
    """What the database can hold: no NUL, no halves of characters; lines end alike."""
    return text.replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()
