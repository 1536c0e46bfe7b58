"""Customers: who they are, how they are served, whom they turned out to be."""

from typing import Annotated

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from aspa.api import cursors
from aspa.api.bearer import ApiRequest
from aspa.api.cases import Cursor, Limit
from aspa.api.cursors import Page
from aspa.api.customers.shapes import (
    ConsentShape,
    CustomerPage,
    EditShape,
    IdentityShape,
    KnownShape,
    LikenessShape,
    MergeShape,
    NoteShape,
)
from aspa.api.customers.wishes import (
    ConsentWish,
    EditWish,
    IdentityWish,
    MergeWish,
    NewCustomerWish,
    NoteWish,
    OtherWish,
    RewriteWish,
    SaidWish,
    WithdrawalWish,
)
from aspa.api.repeat import once
from aspa.api.shapes import CasePage, CaseShape
from aspa.audit import verbs as audit
from aspa.cases import theirs
from aspa.cases.lists import CaseRow
from aspa.cases.models import Case
from aspa.cases.queries import case_by_number
from aspa.customers import editing, identities, notes, queries
from aspa.customers.models import Consent, Customer, Identity, Note
from aspa.customers.queries import CustomerRow
from aspa.kit.powers import Power
from aspa.people import allowed, export, merging, parting, verbs
from aspa.people.likeness import Likeness, likenesses
from aspa.people.models import Merge
from aspa.people.queries import edits_of
from aspa.people.shown import EditRow

router = Router(tags=["customers"])


def changed(request: ApiRequest, customer_id: int) -> Customer:
    """Return a customer whom the program may change; raises Missing and Forbidden."""
    return allowed.customer_of(request.auth, customer_id, power=Power.ANSWER)


@router.get("/customers", response=CustomerPage, operation_id="list_customers")
def list_customers(
    request: ApiRequest,
    q: Annotated[str, Query(max_length=200, description="The beginning of a name, an address, a number.")] = "",
    kind: Annotated[str, Query(pattern="^(person|company)?$")] = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[CustomerRow]:
    """List customers, the newest first and page by page; those whom `q` finds come by name, on one page."""
    name = f"customers:{kind}:{q}"
    after = str(cursors.number(name, cursor) or "")
    found = allowed.customer_list(request.auth, q, after=after, limit=limit, kind=kind)
    return Page(found.rows, cursors.cursor(name, found.more) if found.more else None)


@router.post("/customers", response={201: KnownShape}, operation_id="make_customer")
@decorate_view(once)
def make_customer(request: ApiRequest, wish: NewCustomerWish) -> Status[Customer]:
    """Make a customer of whom nobody has heard yet."""
    facts = wish.facts()
    made = verbs.welcome(facts=facts, address=wish.address, number=wish.number, by=request.auth, at=timezone.now())
    return Status(201, queries.customer_of(request.auth, made.pk))


@router.get("/customers/{int:customer_id}", response=KnownShape, operation_id="customer_by_id")
def customer(request: ApiRequest, customer_id: int) -> Customer:
    """Return a customer; of one that was merged, whom it was merged into."""
    known = allowed.home_of(request.auth, customer_id)
    audit.note_look(request.auth, customer_id=known.pk, at=timezone.now())
    return known


@router.patch("/customers/{int:customer_id}", response=KnownShape, operation_id="edit_customer")
def edit_customer(request: ApiRequest, customer_id: int, wish: EditWish) -> Customer:
    """Change what is given; refused where `was` says otherwise than what stands there now."""
    known = changed(request, customer_id)
    now = editing.facts_of(known)
    editing.edit(known, wish.facts(now), was=wish.before(now), by=request.auth, at=timezone.now())
    return queries.customer_of(request.auth, customer_id)


@router.get("/customers/{int:customer_id}/cases", response=CasePage, operation_id="cases_of_customer")
def cases(request: ApiRequest, customer_id: int, cursor: Cursor = "", limit: Limit = 50) -> Page[CaseRow]:
    """List the cases of a customer, newest first."""
    known, name = allowed.customer_of(request.auth, customer_id), f"cases-of:{customer_id}"
    found = theirs.all_cases(request.auth, [known.pk], after=cursors.place(name, cursor), limit=limit)
    return Page(found.rows, cursors.cursor(name, found.more) if found.more else None)


@router.post("/customers/{int:customer_id}/cases", response={201: CaseShape}, operation_id="open_case_of")
@decorate_view(once)
def open_case(request: ApiRequest, customer_id: int, wish: SaidWish) -> Status[Case]:
    """Open a case of a customer who is known; its answer is promised."""
    known = changed(request, customer_id)
    opened = verbs.open_case(known, **wish.model_dump(), by=request.auth, at=timezone.now())
    return Status(201, case_by_number(request.auth, opened.number))


@router.get("/customers/{int:customer_id}/edits", response=list[EditShape], operation_id="edits_of_customer")
def edits(request: ApiRequest, customer_id: int) -> list[EditRow]:
    """List who changed what is known of a customer, the newest 50 first."""
    return edits_of(request.auth, allowed.customer_of(request.auth, customer_id))


@router.post("/customers/{int:customer_id}/identities", response={201: IdentityShape}, operation_id="add_identity")
@decorate_view(once)
def add_identity(request: ApiRequest, customer_id: int, wish: IdentityWish) -> Status[Identity]:
    """Let a customer be known by an address, a number or an account."""
    known = changed(request, customer_id)
    return Status(201, identities.add(known, kind=wish.kind, value=wish.value, by=request.auth, at=timezone.now()))


@router.delete(
    "/customers/{int:customer_id}/identities/{int:key}", response=list[IdentityShape], operation_id="remove_identity"
)
def remove_identity(request: ApiRequest, customer_id: int, key: int) -> list[Identity]:
    """Know a customer by this no longer; refused for the last by which the customer of an open case is reached."""
    known = changed(request, customer_id)
    verbs.forget_identity(queries.identity_of(request.auth, known.pk, key), by=request.auth, at=timezone.now())
    return queries.identities_of(known)


@router.put(
    "/customers/{int:customer_id}/identities/{int:key}/preference",
    response=list[IdentityShape],
    operation_id="prefer_identity",
)
def prefer_identity(request: ApiRequest, customer_id: int, key: int) -> list[Identity]:
    """Use this before the others of its kind."""
    known = changed(request, customer_id)
    identities.prefer(queries.identity_of(request.auth, known.pk, key), by=request.auth, at=timezone.now())
    return queries.identities_of(known)


@router.post("/customers/{int:customer_id}/notes", response={201: NoteShape}, operation_id="write_note")
@decorate_view(once)
def write_note(request: ApiRequest, customer_id: int, wish: NoteWish) -> Status[Note]:
    """Write down a wish of the customer's, or advice on serving this customer."""
    known = changed(request, customer_id)
    return Status(201, notes.write(known, kind=wish.kind, text=wish.text, by=request.auth, at=timezone.now()))


@router.put("/customers/{int:customer_id}/notes/{int:key}", response=NoteShape, operation_id="rewrite_note")
def rewrite_note(request: ApiRequest, customer_id: int, key: int, wish: RewriteWish) -> Note:
    """Say a note otherwise; refused with `changed_meanwhile` where it says something else than `was`."""
    known = queries.note_of(request.auth, changed(request, customer_id).pk, key)
    return notes.rewrite(known, text=wish.text, was=wish.was, by=request.auth, at=timezone.now())


@router.delete("/customers/{int:customer_id}/notes/{int:key}", response=list[NoteShape], operation_id="end_note")
def end_note(request: ApiRequest, customer_id: int, key: int) -> list[Note]:
    """Say that a note holds no longer."""
    known = changed(request, customer_id)
    notes.end(queries.note_of(request.auth, known.pk, key), by=request.auth, at=timezone.now())
    return queries.notes_of(known)


@router.post("/customers/{int:customer_id}/consents", response={201: ConsentShape}, operation_id="record_consent")
@decorate_view(once)
def record_consent(request: ApiRequest, customer_id: int, wish: ConsentWish) -> Status[Consent]:
    """Write down that a customer consented to something."""
    known = changed(request, customer_id)
    return Status(201, notes.consent(known, **wish.model_dump(), by=request.auth, at=timezone.now()))


@router.post(
    "/customers/{int:customer_id}/consents/{int:key}/withdrawal",
    response={201: ConsentShape},
    operation_id="withdraw_consent",
)
@decorate_view(once)
def withdraw_consent(request: ApiRequest, customer_id: int, key: int, wish: WithdrawalWish) -> Status[Consent]:
    """Write down that a consent was withdrawn."""
    consent = queries.consent_of(request.auth, changed(request, customer_id).pk, key)
    notes.withdraw(consent, channel=wish.channel, by=request.auth, at=timezone.now())
    return Status(201, consent)


@router.get("/customers/{int:customer_id}/likenesses", response=list[LikenessShape], operation_id="likenesses")
def alike(request: ApiRequest, customer_id: int) -> list[Likeness]:
    """List who may be the same customer, and why; a person decides."""
    return likenesses(request.auth, allowed.customer_of(request.auth, customer_id))


@router.post("/customers/{int:customer_id}/merges", response={201: MergeShape}, operation_id="merge_customers")
@decorate_view(once)
def merge(request: ApiRequest, customer_id: int, wish: MergeWish) -> Status[Merge]:
    """Let everything of another customer stand with this one."""
    kept, other = changed(request, customer_id), changed(request, wish.other_id)
    return Status(201, merging.merge(kept, other, by=request.auth, at=timezone.now(), reasons=wish.reasons))


@router.delete("/customers/{int:customer_id}/merges/{int:key}", response=MergeShape, operation_id="part_customers")
def part(request: ApiRequest, customer_id: int, key: int) -> Merge:
    """Undo a merge."""
    done = parting.merge_of(request.auth, changed(request, customer_id).pk, key)
    parting.part(done, by=request.auth, at=timezone.now())
    return done


@router.post("/customers/{int:customer_id}/distinctions", response={201: KnownShape}, operation_id="tell_apart")
@decorate_view(once)
def tell_apart(request: ApiRequest, customer_id: int, wish: OtherWish) -> Status[Customer]:
    """Say that two customers are not one."""
    known, other = changed(request, customer_id), changed(request, wish.other_id)
    merging.distinguish(known, other, by=request.auth, at=timezone.now())
    return Status(201, known)


@router.get("/customers/{int:customer_id}/export", operation_id="export_customer")
def export_customer(request: HttpRequest, customer_id: int) -> StreamingHttpResponse:
    """Return everything that is known of a customer as a ZIP: `customer.json`, and each of their mails as it came."""
    viewer = request.auth  # type: ignore[attr-defined]  # a program's request
    known = allowed.customer_of(viewer, customer_id, power=Power.EXPORT)
    pieces = export.hand_out(viewer, known, at=timezone.now())
    name = f'attachment; filename="customer-{known.pk}.zip"'
    return StreamingHttpResponse(pieces, content_type="application/zip", headers={"Content-Disposition": name})
