"""Every kind of change that can be set back, done once; and how the whole house stands."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from aspa.brands import verbs as brands
from aspa.brands.models import Address, AvoidedWord, Brand
from aspa.brands.wording import verbs as wording
from aspa.cases import leaving
from aspa.channels.email import retiring
from aspa.channels.email import verbs as mailboxes
from aspa.channels.models import Mailbox
from aspa.hours import verbs as hours
from aspa.hours.models import Slot, SpecialDay
from aspa.passages import verbs as passages
from aspa.passages.models import Passage, Version
from aspa.screening import verbs as screening
from aspa.screening.models import Watch
from aspa.sign_on import verbs as sign_on
from aspa.sign_on.models import Account, Provider
from aspa.sorting import queries as sorting
from aspa.sorting import verbs as sorts
from aspa.sorting.keeping import verbs as keeping
from aspa.sorting.models import Field, Reason, Tag
from aspa.staff import hearing
from aspa.staff import verbs as staff
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent, Grant, Invitation, Membership, Queue, Role, SecondStepRule, Team, Token
from aspa.staff.queues import verbs as queues
from aspa.staff.roles import verbs as roles
from aspa.staff.signing_in import verbs as signing_in
from aspa.tasks.keeping import verbs as questions
from aspa.tasks.lists import verbs as lists
from aspa.tasks.models import CheckList, ClarifyingQuestion
from tests.cast import NINE, a_case

DAY = date(2030, 12, 23)
TABLES: dict[Any, tuple[str, ...]] = {
    Account: ("agent", "provider"),
    Address: ("brand", "value"),
    Agent: ("email", "is_active"),
    AvoidedWord: ("brand", "language", "word", "plain"),
    Brand: (
        "name",
        "signature",
        "language",
        "answers_within",
        "tone",
        "greetings",
        "asks_next",
        "acknowledges",
        "colour",
        "logo",
    ),
    CheckList: ("name", "lines", "reason"),
    ClarifyingQuestion: ("texts", "reason", "field"),
    Field: ("name", "kind", "choices", "is_required"),
    Grant: ("role__name", "role__kind", "agent", "team__name", "token", "brand", "queue"),
    Invitation: ("name",),
    Mailbox: ("host", "port", "username", "folder"),
    Membership: ("team__name", "agent"),
    Passage: ("code", "name", "latest__texts", "owner_agent", "owner_team", "review_on"),
    Provider: ("name", "issuer", "domains", "role"),
    Queue: ("brand", "name"),
    Reason: ("key", "name"),
    Role: ("kind", "name", "read", "answer", "close", "export", "administer"),
    SecondStepRule: ("organisation",),
    Slot: ("weekday", "opens", "closes"),
    SpecialDay: ("on", "opens", "closes"),
    Tag: ("name", "colour"),
    Team: ("name",),
    Token: ("name",),
    Watch: ("agent", "team", "hours"),
}
IN_FORCE = {
    Address: {"retired_at": None},
    Field: {"archived_at": None},
    Grant: {"token__revoked_at": None},
    Passage: {"archived_at": None},
    Queue: {"ended_at": None},
    Reason: {"archived_at": None},
    Team: {"ended_at": None},
    Token: {"revoked_at": None},
}
ORDER = {Field, Reason}


def standing(organisation_id: int) -> dict[str, list[str]]:
    """How everything that is set stands, as far as it is in force."""
    return {kind.__name__: _rows(kind, organisation_id, *names) for kind, names in TABLES.items()}


def _rows(kind: Any, organisation_id: int, *names: str) -> list[str]:
    ours = kind.objects.filter(organisation=organisation_id, **IN_FORCE.get(kind, {}))
    if kind in ORDER:
        return [str(row) for row in ours.order_by("position", "id").values_list(*names)]
    return sorted(str(row) for row in ours.values_list(*names))


class House:
    """Kuusi Oy, where Väinö sets everything; each property is made when it is asked for first."""

    def __init__(self, kuusi: Brand, vaino: Agent, aino: Agent) -> None:
        self.kuusi, self.vaino, self.aino, self.house = kuusi, vaino, aino, vaino.organisation
        self.seen: dict[str, Any] = {"by": vaino, "at": NINE}
        self.named: dict[str, Any] = {"by": vaino.actor, "at": NINE}

    def role(self, name: str = "Lukija") -> Role:
        return roles.make_role(self.house, name=name, reaches={"read": "own"}, **self.named)

    def team(self) -> Team:
        team = roles.start_team(self.house, name="Laskutus", **self.named)
        roles.join(team, self.aino, **self.named)
        roles.grant(self.role(), to=team, brand=self.kuusi, **self.named)
        return team

    def reason(self) -> Reason:
        return sorting.reasons(self.vaino, self.kuusi)[1]

    def field(self) -> Field:
        keeping.add_field(self.kuusi, name="Malli", kind="text", **self.seen)
        return keeping.add_field(self.kuusi, name="Koko", kind="choice", choices=["S", "M"], **self.seen)

    def tag(self) -> Tag:
        return sorts.tag(a_case(), name="kevät", **self.seen)

    def list(self) -> CheckList:
        return lists.keep(self.kuusi, name="Palautus", lines=["Kysy kuitti"], reason=self.reason(), **self.seen)

    def question(self) -> ClarifyingQuestion:
        texts = {"fi": "Minkä kokoinen?"}
        return questions.keep(self.kuusi, reason=self.reason(), texts=texts, field=self.field(), **self.seen)

    def mailbox(self) -> Mailbox:
        reach = {"host": "imap.kuusi.fi", "username": "tuki@kuusi.fi", "secret": "hys"}
        return mailboxes.connect_mailbox(self.kuusi, **reach, **self.seen)

    def passage(self) -> Passage:
        said = {"code": "palautus", "name": "Palautus", "texts": {"fi": "Voit palauttaa."}, "owner": self.vaino}
        return passages.make(**said, **self.seen)

    def provider(self, name: str = "Kuusi-tunnus", secret: str = "hys-hys-7") -> Provider:
        said = {"issuer": "https://login.kuusi.example", "client_id": "aspa", "domains": ["kuusi.fi"]}
        return sign_on.set_up(self.house, name=name, secret=secret, **said, **self.named)

    def link(self) -> None:
        arrival = sign_on.come_back(self.provider(), state="s", at=NINE)
        assert arrival
        arrival.claims = {"sub": "1", "email": self.aino.email, "email_verified": True}
        sign_on.admit(arrival, at=NINE)

    def rewrite(self, passage: Passage) -> Version:
        said = {"code": "palaute", "name": "Palaute", "texts": {"fi": "Kiitos."}, "owner": self.aino, "review_on": DAY}
        return passages.change(passage, version=1, **said, **self.seen)

    def queue(self) -> Queue:
        return staff.start_queue(self.kuusi, name="Laskut", **self.named)

    def deactivate(self) -> None:
        leaving.part_from(self.aino, **self.seen)

    def hear(self) -> Address:
        return hearing.hear_at(self.kuusi, address="apu@kuusi.fi", **self.named)

    def avoid(self, plain: str = "asiakas") -> AvoidedWord:
        return wording.avoid(self.kuusi, language="fi", word="kuluttaja", plain=plain, **self.named)

    def special_day(self) -> None:
        hours.set_special_day(self.kuusi, on=DAY, opening=(time(10), time(14, 30)), **self.named)


def twice(first: Callable[[], Any], then: Callable[[Any], Any]) -> Callable[[], Any]:
    """Prepare, and return the deed."""
    made = first()
    return lambda: then(made)


MONDAYS = [[(time(9), time(12)), (time(13), time(16, 30))], *[[]] * 6]
# Each gets the house ready and returns the deed, so that how it stood before is known.
DEEDS: dict[str, Callable[[House], Callable[[], Any]]] = {
    "account.linked": lambda h: twice(h.provider, lambda _p: h.link()),
    "agent.deactivated": lambda h: h.deactivate,
    "agent.reactivated": lambda h: twice(h.deactivate, lambda _n: staff.reactivate(h.aino, **h.named)),
    "brand.changed": lambda h: lambda: brands.change(h.kuusi, answers_within=timedelta(hours=2), **h.named),
    "brand.hears_at": lambda h: h.hear,
    "brand.hears_no_more_at": lambda h: twice(h.hear, lambda one: retiring.retire(one, **h.named)),
    "brand.word_allowed": lambda h: twice(
        h.avoid, lambda one: wording.allow(h.kuusi, language="fi", word=one.word, **h.named)
    ),
    "brand.word_avoided": lambda h: twice(h.avoid, lambda _w: h.avoid("sinä")),
    "check_list.changed": lambda h: twice(h.list, lambda one: lists.change(one, name="B", lines=["b"], **h.seen)),
    "check_list.kept": lambda h: h.list,
    "check_list.removed": lambda h: twice(h.list, lambda one: lists.remove(one, **h.seen)),
    "field.added": lambda h: lambda: keeping.add_field(h.kuusi, name="Malli", kind="text", **h.seen),
    "field.archived": lambda h: twice(h.field, lambda one: keeping.archive(one, **h.seen)),
    "field.changed": lambda h: twice(
        h.field, lambda one: keeping.change_field(one, name="K", choices=["L", "XL"], is_required=True, **h.seen)
    ),
    "field.moved": lambda h: twice(h.field, lambda one: keeping.move(one, up=True, **h.seen)),
    "field.restored": lambda h: twice(
        lambda: [one := h.field(), keeping.archive(one, **h.seen)][0], lambda one: keeping.restore(one, **h.seen)
    ),
    "hours.set": lambda h: lambda: hours.set_hours(h.kuusi, MONDAYS, **h.named),
    "hours.special_day_dropped": lambda h: twice(
        h.special_day, lambda _n: hours.drop_special_day(h.kuusi, on=DAY, **h.named)
    ),
    "hours.special_day_set": lambda h: h.special_day,
    "invitation.made": lambda h: lambda: inviting.invite(h.house, name="Eeva", **h.named),
    "mailbox.changed": lambda h: twice(h.mailbox, lambda one: mailboxes.change(one, username="b@kuusi.fi", **h.seen)),
    "mailbox.connected": lambda h: h.mailbox,
    "passage.archived": lambda h: twice(h.passage, lambda one: passages.archive(one, **h.seen)),
    "passage.restored": lambda h: twice(
        lambda: [one := h.passage(), passages.archive(one, **h.seen)][0], lambda one: passages.restore(one, **h.seen)
    ),
    "passage.written": lambda h: twice(h.passage, h.rewrite),
    "provider.set_up": lambda h: twice(h.provider, lambda _p: h.provider("Toinen", "")),
    "question.changed": lambda h: twice(
        h.question, lambda one: questions.change(one, reason=h.reason(), texts={"fi": "Mikä?"}, **h.seen)
    ),
    "question.kept": lambda h: twice(
        h.reason, lambda one: questions.keep(h.kuusi, reason=one, texts={"fi": "Mikä?"}, **h.seen)
    ),
    "question.removed": lambda h: twice(h.question, lambda one: questions.remove(one, **h.seen)),
    "queue.ended": lambda h: twice(h.queue, lambda one: queues.end(one, **h.named)),
    "queue.renamed": lambda h: twice(h.queue, lambda one: queues.rename(one, name="Reklamaatiot", **h.named)),
    "queue.started": lambda h: h.queue,
    "reason.added": lambda h: lambda: keeping.add_reason(h.kuusi, name="Huolto", **h.seen),
    "reason.archived": lambda h: twice(
        lambda: keeping.add_reason(h.kuusi, name="Huolto", **h.seen), lambda one: keeping.archive(one, **h.seen)
    ),
    "reason.moved": lambda h: lambda: keeping.move(h.reason(), up=False, **h.seen),
    "reason.renamed": lambda h: lambda: keeping.rename_reason(h.reason(), name="Ohjekirjat", **h.seen),
    "reason.restored": lambda h: twice(
        lambda: [one := keeping.add_reason(h.kuusi, name="X", **h.seen), keeping.archive(one, **h.seen)][0],
        lambda one: keeping.restore(one, **h.seen),
    ),
    "role.changed": lambda h: twice(
        h.role, lambda one: roles.change_role(one, name="Katsoja", reaches={"read": "all"}, **h.named)
    ),
    "role.dropped": lambda h: twice(h.role, lambda one: roles.drop_role(one, **h.named)),
    "role.granted": lambda h: twice(h.role, lambda one: roles.grant(one, to=h.aino, brand=h.kuusi, **h.named)),
    "role.made": lambda h: h.role,
    "role.withdrawn": lambda h: twice(
        lambda: roles.grant(h.role(), to=h.aino, **h.named), lambda one: roles.withdraw(one, **h.named)
    ),
    "screening.set": lambda h: twice(
        lambda: screening.set_watch(h.kuusi, hours=8, **h.seen),
        lambda _w: screening.set_watch(h.kuusi, hours=4, agent=h.aino, **h.seen),
    ),
    "second_step.wanted": lambda h: lambda: signing_in.want_second_step(h.house, is_wanted=True, **h.named),
    "tag.changed": lambda h: twice(h.tag, lambda one: keeping.change_tag(one, name="Syksy", colour="amber", **h.seen)),
    "team.disbanded": lambda h: twice(h.team, lambda one: roles.disband(one, **h.named)),
    "team.joined": lambda h: twice(h.team, lambda one: roles.join(one, h.vaino, **h.named)),
    "team.left": lambda h: twice(h.team, lambda one: roles.leave(one, h.aino, **h.named)),
    "team.renamed": lambda h: twice(h.team, lambda one: roles.rename_team(one, name="Huolto", **h.named)),
    "team.started": lambda h: lambda: roles.start_team(h.house, name="Huolto", **h.named),
    "token.made": lambda h: lambda: staff.make_token(h.house, name="Kassa", **h.named),
}
