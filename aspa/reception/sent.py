"""Mail that an archive holds because the brand itself wrote it, before it served its customers here."""

from dataclasses import replace

from aspa.reception.houses import Houses
from aspa.reception.letter import Letter

IMPORT = "import"  # archives are the operator's own; who comes to the door may only say that he is us

WRITTEN = {"contact", "auto_reply", "bulk"}  # what people and their programs wrote, not what servers said of it


def recognised(letter: Letter, houses: Houses) -> Letter:
    """Return a letter that knows to whom it was sent, if it was the brand's own; any other as it is."""
    organisation_id = letter.entry.organisation_id
    if letter.entry.source != IMPORT or letter.contact.kind not in WRITTEN:
        return letter
    if not all(houses.is_heard_by(organisation_id, one) for one in (letter.sender, letter.answers_to)):
        return letter
    written_to = [*letter.contact.to, *letter.contact.cc]
    others = (one for one in written_to if not houses.is_heard_by(organisation_id, one))
    return replace(letter, sent_to=next(others, ""))
