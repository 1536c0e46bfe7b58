"""Views that agents keep: what narrows them, who sees them, how many cases they hold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.brands.models import Brand
from aspa.cases import snoozing
from aspa.cases import verbs as cases
from aspa.cases.lists import WrongCursor
from aspa.cases.narrowing.conditions import WrongCondition
from aspa.history.models import Event
from aspa.kit.errors import Forbidden, Missing
from aspa.kit.naming import NameNeeded
from aspa.promises import verbs as promises
from aspa.staff.models import Agent, Membership, Team
from aspa.teamwork import queries, verbs
from aspa.teamwork.models import SavedView
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)
SWEDISH = {"sender": "Sofia Berg <sofia@example.se>", "text": "Hej! Var är mitt paket? Jag har väntat på det länge."}


def keep(agent: Agent, name: str = "Näkymä", order: str = "due", **more: object) -> SavedView:
    """Keep a view; conditions by name, each one value or several."""
    shared = {key: more.pop(key) for key in ("team", "for_everybody") if key in more}
    chosen = {key: value if isinstance(value, list) else [value] for key, value in more.items()}
    return verbs.save_view(name=name, conditions=chosen, order=order, by=agent, at=NINE, **shared)


def numbers(agent: Agent, view: SavedView, *, now=TEN, **how: object) -> list[int]:
    """The numbers of a view's cases, in its order."""
    return [row.number for row in queries.cases_of(agent, view, now=now, **how).rows]


def count(agent: Agent, view: SavedView, *, now=TEN) -> int | None:
    return queries.counts_of(agent, [view], now=now).get(view.pk)


def test_a_view_is_narrowed_by_language_and_owner(kuusi: Brand, aino: Agent) -> None:
    finnish, swedish = a_case(), a_case("Paket", **SWEDISH)
    cases.take(finnish, by=aino, at=NINE)

    for chosen, expected in (
        ({"language": "sv"}, [swedish]),
        ({"language": ["sv", "fi"]}, [finnish, swedish]),
        ({"owner": "me"}, [finnish]),
        ({"owner": "queued"}, [swedish]),
        ({"owner": f"agent:{aino.pk}", "language": "sv"}, []),
        ({"queue": str(swedish.owner_queue_id)}, [swedish]),
        ({"brand": str(kuusi.pk), "channel": "email"}, [finnish, swedish]),
    ):
        view = keep(aino, str(chosen), **chosen)
        assert sorted(numbers(aino, view)) == sorted(case.number for case in expected), chosen
        assert count(aino, view) == len(expected), chosen


def test_a_view_is_narrowed_by_what_is_promised(kuusi: Brand, aino: Agent) -> None:
    owed, answered = a_case(), a_case("Koko", "Onko kokoa 42?", at=NINE + timedelta(minutes=1))
    cases.reply(answered, text="On.", by=aino, at=TEN)
    much_later = NINE + timedelta(days=4)

    assert numbers(aino, keep(aino, "some", promise="some", act="answer")) == [owed.number]
    assert numbers(aino, keep(aino, "none", promise="none")) == [answered.number]
    assert numbers(aino, keep(aino, "today", promise="today"), now=much_later) == [owed.number]
    assert numbers(aino, keep(aino, "hour", promise="hour")) == []
    late = keep(aino, "late", promise="late")
    assert count(aino, late) == 0
    promises.break_due(at=much_later)
    assert (numbers(aino, late), count(aino, late)) == ([owed.number], 1)


def test_a_view_is_narrowed_by_age_silence_and_contacts(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    in_four_days = NINE + timedelta(days=4)

    for name, value, found in (("age", "3", 1), ("age", "7", 0), ("silent", "3", 1), ("contacts", "2", 0)):
        view = keep(aino, f"{name}{value}", **{name: value})
        assert numbers(aino, view, now=in_four_days) == [case.number] * found
        assert count(aino, view, now=in_four_days) == found


def test_closed_cases_are_shown_for_a_month_and_never_counted(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    cases.close(case, outcome="spam", by=aino, at=TEN)
    view = keep(aino, state="closed")

    assert numbers(aino, view, now=TEN) == [case.number]
    assert numbers(aino, view, now=TEN + timedelta(days=31)) == []
    assert count(aino, view) is None


def test_a_case_that_rests_is_left_out_unless_asked_for(kuusi: Brand, aino: Agent) -> None:
    rests, awake = a_case(), a_case("Koko", at=NINE + timedelta(minutes=1))
    cases.reply(rests, text="Palaan asiaan.", by=aino, at=TEN)
    snoozing.snooze(rests, until=NINE + timedelta(days=9), by=aino, at=TEN)

    assert numbers(aino, keep(aino, "kaikki")) == [awake.number]
    assert numbers(aino, keep(aino, "avoimet", state="open")) == [awake.number]
    assert numbers(aino, keep(aino, "lepo", state="resting")) == [rests.number]
    assert count(aino, keep(aino, "molemmat", state=["open", "resting"])) == 2


@pytest.mark.parametrize("order", ["due", "oldest", "newest"])
def test_a_long_view_goes_on_where_it_ended_in_each_order(kuusi: Brand, aino: Agent, order: str) -> None:
    opened = [a_case(f"Paketti {nth}", at=NINE + timedelta(minutes=nth)).number for nth in range(3)]
    view = keep(aino, order=order)
    first = queries.cases_of(aino, view, now=TEN, limit=2)

    rest = queries.cases_of(aino, view, now=TEN, limit=2, after=first.more)

    shown = [row.number for row in first.rows + rest.rows]
    assert shown == (opened[::-1] if order == "newest" else opened)
    assert rest.more is None
    with pytest.raises(WrongCursor):
        queries.cases_of(aino, view, now=TEN, after="nonsense")


def test_cases_without_a_promise_come_last_and_are_paged_too(kuusi: Brand, aino: Agent) -> None:
    cases.reply(bare := a_case(), text="Hei.", by=aino, at=TEN)
    owed = a_case("Koko", at=NINE + timedelta(minutes=5))
    view = keep(aino)
    first = queries.cases_of(aino, view, now=TEN, limit=1)

    assert [row.number for row in first.rows] == [owed.number]
    assert numbers(aino, view, after=first.more) == [bare.number]


def test_many_views_are_counted_in_one_question(kuusi: Brand, aino: Agent, django_assert_num_queries) -> None:
    a_case()
    views = [keep(aino, f"Näkymä {nth}", promise="today", owner=["me", "queued"]) for nth in range(30)]

    with django_assert_num_queries(1):
        counted = queries.counts_of(aino, views, now=NINE + timedelta(days=3))

    assert set(counted.values()) == {1}


def test_a_view_is_seen_by_its_maker_the_team_or_everybody(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    team = Team.objects.create(organisation=kuusi.organisation, name="Palautukset")
    Membership.objects.create(organisation=kuusi.organisation, team=team, agent=aino)
    keep(aino, "oma")
    keep(aino, "tiimin", team=team)
    keep(aino, "kaikkien", for_everybody=True)

    assert [view.name for view in queries.saved_views(aino)] == ["kaikkien", "oma", "tiimin"]
    assert [view.name for view in queries.saved_views(vaino)] == ["kaikkien"]
    Membership.objects.create(organisation=kuusi.organisation, team=team, agent=vaino)
    assert [view.name for view in queries.saved_views(vaino)] == ["kaikkien", "tiimin"]


def test_me_in_a_shared_view_is_whoever_looks(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    cases.take(case, by=vaino, at=NINE)
    view = keep(aino, owner="me", for_everybody=True)

    assert (numbers(aino, view), numbers(vaino, view)) == ([], [case.number])
    assert (count(aino, view), count(vaino, view)) == (0, 1)


def test_nobody_sees_a_view_or_a_case_of_another_organisation(kuusi: Brand, aino: Agent, otso: Agent) -> None:
    a_case()
    view = keep(aino, for_everybody=True)

    assert queries.saved_views(otso) == []
    with pytest.raises(Missing):
        queries.saved_view(otso, view.pk)
    theirs = keep(otso)
    assert (numbers(otso, theirs), count(otso, theirs)) == ([], 0)


@pytest.mark.parametrize(
    "chosen",
    [
        {"nonsense": ["x"]},
        {"language": ["de"]},
        {"brand": ["1 or true"]},
        {"owner": ["agent:2147483647"]},
        {"age": ["9"] * 51},
    ],
)
def test_a_view_is_narrowed_only_by_what_can_be_chosen(aino: Agent, chosen: dict[str, list[str]]) -> None:
    with pytest.raises(WrongCondition):
        verbs.save_view(name="x", conditions=chosen, order="due", by=aino, at=NINE)


def test_a_condition_that_is_no_longer_known_holds_of_nothing(kuusi: Brand, aino: Agent) -> None:
    a_case()
    view = keep(aino)
    view.conditions = {"forgotten": ["x"]}

    assert (numbers(aino, view), count(aino, view)) == ([], 0)


def test_a_name_is_needed_and_taken_once(aino: Agent, vaino: Agent) -> None:
    keep(aino, "Ruotsi")
    keep(vaino, "Ruotsi")

    with pytest.raises(verbs.ViewNameTaken):
        keep(aino, " Ruotsi ")
    with pytest.raises(NameNeeded):
        keep(aino, " ")


def test_there_is_room_for_so_many_views(aino: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST_VIEWS", 1)
    keep(aino, "a")

    with pytest.raises(verbs.TooManyViews):
        keep(aino, "b")


def test_a_view_is_shown_only_to_a_team_of_ones_own(kuusi: Brand, aino: Agent) -> None:
    team = Team.objects.create(organisation=kuusi.organisation, name="Palautukset")

    with pytest.raises(Forbidden):
        keep(aino, team=team)


def test_a_view_is_changed_and_forgotten_by_its_maker(aino: Agent, vaino: Agent) -> None:
    view = keep(vaino, for_everybody=True)
    new = {"name": "Uusi", "conditions": {"language": ["sv"]}, "order": "newest", "at": TEN}

    for refused in (lambda: verbs.change_view(view, by=aino, **new), lambda: verbs.forget_view(view, by=aino, at=TEN)):
        with pytest.raises(Forbidden):
            refused()
    verbs.change_view(view, by=vaino, **new)
    assert queries.saved_views(vaino)[0].conditions == {"language": ["sv"]}
    verbs.forget_view(view, by=vaino, at=TEN)

    assert queries.saved_views(vaino) == []
    told = Event.objects.filter(name__startswith="view.").order_by("id").values_list("name", flat=True)
    assert [*told] == ["view.saved", "view.changed", "view.forgotten"]


def test_an_administrator_tidies_what_is_shared_and_nothing_else(aino: Agent, vaino: Agent) -> None:
    shared, own = keep(aino, "kaikkien", for_everybody=True), keep(aino, "oma")

    verbs.forget_view(shared, by=vaino, at=timezone.now())
    with pytest.raises(Forbidden):
        verbs.forget_view(own, by=vaino, at=timezone.now())
