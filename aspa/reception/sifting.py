"""Which letters of a batch are suspected to be spam: plain rules first, and then what is known of who wrote."""

from collections.abc import Mapping, Sequence
from functools import partial

from aspa.customers.verbs import Known
from aspa.reception.houses import Houses
from aspa.reception.letter import Letter
from aspa.screening import queries
from aspa.screening.models import Suspicion
from aspa.screening.rules.speak import ENOUGH, SURE, Seen, Spoke, speaking, weighed

SIFTED = {"contact", "bulk"}  # what people and mass mailings wrote; what servers say of our own mail is not looked at
JUDGED = Spoke("judged", SURE)


def suspected(
    letters: Sequence[Letter],
    customers: Mapping[tuple[int, str], Known],
    houses: Houses,
    filtered: Mapping[int, Spoke],
) -> dict[int, list[Spoke]]:
    """
    Return what speaks against letters, by the key of their entry, where it is enough.

    A customer who has been answered, of whom more is known than an address, or of whom a person said that they write no
    spam, is never suspected.

    Args:
        filtered: what a spam filter said against letters, by the key of their entry.
    """
    sifted = [letter for letter in letters if letter.contact.kind in SIFTED and _can_be_judged(letter)]
    if not sifted:
        return {}
    said = queries.judged(sifted[0].entry.organisation_id, {letter.sender for letter in sifted})
    against = {
        letter.entry.id: _against(letter, houses, said.get(letter.sender, ""), filtered.get(letter.entry.id))
        for letter in sifted
    }
    doubted = [letter for letter in sifted if weighed(against[letter.entry.id]) >= ENOUGH]
    met = {customers[letter.key].id for letter in doubted if not customers[letter.key].is_new}
    known = queries.answered(met)
    return {letter.entry.id: against[letter.entry.id] for letter in doubted if customers[letter.key].id not in known}


def _can_be_judged(letter: Letter) -> bool:
    return letter.contact.readable and not letter.is_sent


def _against(letter: Letter, houses: Houses, verdict: str, filtered: Spoke | None) -> list[Spoke]:
    if verdict == Suspicion.Verdict.NOT_SPAM:
        return []
    is_ours = partial(houses.is_heard_by, letter.entry.organisation_id)
    spoken = speaking(Seen(letter.contact, letter.own, is_ours))  # whoever passes on a bait and asks is no spammer
    judged = [JUDGED] if verdict == Suspicion.Verdict.SPAM else []
    return [*judged, *([filtered] if filtered else []), *spoken]
