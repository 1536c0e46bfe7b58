"""What is known of a case from what its customer wrote: mood, questions that are open, likely reasons."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from aspa.kit.viewer import Viewer
from aspa.language.answers import answered, says_something

SURE = 0.5  # from which on a draft is taken to answer a question
MOST = 100  # questions of one case
# The newest contact says how the customer feels now.
MOOD = """
(select json_build_array(coalesce(nullif(u.corrected, ''), u.mood), u.certainty, u.because, u.message_id,
                         u.corrected <> '')
 from cases_message m join understanding_understood u on u.message_id = m.id
 where m.case_id = c.id and m.kind = 'contact' order by m.at desc, m.id desc limit 1)
"""
# How many times the customer turned to us about it in other cases before.
AGAIN = """
(select max(u.times) - 1 from cases_message m join understanding_understood u on u.message_id = m.id
 where m.case_id = c.id and m.kind = 'contact')
"""
# What the newest contact is likely about, and what agents of the brand chose when the like was guessed.
GUESSED = """
(select json_build_array(to_json(u.reasons), (
    select coalesce(json_agg(json_build_array(l.guessed, l.reason_id, l.times)), '[]')
    from understanding_lesson l where l.brand_id = c.brand_id and l.guessed = any(u.reasons)))
 from cases_message m join understanding_understood u on u.message_id = m.id
 where m.case_id = c.id and m.kind = 'contact' order by m.at desc, m.id desc limit 1)
"""
ASKED = """
select q.id, q.message_id, q.text, q.left_in_id is not null, q.answered_in_id is null
from cases_message m join understanding_question q on q.message_id = m.id
where m.case_id = %(case)s and m.organisation_id = %(organisation)s and m.kind = 'contact'
and q.dismissed_at is null and (q.answered_in_id is null or not %(open)s)
order by m.at, m.id, q.position limit %(most)s
"""


ASKED_IN_CASE = """
(select json_agg(one) from (
    select json_build_array(q.id, q.message_id, q.text, q.left_in_id is not null, q.answered_in_id is null) as one
    from cases_message m join understanding_question q on q.message_id = m.id
    where m.case_id = c.id and m.kind = 'contact' and q.dismissed_at is null
    order by m.at, m.id, q.position limit 100) as every)
"""
NEWEST = """
select {mood}::text, (
    select u.reasons from cases_message m join understanding_understood u on u.message_id = m.id
    where m.case_id = c.id and m.kind = 'contact' order by m.at desc, m.id desc limit 1)
from cases_case c where c.id = %(case)s and c.organisation_id = %(organisation)s
"""


class Asked(NamedTuple):
    """Something a customer asked: `is_open` while nothing answers it, `was_left` when a reply has left it open."""

    id: int
    message_id: int
    text: str
    was_left: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class CaseUnderstood:
    """What was understood of the newest contact of a case, and all that its customer asked."""

    mood: str = ""
    certainty: float = 0.0
    because: Sequence[str] = ()
    message_id: int | None = None
    is_corrected: bool = False
    reasons: Sequence[str] = ()
    questions: Sequence[Asked] = ()


@dataclass(slots=True)
class CheckList:
    """The open questions of a case beside a draft, each with whether it is ticked."""

    questions: Sequence[Asked]
    ticked: frozenset[int]

    @property
    def left(self) -> list[Asked]:
        """Those that the draft leaves open."""
        return [one for one in self.questions if one.id not in self.ticked]


def questions_of(viewer: Viewer, case_id: int, *, only_open: bool = False) -> list[Asked]:
    """Return what the customer asked in a case that the viewer may read, the oldest first."""
    facts = {"case": case_id, "organisation": viewer.organisation_id, "open": only_open, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(ASKED, facts)
        return [Asked(*row) for row in cursor.fetchall()]


def understood(viewer: Viewer, case_id: int) -> CaseUnderstood:
    """Return what was understood of a case that the viewer may read."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST.format(mood=MOOD), {"case": case_id, "organisation": viewer.organisation_id})
        known, reasons = cursor.fetchone() or (None, [])
    asked = questions_of(viewer, case_id)
    if not known:
        return CaseUnderstood(questions=asked)
    mood, certainty, because, message_id, is_corrected = json.loads(known)
    return CaseUnderstood(mood, certainty, because, message_id, is_corrected, reasons, asked)


def open_questions(viewer: Viewer, case_id: int) -> list[Asked]:
    """Return what the customer asked and nobody has answered."""
    return questions_of(viewer, case_id, only_open=True)


def check_list(questions: Sequence[Asked], draft: str, by_hand: Mapping[int, bool]) -> CheckList:
    """
    Return the questions with ticks: by hand where somebody has said, otherwise where the draft seems to answer.

    One question alone is taken to be answered by whatever the draft says: "It comes tomorrow" shares no word with
    "Where is my parcel?", and a hint that is often wrong is soon not read.

    Args:
        by_hand: question → whether it is answered, as somebody said.
    """
    ticked = {one.id for one in questions if by_hand.get(one.id, False)}
    if says_something(draft):
        open_yet = [one for one in questions if one.id not in by_hand]
        is_alone = len(questions) == 1
        ticked |= {one.id for one in open_yet if is_alone or answered(one.text, draft) >= SURE}
    return CheckList(questions, frozenset(ticked))


BY_HAND = re.compile(r"(\d{1,18}):(yes|no)")


def by_hand(said: str) -> dict[int, bool]:
    """Return what somebody said of questions, written as `12:yes 15:no`; the last word of each counts."""
    return {int(key): word == "yes" for key, word in BY_HAND.findall(said)}
