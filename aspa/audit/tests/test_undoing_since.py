"""What hangs on a change, or came after it, keeps it from being set back."""

from datetime import timedelta

import pytest

from aspa.audit import verbs
from aspa.audit.tests.deeds import House
from aspa.audit.undoing.since import ChangedSince
from aspa.brands.models import AvoidedWord, Brand
from aspa.brands.retiring.verbs import OnlyAddress
from aspa.brands.wording import verbs as wording
from aspa.cases import verbs as cases
from aspa.cases.leaving import QueueNotEmpty
from aspa.channels.email import queries as fetching
from aspa.channels.email import retiring
from aspa.channels.email import verbs as mailboxes
from aspa.channels.models import Mailbox
from aspa.history.models import Event
from aspa.kit.errors import Missing
from aspa.passages import verbs as passages
from aspa.reception import founding
from aspa.screening import verbs as screening
from aspa.screening.models import Watch
from aspa.sign_on import verbs as sign_on
from aspa.sign_on.models import Account
from aspa.staff import hearing
from aspa.staff.models import Agent, Team
from aspa.staff.roles import verbs as roles
from aspa.teamwork import verbs as together
from aspa.teamwork.asking import verbs as asking
from aspa.teamwork.models import Question, SavedView
from aspa.teamwork.queries import saved_views
from tests.cast import NINE, a_case

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def house(kuusi: Brand, vaino: Agent, aino: Agent) -> House:
    """Where Väinö sets everything."""
    return House(kuusi, vaino, aino)


def refused(house: House, name: str) -> None:
    with pytest.raises(ChangedSince):
        verbs.undo(Event.objects.filter(name=name).earliest("id"), by=house.vaino, at=TEN)


@pytest.mark.parametrize("server", [{"host": "oikea.kuusi.fi"}, {"port": 1993}])
def test_a_newer_password_goes_to_no_older_server(house: House, server: dict) -> None:
    mailbox = house.mailbox()
    mailboxes.change(mailbox, **server, secret="uusi-hys", **house.seen)

    with pytest.raises(verbs.CannotUndo):
        verbs.undo(Event.objects.get(name="mailbox.changed"), by=house.vaino, at=TEN)

    kept = Mailbox.objects.get()
    assert {name: getattr(kept, name) for name in server} == server
    assert fetching.fetched_from(kept).account.secret == "uusi-hys"


def test_a_password_entered_for_an_encrypted_line_is_not_read_on_another_by_an_undo(house: House) -> None:
    mailbox = house.mailbox()
    mailboxes.change(mailbox, is_encrypted=False, secret="hys", **house.seen)
    mailboxes.change(mailbox, is_encrypted=True, **house.seen)
    mailboxes.change(mailbox, secret="uusi-hys", **house.seen)

    with pytest.raises(mailboxes.PasswordNeeded):
        verbs.undo(Event.objects.filter(name="mailbox.changed").order_by("id")[1], by=house.vaino, at=TEN)

    assert Mailbox.objects.get().is_encrypted


def test_a_folder_of_another_server_is_not_set_back(house: House) -> None:
    mailbox = house.mailbox()
    mailboxes.change(mailbox, folder="Arkisto", **house.seen)
    mailboxes.change(mailbox, host="oikea.kuusi.fi", secret="uusi-hys", **house.seen)

    refused(house, "mailbox.changed")

    kept = Mailbox.objects.get()
    assert (kept.folder, kept.host) == ("Arkisto", "oikea.kuusi.fi")


def test_a_folder_is_set_back_though_the_password_is_newer(house: House) -> None:
    mailbox = house.mailbox()
    mailboxes.change(mailbox, folder="Arkisto", **house.seen)
    mailboxes.change(mailbox, secret="uusi-hys", **house.seen)

    verbs.undo(Event.objects.filter(name="mailbox.changed").earliest("id"), by=house.vaino, at=TEN)

    assert Mailbox.objects.get().folder == "INBOX"


def test_an_account_linked_instead_since_is_not_unlinked(house: House) -> None:
    house.link()
    first = Account.objects.get()
    sign_on.unlink_own(first, by=house.aino, at=NINE)
    with pytest.raises(Missing):
        verbs.undo(Event.objects.get(name="account.linked"), by=house.vaino, at=TEN)
    arrival = sign_on.come_back(first.provider, state="other", at=TEN)
    assert arrival
    arrival.claims = {"sub": "2", "email": "aino.virtanen@kuusi.fi", "email_verified": True}
    sign_on.link(arrival, house.aino, at=TEN)

    refused(house, "account.linked")

    assert Account.objects.get().subject == "2"


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


def test_a_team_to_which_a_view_is_shown_is_not_ended(house: House) -> None:
    team = roles.start_team(house.house, name="Huolto", **house.named)
    together.save_view(name="Huollot", conditions={}, order="due", team=team, **house.seen)

    refused(house, "team.started")

    assert SavedView.objects.get().team == team


def test_what_named_a_team_names_it_again_when_its_end_is_undone(house: House) -> None:
    team = house.team()
    together.save_view(name="Laskut", conditions={}, order="due", team=team, **house.seen)
    asking.ask(a_case(), text="Mitä tämä maksaa?", team=team, **house.seen)

    roles.disband(team, **house.named)
    assert saved_views(house.aino) == []
    ended = Event.objects.filter(name="team.disbanded").get()
    verbs.undo(ended, by=house.vaino, at=TEN)

    assert [view.name for view in saved_views(house.aino)] == ["Laskut"]
    assert Question.objects.get().to_team == team
    verbs.undo(Event.objects.filter(undoes=ended.pk).earliest("id"), by=house.vaino, at=TEN)
    assert saved_views(house.aino) == []


def test_a_team_that_was_asked_is_not_ended(house: House) -> None:
    team = roles.start_team(house.house, name="Huolto", **house.named)
    asking.ask(a_case(), text="Mitä tämä maksaa?", team=team, **house.seen)

    refused(house, "team.started")

    assert Question.objects.get().to_team == team


def test_a_team_that_was_given_back_and_grew_is_not_ended(house: House) -> None:
    roles.disband(house.team(), **house.named)
    ended = Event.objects.filter(name="team.disbanded").get()
    verbs.undo(ended, by=house.vaino, at=TEN)
    roles.join(Team.objects.get(), house.vaino, **house.named)

    with pytest.raises(ChangedSince):
        verbs.undo(Event.objects.filter(undoes=ended.pk).earliest("id"), by=house.vaino, at=TEN)

    assert Team.objects.get().memberships.count() == 2


def test_a_queue_in_which_a_case_waits_is_not_ended(house: House) -> None:
    queue = house.queue()
    cases.assign(a_case(), queue=queue, **house.seen)

    with pytest.raises(QueueNotEmpty):
        verbs.undo(Event.objects.get(name="queue.started", subject_id=queue.pk), by=house.vaino, at=TEN)

    queue.refresh_from_db()
    assert queue.ended_at is None


def test_the_only_address_of_a_brand_is_not_taken_away(house: House) -> None:
    first = Event.objects.filter(name="brand.hears_at", subject_id=house.kuusi.pk).earliest("id")

    with pytest.raises(OnlyAddress):
        verbs.undo(first, by=house.vaino, at=TEN)


def test_a_word_that_is_avoided_again_since_stays_so(house: House) -> None:
    word = house.avoid().word
    wording.allow(house.kuusi, language="fi", word=word, **house.named)
    house.avoid("sinä")

    refused(house, "brand.word_allowed")

    assert AvoidedWord.objects.get().plain == "sinä"


def test_a_word_that_was_set_is_allowed_again_when_that_is_undone(house: House) -> None:
    house.avoid()

    verbs.undo(Event.objects.get(name="brand.word_avoided"), by=house.vaino, at=TEN)

    assert not AvoidedWord.objects.exists()


def test_an_address_that_another_brand_took_stays_with_it(house: House) -> None:
    wanted = {"name": "Havu", "address": "havu@kuusi.fi", "language": "fi"}
    havu = founding.open_brand(house.house, **wanted, **house.named)
    address = house.hear()
    retiring.retire(address, **house.named)
    hearing.hear_at(havu, address=address.value, **house.named)

    for name in ("brand.hears_at", "brand.hears_no_more_at"):
        told = Event.objects.filter(name=name, subject_id=house.kuusi.pk).latest("id")
        with pytest.raises(Missing):
            verbs.undo(told, by=house.vaino, at=TEN)

    assert address in havu.heard_at
