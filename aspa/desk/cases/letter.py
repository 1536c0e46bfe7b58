"""What a letter to a customer begins and ends with, in the customer's language. No questions asked."""

from datetime import datetime

from aspa.cases.models import Case
from aspa.cases.shown import CaseHead
from aspa.kit.greetings import greeting
from aspa.kit.moments import moment
from aspa.staff.models import Agent

CLOSINGS = {"fi": "Ystävällisin terveisin", "sv": "Vänliga hälsningar", "en": "Kind regards,"}
NEW_TIME = {
    "fi": {
        "answer": "Vastaan sinulle viimeistään {until}.",
        "call": "Soitan sinulle viimeistään {until}.",
        "follow_up": "Palaan asiaan viimeistään {until}.",
    },
    "sv": {
        "answer": "Jag svarar dig senast {until}.",
        "call": "Jag ringer dig senast {until}.",
        "follow_up": "Jag återkommer senast {until}.",
    },
    "en": {
        "answer": "I will answer you by {until}.",
        "call": "I will call you by {until}.",
        "follow_up": "I will come back to this by {until}.",
    },
}


def frame(language: str, *, name: str, agent: str) -> str:
    """Return an answer with nothing said yet: a greeting by name, room to write, and who writes."""
    known = language if language in CLOSINGS else "en"
    return f"{greeting(known, name)}\n\n\n\n{CLOSINGS[known]}\n{agent}"


def begun(case: Case | CaseHead, agent: Agent) -> str:
    """Return the frame of an answer to a case's customer: by name when a person's name is known."""
    name = case.customer.name if case.customer.kind == "person" else ""
    return frame(case.customer.language or case.language, name=name, agent=agent.name)


def is_untouched(text: str, begun: str) -> bool:
    """Tell whether nothing was written into the frame."""
    return "".join(text.split()) in {"", "".join(begun.split())}


def new_time(language: str, *, act: str, due_until: datetime, now: datetime) -> str:
    """Return the sentence that tells a customer until when something will be done."""
    known = language if language in NEW_TIME else "en"
    return NEW_TIME[known].get(act, NEW_TIME[known]["follow_up"]).format(until=moment(due_until, now, known))
