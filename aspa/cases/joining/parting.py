"""Giving back to each of two cases what is its own, also what came meanwhile by the number of the one."""

from collections.abc import Collection
from datetime import datetime

from aspa.cases.joining.models import Merge
from aspa.cases.models import Case, Closure, Message, Participant, ProposedLink, Snooze
from aspa.cases.promising import give
from aspa.cases.queries import original
from aspa.cases.touch import find_owner, gist_of, point_to_most_urgent
from aspa.channels.email.evidence import KEY, NUMBER, SENT, evidence
from aspa.hours.queries import hours_of
from aspa.hours.working_time import NoHours
from aspa.kit.viewer import Aspa
from aspa.promises.models import Promise
from aspa.promises.window import Window, answer_window

OWNED = ("owner_agent", "owner_queue", "taken_from")
CONTACT, REPLY, MEMO = Message.Kind.CONTACT, Message.Kind.REPLY, Message.Kind.MEMO


def part(merged: Merge, *, at: datetime) -> None:
    """Part two cases that are held; both show and owe then what is theirs."""
    apart, home = merged.case, merged.into
    came = _came_for(merged)
    contacts = [message for message in came if message.kind == CONTACT]
    answered_at = _answered_at(merged)
    _move_back(merged, came)
    _let_stand(apart, contacts, merged)
    _restore(home, merged)
    for case in (apart, home):
        _owe(case, since=merged.mark, answered_at=answered_at, at=at)
        point_to_most_urgent(case)
        if case.is_open:
            find_owner(case)


def _came_for(merged: Merge) -> list[Message]:
    """Return what came since the merge by evidence of the case that was merged."""
    came = merged.into.messages.filter(pk__gt=merged.mark, entry__isnull=False).order_by("pk")
    theirs: set[int] = set(merged.moved["messages"])
    found = []
    for message in came:
        if _names(message, merged, theirs):
            theirs.add(message.pk)
            found.append(message)
    return found


def _names(message: Message, merged: Merge, theirs: Collection[int]) -> bool:
    """Tell whether the strongest evidence of a message that leads to one of the two leads to the merged one."""
    apart, home = merged.case, merged.into
    keys = {str(apart.pk): True, str(home.pk): False} | {str(key): True for key in merged.moved["joined"]}
    numbers = {str(apart.number): True, str(home.number): False}
    for kind, value in evidence(original(message), message.recipients):
        if kind in {KEY, NUMBER}:
            named = (keys if kind == KEY else numbers).get(value)
        else:
            asked = {"delivery_id": int(value)} if kind == SENT else {"message_id": value}
            other = home.messages.exclude(pk=message.pk).filter(**asked).values_list("pk", flat=True).first()
            named = other and other in theirs
        if named is not None:
            return bool(named)
    return False


def _answered_at(merged: Merge) -> datetime | None:
    """Return when somebody answered last while the two were one: that answered both."""
    answers = merged.into.messages.filter(pk__gt=merged.mark, kind=REPLY).order_by("-at")
    newest: datetime | None = answers.values_list("at", flat=True).first()
    return newest


def _move_back(merged: Merge, came: Collection[Message]) -> None:
    apart, home, moved = merged.case, merged.into, merged.moved
    Promise.objects.filter(pk__in=_promises(merged, came)).update(subject_id=apart.pk)
    for case in (apart, home):
        _forget_receivers(case, merged)
    Message.objects.filter(pk__in=[*moved["messages"], *(message.pk for message in came)]).update(case=apart)
    Case.objects.filter(pk__in=moved["joined"], joined_to=home).update(joined_to=apart)
    ProposedLink.objects.filter(pk__in=moved["links"], case=home).update(case=apart)
    if moved["proposed"]:
        ProposedLink.objects.get_or_create(
            case=apart, to=home, defaults={"organisation_id": apart.organisation_id, "reason": moved["proposed"]}
        )
    spoke = home.messages.filter(author__startswith="customer:").values_list("author", flat=True).distinct()
    stay = {int(author.partition(":")[2]) for author in spoke}
    Participant.objects.filter(case=home, customer_id__in=set(moved["participants"]) - stay).delete()


def _forget_receivers(case: Case, merged: Merge) -> None:
    """Let promises to the case's own customer say so no more, unless somebody else's have come into it too."""
    if not Merge.objects.filter(into=case, undone_at__isnull=True).exclude(pk=merged.pk).exists():
        Promise.objects.filter(subject_id=case.pk, customer_id=case.customer_id).update(customer=None)


def _promises(merged: Merge, came: Collection[Message]) -> set[int]:
    """Return the promises of the case that was merged: its own, what followed them, and what mail to it was given."""
    since = Promise.objects.filter(subject_id=merged.into.pk, given_at__gte=merged.merged_at, given_by="aspa")
    remain = merged.into.messages.filter(pk__gt=merged.mark, kind=CONTACT).exclude(pk__in=[one.pk for one in came])
    for_them = {one.at for one in came} - set(remain.values_list("at", flat=True))
    theirs = {*merged.moved["promises"], *since.filter(given_at__in=for_them).values_list("pk", flat=True)}
    following = theirs
    while following:
        after = Promise.objects.filter(pk__in=following, followed_by__isnull=False)
        following = set(after.values_list("followed_by", flat=True)) - theirs
        theirs |= following
    return theirs


def _let_stand(apart: Case, contacts: Collection[Message], merged: Merge) -> None:
    """Let the case that was merged be as it was; what came to it since opens it."""
    apart.joined_to = None
    if merged.moved["closure"]:
        apart.closure = None
    elif contacts and apart.closure_id:
        Closure.objects.filter(pk=apart.closure_id).update(reopened_at=min(one.at for one in contacts))
        apart.closure = None
    _rest_again(apart, contacts, merged)
    show(apart, contacts)
    apart.contacts += len(contacts)
    apart.save(update_fields=["joined_to", "closure", "snooze", "contacts", "gist", "latest_at"])
    Closure.objects.filter(pk=merged.moved["closure"]).delete()


def _rest_again(apart: Case, contacts: Collection[Message], merged: Merge) -> None:
    """Let a rest that the merge ended go on; one whose moment has come meanwhile wakes with the others."""
    rested = Snooze.objects.filter(pk=merged.moved["rested"], ended_at=merged.merged_at, ending=Snooze.Ending.CLOSED)
    if rested.update(ended_at=None, ended_by="", ending=""):
        apart.snooze_id = merged.moved["rested"]
        rouse_for(apart.snooze_id, contacts)


def rouse_for(snooze_id: int, contacts: Collection[Message]) -> None:
    """Let a rest say that the first of these contacts brought its case up; none leaves it as it is."""
    if contacts:
        sleeping = Snooze.objects.filter(pk=snooze_id, roused_at__isnull=True)
        sleeping.update(roused_at=min(one.at for one in contacts))


def _restore(home: Case, merged: Merge) -> None:
    """Let the other case show what it had shown, and what was said in it since."""
    before = merged.moved["home"]
    said = list(home.messages.filter(pk__gt=merged.mark).exclude(kind=MEMO).order_by("at", "pk"))
    home.contacts = max(home.contacts - merged.case.contacts, before["contacts"])
    home.gist, home.latest_at = before["gist"], datetime.fromisoformat(before["latest_at"])
    show(home, [one for one in said if one.kind == CONTACT])
    home.latest_at = max([home.latest_at, *(one.at for one in said if one.kind == REPLY)])
    if before["owner"][1] and home.owner_agent_id == merged.case.owner_agent_id:
        home.owner_agent_id, home.owner_queue_id, home.taken_from_id = before["owner"]
    _close_again(home, merged, said)
    if merged.moved["roused"] and home.snooze_id:
        Snooze.objects.filter(pk=home.snooze_id, roused_at=merged.merged_at).update(roused_at=None)
        rouse_for(home.snooze_id, [one for one in said if one.kind == CONTACT])
    home.promise = None  # no two cases point to one promise, not even for a moment
    home.save(update_fields=["contacts", "gist", "latest_at", "closure", "promise", *OWNED])


def _close_again(home: Case, merged: Merge, said: Collection[Message]) -> None:
    """Let a case that was closed be so again, unless what came since to itself would have opened it."""
    if not merged.moved["closed"] or home.closure_id:
        return
    reopened = Closure.objects.filter(pk=merged.moved["closed"])
    contact = next((one for one in said if one.kind == CONTACT), None)
    if contact:
        reopened.update(reopened_at=contact.at)
    elif not said and not Promise.objects.filter(subject_id=home.pk, ended_at__isnull=True).exists():
        home.closure_id = merged.moved["closed"]
        reopened.update(reopened_at=None)


def show(case: Case, contacts: Collection[Message]) -> None:
    """Let a case show the newest of the contacts that came into it."""
    for one in contacts:
        if one.at >= case.latest_at:
            case.latest_at, case.gist = one.at, gist_of(one.visible or one.subject)


def _owe(case: Case, *, since: int, answered_at: datetime | None, at: datetime) -> None:
    """Promise an answer to what came while the two were one, if the promise of the other had stood for both."""
    came = case.messages.filter(pk__gt=since, kind=CONTACT, is_inbound=True)
    waiting = came.filter(at__gt=answered_at) if answered_at else came
    first = waiting.order_by("at", "pk").first()
    owed = Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True, act=Promise.Act.ANSWER)
    if first and not owed.exists() and (window := window_for(case, came_at=first.at, at=at)):
        give(case, act=Promise.Act.ANSWER, window=window, by=Aspa(case.organisation_id), at=min(first.at, at))


def window_for(case: Case, *, came_at: datetime, at: datetime) -> Window | None:
    """Return the window of an answer to what came at `came_at`, or to be told now; none by a brand without hours."""
    hours, within = hours_of(case.brand_id), case.brand.answers_within
    try:
        window = answer_window(hours, within, at=came_at)
        return window if window.due_until > at else answer_window(hours, within, at=at)
    except NoHours:
        return None
