"""How mail gets in and out: mailboxes that are fetched, and the domains from which mail is sent."""

from django.utils import timezone
from ninja import Router, Status

from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.house.shapes import MailboxShape, SenderShape
from aspa.api.house.wishes import MailboxChange, MailboxWish
from aspa.api.wishes import Key
from aspa.brands import queries as brands
from aspa.channels import queries as channels
from aspa.channels.email import queries, verbs
from aspa.channels.email.senders import queries as senders
from aspa.channels.email.senders import verbs as sender_verbs
from aspa.channels.email.senders.queries import Standing
from aspa.channels.models import Mailbox

router = Router(tags=["mail"], auth=ADMINISTERS)


@router.get("/mailboxes", response=list[MailboxShape], operation_id="list_mailboxes")
def list_mailboxes(request: ApiRequest) -> list[Mailbox]:
    """List the mailboxes that are fetched, and whether what lies there is in the journal."""
    return channels.mailboxes(request.auth)


@router.post("/brands/{brand_id}/mailboxes", response={201: MailboxShape}, operation_id="connect_mailbox")
def connect_mailbox(request: ApiRequest, brand_id: Key, wish: MailboxWish) -> Status[Mailbox]:
    """Fetch all mail of a folder for a brand from now on; refused when it is fetched already."""
    brand = brands.brand_of(request.auth, brand_id)
    return Status(201, verbs.connect_mailbox(brand, **wish.dict(), by=request.auth, at=timezone.now()))


@router.patch("/mailboxes/{mailbox_id}", response=MailboxShape, operation_id="change_mailbox")
def change_mailbox(request: ApiRequest, mailbox_id: Key, wish: MailboxChange) -> Mailbox:
    """Reach a mailbox in another way; what was fetched stays in the journal."""
    chosen = queries.mailbox(request.auth, mailbox_id)
    given = {name: value for name, value in wish.dict().items() if value is not None}
    verbs.change(chosen, by=request.auth, at=timezone.now(), **given)
    return queries.mailbox(request.auth, mailbox_id)


@router.post("/mailboxes/{mailbox_id}/trial", response={201: MailboxShape}, operation_id="try_mailbox")
def try_mailbox(request: ApiRequest, mailbox_id: Key) -> Status[Mailbox]:
    """Let a mailbox be tried now; `checked_at` or `trouble` says before long how that went."""
    chosen = queries.mailbox(request.auth, mailbox_id)
    verbs.try_anew(chosen, by=request.auth, at=timezone.now())
    return Status(201, queries.mailbox(request.auth, mailbox_id))


@router.delete("/mailboxes/{mailbox_id}", response=list[MailboxShape], operation_id="disconnect_mailbox")
def disconnect_mailbox(request: ApiRequest, mailbox_id: Key) -> list[Mailbox]:
    """Fetch from a mailbox no more; what was fetched stays in the journal."""
    verbs.disconnect(queries.mailbox(request.auth, mailbox_id), by=request.auth, at=timezone.now())
    return channels.mailboxes(request.auth)


@router.get("/senders", response=list[SenderShape], operation_id="list_senders")
def list_senders(request: ApiRequest) -> list[Standing]:
    """List the domains from which mail is sent, and what receivers find about them."""
    return senders.domains(request.auth)


@router.post("/senders/{domain_id}/look", response={201: list[SenderShape]}, operation_id="look_at_sender")
def look_at_sender(request: ApiRequest, domain_id: Key) -> Status[list[Standing]]:
    """Let a domain's records be looked at now; `checked_at` says when that was done."""
    sender_verbs.ask_again(senders.domain_of(request.auth, domain_id), by=request.auth, at=timezone.now())
    return Status(201, senders.domains(request.auth))
