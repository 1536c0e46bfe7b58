"""Who serves: what each may do, where they are signed in, how they come and go."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from aspa.api.accounts.shapes import (
    DepartureShape,
    EndedShape,
    InvitationLinkShape,
    InvitationShape,
    PersonShape,
    SecondStepShape,
    SignInShape,
)
from aspa.api.accounts.wishes import DepartureWish, InvitationWish, SecondStepWish
from aspa.api.bearer import ADMINISTERS, ApiRequest
from aspa.api.repeat import once
from aspa.api.wishes import Key
from aspa.cases import leaving
from aspa.staff import queries, verbs
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent, Invitation, SignIn
from aspa.staff.roles import queries as roles
from aspa.staff.signing_in import queries as signing_in
from aspa.staff.signing_in import verbs as sign_ins

router = Router(tags=["people"], auth=ADMINISTERS)


def told(request: ApiRequest, everybody: list[Agent]) -> list[dict[str, Any]]:
    """Return people with everything they may do."""
    given = roles.grants(request.auth, agent__isnull=False)
    teams, safe = roles.teams_by_agent(request.auth), signing_in.with_second_step(request.auth)
    return [
        {name: getattr(one, name) for name in ("id", "name", "email", "language", "is_active")}
        | {"has_second_step": one.pk in safe, "teams": teams.get(one.pk, [])}
        | {"grants": [grant for grant in given if grant.agent_id == one.pk]}
        for one in everybody
    ]


def person_of(request: ApiRequest, agent_id: int) -> dict[str, Any]:
    """Return one person with everything they may do; raises Missing."""
    return told(request, [queries.anybody(request.auth, agent_id)])[0]


@router.get("/people", response=list[PersonShape], operation_id="list_people")
def list_people(request: ApiRequest) -> list[dict[str, Any]]:
    """List everybody who ever served here: those at work first, by name."""
    return told(request, queries.everybody(request.auth))


@router.get("/people/{agent_id}", response=PersonShape, operation_id="person")
def person(request: ApiRequest, agent_id: Key) -> dict[str, Any]:
    """Return one person."""
    return person_of(request, agent_id)


@router.post("/people/{agent_id}/departure", response={201: DepartureShape}, operation_id="depart")
@decorate_view(once)
def depart(request: ApiRequest, agent_id: Key, wish: DepartureWish) -> Status[dict[str, int]]:
    """Let an agent go: signed out at once, signs in no longer; their open cases get a new owner."""
    leaves = queries.anybody(request.auth, agent_id)
    to = queries.agent_of(request.auth, wish.to_agent_id) if wish.to_agent_id else None
    went = leaving.part_from(leaves, to=to, by=request.auth, at=timezone.now())
    return Status(201, {"cases": went})


@router.delete("/people/{agent_id}/departure", response=PersonShape, operation_id="come_back")
def come_back(request: ApiRequest, agent_id: Key) -> dict[str, Any]:
    """Let an agent who left sign in again, with the roles and teams they had."""
    verbs.reactivate(queries.anybody(request.auth, agent_id), by=request.auth.actor, at=timezone.now())
    return person_of(request, agent_id)


@router.get("/people/{agent_id}/sign-ins", response=list[SignInShape], operation_id="list_sign_ins")
def list_sign_ins(request: ApiRequest, agent_id: Key) -> list[SignIn]:
    """List where an agent is signed in now, the one seen last first."""
    chosen = queries.anybody(request.auth, agent_id)
    return signing_in.sign_ins(request.auth, agent_id=chosen.pk)


@router.delete("/people/{agent_id}/sign-ins", response=EndedShape, operation_id="end_sign_ins")
def end_sign_ins(request: ApiRequest, agent_id: Key) -> dict[str, int]:
    """Sign an agent out everywhere."""
    chosen = queries.anybody(request.auth, agent_id)
    return {"count": sign_ins.end_all(chosen, by=request.auth.actor, at=timezone.now())}


@router.delete("/people/{agent_id}/sign-ins/{sign_in_id}", response=list[SignInShape], operation_id="end_sign_in")
def end_sign_in(request: ApiRequest, agent_id: Key, sign_in_id: Key) -> list[SignIn]:
    """Sign an agent out in one browser; answers with those that are left."""
    one = signing_in.sign_in_of(request.auth, sign_in_id, agent_id=agent_id)
    sign_ins.end(one, by=request.auth.actor, at=timezone.now())
    return signing_in.sign_ins(request.auth, agent_id=agent_id)


@router.delete("/people/{agent_id}/second-step", response=EndedShape, operation_id="drop_second_step")
def drop_second_step(request: ApiRequest, agent_id: Key) -> dict[str, int]:
    """Forget the second steps of somebody who lost theirs, and sign them out."""
    chosen = queries.anybody(request.auth, agent_id)
    return {"count": sign_ins.drop_second_step(chosen, by=request.auth.actor, at=timezone.now())}


@router.get("/second-step", response=SecondStepShape, operation_id="second_step")
def second_step(request: ApiRequest) -> dict[str, bool]:
    """Tell whether everybody needs a second step."""
    return {"is_wanted": signing_in.wants_second_step(request.auth)}


@router.put("/second-step", response=SecondStepShape, operation_id="want_second_step")
def want_second_step(request: ApiRequest, wish: SecondStepWish) -> dict[str, bool]:
    """Want a second step of everybody from their next page on, or want it no more."""
    organisation, by = request.auth.organisation, request.auth.actor
    sign_ins.want_second_step(organisation, is_wanted=wish.is_wanted, by=by, at=timezone.now())
    return {"is_wanted": signing_in.wants_second_step(request.auth)}


@router.get("/invitations", response=list[InvitationShape], operation_id="list_invitations")
def list_invitations(request: ApiRequest) -> list[Invitation]:
    """List the links by which somebody may still join, oldest first."""
    return queries.open_invitations(request.auth, at=timezone.now())


@router.post("/invitations", response={201: InvitationLinkShape}, operation_id="invite")
def invite(request: ApiRequest, wish: InvitationWish) -> Status[dict[str, str]]:
    """Make a link by which one colleague joins within two days. It is shown once, so no answer is kept for a key."""
    secret = inviting.invite(request.auth.organisation, by=request.auth.actor, at=timezone.now(), **wish.dict())
    return Status(201, {"link": settings.BASE_URL + reverse("join", args=[secret])})


@router.delete("/invitations/{invitation_id}", response=list[InvitationShape], operation_id="withdraw_invitation")
def withdraw_invitation(request: ApiRequest, invitation_id: Key) -> list[Invitation]:
    """Let a link open nothing any more; answers with those that are left."""
    invitation = queries.invitation_of(request.auth, invitation_id)
    inviting.withdraw(invitation, by=request.auth.actor, at=timezone.now())
    return queries.open_invitations(request.auth, at=timezone.now())
