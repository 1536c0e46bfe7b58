"""Questions marked where they stand in a message."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from aspa.design.linked import linked
from aspa.understanding.queries import Asked

MARK = Markup('<mark class="asks" id="question-{}">{}</mark>')
LONGEST = 2_000  # characters of a question that is looked for


def marked(text: str, questions: Iterable[Asked]) -> Markup:
    """Return a message as HTML, its addresses as links and its questions marked; what is not found is left as it is."""
    shown, at = Markup(), 0
    for one in questions:
        found = _pattern(one.text).search(text, at)
        if found:
            shown += linked(text[at : found.start()]) + MARK.format(one.id, linked(found[0]))
            at = found.end()
    return shown + linked(text[at:])


def _pattern(question: str) -> re.Pattern[str]:
    """Lines may have been broken anywhere between two words of a question."""
    return re.compile(r"\s+".join(map(re.escape, question[:LONGEST].split())))
