"""Cases: lists, one case, a new one, its owner and its closure."""

from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Status
from ninja.decorators import decorate_view

from aspa.api import cursors
from aspa.api.bearer import ApiRequest
from aspa.api.cursors import Page
from aspa.api.repeat import once
from aspa.api.shapes import CasePage, CaseShape
from aspa.api.wishes import CaseWish, ClosureWish, LanguageWish, OwnerWish
from aspa.audit import verbs as audit
from aspa.cases import lists, queries, verbs
from aspa.cases.above import guards
from aspa.cases.finding import find
from aspa.cases.lists import CaseRow
from aspa.cases.models import Case
from aspa.kit.errors import Refused
from aspa.reception import by_hand
from aspa.staff import queries as staff
from aspa.teamwork import queries as teamwork
from aspa.teamwork.focus import verbs as focus

router = Router(tags=["cases"])
Limit = Annotated[int, Query(ge=1, le=200, description="At most this many.")]
Cursor = Annotated[str, Query(max_length=400, description="`next` of the page before.")]


class OneQuestion(Refused):
    """A search and something else at once."""

    code = "one_question"


class WhoseCases(Refused):
    """Which agent's cases are theirs."""

    code = "owner_needed"


def whose(view: str, owner: int | None) -> int | None:
    """Return whose cases a view holds. Raises WhoseCases for an agent's own view without the agent."""
    if view == "mine" and owner is None:
        raise WhoseCases(_("Say whose cases with “owner”."))
    return owner


@router.get("/cases", response=CasePage, operation_id="list_cases")
def list_cases(  # each is one thing to ask by
    request: ApiRequest,
    view: Annotated[str, Query(description=" | ".join([*lists.VIEWS, "saved-{id}"]))] = "all",
    owner: Annotated[int | None, Query(gt=0, lt=2**63, description="Only this agent's open cases.")] = None,
    customer: Annotated[str, Query(max_length=320, description="Address or phone number of the customer.")] = "",
    q: Annotated[str, Query(max_length=200, description="A case number, an address, a phone number, or words.")] = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[CaseRow]:
    """
    List cases of a view (each in its own order: by promise, newest first, …), or those that a search finds.

    A case that comes while a program pages is on a page it has not seen yet, or on none it had to see: nothing is
    missed and nothing comes twice.
    """
    searches = [text for text in (customer.strip(), q.strip()) if text]
    is_list = view != "all" or owner is not None
    if len(searches) + is_list > 1:
        raise OneQuestion(_("Ask by “customer”, by “q”, or by “view” and “owner”; not by several."))
    view = "mine" if owner is not None and view == "all" else view
    whose(view, owner)
    text, finds = "".join(searches), find.of_customer if customer.strip() else find.find
    name = f"{finds.__name__}:{text}" if text else f"{view}:{owner or ''}"
    after = cursors.place(name, cursor)
    if text:
        found = finds(request.auth, text, after=after, limit=limit)
    else:
        found = teamwork.cases_in(request.auth, view, now=timezone.now(), after=after, agent_id=owner, limit=limit)
    return Page(found.rows, cursors.cursor(name, found.more) if found.more else None)


@router.post("/cases", response={201: CaseShape}, operation_id="open_case")
@decorate_view(once)
def open_case(request: ApiRequest, wish: CaseWish) -> Status[Case]:
    """Enter a contact by hand: its customer is recognised or made, its answer promised."""
    opened = by_hand.enter(
        address=wish.customer.address,
        number=wish.customer.number,
        name=wish.customer.name,
        subject=wish.subject,
        text=wish.text,
        brand_id=wish.brand_id,
        channel=wish.came_by,
        by=request.auth,
        at=timezone.now(),
    )
    return Status(201, queries.case_by_number(request.auth, opened.number))


@router.get("/cases/{int:number}", response=CaseShape, operation_id="case")
def case(request: ApiRequest, number: int) -> Case:
    """Return one case."""
    asked = queries.case_by_number(request.auth, number)
    audit.note_look(request.auth, case_id=asked.pk, customer_id=asked.customer_id, at=timezone.now())
    return asked


@router.put("/cases/{int:number}/owner", response=CaseShape, operation_id="give_owner")
def give_owner(request: ApiRequest, number: int, wish: OwnerWish) -> Case:
    """Give the case to an agent or a queue; giving it to its owner again changes nothing."""
    asked = queries.case_by_number(request.auth, number)
    agent = staff.agent_of(request.auth, wish.agent_id) if wish.agent_id else None
    queue = staff.queue_of(request.auth, wish.queue_id) if wish.queue_id else None
    focus.give(asked, agent=agent, queue=queue, by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)


@router.put("/cases/{int:number}/language", response=CaseShape, operation_id="speak_in_case")
def speak_in_case(request: ApiRequest, number: int, wish: LanguageWish) -> Case:
    """Go on with the case in another language; what is written to its customer by itself follows."""
    asked = queries.case_by_number(request.auth, number)
    verbs.speak(asked, language=wish.language, by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)


@router.post("/cases/{int:number}/closure", response={201: CaseShape}, operation_id="close_case")
@decorate_view(once)
def close_case(request: ApiRequest, number: int, wish: ClosureWish) -> Status[Case]:
    """Close the case; refused as solved while the customer waits for a promised answer, or tasks are not done."""
    asked = queries.case_by_number(request.auth, number)
    despite = guards.answered(wish.anyway)
    verbs.close(asked, outcome=wish.outcome, by=request.auth, at=timezone.now(), seen=wish.seen, despite=despite)
    return Status(201, queries.case_by_number(request.auth, number))


@router.delete("/cases/{int:number}/closure", response=CaseShape, operation_id="reopen_case")
def reopen_case(request: ApiRequest, number: int) -> Case:
    """Open a closed case again; what its closing withdrew is owed again."""
    asked = queries.case_by_number(request.auth, number)
    verbs.reopen(asked, by=request.auth, at=timezone.now())
    return queries.case_by_number(request.auth, number)
