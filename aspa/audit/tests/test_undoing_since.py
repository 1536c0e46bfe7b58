"""What hangs on a change, or came after it, keeps it from being set back."""

from datetime import timedelta

import pytest

from aspa.audit import verbs
from aspa.audit.tests.deeds import House
from aspa.audit.undoing.since import ChangedSince
from aspa.brands.models import Brand
from aspa.channels.email import queries as fetching
from aspa.channels.email import verbs as mailboxes
from aspa.channels.models import Mailbox
from aspa.history.models import Event
from aspa.passages import verbs as passages
from aspa.screening import verbs as screening
from aspa.screening.models import Watch
from aspa.staff.models import Agent, Team
from aspa.staff.roles import verbs as roles
from tests.cast import NINE

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def house(kuusi: Brand, vaino: Agent, aino: Agent) -> House:
    """Where Väinö sets everything."""
    return House(kuusi, vaino, aino)


def refused(house: House, name: str) -> None:
    with pytest.raises(ChangedSince):
        verbs.undo(Event.objects.filter(name=name).earliest("id"), by=house.vaino, at=TEN)


@pytest.mark.parametrize("server", [{"host": "oikea.kuusi.fi"}, {"port": 1993}, {"is_encrypted": False}])
def test_a_newer_password_goes_to_no_older_server(house: House, server: dict) -> None:
    mailbox = house.mailbox()
    mailboxes.change(mailbox, **server, **house.seen)
    mailboxes.change(mailbox, secret="uusi-hys", **house.seen)

    refused(house, "mailbox.changed")

    kept = Mailbox.objects.get()
    assert {name: getattr(kept, name) for name in server} == server
    assert fetching.fetched_from(kept).account.secret == "uusi-hys"


def test_a_folder_is_set_back_though_the_password_is_newer(house: House) -> None:
    mailbox = house.mailbox()
    mailboxes.change(mailbox, folder="Arkisto", **house.seen)
    mailboxes.change(mailbox, secret="uusi-hys", **house.seen)

    verbs.undo(Event.objects.filter(name="mailbox.changed").earliest("id"), by=house.vaino, at=TEN)

    assert Mailbox.objects.get().folder == "INBOX"


def test_a_team_that_somebody_joined_is_not_ended(house: House) -> None:
    team = roles.start_team(house.house, name="Huolto", **house.named)
    roles.join(team, house.aino, **house.named)

    refused(house, "team.started")

    assert list(Team.objects.get().memberships.values_list("agent_id", flat=True)) == [house.aino.pk]


def test_a_team_that_may_do_something_is_not_ended(house: House) -> None:
    team = roles.start_team(house.house, name="Huolto", **house.named)
    roles.grant(house.role(), to=team, brand=house.kuusi, **house.named)

    refused(house, "team.started")

    assert Team.objects.get().grants.count() == 1


def test_a_team_that_looks_at_spam_is_not_ended(house: House) -> None:
    team = roles.start_team(house.house, name="Huolto", **house.named)
    roles.join(team, house.aino, **house.named)
    screening.set_watch(house.kuusi, hours=4, team=team, **house.seen)
    roles.leave(team, house.aino, **house.named)

    refused(house, "team.started")

    assert Watch.objects.get(brand=house.kuusi).team == team


def test_a_team_that_owns_a_passage_is_not_ended(house: House) -> None:
    team = roles.start_team(house.house, name="Huolto", **house.named)
    said = {"code": "huolto", "name": "Huolto", "texts": {"fi": "Huollamme."}, "owner": team}
    passage = passages.make(**said, **house.seen)

    refused(house, "team.started")

    passage.refresh_from_db()
    assert passage.owner_team == team


def test_a_team_that_was_given_back_and_grew_is_not_ended(house: House) -> None:
    roles.disband(house.team(), **house.named)
    ended = Event.objects.filter(name="team.disbanded").get()
    verbs.undo(ended, by=house.vaino, at=TEN)
    roles.join(Team.objects.get(), house.vaino, **house.named)

    with pytest.raises(ChangedSince):
        verbs.undo(Event.objects.filter(undoes=ended.pk).earliest("id"), by=house.vaino, at=TEN)

    assert Team.objects.get().memberships.count() == 2
