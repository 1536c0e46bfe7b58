"""Single cases and what belongs to them; lists are in `lists`, the whole page of a case in `page`."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from aspa.cases.allowed import must
from aspa.cases.joining.models import Merge, Split
from aspa.cases.models import Attachment, Case, Message, ProposedLink
from aspa.channels import files
from aspa.channels.contact import Contact
from aspa.channels.email.parse import read
from aspa.journal import queries as journal
from aspa.kit.errors import Missing, or_missing
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.promises.models import Promise


def case_by_number(viewer: Viewer, number: int) -> Case:
    """
    Return a case with its brand, customer, owner, promise and closure.

    Raises Missing.
    """
    joined = (
        "organisation",
        "brand",
        "customer",
        "address",
        "owner_agent",
        "owner_queue",
        "joined_to",
        "promise",
        "closure",
        "snooze",
    )
    case: Case | None = Case.objects.visible_to(viewer).select_related(*joined).filter(number=number).first()
    return or_missing(case, _("There is no such case."))


def must_allow(viewer: Viewer, number: int, power: Power) -> None:
    """
    Make sure that the viewer may do something with a case; asks nothing where the power holds everywhere.

    Raises Missing where the viewer may not even read it, and Forbidden.
    """
    if viewer.may(power) and viewer.may(Power.READ):
        return
    case = Case.objects.visible_to(viewer).filter(number=number).first()
    if case is None:
        raise Missing(_("There is no such case."))
    must(viewer, power, case)


def message_of(viewer: Viewer, message_id: int) -> Message:
    """
    Return a message with its case.

    Raises Missing.
    """
    message: Message | None = Message.objects.visible_to(viewer).select_related("case").filter(pk=message_id).first()
    return or_missing(message, _("There is no such message."))


def attachment_of(viewer: Viewer, attachment_id: int) -> Attachment:
    """
    Return an attachment with its message and case.

    Raises Missing.
    """
    found = Attachment.objects.visible_to(viewer).select_related("message__case").filter(pk=attachment_id)
    attachment: Attachment | None = found.first()
    return or_missing(attachment, _("There is no such file."))


def proposed_link(viewer: Viewer, link_id: int) -> ProposedLink:
    """
    Return a proposed link with both its cases.

    Raises Missing.
    """
    link: ProposedLink | None = (
        ProposedLink.objects.visible_to(viewer).select_related("case", "to").filter(pk=link_id).first()
    )
    return or_missing(link, _("There is no such proposal; somebody may have decided it already."))


def merge_of(viewer: Viewer, merge_id: int) -> Merge:
    """
    Return a merge with both its cases.

    Raises Missing.
    """
    merges = Merge.objects.visible_to(viewer).select_related("case__brand", "into__brand")
    merge: Merge | None = merges.filter(pk=merge_id).first()
    return or_missing(merge, _("There is no such merge."))


def standing_merge_of(case: Case) -> Merge:
    """
    Return the merge that emptied a case, while it holds.

    Raises Missing.
    """
    merge: Merge | None = (
        case.merges.filter(undone_at__isnull=True).select_related("case__brand", "into__brand").first()
    )
    return or_missing(merge, _("This case was not merged."))


def split_of(viewer: Viewer, split_id: int, number: int) -> Split:
    """
    Return a split of the case with this number, or the one that made it, with both cases.

    Raises Missing.
    """
    splits = Split.objects.visible_to(viewer).select_related("case__brand", "made__brand")
    split: Split | None = splits.filter(Q(case__number=number) | Q(made__number=number), pk=split_id).first()
    return or_missing(split, _("There is no such split."))


def cases_beside(viewer: Viewer, case: Case, *, most: int = 8) -> list[Case]:
    """Return the other cases of a case's customer under the same brand that were not merged, the newest first."""
    theirs = Case.objects.visible_to(viewer).filter(customer_id=case.customer_id, brand_id=case.brand_id)
    return list(theirs.filter(joined_to__isnull=True).exclude(pk=case.pk).order_by("-latest_at", "-id")[:most])


def owed_in(case: Case) -> Promise:
    """
    Return what is owed next in a case.

    Raises Missing.
    """
    if case.promise is None or case.promise.ended_at:
        raise Missing(_("Nothing is promised in this case now."))
    return case.promise


def original(message: Message) -> Contact:
    """
    Return an inbound message as it was read from its raw bytes: HTML not yet made safe, files with their data.

    Raises Missing when the message was not received (a reply, a memo).
    """
    if message.entry_id is None:
        raise Missing(_("This message has no original."))
    return read(journal.raw_of(message.entry_id))


def attachment_bytes(attachment: Attachment) -> bytes:
    """
    Return the bytes of a file, from the raw mail it came in or from the file store it was sent from.

    Raises Missing when the file is gone or is no longer what it was.
    """
    if attachment.message.entry_id is None:
        try:
            return files.content(attachment.sha256)
        except FileNotFoundError as gone:
            raise Missing(_("This file is gone or damaged.")) from gone
    # A later reader may find files in another order, so the hash decides which one was meant.
    came = sorted(enumerate(original(attachment.message).attachments), key=lambda one: one[0] != attachment.position)
    for _position, file in came:
        if sha256(file.data).hexdigest() == attachment.sha256:
            return file.data
    raise Missing(_("This file is gone or damaged."))


# What a contact names: cases by their key (signed by us) or number (written by anybody), messages by their id. Some
# programs give all their mail one id; a few of those are enough, for every case that is named is held. Behind the wall
# PostgreSQL looks by an index only for what cannot fail on a row; of "coalesce" it does not know that it cannot.
HOME = "case when named.joined_to_id is null then named.id else named.joined_to_id end"
EVIDENCE = f"""
select c.organisation_id, c.id, c.number, c.customer_id, c.closure_id is null, c.promise_id is not null,
       c.owner_agent_id, c.language, evidence.kind, evidence.value,
       array(select customer_id from cases_participant where case_id = c.id),
       (select count(*) from cases_split where case_id = c.id)
from unnest(%(organisations)s::bigint[], %(kinds)s::text[], %(values)s::text[])
    as evidence (organisation_id, kind, value)
join lateral (
    select home.* from cases_case named join cases_case home on home.id = {HOME}
        where evidence.kind = 'key' and named.id = evidence.value::bigint
    union all
    select home.* from cases_case named join cases_case home on home.id = {HOME}
        where evidence.kind = 'number' and named.number = evidence.value::bigint
        and named.organisation_id = evidence.organisation_id
    union all
    select cases_case.* from cases_case join cases_message sent on sent.case_id = cases_case.id
        where evidence.kind = 'delivery' and sent.delivery_id = evidence.value::bigint
    union all
    select home.* from (
        select case_id from cases_message m
        where evidence.kind in ('message', 'letter') and m.message_id = evidence.value
        and m.organisation_id = evidence.organisation_id and m.message_id <> '' limit 20
    ) as m cross join lateral (select * from cases_case where id = m.case_id limit 1) as home
) as c on c.organisation_id = evidence.organisation_id
"""  # noqa: S608  # a constant of ours


def named_by(evidence: Sequence[tuple[int, str, str]]) -> list[tuple[Any, ...]]:
    """
    Return what cases evidence leads to, of many contacts at once.

    Args:
        evidence: (organisation id, `letter` | `key` | `delivery` | `message` | `number`, value) triples.

    Returns:
        Rows of organisation id, case id, number, customer id, is open, owes something, owner's agent id, language,
        kind and value of the evidence, ids of the participants, how many times it was split.
    """
    if not evidence:
        return []
    organisations, kinds, values = zip(*evidence, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(EVIDENCE, {"organisations": list(organisations), "kinds": list(kinds), "values": list(values)})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def proposed_in(viewer: Viewer, case: Case) -> list[ProposedLink]:
    """Return the cases that strangers' messages in a case named, oldest first, of those that the viewer may read."""
    links = ProposedLink.objects.visible_to(viewer).filter(case=case, to__in=Case.objects.visible_to(viewer))
    return list(links.select_related("to").order_by("id"))
