"""Every kind of change is set back from the log, by the verb that sets it; or one table says why it cannot be."""

from datetime import timedelta

import pytest

from aspa.audit import queries, verbs
from aspa.audit.queries import Wish
from aspa.audit.tests.deeds import DEEDS, House, standing
from aspa.audit.undoing.since import ChangedSince
from aspa.audit.undoing.ways import NOT, WAYS
from aspa.audit.words import EVENTS
from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.history.models import Event
from aspa.kit.errors import Forbidden, Missing
from aspa.passages import verbs as passages
from aspa.passages.models import Passage
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.models import Tag
from aspa.staff.models import Agent, Role, Team
from aspa.staff.roles import verbs as roles
from tests.cast import NINE

TEN = NINE + timedelta(hours=1)
# A second undoing leads here: what is shown once, or kept as a secret, does not come back.
ONE_WAY = {"account.linked", "invitation.made", "mailbox.connected", "token.made"}


@pytest.fixture
def house(kuusi: Brand, vaino: Agent, aino: Agent) -> House:
    """Where Väinö sets everything."""
    return House(kuusi, vaino, aino)


def newest(name: str) -> Event:
    return Event.objects.filter(name=name).latest("id")


def undo(event: Event, by: Agent) -> Event:
    """Set back, and return the change that this is."""
    verbs.undo(event, by=by, at=TEN)
    return Event.objects.filter(undoes=event.pk).earliest("id")


def refused(event: Event, by: Agent) -> None:
    with pytest.raises(ChangedSince):
        verbs.undo(event, by=by, at=TEN)


def test_every_kind_can_be_set_back_or_one_table_says_why_not() -> None:
    assert not WAYS.keys() & NOT.keys()
    assert WAYS.keys() | NOT.keys() == EVENTS.keys()
    assert DEEDS.keys() == WAYS.keys()
    assert all(str(why).endswith(".") for why in NOT.values())


@pytest.mark.parametrize("name", sorted(WAYS))
def test_what_was_set_is_set_back_and_forth(house: House, name: str) -> None:
    deed = DEEDS[name](house)
    before = standing(house.house.pk)
    deed()
    after = standing(house.house.pk)
    assert before != after

    undone = undo(newest(name), house.vaino)

    assert standing(house.house.pk) == before
    assert undone.actor == house.vaino.actor
    if name not in ONE_WAY:
        undo(undone, house.vaino)
        assert standing(house.house.pk) == after


def test_the_log_tells_what_was_set_back_and_by_what(kuusi: Brand, vaino: Agent) -> None:
    brands.change(kuusi, by=vaino.actor, at=TEN, signature="Terveisin")
    first = newest("brand.changed")

    undone = undo(first, vaino)

    rows = {row.id: row for row in queries.changes(vaino, Wish())}
    assert (rows[undone.pk].undoes, rows[undone.pk].is_undone, rows[undone.pk].can_be_undone) == (first.pk, False, True)
    assert (rows[first.pk].undoes, rows[first.pk].is_undone, rows[first.pk].can_be_undone) == (None, True, False)


def test_what_was_set_back_is_not_set_back_twice(kuusi: Brand, vaino: Agent) -> None:
    brands.change(kuusi, by=vaino.actor, at=TEN, signature="Terveisin")
    undo(newest("brand.changed"), vaino)

    with pytest.raises(verbs.UndoneAlready):
        verbs.undo(Event.objects.filter(name="brand.changed").earliest("id"), by=vaino, at=TEN)


@pytest.mark.parametrize("name", ["Terveisin me", ""])
def test_what_was_changed_again_since_stays_as_it_is(kuusi: Brand, vaino: Agent, name: str) -> None:
    brands.change(kuusi, by=vaino.actor, at=TEN, signature="Terveisin")
    stale = newest("brand.changed")
    brands.change(kuusi, by=vaino.actor, at=TEN, signature=name)
    count = Event.objects.count()

    refused(stale, vaino)

    kuusi.refresh_from_db()
    assert (kuusi.signature, Event.objects.count()) == (name, count)


def test_what_was_made_and_changed_since_is_not_unmade(house: House) -> None:
    role, tag, passage = house.role(), house.tag(), house.passage()
    roles.change_role(role, name="Katsoja", reaches={"read": "all"}, **house.named)
    keeping.change_tag(tag, name="Talvi", colour="red", **house.seen)
    keeping.change_tag(tag, name="Kesä", colour="red", **house.seen)
    said = {"code": "b", "name": "B", "texts": {"fi": "b"}, "owner": house.vaino}
    passages.change(passage, version=1, **said, **house.seen)
    stands = standing(house.house.pk)

    refused(Event.objects.filter(name="role.made").earliest("id"), house.vaino)
    refused(Event.objects.filter(name="tag.changed").earliest("id"), house.vaino)
    refused(Event.objects.filter(name="passage.written").earliest("id"), house.vaino)

    assert standing(house.house.pk) == stands
    assert Role.objects.filter(name="Katsoja").exists()
    assert Tag.objects.filter(name="Kesä").exists()
    assert Passage.objects.get(pk=passage.pk).code == "b"


def test_a_secret_that_was_replaced_is_not_brought_back(house: House) -> None:
    DEEDS["provider.set_up"](house)
    house.provider("Kolmas", "toinen-salaisuus")

    with pytest.raises(verbs.CannotUndo, match="salasanaa"):
        verbs.undo(newest("provider.set_up"), by=house.vaino, at=TEN)


def test_what_an_older_aspa_wrote_down_too_briefly_says_so(kuusi: Brand, vaino: Agent) -> None:
    brief = Event.objects.create(
        organisation_id=vaino.organisation_id, name="hours.set", subject_id=kuusi.pk, actor="aspa", at=NINE
    )

    with pytest.raises(verbs.CannotUndo):
        verbs.undo(brief, by=vaino, at=TEN)


def test_what_is_not_there_any_more_says_so(house: House) -> None:
    team = house.team()
    roles.disband(team, **house.named)

    with pytest.raises(Missing):
        verbs.undo(newest("team.joined"), by=house.vaino, at=TEN)

    assert Team.objects.get().ended_at


def test_what_the_verb_refuses_is_refused(house: House) -> None:
    role = house.role()
    roles.grant(role, to=house.aino, **house.named)

    with pytest.raises(roles.StillGranted):
        verbs.undo(newest("role.made"), by=house.vaino, at=TEN)


def test_only_an_administrator_undoes(kuusi: Brand, vaino: Agent, aino: Agent) -> None:
    brands.change(kuusi, by=vaino.actor, at=TEN, signature="Terveisin")

    with pytest.raises(Forbidden):
        verbs.undo(newest("brand.changed"), by=aino, at=TEN)
