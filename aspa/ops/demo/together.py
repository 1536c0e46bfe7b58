"""What people do in cases besides answering: sort, say what is to be done and asked, offer, ask and hand over."""

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import translation

from aspa.cases import snoozing
from aspa.cases.models import Case
from aspa.handing import verbs as handing
from aspa.ops.demo.company import Company
from aspa.sorting import verbs as sorting
from aspa.sorting.models import Reason
from aspa.staff.models import Agent
from aspa.tasks import verbs as tasks
from aspa.tasks.options import verbs as options
from aspa.tasks.unknowns import verbs as unknowns
from aspa.teamwork import verbs as teamwork
from aspa.teamwork.asking import verbs as asking

WORK = Path(__file__).parent / "work.toml"


class Together:
    """What is going on in the open cases at the end of the demo."""

    def __init__(self, company: Company, *, now: datetime) -> None:
        self.company = company
        self.agents = {agent.email.partition("@")[0]: agent for agent in company.agents.values()}
        self.agents["vaino"] = company.administrator
        self.now = now

    def perform(self) -> None:
        """Do what the book says in each open case whose subject it names; the newest of a sort has most going on."""
        seen: set[str] = set()
        for case, kind in self._open():
            self._sort(case, kind)
            if kind["subject"] not in seen:
                seen.add(kind["subject"])
                self._work(case, case.owner_agent or self.company.agents["fi"], kind)
        self._rest()
        self._views()

    def _open(self) -> Iterator[tuple[Case, dict[str, Any]]]:
        kinds = tomllib.loads(WORK.read_text())["work"]
        mine = Case.objects.open().filter(organisation=self.company.brand.organisation)
        for case in mine.select_related("brand", "owner_agent", "customer", "promise").order_by("-id"):
            kind = next((one for one in kinds if one["subject"] in case.subject), None)
            if kind:
                yield case, kind

    def _sort(self, case: Case, kind: dict[str, Any]) -> None:
        by = self.company.administrator
        reason = Reason.objects.get(brand=case.brand, key=kind["reason"])
        sorting.give_reason(case, reason, by=by, at=self.now)
        for name in kind.get("tags", ()):
            sorting.tag(case, name=name, by=by, at=self.now)

    def _work(self, case: Case, by: Agent, kind: dict[str, Any]) -> None:
        for text in kind.get("tasks", ()):
            tasks.add(case, text=text, agent=by, due_at=self.now + timedelta(hours=4), by=by, at=self.now)
        for text in kind.get("unknowns", ()):
            unknowns.wonder(case, text=text, by=by, at=self.now)
        for text, terms in kind.get("options", ()):
            options.propose(case, text=text, terms=terms, by=by, at=self.now)
        if "question" in kind and (whom := self.agents[kind["asks"]]) != by:
            asking.ask(case, text=kind["question"], agent=whom, by=by, at=self.now)
        if "hands" in kind:
            note = handing.Note(known=kind["known"], promised=kind["promised"], asked=kind["hands"])
            with translation.override("fi"):  # what colleagues read of it is in theirs
                handing.offer(case, note=note, to=self.company.administrator, by=by, at=self.now)

    def _rest(self) -> None:
        """One case that owes nothing rests until what it waits for is there."""
        mine = Case.objects.open().filter(organisation=self.company.brand.organisation)
        case = mine.filter(promise__isnull=True, owner_agent__isnull=False).order_by("id").first()
        if case:
            until = self.now + timedelta(days=2)
            snoozing.snooze(case, until=until, note="Varaosa tulee", by=self.company.administrator, at=self.now)

    def _views(self) -> None:
        by, wanted = self.company.administrator, {"reason": ["returns", "complaint"]}
        teamwork.save_view(name="Palautukset", conditions=wanted, order="due", by=by, at=self.now, for_everybody=True)
