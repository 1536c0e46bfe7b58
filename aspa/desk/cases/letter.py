"""What a letter to a customer begins and ends with, in the customer's language. No questions asked."""

from collections.abc import Mapping, Sequence

from aspa.cases.models import Case
from aspa.cases.shown import CaseHead
from aspa.kit.greetings import first_name, greeting
from aspa.staff.models import Agent

CLOSINGS = {"fi": "Ystävällisin terveisin", "sv": "Vänliga hälsningar", "en": "Kind regards,"}


Words = Mapping[str, Sequence[str]]  # language -> greeting by name, greeting without one, closing; "" is ours


def frame(language: str, *, name: str, agent: str, words: Words | None = None) -> str:
    """Return an answer with nothing said yet: a greeting by name, room to write, and who writes."""
    known = language if language in CLOSINGS else "en"
    named, plain, closing = (words or {}).get(known) or ("", "", "")
    first = first_name(name)
    said = named.replace("{name}", first) if first else plain
    return f"{said or greeting(known, name)}\n\n\n\n{ending(known, agent, closing)}"


def ending(language: str, agent: str, closing: str = "") -> str:
    """Return how an answer ends: a closing, and who writes."""
    return f"{closing or CLOSINGS[language]}\n{agent}"


def begun(case: Case | CaseHead, agent: Agent, words: Words | None = None) -> str:
    """Return the frame of an answer to a case's customer: by name when a person's name is known."""
    name = case.customer.name if case.customer.kind == "person" else ""
    return frame(case.customer.language or case.language, name=name, agent=agent.name, words=words)


def is_untouched(text: str, begun: str) -> bool:
    """Tell whether nothing was written into the frame."""
    return "".join(text.split()) in {"", "".join(begun.split())}
