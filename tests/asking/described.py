"""
What a program may ask by the API's own description, and against it, as schemathesis makes it up.

Each operation is asked rightly, and with each of its fields wrong, missing, unknown, too small and too large: the same
requests in every run. Many more, made up by hypothesis, are asked by `make ask`.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import groupby
from typing import Any, cast

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import Case
from schemathesis.generation import GenerationMode
from schemathesis.generation.drivers import CoverageGenerator
from schemathesis.generation.feedback import NO_FEEDBACK
from schemathesis.generation.overrides import Override
from schemathesis.schemas import APIOperation, BaseSchema

KEYS_END = 2**31  # greater numbers are tried for being great, not as the key of anything
Known = Callable[[str], Any]  # name of a place or a field → what there is by that name, or None


@cache
def description() -> BaseSchema:
    """Return the API's description, read as a program reads it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


def operations(methods: str) -> list[APIOperation]:
    """Return the operations of these methods."""
    found = [each.ok() for each in description().get_all_operations()]
    return [each for each in found if each.method.upper() in methods.split()]


def by_the_book(operation: APIOperation, known: Known, *, thorough: bool) -> Iterator[Case]:
    """Yield a request for each way of being right or wrong; of several that are alike one, unless thorough."""
    made = CoverageGenerator(
        operation=operation,
        generation_modes=list(GenerationMode),
        generation_config=operation.schema.config.generation_for(operation=operation, phase="coverage"),
        auth_storage=None,
        override=Override(),
        feedback=NO_FEEDBACK,
    )
    for turn, (_, alike) in enumerate(groupby(made, about)):
        several = list(alike)
        for case in several if thorough else [several[turn % len(several)]]:
            yield meant(case, known)


def at_random(operation: APIOperation, known: Known, *, count: int, begin: int) -> Iterator[Case]:
    """Yield so many requests that are right and so many that are wrong, other ones for each `begin`."""
    how = settings(max_examples=count, phases=[Phase.generate], database=None, suppress_health_check=[*HealthCheck])
    for mode in GenerationMode:
        for case in made_by(operation.as_strategy(generation_mode=mode), how, begin):
            yield meant(case, known)


def made_by(strategy: SearchStrategy[Case], how: settings, begin: int) -> list[Case]:
    """Return what hypothesis makes up; nothing where nothing can be wrong."""
    made = list[Case]()

    @seed(begin)
    @how
    @given(strategy)
    def keep(case: Case) -> None:
        made.append(case)

    with suppress(Unsatisfiable):
        keep()
    return made


def about(case: Case) -> tuple[Any, ...]:
    """Return in what way a request of the book is right or wrong."""
    data = cast(Any, case.meta).phase.data
    return data.scenario, data.parameter_location, data.parameter, data.description


def shows_no_token(case: Case) -> bool:
    """Tell whether a request is about what is answered without a token."""
    return getattr(cast(Any, case.meta).phase.data, "parameter", None) == "Authorization"


def meant(case: Case, known: Known) -> Case:
    """Return a request that is about what there is, wherever it may be: else all would be answered “missing”."""
    for name, value in dict(case.path_parameters).items():
        if str(value).isdecimal() and int(value) < KEYS_END:
            kind = case.path.split("/{key}")[0].rpartition("/")[2] if name == "key" else name
            case.path_parameters[name] = known(kind) or value
    if cast(Any, case.meta).generation.mode == GenerationMode.POSITIVE:
        case.body = said(case.body, "", known)
    return case


def said(value: Any, name: str, known: Known) -> Any:
    """Return a body about what there is; texts that are long on purpose and great numbers stay."""
    if isinstance(value, dict):
        return {each: said(inner, each, known) for each, inner in value.items()}
    if isinstance(value, list):
        return [said(inner, name.removesuffix("s"), known) for inner in value]
    is_plain = (isinstance(value, int) and value < KEYS_END) or (isinstance(value, str) and len(value) < 40)
    found = known(name) if is_plain and not isinstance(value, bool) else None
    return found if isinstance(found, type(value)) else value
