"""What a letter to a customer begins and ends with, in the customer's language. No questions asked."""

from aspa.cases.models import Case
from aspa.cases.shown import CaseHead
from aspa.kit.greetings import greeting
from aspa.staff.models import Agent

CLOSINGS = {"fi": "Ystävällisin terveisin", "sv": "Vänliga hälsningar", "en": "Kind regards,"}


def frame(language: str, *, name: str, agent: str) -> str:
    """Return an answer with nothing said yet: a greeting by name, room to write, and who writes."""
    known = language if language in CLOSINGS else "en"
    return f"{greeting(known, name)}\n\n\n\n{ending(known, agent)}"


def ending(language: str, agent: str) -> str:
    """Return how an answer ends: a closing, and who writes."""
    return f"{CLOSINGS[language]}\n{agent}"


def begun(case: Case | CaseHead, agent: Agent) -> str:
    """Return the frame of an answer to a case's customer: by name when a person's name is known."""
    name = case.customer.name if case.customer.kind == "person" else ""
    return frame(case.customer.language or case.language, name=name, agent=agent.name)


def is_untouched(text: str, begun: str) -> bool:
    """Tell whether nothing was written into the frame."""
    return "".join(text.split()) in {"", "".join(begun.split())}
