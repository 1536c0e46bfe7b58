"""What is said in a case: messages, replies, memos, files."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api import cursors
from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.cases import Cursor, Limit
from aspa.api.cursors import Page
from aspa.api.queries import message_in, messages_of
from aspa.api.repeat import once
from aspa.api.shapes import MessagePage, MessageShape
from aspa.api.wishes import Key, MemoWish, MessageWish, ReplyWish
from aspa.audit import verbs as audit
from aspa.cases import queries, verbs
from aspa.cases.above import guards
from aspa.cases.models import Case, Message
from aspa.channels import files
from aspa.channels import queries as deliveries
from aspa.channels import verbs as channels
from aspa.channels.scanning import queries as scanning
from aspa.channels.scanning import verbs as scans
from aspa.passages.using import verbs as using
from aspa.understanding import verbs as understanding

router = Router(tags=["messages"], by_alias=True)


@router.get("/cases/{int:number}/messages", response=MessagePage, operation_id="list_messages")
def list_messages(request: ApiRequest, number: int, cursor: Cursor = "", limit: Limit = 50) -> Page[Message]:
    """List the messages of a case in the order in which they came to it; go on from `next` to follow it."""
    case = queries.case_by_number(request.auth, number)
    audit.note_look(request.auth, case_id=case.pk, customer_id=case.customer_id, at=timezone.now())
    name = f"messages:{number}"
    found = messages_of(case, after=cursors.number(name, cursor), limit=limit + 1)
    return cursors.page(name, found, limit=limit)


@router.post("/cases/{int:number}/messages", response={201: MessageShape}, operation_id="say")
@decorate_view(once)
def say(request: ApiRequest, number: int, wish: MessageWish) -> Status[Message]:
    """Answer the customer (`reply`) or write for colleagues (`memo`)."""
    case = queries.case_by_number(request.auth, number)
    written = _reply(request, case, wish) if wish.kind == "reply" else _memo(request, case, wish.text)
    return Status(201, message_in(case, written.pk))


@router.post("/cases/{int:number}/replies", response={201: MessageShape}, operation_id="reply")
@decorate_view(once)
def reply(request: ApiRequest, number: int, wish: ReplyWish) -> Status[Message]:
    """
    Answer the customer: keeps the answer that was promised, and tells what it promises next.

    It leaves soon after; `delivery` says how far it is.
    """
    case = queries.case_by_number(request.auth, number)
    return Status(201, message_in(case, _reply(request, case, wish).pk))


@router.post("/cases/{int:number}/memos", response={201: MessageShape}, operation_id="memo")
@decorate_view(once)
def memo(request: ApiRequest, number: int, wish: MemoWish) -> Status[Message]:
    """Write something for colleagues; the customer never sees it."""
    case = queries.case_by_number(request.auth, number)
    return Status(201, message_in(case, _memo(request, case, wish.text).pk))


@router.post(
    "/cases/{int:number}/messages/{message_id}/sending", response={201: MessageShape}, operation_id="send_again"
)
@decorate_view(once)
def send_again(request: ApiRequest, number: int, message_id: Key) -> Status[Message]:
    """Send an answer again that did not arrive, with the same Message-ID."""
    case = queries.case_by_number(request.auth, number)
    delivery = deliveries.delivery_of(request.auth, message_in(case, message_id).delivery_id or 0)
    channels.retry(delivery, at=timezone.now(), by=request.auth.actor)
    return Status(201, message_in(case, message_id))


@router.get("/attachments/{int:attachment_id}", operation_id="attachment", url_name="attachment")
def attachment(request: ApiRequest, attachment_id: int) -> HttpResponse:
    """Return the bytes of a file."""
    file = queries.attachment_of(request.auth, attachment_id)
    scans.must_be_harmless(scanning.scan_of(request.auth, file.sha256))
    return download(queries.attachment_bytes(file), file.name, "application/octet-stream")


@router.put(
    "/attachments/{int:attachment_id}/release",
    response={204: None},
    operation_id="release_attachment",
    auth=ADMINISTERS,
)
def release(request: ApiRequest, attachment_id: int) -> Status[None]:
    """Take a file that was found infected at one's own risk, and hand it out from now on."""
    if scan := scanning.scan_of(request.auth, queries.attachment_of(request.auth, attachment_id).sha256):
        scans.let_through(scan, by=request.auth, at=timezone.now())
    return Status(204, None)


def download(data: bytes, name: str, content_type: str) -> HttpResponse:
    """Return bytes that no browser runs or shows."""
    shown = "".join(sign for sign in name if sign.isprintable()) or "file"
    response = HttpResponse(data, content_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, shown))
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _reply(request: ApiRequest, case: Case, wish: ReplyWish) -> Message:
    message = using.reply(case, passages=wish.passages, by=request.auth, at=timezone.now(), **said(wish))
    understanding.settle(case, message, by=request.auth)
    return message


def said(wish: ReplyWish) -> dict[str, Any]:
    """Return what the verb takes, with the files in the store. Raises files.TooLarge and files.TooMany."""
    files.check([len(file.data) for file in wish.attachments])
    kept = [files.store(file.data, name=file.name, content_type=file.content_type) for file in wish.attachments]
    promised = {"promise": wish.promise.window(), "promise_act": wish.promise.act} if wish.promise else {}
    same = {name: getattr(wish, name) for name in ("text", "subject", "html", "to", "cc", "bcc", "seen")}
    closing = {"closes": wish.closes or "", "despite": guards.answered(wish.anyway)}
    return {**same, **closing, "enclosures": kept, **promised}


def _memo(request: ApiRequest, case: Case, text: str) -> Message:
    return verbs.memo(case, text=text, by=request.auth, at=timezone.now())
