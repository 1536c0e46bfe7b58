"""Somebody looks at what is suspected, by a time that is kept in sight."""

from datetime import UTC, datetime, timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.lists import case_list, counts
from aspa.history.models import Event
from aspa.hours.queries import hours_of
from aspa.live.models import Hint
from aspa.ops.checks import work
from aspa.screening import queries, verbs, watching
from aspa.screening.looking import look_by
from aspa.screening.models import Suspicion
from aspa.staff import verbs as staff
from aspa.staff.models import Agent, Membership, Team
from aspa.staff.verbs import NotAtWork
from tests.cast import HELSINKI, NINE, a_case

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def a_suspect(at: datetime = NINE, text: str = "Katso."):
    return a_case("Tarjous", text, sender="x@seo.example", at=at, X_Spam_Flag="YES")


def told(agent: Agent, at: datetime) -> tuple[int, int]:
    counted = counts(agent, now=at, agent_id=agent.pk)
    return counted["overlooked"], counted["overlooked_mine"]


@pytest.mark.parametrize(
    ("came", "by"),
    [
        ("18.11. 09:00", "19.11. 09:00"),
        ("18.11. 20:30", "20.11. 08:00"),  # the evening after, closed: the next morning
        ("22.11. 12:00", "25.11. 08:00"),  # Friday noon: Saturday is closed, so Monday
        ("05.12. 10:00", "09.12. 08:00"),  # Independence day, then a week-end
    ],
)
def test_a_day_later_or_when_service_opens_next(kuusi: Brand, came: str, by: str) -> None:
    at = datetime.strptime(f"2030.{came}", "%Y.%d.%m. %H:%M").replace(tzinfo=HELSINKI)

    due = look_by(hours_of(kuusi.pk), DAY, at=at)

    assert f"{due.astimezone(HELSINKI):%d.%m. %H:%M}" == by


def test_past_its_time_a_suspect_is_told_once_and_stands_under_the_promises(kuusi: Brand, aino: Agent) -> None:
    case, late = a_suspect(), NINE + DAY
    assert case.suspicion.look_by == late
    Hint.objects.all().delete()

    assert verbs.tell_overlooked(kuusi.organisation_id, at=late - timedelta(seconds=1)) == 0
    assert verbs.tell_overlooked(kuusi.organisation_id, at=late) == 1
    assert verbs.tell_overlooked(kuusi.organisation_id, at=late) == 0

    assert Event.objects.get(name="case.overlooked").subject_id == case.pk
    assert "list" in set(Hint.objects.values_list("topic", flat=True))
    assert [row.number for row in case_list(aino, "overlooked", now=late).rows] == [case.number]


def test_the_loop_tells_in_every_organisation(kuusi: Brand, otso: Agent) -> None:
    a_suspect()
    Suspicion.objects.update(look_by=datetime.now(UTC) - DAY)

    assert watching.turn() == 0.0
    assert watching.turn() > 0
    assert Suspicion.objects.get().overlooked_at


def test_whoever_looks_after_it_is_told_and_nobody_else(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    verbs.set_watch(kuusi, hours=4, agent=aino, by=vaino, at=NINE)
    a_suspect()

    later = NINE + timedelta(hours=4)
    assert told(aino, later - timedelta(minutes=1)) == (0, 0)
    assert told(aino, later) == (1, 1)
    assert told(vaino, later) == (1, 0)


def test_a_team_looks_after_it_too(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    team = Team.objects.create(organisation=kuusi.organisation, name="Etulinja")
    Membership.objects.create(organisation=kuusi.organisation, team=team, agent=vaino)
    verbs.set_watch(kuusi, hours=4, team=team, by=vaino, at=NINE)
    a_suspect()

    assert told(vaino, NINE + DAY) == (1, 1)
    assert told(aino, NINE + DAY) == (1, 0)


def test_what_waits_already_is_due_by_the_new_time_and_history_says_so(kuusi: Brand, vaino: Agent, aino: Agent) -> None:
    case = a_suspect()

    verbs.set_watch(kuusi, hours=2, agent=aino, by=vaino, at=NINE)
    verbs.set_watch(kuusi, hours=2, agent=aino, by=vaino, at=NINE)

    case.suspicion.refresh_from_db()
    assert case.suspicion.look_by == NINE + timedelta(hours=2)
    said = Event.objects.get(name="screening.set")
    assert said.facts == {
        "before": {"agent_id": None, "hours": 24},
        "after": {"agent_id": aino.pk, "hours": 2},
    }


def test_only_ones_own_and_one_at_a_time_look_after_it(kuusi: Brand, aino: Agent, vaino: Agent, otso: Agent) -> None:
    team = Team.objects.create(organisation=kuusi.organisation, name="Etulinja")

    for whose in ({"agent": otso}, {"agent": aino, "team": team}):
        with pytest.raises(verbs.OneWatches):
            verbs.set_watch(kuusi, hours=4, by=vaino, at=NINE, **whose)
    for hours in (0, 401):
        with pytest.raises(verbs.BadHours):
            verbs.set_watch(kuusi, hours=hours, by=vaino, at=NINE)
    staff.deactivate(aino, by=vaino.actor, at=NINE)
    with pytest.raises(NotAtWork):
        verbs.set_watch(kuusi, hours=4, agent=aino, by=vaino, at=NINE)
    assert queries.watch_of(kuusi).hours == 24


def test_the_doctor_warns_of_what_nobody_looked_at(kuusi: Brand, aino: Agent) -> None:
    case = a_suspect()
    assert work.suspects(at=NINE).state == "ok"

    finding = work.suspects(at=NINE + 3 * DAY)

    assert (finding.state, finding.what) == ("warning", "1 of 1 past their time, the oldest since 2 days")
    cases.close(case, outcome="spam", by=aino, at=NINE)
    assert work.suspects(at=NINE + 3 * DAY).state == "ok"
