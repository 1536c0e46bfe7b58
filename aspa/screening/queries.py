"""Asking what is suspected, what is known of its senders, and who looks at it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from aspa.brands.models import Brand
from aspa.cases.models import Case, Message
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.screening.models import LOOKS_WITHIN, Suspicion, Watch

# A case on which somebody works, or in which something is promised, stays where they find it, suspected or not.
SET_ASIDE = """(c.owner_queue_id is not null and c.promise_id is null and exists (
    select from screening_suspicion doubt where doubt.case_id = c.id and doubt.decided_at is null))"""

IS_MINE = """exists (select from screening_watch watch where watch.brand_id = doubt.brand_id
    and (watch.agent_id = %(agent)s or watch.team_id in (
        select team_id from staff_membership where agent_id = %(agent)s)))"""
SOURCE = (
    "screening_suspicion doubt join cases_case c on c.id = doubt.case_id "
    "left join promises_promise p on p.id = c.promise_id"
)
WAITS = "doubt.organisation_id = %(organisation)s and doubt.decided_at is null and c.closure_id is null"
SUSPECTED = (SOURCE, WAITS, "doubt.raised_at", "doubt.id", "asc")
OVERLOOKED = (SOURCE, f"{WAITS} and doubt.look_by <= %(now)s", "doubt.look_by", "doubt.id", "asc")
MINE_TO_LOOK_AT = (
    SOURCE,
    f"{OVERLOOKED[1]} and {IS_MINE}",
    *OVERLOOKED[2:],
)
# What lists and the page of a case say of it.
LABEL = """(select json_build_object('verdict', doubt.verdict, 'rules', doubt.rules, 'look_by', doubt.look_by,
    'decided_at', doubt.decided_at, 'decided_by', (select name from staff_agent
        where doubt.decided_by like 'agent:%%' and id = substr(doubt.decided_by, 7)::bigint))
    from screening_suspicion doubt where doubt.case_id = c.id)"""

MOST_CASES = 100  # newest cases of a customer in which an answer is looked for
ANSWERED = """
select customer.id from unnest(%(customers)s::bigint[]) as customer (id)
where exists (
    select from (select id from cases_case where customer_id = customer.id order by latest_at desc limit %(most)s) as c
    join cases_message m on m.case_id = c.id where m.kind = 'reply')
or exists (select from customers_identity i where i.customer_id = customer.id and i.kind <> 'email')
"""
JUDGED = """
select sender, (select verdict from screening_suspicion newest
    where newest.organisation_id = %(organisation)s and newest.sender = said.sender and newest.decided_at is not null
    order by newest.decided_at desc limit 1) as verdict
from unnest(%(senders)s::text[]) as said (sender)
"""


def judged(organisation_id: int, senders: Collection[str]) -> dict[str, str]:
    """Return what people decided last about mail of these senders; those about whom nobody has decided are left out."""
    with connection.cursor() as cursor:
        cursor.execute(JUDGED, {"organisation": organisation_id, "senders": sorted(set(senders))})
        return {sender: verdict for sender, verdict in cursor.fetchall() if verdict}


def answered(customer_ids: Collection[int]) -> set[int]:
    """Return which customers are known: who have been answered, or of whom more is known than an address."""
    if not customer_ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED, {"customers": sorted(set(customer_ids)), "most": MOST_CASES})
        return {id for (id,) in cursor.fetchall()}


def standing(case_ids: Collection[int]) -> dict[int, str]:
    """
    Return how cases stand: "" while they are suspected, else the verdict; what nobody suspects is left out.

    One that somebody has answered is no spam, also before that is written down.
    """
    if not case_ids:
        return {}
    answers = Message.objects.filter(case=OuterRef("case"), kind=Message.Kind.REPLY)
    rows = Suspicion.objects.filter(case_id__in=case_ids).annotate(is_answered=Exists(answers))
    said = rows.values_list("case_id", "verdict", "is_answered")
    return {
        case_id: verdict or (Suspicion.Verdict.NOT_SPAM if is_answered else "")
        for case_id, verdict, is_answered in said
    }


def suspicion_of(viewer: Viewer, case: Case) -> Suspicion:
    """
    Return what is suspected of a case, or was.

    Raises Missing.
    """
    found: Suspicion | None = Suspicion.objects.visible_to(viewer).filter(case=case).first()
    return or_missing(found, _("This case is not suspected to be spam."))


def watch_of(brand: Brand) -> Watch:
    """Return who looks at what is suspected in a brand; what nobody set is as it begins."""
    found: Watch | None = Watch.objects.select_related("agent", "team").filter(brand=brand).first()
    return found or Watch(organisation_id=brand.organisation_id, brand=brand, hours=LOOKS_WITHIN)


def told_of(watch: Watch) -> dict[str, Any]:
    """Return a watch as history keeps it."""
    return {"agent_id": watch.agent_id, "team_id": watch.team_id, "hours": watch.hours}


def overlooked(organisation_id: int, *, at: datetime, most: int) -> list[int]:
    """Return the suspicions that nobody has looked at in time and of which nobody was told yet."""
    due = Suspicion.objects.filter(organisation_id=organisation_id, decided_at__isnull=True, look_by__lte=at)
    still = due.filter(overlooked_at__isnull=True, case__closure__isnull=True)
    return list(still.order_by("look_by", "id").values_list("pk", flat=True)[:most])
