"""Programs keep views and do one thing to many cases, with what they themselves may do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.kit.errors import Forbidden, Missing
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Grant, Role, Token
from aspa.staff.roles import verbs as roles
from aspa.teamwork import queries, verbs
from aspa.teamwork.models import SavedView, Sweep, SweptCase
from aspa.teamwork.sweeping import queries as sweeps
from aspa.teamwork.sweeping import verbs as sweeping
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)


def a_program(kuusi: Brand, name: str = "varasto", **more: object) -> Token:
    staff.make_token(kuusi.organisation, name=name, at=NINE, **more)
    return Token.objects.get(name=name)


def keep(by: Agent | Token, name: str = "Suomi", **more: object) -> SavedView:
    return verbs.save_view(name=name, conditions={"language": ["fi"]}, order="due", by=by, at=NINE, **more)


def begun(by: Agent | Token, *chosen: Case, act: str = "close", **facts: object) -> Sweep:
    facts = facts or {"outcome": "spam"}
    return sweeping.sweep([case.number for case in chosen], act=act, facts=facts, by=by, at=TEN)


def names(viewer: Agent | Token) -> list[str]:
    return [view.name for view in queries.saved_views(viewer)]


def test_a_view_of_a_program_is_its_own_until_everybody_sees_it(kuusi: Brand, aino: Agent) -> None:
    varasto, kauppa = a_program(kuusi), a_program(kuusi, "kauppa")
    assert varasto.pk != aino.pk or varasto.actor != aino.actor

    kept = keep(varasto)

    assert (names(varasto), names(kauppa), names(aino)) == (["Suomi"], [], [])
    verbs.change_view(kept, name="Kaikki", conditions={}, order="due", by=varasto, at=TEN, for_everybody=True)
    assert (names(varasto), names(kauppa), names(aino)) == (["Kaikki"], ["Kaikki"], ["Kaikki"])
    assert [view.name for view in queries.beside(aino).views] == ["Kaikki"]


def test_an_agent_and_a_program_with_the_same_key_are_not_one(kuusi: Brand, aino: Agent) -> None:
    twin = Token.objects.create(id=aino.pk, organisation=kuusi.organisation, name="kaima", digest=b"kaima")
    kept, own = keep(aino, for_everybody=True), keep(twin, "Oma")

    with pytest.raises(Forbidden):
        verbs.forget_view(kept, by=twin, at=TEN)
    with pytest.raises(Missing):
        queries.saved_view(aino, own.pk)
    with pytest.raises(verbs.ViewNameTaken):
        keep(twin, "Oma")


def test_only_who_administers_shows_a_view_to_a_team_of_others(kuusi: Brand, vaino: Agent, aino: Agent) -> None:
    team = roles.start_team(kuusi.organisation, name="Laskut", by="aspa", at=NINE)
    roles.join(team, aino, by="aspa", at=NINE)
    role = roles.standing(kuusi.organisation_id, Role.Kind.ADMINISTRATOR)

    with pytest.raises(Forbidden):
        keep(a_program(kuusi), team=team)
    kept = keep(a_program(kuusi, "hallinto", role=role), team=team)

    assert (names(aino), names(vaino)) == (["Suomi"], [])
    assert [queries.teams_for(who) for who in (aino, vaino, kept.token)] == [[team], [team], [team]]
    assert queries.teams_for(Token.objects.get(name="varasto")) == []


def test_a_view_belongs_to_one(kuusi: Brand, aino: Agent) -> None:
    kept = keep(aino)

    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.filter(pk=kept.pk).update(token=a_program(kuusi))
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.filter(pk=kept.pk).update(agent=None)


def test_what_a_program_did_to_many_cases_is_its_own_to_undo(kuusi: Brand, vaino: Agent) -> None:
    varasto, chosen = a_program(kuusi), [a_case(f"Paketti {nth}") for nth in range(3)]

    made = begun(varasto, *chosen)
    assert sweeping.turn() == 0.0

    assert (sweeps.state_of(made).done, sweeps.newest(varasto)[0].sweep, sweeps.newest(vaino)) == (3, made, [])
    with pytest.raises(Missing):
        sweeps.sweep_of(vaino, made.pk)
    sweeping.undo(sweeps.sweep_of(varasto, made.pk), at=TEN)
    sweeping.turn()
    assert sweeps.state_of(made).undone == 3


def test_each_case_is_done_with_what_the_program_may(kuusi: Brand, vaino: Agent) -> None:
    varasto, case = a_program(kuusi), a_case()
    Grant.objects.filter(token=varasto).delete()
    reaches = {"read": "all", "answer": "all"}
    role = roles.make_role(kuusi.organisation, name="Koe", reaches=reaches, by="aspa", at=NINE)
    roles.grant(role, to=varasto, by="aspa", at=NINE)

    with translation.override("en"):
        begun(Token.objects.get(), case)
    sweeping.turn()

    row = SweptCase.objects.get()
    assert (row.done_at, row.code) == (None, "forbidden")
    assert row.refusal.startswith("You may read this case")


@pytest.mark.parametrize("end", ["revoked", "over", "left"])
def test_nothing_more_is_done_for_whoever_may_do_nothing_here(
    kuusi: Brand, aino: Agent, vaino: Agent, end: str
) -> None:
    maker = aino if end == "left" else a_program(kuusi, expires_at=TEN + timedelta(hours=1) if end == "over" else None)
    made, at = begun(maker, a_case()), TEN + timedelta(hours=2 if end == "over" else 0)

    if end == "revoked":
        staff.revoke(maker, at=TEN)
    if end == "left":
        staff.deactivate(aino, by="aspa", at=TEN)
    sweeping.run(Sweep.objects.get(pk=made.pk), at=at, within=60)

    assert SweptCase.objects.get().code == "maker_gone"
    assert Case.objects.get().closure is None
