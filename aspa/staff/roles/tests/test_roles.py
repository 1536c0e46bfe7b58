"""Roles are made and granted, hold at once, and never lock everybody out."""

from functools import partial

import pytest

from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.kit.naming import NameNeeded
from aspa.kit.powers import Power
from aspa.kit.taken import NameTaken
from aspa.staff import queries as staff
from aspa.staff.models import Agent, Grant, Role
from aspa.staff.roles import queries, verbs
from tests.cast import NINE
from tests.parts.together import at_once

HOW = {"by": "agent:1", "at": NINE}


def again(agent: Agent) -> Agent:
    """The agent as a page asks for them."""
    found = staff.agent_at_work(agent.pk)
    assert found
    return found


def test_every_organisation_begins_with_the_same_roles(aino: Agent, vaino: Agent) -> None:
    made = {role.kind: role for role in queries.roles(vaino)}

    assert list(made) == ["agent", "lead", "administrator", "program"]
    assert [power for power in Power if aino.may(power)] == ["read", "answer", "close"]
    assert [power for power in Power if vaino.may(power)] == list(Power)
    assert (aino.is_administrator, vaino.is_administrator) == (False, True)


def test_a_role_holds_at_once_and_is_taken_back_at_once(aino: Agent, vaino: Agent) -> None:
    lead = verbs.make_role(vaino.organisation, name="Vienti", reaches={"export": "all"}, **HOW)
    given = verbs.grant(lead, to=aino, **HOW)
    assert again(aino).may(Power.EXPORT)

    verbs.withdraw(given, **HOW)

    assert not again(aino).may(Power.EXPORT)
    told = Event.objects.filter(name__in=["role.granted", "role.withdrawn"], facts__agent_id=aino.pk)
    assert list(told.order_by("id").values_list("name", flat=True))[-2:] == ["role.granted", "role.withdrawn"]


def test_a_team_gives_its_members_what_it_was_granted(aino: Agent, vaino: Agent) -> None:
    team = verbs.start_team(vaino.organisation, name="Palautukset", **HOW)
    lead = verbs.standing(vaino.organisation_id, Role.Kind.LEAD)
    verbs.grant(lead, to=team, **HOW)
    for agent in (aino, vaino):
        verbs.join(team, agent, **HOW)
    assert again(aino).may(Power.EXPORT)
    assert again(aino).powers.colleagues == {aino.pk, vaino.pk}

    verbs.leave(team, aino, **HOW)

    assert not again(aino).may(Power.EXPORT)
    assert again(aino).powers.colleagues == frozenset()


def test_what_may_be_answered_may_be_read(vaino: Agent) -> None:
    role = verbs.make_role(vaino.organisation, name="Tiimi", reaches={"answer": "team", "close": "own"}, **HOW)

    assert (role.read, role.answer, role.close) == ("team", "team", "own")


def test_granting_and_joining_twice_are_once(aino: Agent, vaino: Agent, kuusi: Brand) -> None:
    role, team = verbs.standing(vaino.organisation_id, "lead"), verbs.start_team(vaino.organisation, name="A", **HOW)

    given = {verbs.grant(role, to=aino, brand=kuusi, **HOW).pk for _twice in range(2)}
    for _twice in range(2):
        verbs.join(team, aino, **HOW)

    assert len(given) == team.memberships.count() == 1


def test_refusals(aino: Agent, vaino: Agent, otso: Agent) -> None:
    role = verbs.make_role(vaino.organisation, name="Yksi", reaches={"read": "own"}, **HOW)
    ours, elsewhere = verbs.start_team(vaino.organisation, name="T", **HOW), {"to": otso, **HOW}
    verbs.grant(role, to=aino, **HOW)
    for refusal, wish in {
        NameTaken: lambda: verbs.make_role(vaino.organisation, name="Yksi", reaches={"read": "own"}, **HOW),
        NameNeeded: lambda: verbs.change_role(role, name=" ", reaches={"read": "own"}, **HOW),
        verbs.NothingAllowed: lambda: verbs.make_role(vaino.organisation, name="Kaksi", reaches={}, **HOW),
        verbs.StillGranted: lambda: verbs.drop_role(role, **HOW),
        verbs.OtherOrganisation: lambda: verbs.grant(role, **elsewhere),
        Missing: lambda: queries.role_of(otso, role.pk),
    }.items():
        with pytest.raises(refusal):
            wish()
    with pytest.raises(verbs.OtherOrganisation):
        verbs.join(ours, otso, **HOW)
    with pytest.raises(NameTaken):
        verbs.start_team(vaino.organisation, name="T", **HOW)


def test_a_role_that_nobody_has_is_dropped(vaino: Agent) -> None:
    role = verbs.make_role(vaino.organisation, name="Yksi", reaches={"read": "own"}, **HOW)

    verbs.drop_role(role, **HOW)

    assert not Role.objects.filter(name="Yksi").exists()


def test_a_team_that_was_ended_takes_nobody_in_and_starts_again_under_its_name(aino: Agent, vaino: Agent) -> None:
    team = verbs.start_team(vaino.organisation, name="Yövuoro", **HOW)
    verbs.join(team, aino, **HOW)
    stale = queries.team_of(vaino, team.pk)
    verbs.disband(team, **HOW)
    verbs.disband(stale, **HOW)

    for wish in (lambda: verbs.join(stale, vaino, **HOW), lambda: verbs.grant(any_role(vaino), to=stale, **HOW)):
        with pytest.raises(verbs.TeamEnded):
            wish()
    with pytest.raises(Missing):
        queries.team_of(vaino, team.pk)
    assert queries.teams(vaino) == []
    assert Event.objects.filter(name="team.disbanded").count() == 1

    assert verbs.start_team(vaino.organisation, name="Yövuoro", **HOW) == team
    assert [queries.members_of(one) for one in queries.teams(vaino)] == [[]]


def any_role(viewer: Agent) -> Role:
    return verbs.standing(viewer.organisation_id, "agent")


def test_somebody_always_administers(aino: Agent, vaino: Agent) -> None:
    role = verbs.standing(vaino.organisation_id, "administrator")
    [given] = queries.grants(vaino, agent_id=vaino.pk)
    for wish in (
        lambda: verbs.withdraw(given, **HOW),
        lambda: verbs.change_role(role, name="", reaches={"read": "all"}, **HOW),
    ):
        with pytest.raises(verbs.LastAdministrator):
            wish()

    assert again(vaino).is_administrator


def test_the_last_administrator_may_be_one_by_a_team(aino: Agent, vaino: Agent) -> None:
    team = verbs.start_team(vaino.organisation, name="Johto", **HOW)
    verbs.grant(verbs.standing(vaino.organisation_id, "administrator"), to=team, **HOW)
    verbs.join(team, aino, **HOW)
    verbs.withdraw(queries.grants(vaino, agent_id=vaino.pk)[0], **HOW)

    for wish in (lambda: verbs.leave(team, aino, **HOW), lambda: verbs.disband(team, **HOW)):
        with pytest.raises(verbs.LastAdministrator):
            wish()

    assert queries.administrators(vaino.organisation_id) == [aino.pk]


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_take_it_from_each_other_leave_one(aino: Agent, vaino: Agent) -> None:
    verbs.grant(verbs.standing(vaino.organisation_id, "administrator"), to=aino, **HOW)
    given = list(Grant.objects.filter(role__kind="administrator").order_by("id"))

    assert at_once(*[partial(verbs.withdraw, one, **HOW) for one in given]) == ["", "last_administrator"]
