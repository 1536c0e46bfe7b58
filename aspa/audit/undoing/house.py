"""Setting back what was set for brands: how they write, when they serve, who looks at spam, and their mailboxes."""

from datetime import date, datetime

from aspa.brands import queries as brands
from aspa.brands import verbs as brand_verbs
from aspa.brands.wording import verbs as wording
from aspa.channels.email import queries as mailboxes
from aspa.channels.email import retiring
from aspa.channels.email import verbs as mailbox_verbs
from aspa.history.models import Event
from aspa.hours import verbs as hours
from aspa.hours.wording import read
from aspa.kit.viewer import Viewer
from aspa.screening import queries as screening
from aspa.screening import verbs as screening_verbs
from aspa.staff import hearing
from aspa.staff import queries as staff
from aspa.staff.roles import queries as roles


def brand(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a brand be as it was."""
    brand_verbs.set_back(brands.brand_of(by, event.subject_id), event.facts["before"], by=by.actor, at=at)


def address(event: Event, *, by: Viewer, at: datetime) -> None:
    """Take an address out of use at which a brand began to hear."""
    retiring.retire(brands.address_of(by, event.subject_id, event.facts["address_id"]), by=by.actor, at=at)


def retired_address(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a brand hear at an address again that was taken out of use."""
    found = brands.address_of(by, event.subject_id, event.facts["address_id"])
    hearing.hear_at(found.brand, address=found.value, by=by.actor, at=at)


def avoided_word(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a word be avoided as it was, or not at all."""
    chosen, plain = brands.brand_of(by, event.subject_id), event.facts["before"]["plain"]
    about = {"language": event.facts["language"], "word": event.facts["word"]}
    if plain:
        wording.avoid(chosen, plain=plain, by=by.actor, at=at, **about)
    else:
        wording.allow(chosen, by=by.actor, at=at, **about)


def week(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a brand serve at its former hours."""
    before = [read(event.facts["before"][day]) for day in hours.DAYS]
    hours.set_hours(brands.brand_of(by, event.subject_id), before, by=by.actor, at=at)


def special_day(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let a date differ as it did, or not at all."""
    chosen, on = brands.brand_of(by, event.subject_id), date.fromisoformat(event.facts["on"])
    if event.facts["before"]:
        openings = read(event.facts["before"]["hours"])
        hours.set_special_day(chosen, on=on, opening=openings[0] if openings else None, by=by.actor, at=at)
    else:
        hours.drop_special_day(chosen, on=on, by=by.actor, at=at)


def watch(event: Event, *, by: Viewer, at: datetime) -> None:
    """Let whoever looked at what is suspected look at it again, as soon as they did."""
    chosen = brands.brand_of(by, event.subject_id)
    told = screening.told_of(screening.watch_of(chosen)) | event.facts["before"]
    agent, team = told["agent_id"], told["team_id"]
    screening_verbs.set_watch(
        chosen,
        hours=told["hours"],
        agent=staff.anybody(by, agent) if agent else None,
        team=roles.team_of(by, team) if team else None,
        by=by,
        at=at,
    )


def mailbox(event: Event, *, by: Viewer, at: datetime) -> None:
    """Reach a mailbox as it was reached; where that is another server now, its password has to be entered there."""
    before, after = event.facts["before"], event.facts["after"]
    changed = {name: value for name, value in before.items() if after.get(name) != value}
    mailbox_verbs.change(mailboxes.mailbox(by, event.subject_id), by=by, at=at, **changed)


def connection(event: Event, *, by: Viewer, at: datetime) -> None:
    """Fetch no more from a mailbox that was connected."""
    mailbox_verbs.disconnect(mailboxes.mailbox(by, event.subject_id), by=by, at=at)
