"""The demo is played, not painted: every mail goes through the journal and reception, every act is a real verb."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import QuerySet

from aspa.cases import promising
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.channels import verbs as channels
from aspa.channels.models import Delivery
from aspa.history import verbs as history
from aspa.hours.queries import hours_of
from aspa.hours.working_time import WeekHours
from aspa.journal.models import Entry
from aspa.journal.verbs import Arrival, write_down
from aspa.ops.demo import company
from aspa.ops.demo.letters import Answered, Writer, letter
from aspa.ops.demo.oddities import ODDITIES
from aspa.ops.demo.stories import Story
from aspa.ops.demo.together import Together
from aspa.promises import verbs as promises
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.reception import receive
from aspa.reception.letter import Waiting

DAYS = 24  # how far back the demo begins
FORGOTTEN = {112, 119, 125, 131}  # nobody answered these
HALF_HOUR = timedelta(minutes=30)
ARRIVES_AFTER = timedelta(seconds=20)
Scenes = Iterator[datetime]  # yields when the next scene is; what follows the yield happens then


class Play:
    """One performance, from the founding to now."""

    def __init__(self, made: company.Company, chance: Random, *, now: datetime) -> None:
        self.company = made
        self.chance = chance
        self.now = now
        self.hours: WeekHours = hours_of(made.brand.pk)

    @transaction.atomic
    def perform(self, stories: list[Story]) -> None:
        """Let all stories happen, scene after scene in the order of time, up to now."""
        running = [(next(scenes), nth, scenes) for nth, scenes in enumerate(self._all(stories))]
        heapq.heapify(running)
        while running and running[0][0] <= self.now:
            at, nth, scenes = heapq.heappop(running)
            promises.break_due(at=at)
            following = next(scenes, None)
            self._send(at)
            if following:
                heapq.heappush(running, (max(at, following), nth, scenes))
        self._today()
        Together(self.company, now=self.now).perform()
        self._did_not_arrive()
        promises.break_due(at=self.now)
        history.run_due(at=self.now, most=10_000)

    def _all(self, stories: list[Story]) -> Iterator[Scenes]:
        yield from (self._story(story, nth) for nth, story in enumerate(stories))
        yield from (self._oddity(nth) for nth in range(len(ODDITIES)))

    def _story(self, story: Story, nth: int) -> Scenes:
        agent = self.company.agents[story.writer.language]
        at = yield_at = self._begin(nth)
        yield yield_at
        case = self._arrive(story.writer, story.subject, story.contact, at=at, key=f"{nth}.1", files=story.files)
        if self.chance.random() < 0.35:
            yield (at := self._later(at, 0.05, 0.4))
            cases.take(case, by=agent, at=at)
        if story.memo:
            yield (at := self._later(at, 0.1, 1.5))
            cases.memo(case, text=story.memo, by=agent, at=at)
        if nth in FORGOTTEN:
            return
        yield (at := self._answered_at(at))
        is_last = not (story.again or story.act) and self.chance.random() < 0.9
        message = cases.reply(case, text=story.reply, by=agent, at=at, closes=story.outcome if is_last else "")
        if story.act:
            yield from self._promised(case, story, at)
        if story.again and self.chance.random() < 0.75:
            yield from self._again(case, story, message, nth, at)

    def _promised(self, case: Case, story: Story, at: datetime) -> Scenes:
        """Something is promised beside the answer, and is done in time, late or not yet."""
        agent = self.company.agents[story.writer.language]
        due = self.hours.add(at, timedelta(hours=self.chance.uniform(6, 18))).replace(minute=0, second=0, microsecond=0)
        due = max(due, at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=2))
        window = Window(due, due + timedelta(hours=1))
        promised = promising.promise(case, act=story.act, window=window, by=agent, at=at)
        late = timedelta(hours=3) if self.chance.random() < 0.12 else timedelta()
        yield (done := due + timedelta(minutes=self.chance.randrange(5, 50)) + late)
        promised.refresh_from_db()
        promising.fulfil(case, promised, by=agent, at=done)
        if not story.again and not self._is_owed(case):
            cases.close(case, outcome=story.outcome, by=agent, at=done)

    def _again(self, case: Case, story: Story, message: Message, nth: int, at: datetime) -> Scenes:
        agent = self.company.agents[story.writer.language]
        answered = Answered(message.message_id, message.text, at)
        yield (at := at + timedelta(hours=self.chance.uniform(0.5, 20)))
        self._arrive(story.writer, f"Re: {story.subject}", story.again, at=at, key=f"{nth}.2", answers=answered)
        yield (at := self._answered_at(at))
        if story.second:
            cases.reply(case, text=story.second, by=agent, at=at)
        if self._is_owed(case):
            cases.close(case, outcome="no_answer_needed", by=agent, at=at)
        else:
            case.refresh_from_db()
            cases.close(case, outcome=story.outcome, by=agent, at=at)

    def _oddity(self, nth: int) -> Scenes:
        yield (at := self.now - timedelta(hours=3 + 5 * nth))
        named = Case.objects.filter(organisation=self.company.brand.organisation).order_by("id")[20]
        self._journal(ODDITIES[nth](company.ADDRESS, at, named.number), at=at)

    def _today(self) -> None:
        """Some calls are promised for later today, while there is a later today."""
        begins = self.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        for nth, case in enumerate(self._open().filter(owner_agent__isnull=False)[:4]):
            window = Window(begins + nth * HALF_HOUR, begins + (nth + 1) * HALF_HOUR)
            if window.due_until.date() == self.now.date():
                promising.promise(case, act=Promise.Act.CALL, window=window, by=self.company.administrator, at=self.now)

    def _did_not_arrive(self) -> None:
        """Two answers turn out not to have arrived."""
        answers = Delivery.objects.filter(purpose=Delivery.Purpose.REPLY, message__case__in=self._open())
        for delivery in answers.order_by("-id")[:2]:
            channels.reported(delivery.pk, error="550 5.1.1 The mailbox does not exist", at=self.now)

    def _open(self) -> QuerySet[Case]:
        found: QuerySet[Case] = Case.objects.open().filter(organisation=self.company.brand.organisation).order_by("id")
        return found

    def _arrive(  # a letter consists of this much
        self,
        writer: Writer,
        subject: str,
        text: str,
        *,
        at: datetime,
        key: str,
        files: tuple[str, ...] = (),
        answers: Answered | None = None,
    ) -> Case:
        raw = letter(writer, subject, text, to=company.ADDRESS, at=at, key=f"demo.{key}", files=files, answers=answers)
        entry = self._journal(raw, at=at, sender=writer.address)
        found: Case = Case.objects.get(messages__entry=entry)
        return found

    def _journal(self, raw: bytes, *, at: datetime, sender: str = "") -> int:
        brand = self.company.brand
        facts = (brand.organisation_id, brand.pk, "email", raw, sender, company.ADDRESS, "door", at)
        (entry,) = write_down([Arrival(*facts)])
        Entry.objects.filter(pk=entry).update(told_at=at)
        receive.tell([(Waiting(entry, *facts), False)], at=at)
        return entry

    def _send(self, at: datetime) -> None:
        """Nothing of a demo may leave this machine: what would be sent has been sent at once."""
        waiting = Delivery.objects.filter(sent_at__isnull=True, failed_at__isnull=True)
        for delivery in waiting.filter(organisation_id=self.company.brand.organisation_id).order_by("id"):
            channels.sent(delivery, at=at + ARRIVES_AFTER)

    def _is_owed(self, case: Case) -> bool:
        return Promise.objects.filter(subject_id=case.pk, ended_at__isnull=True).exists()

    def _begin(self, nth: int) -> datetime:
        """More of the stories are of these days than of weeks ago; people write from morning to late evening."""
        days = DAYS * (nth / 150) ** 0.6 if nth < 150 else self.chance.uniform(0, DAYS)
        at = self.now - timedelta(days=DAYS - days, minutes=self.chance.randrange(0, 600))
        return at if 6 <= at.hour < 22 else at - timedelta(hours=7)

    def _later(self, at: datetime, least: float, most: float) -> datetime:
        return self.hours.add(at, timedelta(hours=self.chance.uniform(least, most)))

    def _answered_at(self, at: datetime) -> datetime:
        """Most are answered within the promised eight working hours; some are late."""
        if self.chance.random() < 0.1:
            return self._later(at, 8.5, 14)
        return self._later(at, 0.2, 5.5)
