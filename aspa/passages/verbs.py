"""Keeping ready passages: each change is a version; nothing that was said to customers is ever overwritten."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aspa.brands.models import LANGUAGES, Brand
from aspa.history import verbs as history
from aspa.kit.errors import Forbidden, Missing, Refused
from aspa.kit.lines import one_line
from aspa.kit.naming import named
from aspa.kit.viewer import Viewer
from aspa.passages.models import Passage, PassageBrand, PassageReason, Version
from aspa.passages.placeholders import folded
from aspa.passages.queries import may_change, may_keep
from aspa.sorting.models import Reason
from aspa.staff.models import Agent, Team

CODE = re.compile(r"[^\W_](?:[\w-]{0,28}[^\W_])?")
LONGEST_NAME, LONGEST_CODE, LONGEST, LONGEST_WHY = 80, 30, 10_000, 200
MOST = 5_000  # in use in one organisation
SCOPE = {"brands", "reasons", "owner"}
Written = dict[str, Any]


class BadCode(Refused):
    """This is no code for a passage."""

    code = "bad_code"


class CodeTaken(Refused):
    """Another passage in use has this code."""

    code = "code_taken"


class NoText(Refused):
    """A passage says something in one language at least."""

    code = "no_text"


class TooLongText(Refused):
    """A passage is a part of a letter, not a book."""

    code = "passage_too_long"


class TooManyPassages(Refused):
    """Nobody finds anything among so many."""

    code = "too_many_passages"


class ChangedElsewhere(Refused):
    """Somebody else changed the passage since it was looked at."""

    code = "passage_changed"


class OwnerNeeded(Refused):
    """Somebody at work here is answerable for every passage."""

    code = "owner_needed"


class PutAway(Refused):
    """The passage is not in use."""

    code = "passage_archived"


@transaction.atomic
def make(*, by: Viewer, at: datetime, **written: Any) -> Passage:
    """
    Make a passage; `written` is what `change` takes.

    Raises Forbidden to whoever administers none of its brands, TooManyPassages, and what `change` raises.
    """
    said = _checked(by.organisation_id, written)
    if not may_keep(by, said["brands"]):
        raise Forbidden(_("Only an administrator may make passages for these brands."))
    if Passage.objects.filter(organisation_id=by.organisation_id, archived_at__isnull=True).count() >= MOST:
        raise TooManyPassages(_("There are five thousand passages already. Put some away first."))
    passage = Passage(organisation_id=by.organisation_id)
    _write(passage, said, by=by, at=at)
    return passage


@transaction.atomic
def change(passage: Passage, *, version: int, by: Viewer, at: datetime, **written: Any) -> Version:
    """
    Change a passage; what was said before stays as a version. The same again makes none.

    Its owner changes what it says; where it is used and who answers for it, whoever administers its brands.

    Args:
        version: the number of the version that was looked at.
        written: `code`, `name`, `texts` by language, `brands` and `reasons` (keys; none for all), `owner` (agent or
            team), `review_on` and `why`.

    Raises ChangedElsewhere, PutAway, Forbidden, BadCode, CodeTaken, NoText, TooLongText, OwnerNeeded, Missing and
    NameNeeded.
    """
    said = _checked(passage.organisation_id, written)
    _lock(passage, version)
    if passage.archived_at:
        raise PutAway(_("This passage is not in use. Take it into use again first."))
    before = _as_it_is(passage)
    if not may_change(by, passage, before["brands"]):
        raise Forbidden(_("Only its owner or an administrator may change this passage."))
    moves = any(before[name] != said[name] for name in SCOPE)
    if moves and not (may_keep(by, before["brands"]) and may_keep(by, said["brands"])):
        raise Forbidden(_("Only an administrator may say where a passage is used and who answers for it."))
    latest = passage.latest
    if latest and all(before[name] == said[name] for name in before):
        return latest
    return _write(passage, said, by=by, at=at)


@transaction.atomic
def set_back(passage: Passage, to: Version, *, version: int, by: Viewer, at: datetime) -> Version:
    """
    Let a passage say again what it said in an earlier version, as a new one; where it is used stays.

    Raises Missing for a version of another passage, and what `change` raises.
    """
    if to.passage_id != passage.pk:
        raise Missing(_("There is no such version."))
    now = _as_it_is(passage)
    now |= {"code": to.code, "name": to.name, "texts": to.texts}
    why = _("As in version %(number)s") % {"number": to.number}
    return change(passage, version=version, by=by, at=at, why=why, **now)


@transaction.atomic
def archive(passage: Passage, *, by: Viewer, at: datetime) -> None:
    """Put a passage away: offered no more, what it said stays. Twice is the same as once. Raises Forbidden."""
    _may_move(passage, by)
    if not passage.archived_at:
        _mark(passage, at, "passage.archived", by=by, at=at)


@transaction.atomic
def restore(passage: Passage, *, by: Viewer, at: datetime) -> None:
    """
    Take a passage into use again. Twice is the same as once.

    Raises Forbidden, and CodeTaken when another has its code by now.
    """
    _may_move(passage, by)
    if passage.archived_at:
        _mark(passage, None, "passage.restored", by=by, at=at)


def _may_move(passage: Passage, by: Viewer) -> None:
    _lock(passage, None)
    if not may_change(by, passage, _as_it_is(passage)["brands"]):
        raise Forbidden(_("Only its owner or an administrator may change this passage."))


def _mark(passage: Passage, archived_at: datetime | None, event: str, *, by: Viewer, at: datetime) -> None:
    passage.archived_at = archived_at
    _save(passage, ["archived_at"])
    _record(event, passage, by=by, at=at, named=passage.name)


def _lock(passage: Passage, version: int | None) -> None:
    passage.refresh_from_db(
        from_queryset=Passage.objects.select_for_update(no_key=True, of=["self"]).select_related("latest")
    )
    if version is not None and passage.number != version:
        raise ChangedElsewhere(_("Somebody else changed this passage meanwhile. Look at what it says now, then save."))


def _write(passage: Passage, said: Written, *, by: Viewer, at: datetime) -> Version:
    """Write the next version and let it be in force."""
    organisation, owner, before = {"organisation_id": passage.organisation_id}, said["owner"], _whose(passage)
    passage.code, passage.name, passage.review_on = said["code"], said["name"], said["review_on"]
    passage.owner_agent = owner if isinstance(owner, Agent) else None
    passage.owner_team = owner if isinstance(owner, Team) else None
    passage.head = f" {folded(passage.code)} {folded(passage.name)} "
    passage.words = passage.head + folded(" ".join(said["texts"].values())) + " "
    passage.number += 1
    _save(passage)
    facts = {name: said[name] for name in ("code", "name", "texts", "brands", "reasons", "why")}
    version: Version = Version.objects.create(
        **organisation, passage=passage, number=passage.number, written_by=by.actor, written_at=at, **facts
    )
    passage.latest = version
    passage.save(update_fields=["latest"])
    _place(passage, brands=said["brands"], reasons=said["reasons"])
    told = {"number": version.number, "named": passage.name, "why": version.why}
    _record("passage.written", passage, by=by, at=at, **told, before=before, after=_whose(passage))
    return version


def _whose(passage: Passage) -> dict[str, Any]:
    """Return what no version keeps."""
    review_on = passage.review_on and passage.review_on.isoformat()
    return {"agent_id": passage.owner_agent_id, "team_id": passage.owner_team_id, "review_on": review_on}


def _place(passage: Passage, *, brands: list[int], reasons: list[int]) -> None:
    whose: dict[str, Any] = {"organisation_id": passage.organisation_id, "passage": passage}
    PassageBrand.objects.filter(passage=passage).delete()
    PassageReason.objects.filter(passage=passage).delete()
    PassageBrand.objects.bulk_create(PassageBrand(**whose, brand_id=key) for key in brands)
    PassageReason.objects.bulk_create(PassageReason(**whose, reason_id=key) for key in reasons)


def _save(passage: Passage, fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            passage.save(update_fields=fields)
    except IntegrityError as trouble:
        raise CodeTaken(_("Another passage has this code already.")) from trouble


def _as_it_is(passage: Passage) -> Written:
    latest = passage.latest
    return {
        "code": passage.code,
        "name": passage.name,
        "texts": latest.texts if latest else {},
        "brands": sorted(passage.for_brands.values_list("brand_id", flat=True)),
        "reasons": sorted(passage.for_reasons.values_list("reason_id", flat=True)),
        "owner": passage.owner_agent or passage.owner_team,
        "review_on": passage.review_on,
    }


def _checked(organisation_id: int, written: Written) -> Written:
    """Return what was written as it is kept."""
    return {
        "code": _code(written.get("code", "")),
        "name": named(written.get("name", ""), longest=LONGEST_NAME),
        "texts": _texts(written.get("texts", {})),
        "brands": _known(Brand, organisation_id, written.get("brands", ())),
        "reasons": _known(Reason, organisation_id, written.get("reasons", ())),
        "owner": _owner(organisation_id, written.get("owner")),
        "review_on": _day(written.get("review_on")),
        "why": one_line(str(written.get("why", "")))[:LONGEST_WHY],
    }


def _code(text: str) -> str:
    code = unicodedata.normalize("NFC", text.strip()).lower()
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise BadCode(_("A code is one word of letters, digits and hyphens: at most 30."))
    return code


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    codes = [code for code, _name in LANGUAGES]
    clean = {code: texts.get(code, "").replace("\x00", "").replace("\r\n", "\n") for code in codes}
    kept = {code: text.encode("utf-8", "replace").decode().strip() for code, text in clean.items() if text.strip()}
    if not kept:
        raise NoText(_("Write the passage in one language at least."))
    if max(map(len, kept.values())) > LONGEST:
        raise TooLongText(_("A passage has at most %(most)s characters in a language.") % {"most": LONGEST})
    return kept


def _known(rows: type[Brand] | type[Reason], organisation_id: int, keys: Collection[int]) -> list[int]:
    found = sorted(rows.objects.filter(organisation_id=organisation_id, pk__in=keys).values_list("pk", flat=True))
    if len(found) != len(set(keys)):
        raise Missing(_("There is no such brand or reason."))
    return found


def _owner(organisation_id: int, owner: Agent | Team | None) -> Agent | Team:
    gone = isinstance(owner, Agent) and not owner.is_active
    if owner is None or gone or owner.organisation_id != organisation_id:
        raise OwnerNeeded(_("Choose who answers for this passage: somebody at work, or a team."))
    return owner


def _day(day: date | None) -> date | None:
    return day if day and day.year < 10_000 else None


def _record(event: str, passage: Passage, *, by: Viewer, at: datetime, **facts: Any) -> None:
    organisation_id = passage.organisation_id
    history.record(event, organisation_id=organisation_id, subject_id=passage.pk, actor=by.actor, at=at, **facts)
