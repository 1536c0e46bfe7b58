"""What the desk calls things: views, promised acts, outcomes, and how an empty view consoles."""

from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.utils import translation
from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from aspa.channels.files import MOST_BYTES, MOST_FILES
from aspa.desk.understanding.words import MOODS
from aspa.screening.words import SENTENCES as SPOKE
from aspa.sorting.reasons import REASONS

__all__ = ["MOODS", "REASONS", "SPOKE"]  # templates ask for all words here


@dataclass(frozen=True, slots=True)
class View:
    """A view of the cases: its name, its drawing, in which order it is, and what it says when nothing is in it."""

    name: str
    title: Text
    icon: str
    order: Text
    empty: Text
    is_alarming: bool = False


BY_PROMISE, BY_AGE, NEWEST = _("by promise"), _("oldest message first"), _("newest first")

VIEWS = {
    view.name: view
    for view in (
        View("next", _("Next"), "next", BY_PROMISE, _("Nothing waits. Have a cup of coffee, you have earned it.")),
        View(
            "mine", _("Mine"), "mine", BY_PROMISE, _("You have no open cases. Take one from the queue when you like.")
        ),
        View("queue", _("In the queue"), "queue", BY_AGE, _("The queue is empty: every case has somebody.")),
        View("today", _("Today"), "today", BY_PROMISE, _("Nothing more is promised for today.")),
        View("late", _("Late"), "late", BY_PROMISE, _("No promise is late. Well kept!"), True),
        View(
            "unreadable",
            _("Could not be read"),
            "unreadable",
            BY_AGE,
            _("Every message that came could be read."),
            True,
        ),
        View(
            "undelivered",
            _("Did not arrive"),
            "undelivered",
            BY_AGE,
            _("Every answer that was sent has gone through."),
            True,
        ),
        View("unsent", _("Waits to leave"), "send", BY_AGE, _("Nothing waits for the mail server."), True),
        View(
            "suspected",
            _("Suspected spam"),
            "suspected",
            BY_AGE,
            _("Nothing is suspected to be spam. What is will wait here until a person decides."),
        ),
        View(
            "overlooked",
            _("Suspected, past its time"),
            "late",
            BY_AGE,
            _("Everything that is suspected has been looked at in time."),
            True,
        ),
        View(
            "overlooked_mine",
            _("Suspected, for you to look at"),
            "late",
            BY_AGE,
            _("Everything that is suspected has been looked at in time."),
        ),
        View("snoozed", _("Snoozed"), "snooze", _("by waking"), _("No case rests. You can snooze one with z.")),
        View("closed", _("Closed cases"), "closed", NEWEST, _("No case has been closed yet.")),
        View(
            "all",
            _("All"),
            "all",
            NEWEST,
            _("No cases yet. The first one opens when somebody writes to your address."),
        ),
    )
}
GROUPS: tuple[tuple[Text | str, tuple[str, ...]], ...] = (
    ("", ("next", "mine", "queue", "snoozed")),
    (_("Promises"), ("today", "late", "overlooked")),
    (_("Nothing is lost"), ("suspected", "unreadable", "undelivered", "unsent")),
    (_("Everything"), ("all", "closed")),
)

SHOWN_WHEN_NEEDED = ("overlooked",)  # views that stand in the left column only while something is in them

ACTS = {"answer": _("Answer"), "call": _("Call"), "follow_up": _("Come back to it"), "check": _("Check")}
PROMISED = {
    "answer": _("Answer promised"),
    "call": _("Call promised"),
    "follow_up": _("Follow-up promised"),
    "check": _("Check promised"),
}
OUTCOMES = {
    "solved": _("Solved"),
    "could_not_help": _("Could not help"),
    "no_answer_needed": _("No answer needed"),
    "spam": _("Spam"),
    "merged": _("Merged"),
}
LINKED = {  # what a case is to this one, and whether this one is that to it
    ("related", True): _("Related"),
    ("related", False): _("Related"),
    ("duplicate", True): _("This case is a duplicate of it"),
    ("duplicate", False): _("Duplicate of this case"),
    ("follow_up", True): _("This case follows it up"),
    ("follow_up", False): _("Follow-up of this case"),
}
WAKINGS = {
    "promise": _("Before the promise"),
    "afternoon": _("This afternoon"),
    "tomorrow": _("Next morning"),
    "week": _("Next week"),
}
KINDS = {
    "contact": "",
    "reply": _("Reply"),
    "memo": _("Memo, for colleagues only"),
    "acknowledgement": _("Acknowledgement, sent by itself"),
    "auto_reply": _("Automatic reply"),
    "bounce": _("Delivery report"),
    "receipt": _("Read receipt"),
    "bulk": _("Mass mailing"),
    "loop": _("Our own mail coming back"),
}
ACKNOWLEDGED = {"waiting": _("Acknowledgement, leaves by itself"), "failed": _("Acknowledgement")}
SWEPT = {"assign": _("Given on:"), "close": _("Closed:"), "snooze": _("Snoozed:")}
SWEPT |= {"tag": _("Tagged:"), "untag": _("Tag taken off:"), "merge": _("Merged:")}
SWEPT |= {"not_spam": _("Said to be no spam:"), "spam": _("Said to be spam:")}
STOPPED = {"tasks_open": _("Not everything is done"), "children_open": _("Cases under them are open")}
STOPPED |= {"fields_empty": _("Required fields are empty")}
WANTED = {"asked": _("You are asked"), "mentioned": _("You are mentioned")}  # by colleagues, about cases of whoever
PRESENT = {"reads": _("reads the case"), "writes": _("writes an answer"), "notes": _("writes a memo")}
WRITING = {"writes": _("{name} is writing an answer"), "notes": _("{name} is writing a memo")}
KINDS_OF_CUSTOMERS = {"person": _("Person"), "company": _("Company")}
IDENTITIES = {"email": _("E-mail address"), "phone": _("Phone number"), "account": _("Customer number")}
NOTES = {"wish": _("The customer’s wish"), "advice": _("Our advice")}
CONSENTED_BY = {
    "email": _("By e-mail"),
    "phone": _("By phone"),
    "visit": _("In person"),
    "letter": _("By letter"),
    "web": _("On the web"),
}
SAID_BY = {"phone": _("By phone"), "hand": _("In person or by letter")}
ALIKE = {
    "same_mailbox": _("the same mailbox, written otherwise"),
    "number_in_signature": _("a phone number of the one stands in a letter of the other"),
    "forwarded": _("letters forwarded from an address of the same name"),
    "same_name_and_domain": _("the same name and the same mail domain"),
}
EDITED = {
    "name": _("Name"),
    "kind": _("Person or company"),
    "language": _("Language"),
    "company": _("Company"),
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "account": _("Customer number"),
    "first": _("First choice"),
    "wish": _("Wish"),
    "advice": _("Advice"),
    "consent": _("Consent"),
    "merged": _("Merged"),
    "parted": _("Parted again"),
}
YES_NO = {"yes": _("yes"), "no": _("no")}
FIELD_KINDS = {
    "text": _("Text"),
    "number": _("Number"),
    "date": _("Date"),
    "choice": _("Choice"),
    "yes_no": _("Yes or no"),
    "link": _("Link"),
}
COLOURS = {"plain": _("Grey"), "spruce": _("Green"), "amber": _("Yellow"), "red": _("Red"), "blue": _("Blue")}
ENCLOSURES = {"bytes": MOST_BYTES, "megabytes": MOST_BYTES // 1_000_000, "files": MOST_FILES}
LANGUAGES = {"fi": "suomi", "sv": "svenska", "en": "English"}


@cache
def said(language: str) -> SimpleNamespace:
    """Return all of these in one language: a page that looks each word up anew works a tenth longer."""
    with translation.override(language):
        return SimpleNamespace(**{name: _said(value) for name, value in globals().items() if name.isupper()})


def _said(value: Any) -> Any:
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, View):
        return replace(value, title=_said(value.title), order=_said(value.order), empty=_said(value.empty))
    if isinstance(value, dict):
        return {key: _said(each) for key, each in value.items()}
    return tuple(map(_said, value)) if isinstance(value, tuple) else value
