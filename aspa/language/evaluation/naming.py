"""Numbers that mean something elsewhere, and times as people say them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from aspa.language.entities import extract
from aspa.language.evaluation import beside
from aspa.language.evaluation.held_out import LANGUAGES, Expression, Marked
from aspa.language.evaluation.measures import f1, share
from aspa.language.evaluation.row import NOTHING, Beside, Row
from aspa.language.times import NoTime, resolve

PHONE = "phone"
PARSER = "dateparser"  # measured where somebody installed it; Aspa does not need it

Named = set[tuple[str, str]]


def entities(messages: Sequence[Marked]) -> list[Row]:
    """Tell how well entities are found: all of them, and phone numbers beside the library for these."""
    wanted = [_named(message.entities) for message in messages]
    ours = [_named(extract(message.text)) for message in messages]
    theirs = [{(PHONE, number) for number in beside.phones(message.text)} for message in messages]
    measure, others = "phone numbers, F1", Beside("phonenumbers", _f1(_phones(wanted), theirs))
    return [
        Row("entities", "all", "all kinds, micro-F1", _f1(wanted, ours), NOTHING, 0.97),
        Row("entities", "all", measure, _f1(_phones(wanted), _phones(ours)), others, 0.97),
    ]


def _named(entities: Sequence[dict[str, str]]) -> Named:
    return {(entity["type"], entity["value"].lower()) for entity in entities}


def _phones(named: Sequence[Named]) -> list[Named]:
    return [{one for one in each if one[0] == PHONE} for each in named]


def _f1(wanted: Sequence[Named], given: Sequence[Named]) -> float:
    right = sum(len(a & b) for a, b in zip(wanted, given, strict=True))
    return f1(right, sum(map(len, given)), sum(map(len, wanted)))


def times(expressions: Sequence[Expression]) -> list[Row]:
    """Tell how often a time is resolved to exactly the window it means."""
    parse = import_module(PARSER).parse if find_spec(PARSER) else None
    rows = []
    for language in LANGUAGES:
        those = [expression for expression in expressions if expression.language == language]
        theirs = Beside(PARSER, share(_falls_inside(one, parse) for one in those)) if parse else NOTHING
        rows.append(Row("times", language, "windows told exactly", share(map(_is_exact, those)), theirs, 0.9))
    return rows


def _is_exact(one: Expression) -> bool:
    try:
        return resolve(one.expression, one.ref) == (one.start, one.end)
    except NoTime:
        return False


def _falls_inside(one: Expression, parse: Callable[..., datetime | None]) -> bool:
    """Whether the moment that a library gives lies in the window: all that one without windows can be asked."""
    said = {"RELATIVE_BASE": datetime.fromisoformat(one.ref), "PREFER_DATES_FROM": "future"}
    moment = parse(one.expression, languages=[one.language], settings=said)
    return moment is not None and one.start <= moment.replace(tzinfo=None).isoformat() < one.end
