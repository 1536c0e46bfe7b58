"""Letting messages leave, and noting what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import connection, transaction
from django.utils.translation import gettext as _

from aspa.channels.files import Stored
from aspa.channels.models import Delivery, Enclosure
from aspa.channels.queries import IS_WAITING, NEVER_LATER, mail_due, organisations_sending
from aspa.history import verbs as history
from aspa.jobs.loop import wake
from aspa.kit import walls
from aspa.kit.addresses import is_plausible, normal
from aspa.kit.errors import Refused

MOST_RECIPIENTS = 100
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BACK_OFF = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, *[4 * HOUR] * 18]  # three days in all, then it has failed
GIVE_UP_AFTER = timedelta(days=3)
AT_ONCE = 20  # keys looked at for one that nobody holds
HELD = MINUTE  # how long a claim keeps others away if the one who holds it dies
HOLDS = 71_002  # the class of advisory locks that say: this delivery is in my hands

# The lock lasts as long as its holder's session, however slow the mail server; the moved time outlives the holder, so
# that a message which brings the worker down does not do so again at once. Row and lock are taken in one statement:
# who gets both knows that nobody else holds the message or has just sent it. A claim that is lost with the database
# costs nothing, so its commit does not wait for the disk.
TAKE = """
update channels_delivery set tries = least(tries + 1, 1000), next_try_at = %(until)s
where id = (
    select id from channels_delivery
    where id = %(id)s and sent_at is null and failed_at is null
      and (next_try_at <= %(at)s or next_try_at > %(gone_wrong)s)
    for update skip locked
)
and (select set_config('synchronous_commit', 'off', true)) = 'off'
returning *, pg_try_advisory_lock(%(holds)s, (id %% 2147483648)::int) as is_held,
    exists (select from channels_enclosure where delivery_id = channels_delivery.id) as has_files
"""

# Once for each letter, many letters a second: what the ORM would do in three questions, one of them only to lock.
SENT = """
update channels_delivery set sent_at = %(at)s, error = case when failed_at is null then %(error)s else error end
where id = %(id)s and sent_at is null
"""


class BadRecipients(Refused):
    """There is nobody to send to, too many, or one who cannot be reached by mail."""

    code = "bad_recipients"


class NotFailed(Refused):
    """Only what did not arrive is sent again."""

    code = "delivery_not_failed"


class Letter(TypedDict):
    """What leaves: the first of `recipients` is whom it is for; ids come without brackets, as Message-IDs."""

    organisation_id: int
    brand_id: int
    purpose: str
    sender: str
    sender_name: str
    reply_to: str
    recipients: Sequence[str]
    hidden: NotRequired[Sequence[str]]
    subject: str
    text: str
    html: NotRequired[str]
    message_id: str
    in_reply_to: str
    references: Sequence[str]
    language: str
    next_try_at: NotRequired[datetime]


@transaction.atomic
def deliver(*, at: datetime, enclosures: Sequence[Stored] = (), **letter: Unpack[Letter]) -> Delivery:
    """
    Let a message leave as soon as this transaction commits.

    Args:
        enclosures: files that lie in the store.

    Raises BadRecipients.
    """
    kept: dict[str, Any] = {name: _clean(value) if isinstance(value, str) else value for name, value in letter.items()}
    kept["recipients"], kept["hidden"] = _checked(letter["recipients"], letter.get("hidden", ()))
    kept["references"] = _clean(" ".join(letter["references"]))
    kept["sender_name"] = kept["sender_name"][:200]
    delivery: Delivery = Delivery.objects.create(channel="email", written_at=at, **kept)
    whose = {"organisation_id": delivery.organisation_id, "delivery": delivery}
    Enclosure.objects.bulk_create(Enclosure(**whose, **asdict(file)) for file in enclosures)
    wake("send")
    return delivery


def is_still_here(delivery: Delivery, *, at: datetime) -> bool:
    """Hold a delivery until the transaction ends; tell whether nobody has tried to send it, nor will before."""
    held = Delivery.objects.select_for_update(no_key=True).filter(pk=delivery.pk, tries=0, next_try_at__gt=at)
    return held.filter(sent_at__isnull=True, failed_at__isnull=True).first() is not None


def drop(delivery: Delivery) -> None:
    """Let a delivery that is held and still here never leave."""
    delivery.delete()


def claim(*, at: datetime) -> Delivery | None:
    """
    Take the delivery that has waited longest in hand for one try, or None; nobody else can until `let_go`.

    Call it outside a transaction: what follows is a conversation with a mail server.
    """
    times = {"at": at, "until": at + HELD, "gone_wrong": at + NEVER_LATER, "holds": HOLDS}
    for organisation_id, id in mail_due(at=at, most=AT_ONCE):
        with walls.within(organisation_id):
            taken = list(Delivery.objects.raw(TAKE, times | {"id": id}))
        if taken and taken[0].is_held:  # or else in the hands of somebody slow, whose lock outlasts the claim
            delivery: Delivery = taken[0]
            return delivery
    return None


def let_go(delivery: Delivery) -> None:
    """Let others take the delivery again; nothing happens when the session that held it is over."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_unlock(%s, %s)", [HOLDS, _lock_key(delivery.id)])


@transaction.atomic
def sent(delivery: Delivery, *, at: datetime, error: str = "") -> None:
    """
    Note that the next mail server took the message; noting it twice is the same as once.

    Args:
        error: whom else it did not take, if anybody.
    """
    with connection.cursor() as cursor:
        cursor.execute(SENT, {"id": delivery.id, "at": at, "error": _brief(error)})
        is_news = cursor.rowcount == 1
    if is_news:
        _record("delivery.sent", delivery, at=at, tries=delivery.tries)


@transaction.atomic
def failed(delivery: Delivery, *, error: str, at: datetime, permanent: bool) -> None:
    """
    Note that a try to send failed: for good, or until the next try; after three days of tries for good too.

    Nothing happens to a message that has left or failed already.
    """
    _lock(delivery)
    if delivery.sent_at or delivery.failed_at:
        return
    delivery.error = _brief(error)
    if permanent or delivery.tries > len(BACK_OFF):
        _give_up(delivery, at=at, permanent=permanent)
        return
    delivery.next_try_at = at + BACK_OFF[max(delivery.tries, 1) - 1]
    delivery.save(update_fields=["error", "next_try_at"])


def wait_for_server(*, error: str, at: datetime, pause: timedelta) -> None:
    """Put off everything that could leave now, since our mail server is away; what waited three days has failed."""
    for organisation_id in organisations_sending():
        with walls.within(organisation_id):
            _put_off(error=error, at=at, pause=pause)


@transaction.atomic
def _put_off(*, error: str, at: datetime, pause: timedelta) -> None:
    waiting = Delivery.objects.filter(IS_WAITING, channel="email")
    hopeless = waiting.filter(written_at__lte=at - GIVE_UP_AFTER).select_for_update(no_key=True, skip_locked=True)
    for delivery in hopeless.order_by("id")[:500]:
        delivery.error = _brief(error)
        _give_up(delivery, at=at, permanent=False)
    waiting.filter(next_try_at__lte=at).update(error=_brief(error), next_try_at=at + pause)


@transaction.atomic
def reported(
    delivery_id: int | None, *, error: str, at: datetime, message_id: str = "", organisation_id: int | None = None
) -> bool:
    """
    Note a report that a message did not arrive, found by its key or else by its Message-ID.

    Args:
        organisation_id: whose mail brought the report; it tells of that organisation's messages only.

    Returns:
        Whether it was news: False for a second report, and for one about nothing that was sent from here.
    """
    known = Delivery.objects.select_for_update(no_key=True)
    known = known.filter(organisation_id=organisation_id) if organisation_id else known
    named = known.filter(id=delivery_id) if delivery_id else known.filter(message_id=message_id.strip().strip("<>"))
    delivery: Delivery | None = named.first()
    if not delivery or delivery.failed_at:
        return False
    delivery.error = _brief(error)
    _give_up(delivery, at=at, permanent=True)
    return True


@transaction.atomic
def retry(delivery: Delivery, *, at: datetime, by: str = "aspa") -> None:
    """
    Send again what did not arrive, with the same Message-ID.

    Raises NotFailed.
    """
    _lock(delivery)
    if not delivery.failed_at:
        raise NotFailed(_("This message has not failed."))
    delivery.sent_at = delivery.failed_at = None
    delivery.tries, delivery.error, delivery.next_try_at = 0, "", at
    delivery.save(update_fields=["sent_at", "failed_at", "tries", "error", "next_try_at"])
    _record("delivery.retried", delivery, by=by, at=at)
    wake("send")


def _checked(named: Iterable[str], unnamed: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return whom a letter names, and whom it goes to besides; nobody twice."""
    shown = list(dict.fromkeys(normal(address) for address in named))
    hidden = [address for address in dict.fromkeys(normal(address) for address in unnamed) if address not in shown]
    kept = [*shown, *hidden]
    if not shown:
        raise BadRecipients(_("There is nobody to send this to."))
    if len(kept) > MOST_RECIPIENTS:
        raise BadRecipients(_("Send to at most %(most)d addresses at a time.") % {"most": MOST_RECIPIENTS})
    if wrong := [address for address in kept if not is_plausible(address)]:
        raise BadRecipients(_("%(address)s is not an e-mail address.") % {"address": wrong[0][:100]})
    return shown, hidden


def _clean(text: str) -> str:
    """What the database can hold: no NUL, no halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _brief(error: str) -> str:
    return " ".join(_clean(error).split())[:500]


def _lock_key(delivery_id: int) -> int:
    return delivery_id % 2**31


def _lock(delivery: Delivery) -> None:
    delivery.refresh_from_db(from_queryset=Delivery.objects.select_for_update(no_key=True))


def _give_up(delivery: Delivery, *, at: datetime, permanent: bool) -> None:
    delivery.failed_at = at
    delivery.save(update_fields=["failed_at", "error"])
    _record("delivery.failed", delivery, at=at, permanent=permanent)


def _record(name: str, delivery: Delivery, *, at: datetime, by: str = "aspa", **facts: int | bool) -> None:
    history.record(name, organisation_id=delivery.organisation_id, subject_id=delivery.id, actor=by, at=at, **facts)
