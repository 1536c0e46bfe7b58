"""Keeping passages: who may, what is refused, and that nothing that was said is lost."""

from datetime import date, timedelta

import pytest

from aspa.history.models import Event
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.naming import NameNeeded
from aspa.passages import queries, verbs
from aspa.passages.models import Passage, Version
from aspa.sorting import queries as sorting
from aspa.sorting.models import Reason
from aspa.staff.models import Grant, Role
from aspa.staff.roles import verbs as roles
from tests.cast import NINE, known

TEN = NINE + timedelta(hours=1)
NOVEMBER, DECEMBER = date(2030, 11, 1), date(2030, 12, 1)


def as_it_is(passage, **changed):
    """What a form sends that changed this and nothing else."""
    said = {"code": passage.code, "name": passage.name, "texts": passage.latest.texts, "version": passage.number}
    who = {"owner": passage.owner_agent or passage.owner_team, "review_on": passage.review_on}
    return {**said, **who, **changed}


def test_each_change_is_a_version_that_stays(returns, vaino):
    texts = {"fi": "Voit palauttaa tuotteen 30 päivän kuluessa."}

    verbs.change(returns, by=vaino, at=TEN, **as_it_is(returns, texts=texts, why="Laki muuttui"))

    newest, first = queries.versions_of(vaino, returns, most=50)
    assert queries.versions_of(vaino, returns, most=1) == [newest]
    assert (newest.number, newest.texts, newest.why, newest.written_by) == (2, texts, "Laki muuttui", vaino.actor)
    assert (first.number, set(first.texts), first.written_at) == (1, {"fi", "sv"}, NINE)
    assert Passage.objects.get().latest == newest
    assert Event.objects.filter(name="passage.written").count() == 2


def test_saving_what_did_not_change_makes_no_version(returns, vaino):
    verbs.change(returns, by=vaino, at=TEN, **as_it_is(returns, why="Muuten vain"))

    assert Version.objects.count() == 1


def test_the_second_of_two_editors_is_told(returns, vaino):
    theirs = queries.passage_of(vaino, returns.pk)
    verbs.change(returns, by=vaino, at=TEN, **as_it_is(returns, name="Palauttaminen"))

    with pytest.raises(verbs.ChangedElsewhere):
        verbs.change(theirs, by=vaino, at=TEN, **as_it_is(theirs, name="Palautus", version=1))

    assert Passage.objects.get().name == "Palauttaminen"


def test_a_passage_is_set_back_as_a_new_version(returns, vaino):
    verbs.change(returns, by=vaino, at=TEN, **as_it_is(returns, texts={"fi": "Toista."}, name="Toinen"))
    first = queries.version_of(vaino, returns, 1)

    verbs.set_back(returns, first, version=2, by=vaino, at=TEN)

    now = queries.passage_of(vaino, returns.pk)
    assert (now.number, now.name, now.latest.texts) == (3, "Palautusehdot", first.texts)
    assert "1" in now.latest.why


def test_a_version_of_another_passage_sets_nothing_back(returns, written, vaino):
    other = written("muu")

    with pytest.raises(Missing):
        verbs.set_back(returns, other.latest, version=1, by=vaino, at=TEN)


def test_what_is_put_away_is_kept_and_may_come_back(returns, written, vaino):
    verbs.archive(returns, by=vaino, at=TEN)
    verbs.archive(returns, by=vaino, at=TEN)

    assert queries.passages(vaino) == []
    assert [one.pk for one in queries.passages(vaino, state="archived")] == [returns.pk]
    with pytest.raises(verbs.PutAway):
        verbs.change(returns, by=vaino, at=TEN, **as_it_is(returns, name="Uusi"))
    again = written()
    with pytest.raises(verbs.CodeTaken):
        verbs.restore(returns, by=vaino, at=TEN)
    verbs.archive(again, by=vaino, at=TEN)
    verbs.restore(returns, by=vaino, at=TEN)
    assert [one.pk for one in queries.passages(vaino)] == [returns.pk]
    assert Event.objects.filter(name="passage.archived", subject_id=returns.pk).count() == 1


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (verbs.BadCode, {"code": "kaksi sanaa"}),
        (verbs.BadCode, {"code": ""}),
        (verbs.BadCode, {"code": "-"}),
        (verbs.BadCode, {"code": "x" * 31}),
        (verbs.BadCode, {"code": "a\x00b"}),
        (verbs.CodeTaken, {"code": "PALAUTUS"}),
        (NameNeeded, {"code": "muu", "name": " \x00"}),
        (verbs.NoText, {"code": "muu", "texts": {"fi": " \n", "de": "Hallo"}}),
        (verbs.TooLongText, {"code": "muu", "texts": {"fi": "x" * 10_001}}),
        (verbs.OwnerNeeded, {"code": "muu", "owner": None}),
        (Missing, {"code": "muu", "brands": [999_999]}),
        (Missing, {"code": "muu", "reasons": [999_999]}),
    ],
)
def test_what_is_no_passage_is_refused(returns, written, refusal, said):
    with pytest.raises(refusal):
        written(**said)

    assert Passage.objects.count() == 1


def test_hostile_text_is_kept_as_what_it_is(written):
    sly = "<script>alert(1)</script> {asiakkaan etunimi} \ud800 \x00 %s {{7*7}}"

    passage = written("ö-1", texts={"fi": sly}, name="<b>Nimi</b>")

    assert passage.latest.texts["fi"] == "<script>alert(1)</script> {asiakkaan etunimi} ?  %s {{7*7}}"


def test_nobody_of_another_house_owns_or_sees_it(returns, written, otso):
    with pytest.raises(verbs.OwnerNeeded):
        written("muu", owner=otso)
    with pytest.raises(Missing):
        written("muu", reasons=[Reason.objects.filter(organisation_id=otso.organisation_id).first().pk])
    with pytest.raises(Missing):
        queries.passage_of(otso, returns.pk)
    assert queries.passages(otso) == []


def test_whoever_left_owns_nothing_and_their_passages_are_to_be_reviewed(written, aino, vaino):
    hers = written(owner=aino)
    aino.is_active = False
    aino.save()

    assert [one.pk for one in queries.passages(vaino, state="review", today=NOVEMBER)] == [hers.pk]
    with pytest.raises(verbs.OwnerNeeded):
        written("muu", owner=aino)


def test_a_passage_is_reviewed_when_its_day_has_come_or_its_team_is_gone(written, vaino):
    team = roles.start_team(vaino.organisation, name="Palautukset", by=vaino.actor, at=NINE)
    later, teams = written("a", review_on=DECEMBER), written("b", owner=team)

    def due(today):
        return [one.code for one in queries.passages(vaino, state="review", today=today)]

    assert (due(NOVEMBER), due(DECEMBER)) == ([], [later.code])
    roles.disband(team, by=vaino.actor, at=NINE)
    assert due(NOVEMBER) == [teams.code]


def test_an_agent_makes_none_and_changes_none_of_others(returns, aino):
    with pytest.raises(Forbidden):
        verbs.make(code="muu", name="Muu", texts={"fi": "Muu"}, owner=aino, by=aino, at=TEN)
    with pytest.raises(Forbidden):
        verbs.change(returns, by=aino, at=TEN, **as_it_is(returns, name="Muu"))
    for act in (verbs.archive, verbs.restore):
        with pytest.raises(Forbidden):
            act(returns, by=aino, at=TEN)


@pytest.mark.parametrize("is_team", [False, True])
def test_its_owner_changes_what_it_says_but_not_where_it_is_used(written, aino, vaino, is_team):
    team = roles.start_team(vaino.organisation, name="Palautukset", by=vaino.actor, at=NINE)
    roles.join(team, aino, by=vaino.actor, at=NINE)
    hers = written(owner=team if is_team else aino)

    verbs.change(hers, by=aino, at=TEN, **as_it_is(hers, texts={"fi": "Uusi sana."}))

    assert Passage.objects.get().latest.texts == {"fi": "Uusi sana."}
    with pytest.raises(Forbidden):
        verbs.change(hers, by=aino, at=TEN, **as_it_is(hers, owner=vaino))
    verbs.archive(hers, by=aino, at=TEN)


def test_whoever_administers_one_brand_keeps_its_passages_only(returns, aino, vaino, kuusi, manty):
    Grant.objects.filter(agent=aino).delete()
    role = Role.objects.get(organisation=vaino.organisation, kind="administrator")
    roles.grant(role, to=aino, by="aspa", at=NINE, brand=kuusi)
    here = known(type(aino).objects.get(pk=aino.pk))

    mine = verbs.make(code="k", name="K", texts={"fi": "K"}, owner=here, brands=[kuusi.pk], by=here, at=TEN)
    for where in ([], [manty.pk], [kuusi.pk, manty.pk]):
        with pytest.raises(Forbidden):
            verbs.change(mine, by=here, at=TEN, **as_it_is(mine, brands=where))
    with pytest.raises(Forbidden):
        verbs.change(returns, by=here, at=TEN, **as_it_is(returns, name="Muu"))


def test_passages_are_found_by_code_name_and_words_however_they_are_written(written, vaino):
    written("palautus")
    written("huolto", name="Määräaikaishuolto", texts={"fi": "Kello huolletaan joka vuosi."})

    def found(text):
        return [one.code for one in queries.passages(vaino, text=text)]

    assert found("MAARAAIKAIS") == found("huolletaan kello") == found("huolto") == ["huolto"]
    assert found("100%") == found("kello palautus") == []
    assert sorted(found("")) == ["huolto", "palautus"]


def test_there_are_not_more_than_anybody_could_search(returns, written, monkeypatch):
    monkeypatch.setattr(verbs, "MOST", 1)

    with pytest.raises(verbs.TooManyPassages):
        written("muu")


def test_reasons_and_brands_are_kept_with_each_version(written, vaino, kuusi):
    reason = sorting.reasons(vaino, kuusi)[4]
    passage = written(brands=[kuusi.pk], reasons=[reason.pk])

    verbs.change(passage, by=vaino, at=TEN, **as_it_is(passage, brands=[], reasons=[]))

    newest, first = queries.versions_of(vaino, passage, most=50)
    assert (first.brands, first.reasons) == ([kuusi.pk], [reason.pk])
    assert (newest.brands, newest.reasons, newest.texts) == ([], [], first.texts)
