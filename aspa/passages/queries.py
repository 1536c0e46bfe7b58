"""Asking about ready passages: which there are, which fit a case, and what was said when."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Message
from aspa.kit.errors import or_missing
from aspa.kit.greetings import first_name
from aspa.kit.moments import told
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.passages.models import Passage, PassageBrand, Use, Version
from aspa.passages.placeholders import fill, folded, pieces, text_in
from aspa.staff.models import Agent, Membership

MOST_OFFERED, MOST_LISTED, PREVIEW = 12, 500, 160
STATES = ("used", "review", "archived")

# The best are chosen by what is short; only of those that are shown the texts are read.
OFFERED = """
with asked as materialized (
    select (select reason_id from sorting_casereason where case_id = %(case)s) as reason_id),
used as (
    select t.passage_id, sum(t.count) as ever, sum(t.count) filter (where t.reason_id = asked.reason_id) as here
    from passages_tally t cross join asked where t.organisation_id = %(organisation)s group by 1),
tied as (
    select r.passage_id, bool_or(r.reason_id = asked.reason_id) as here
    from passages_passagereason r cross join asked where r.organisation_id = %(organisation)s group by 1),
branded as (
    select b.passage_id, bool_or(b.brand_id = %(brand)s) as here
    from passages_passagebrand b where b.organisation_id = %(organisation)s group by 1),
best as (
    select p.id, p.latest_id, p.name, p.code, coalesce(tied.here, false) or coalesce(used.here, 0) > 0 as fits,
        row_number() over (order by
            starts_with(p.head, ' ' || %(text)s || ' ') desc, starts_with(p.head, ' ' || %(text)s) desc,
            {begins_head} desc, {begins_words} desc,
            coalesce(tied.here, false) desc, coalesce(used.here, 0) desc, tied.passage_id is null desc,
            coalesce(used.ever, 0) desc, p.name collate "C", p.id) as place
    from passages_passage p
    left join used on used.passage_id = p.id
    left join tied on tied.passage_id = p.id
    left join branded on branded.passage_id = p.id
    where p.organisation_id = %(organisation)s and p.archived_at is null and branded.here is not false and {has_all}
    order by place limit %(limit)s)
select best.id, v.id, best.name, best.code, v.texts, best.fits
from best join passages_version v on v.id = best.latest_id
order by best.place
"""
MOST_WORDS = 8  # that are looked for; more are passed over


@dataclass(frozen=True, slots=True)
class Offered:
    """A passage as it would be put into an answer now; `version` goes with the answer, so that it is known later."""

    id: int
    version: int
    name: str
    code: str
    fits_reason: bool
    language: str
    is_fallback: bool
    text: str
    unfilled: tuple[str, ...]

    @property
    def preview(self) -> list[tuple[str, bool]]:
        """How it begins, on one line: pieces, and whether each is still to be filled in."""
        return pieces(" ".join(self.text.split())[:PREVIEW])


def offered(viewer: Viewer, case: Case, *, agent: str, now: datetime, text: str = "") -> list[Offered]:
    """
    Return the passages that fit a case, filled in, in one question.

    First what begins with the code or the words that are searched, then what fits and was used most for the case's
    reason. Each in the customer's language; where it lacks that, in the brand's.

    Args:
        agent: name of whoever answers.
    """
    said, language = folded(text[:200]), case.customer.language or case.language
    asked: dict[str, Any] = {
        "organisation": viewer.organisation_id,
        "case": case.pk,
        "brand": case.brand_id,
        "text": said,
        "limit": MOST_OFFERED,
    }
    words = {f"word{nth}": word for nth, word in enumerate(said.split()[:MOST_WORDS])}
    with connection.cursor() as cursor:
        cursor.execute(OFFERED.format(**_found_by(words)), asked | words)
        rows = cursor.fetchall()
    found = []
    for id, version, name, code, texts, fits in rows:
        spoken, template = text_in(_read(texts), language, case.brand.language)
        filled = fill(template, values_of(case, agent=agent, language=spoken, now=now))
        found.append(Offered(id, version, name, code, bool(fits), spoken, spoken != language, *filled))
    return found


def _found_by(words: Collection[str]) -> dict[str, str]:
    """Return the conditions that look for words, by the names of their parameters."""

    def each(condition: str) -> str:
        return "(" + (" and ".join(condition.format(word=f"%({word})s") for word in words) or "true") + ")"

    return {
        "has_all": each("strpos(p.words, {word}) > 0"),
        "begins_head": each("strpos(p.head, ' ' || {word}) > 0"),
        "begins_words": each("strpos(p.words, ' ' || {word}) > 0"),
    }


def values_of(case: Case, *, agent: str, language: str, now: datetime) -> dict[str, str]:
    """Return what fills the placeholders of a case; empty where it is not known. Asks nothing."""
    person = case.customer.kind == "person"
    promise = case.promise
    return {
        "customer_first_name": first_name(case.customer.name) if person else "",
        "customer_name": case.customer.name,
        "case_number": str(case.number),
        "case_subject": case.subject,
        "agent_name": agent,
        "brand": case.brand.name,
        "promise_time": told(promise.due_from, promise.due_until, now, language) if promise else "",
    }


def passages(viewer: Viewer, *, text: str = "", state: str = "used", today: date | None = None) -> list[Passage]:
    """
    Return passages with their owners, brands and latest version, by name; in use, to be reviewed, or put away.

    Args:
        today: for `review`: those whose day has come, or for which nobody at work answers.
    """
    found = _found(viewer, text, state, today).prefetch_related(
        Prefetch("for_brands", PassageBrand.objects.select_related("brand"))
    )
    return list(found.order_by("name", "id")[:MOST_LISTED])


def passages_after(
    viewer: Viewer, after: int | None, *, text: str, state: str, today: date, limit: int
) -> list[Passage]:
    """Return passages as `passages` does, in the order of their keys, after one of them."""
    found = _found(viewer, text, state, today).prefetch_related("for_brands", "for_reasons")
    return list(found.filter(pk__gt=after or 0).order_by("id")[:limit])


def _found(viewer: Viewer, text: str, state: str, today: date | None) -> "QuerySet[Passage]":
    found = Passage.objects.visible_to(viewer).filter(archived_at__isnull=state != "archived")
    if state == "review":
        gone = Q(owner_agent__is_active=False) | Q(owner_team__ended_at__isnull=False)
        nobody = gone | Q(owner_agent=None, owner_team=None)
        found = found.filter(Q(review_on__lte=today) | nobody)
    for word in folded(text[:200]).split():
        found = found.filter(words__contains=word)
    return found.select_related("latest", "owner_agent", "owner_team")


def passage_of(viewer: Viewer, passage_id: int) -> Passage:
    """
    Return one passage with its owner and latest version.

    Raises Missing.
    """
    joined = Passage.objects.visible_to(viewer).select_related("latest", "owner_agent", "owner_team")
    found: Passage | None = joined.filter(pk=passage_id).first()
    return or_missing(found, _("There is no such passage."))


def versions_of(viewer: Viewer, passage: Passage, *, most: int, before: int | None = None) -> list[Version]:
    """
    Return versions of a passage, the newest first, each with how many replies it left in (`sent`).

    Args:
        before: the key of a version; those that came earlier.
    """
    found = _versions(viewer).filter(passage=passage).annotate(sent=Count("uses"))
    earlier = found if before is None else found.filter(pk__lt=before)
    return list(earlier.order_by("-pk")[:most])


def version_of(viewer: Viewer, passage: Passage, number: int) -> Version:
    """
    Return one version of a passage.

    Raises Missing.
    """
    found: Version | None = _versions(viewer).filter(passage=passage, number=number).first()
    return or_missing(found, _("There is no such version."))


def uses_of(viewer: Viewer, passage: Passage, *, most: int = 10) -> list[Use]:
    """Return in which replies a passage left last, with their cases, of those that the viewer may read."""
    uses = Use.objects.visible_to(viewer).filter(version__passage=passage)
    return list(uses.select_related("version", "message__case").order_by("-id")[:most])


def said_in(viewer: Viewer, message: Message) -> list[Version]:
    """Return which versions of which passages a reply says."""
    uses = Use.objects.visible_to(viewer).filter(message=message)
    return [use.version for use in uses.select_related("version").order_by("id")]


def may_keep(viewer: Viewer, brand_ids: Collection[int]) -> bool:
    """Tell whether the viewer may make passages for these brands, and say where they are used; none stands for all."""
    if viewer.may(Power.ADMINISTER):
        return True
    return bool(brand_ids) and all(viewer.may(Power.ADMINISTER, brand_id=brand_id) for brand_id in brand_ids)


def may_change(viewer: Viewer, passage: Passage, brand_ids: Collection[int]) -> bool:
    """Tell whether the viewer may change what a passage says: its owner, or whoever administers its brands."""
    if may_keep(viewer, brand_ids):
        return True
    if not isinstance(viewer, Agent):
        return False
    if passage.owner_team_id:
        return Membership.objects.filter(team_id=passage.owner_team_id, agent=viewer).exists()
    return passage.owner_agent_id == viewer.pk


def _versions(viewer: Viewer) -> "QuerySet[Version]":
    return Version.objects.visible_to(viewer)


def _read(texts: dict[str, str] | str) -> dict[str, str]:
    return texts if isinstance(texts, dict) else json.loads(texts)
