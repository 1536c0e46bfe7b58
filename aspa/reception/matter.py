"""Which matter a letter belongs to: the stranger guard. Never one customer's words in another's case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aspa.channels.email.evidence import NUMBER, SIGNED, THREAD
from aspa.customers.verbs import Known
from aspa.reception.letter import Letter

SERVERS_WORDS = {"bounce", "receipt", "loop"}  # what machines say of our own mail, from whatever address


@dataclass(slots=True)
class Matter:
    """
    A case as reception sees it, or one about to be opened (`is_new`); it changes as letters join.

    `promised` are the customers who were promised an answer; 0 stands for anybody who writes. While it is suspected to
    be spam nothing is promised in it; what was spam is joined only by whoever holds our signed mail. `splits` is how
    often messages of it were made a case of their own.
    """

    id: int
    organisation_id: int
    customer_id: int
    number: int = 0
    is_open: bool = True
    promised: set[int] = field(default_factory=set)
    owner_agent_id: int | None = None
    language: str = ""
    participants: set[int] = field(default_factory=set)
    is_new: bool = False
    is_suspected: bool = False
    is_spam: bool = False
    splits: int = 0

    def owes(self, customer_id: int) -> bool:
        """Tell whether an answer is owed that will answer this customer too."""
        return 0 in self.promised or customer_id in self.promised

    def belongs(self, customer_id: int) -> bool:
        """Tell whether this customer's words are part of the matter."""
        return customer_id == self.customer_id or customer_id in self.participants


@dataclass(frozen=True, slots=True)
class Found:
    """Where a letter goes: it joins `matter`, or opens its own, perhaps with a `proposed` link for a person."""

    matter: Matter | None = None
    proposed: Matter | None = None
    reason: str = ""
    is_new_participant: bool = False


class Matters:
    """The matters that a batch of letters names; matters opened by earlier letters of the batch are added."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self.by_id: dict[tuple[int, int], Matter] = {}
        self.by_evidence: dict[tuple[int, str, str], list[Matter]] = {}
        for (
            organisation_id,
            id,
            number,
            customer_id,
            is_open,
            _is_promised,
            owner,
            language,
            kind,
            value,
            others,
            splits,
        ) in rows:
            matter = self.by_id.setdefault(
                (organisation_id, id),
                Matter(id, organisation_id, customer_id, number, is_open, set(), owner, language, set(others)),
            )
            matter.splits = splits
            self.by_evidence.setdefault((organisation_id, kind, value), []).append(matter)

    def have_moved(self, held: Iterable[tuple[Any, ...]]) -> bool:
        """
        Take in how the matters are now that they are held; tell whether what was said in one of them may be in another.
        """
        have_moved = False
        now = {id: state for id, *state in held}
        for (_organisation, id), matter in self.by_id.items():
            if state := now.get(id):
                matter.is_open, promised, joined_to, splits = state
                matter.promised = set(promised)
                have_moved |= joined_to is not None or splits != matter.splits
        return have_moved

    def stand(self, standing: Mapping[int, str]) -> None:
        """Take in which of the matters are suspected to be spam ("") and of which a person has said so."""
        for (_organisation, id), matter in self.by_id.items():
            matter.is_suspected, matter.is_spam = standing.get(id) == "", standing.get(id) == "spam"

    def remember(self, letter: Letter, matter: Matter) -> None:
        """Let later letters of the batch find the matter that this one belongs to."""
        self.by_id[(matter.organisation_id, matter.id)] = matter
        if own := letter.contact.message_id[:250]:
            self.by_evidence.setdefault((matter.organisation_id, "message", own), []).append(matter)

    def answered_by(self, letter: Letter) -> Found:
        """Return the matter of the message that a letter of our own answers; it needs no guard, and links nothing."""
        named = (matter for kind, matter in self._named(letter) if kind != NUMBER)
        return Found(matter=next(named, None))

    def find(self, letter: Letter, customer: Known) -> Found:
        """
        Return where a letter goes.

        Whoever belongs to a case joins it by any evidence; by a number, which can be guessed, only when the answer goes
        to the address that belongs. Whoever holds our signed mail and writes from an address never seen before joins
        too, as a participant. Everybody else opens a case, with a link proposed.

        The letter that is answered tells more than the address it was answered to: it may have been split off since.
        """
        named = [(kind, matter) for kind, matter in self._named(letter) if kind in SIGNED or not matter.is_spam]
        for kind, matter in named:
            if matter.belongs(customer.id) and (kind != NUMBER or letter.answers_to == letter.sender):
                return Found(matter=matter)
        for kind, matter in named:
            if kind in SIGNED and (customer.is_new or letter.contact.kind in SERVERS_WORDS):
                return Found(matter=matter, is_new_participant=letter.is_contact)
        return Found(proposed=named[0][1], reason=named[0][0]) if named else Found()

    def _named(self, letter: Letter) -> list[tuple[str, Matter]]:
        """Return the matters a letter names, strongest evidence first; an id that several share is a weak one."""
        found = [
            (kind, self.by_evidence.get((letter.entry.organisation_id, kind, value), []))
            for kind, value in letter.evidence
        ]
        found.sort(key=lambda one: one[0] == NUMBER or (one[0] == THREAD and len({each.id for each in one[1]}) > 1))
        return [(kind, matter) for kind, matters in found for matter in matters]
