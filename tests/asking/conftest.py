"""A program that asks whatever it likes, in a company where there is one of each."""

from collections.abc import Iterable, Iterator
from random import randrange
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from hypothesis import settings
from schemathesis import Case, Response
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from aspa.api import bearer
from aspa.brands.models import Brand
from aspa.staff.models import Agent
from tests.asking import house
from tests.asking.described import Known, at_random, by_the_book, operations, shows_no_token

AS_DESCRIBED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
REFUSED = [negative_data_rejection, unsupported_method]  # of what is made up, keys are put in place of wrong ones
UNPACKED = {"Accept-Encoding": "identity"}  # what reads the answers unpacks nothing
SOME, FEW = 25, {"count": 2, "begin": 1}


class Asking:
    """A program that asks whatever it likes; after each answer everything is again as it was."""

    def __init__(self, secret: str, known: Known) -> None:
        self.token = {"Authorization": f"Bearer {secret}"}
        self.known = known
        self.is_thorough = settings.get_current_profile_name() == "long"
        self.faults = list[str]()
        self.count = 0

    def by_the_book(self, methods: str) -> None:
        """Ask each operation of these methods rightly and wrongly."""
        for operation in operations(methods):
            self.ask(by_the_book(operation, self.known, thorough=self.is_thorough), [*AS_DESCRIBED, *REFUSED])

    def at_random(self, methods: str) -> None:
        """Ask what nobody thought of: every operation, when there is time, else some."""
        how = {"count": settings.default.max_examples, "begin": randrange(2**32)}
        for operation in operations(methods)[:: 1 if self.is_thorough else SOME]:
            self.ask(at_random(operation, self.known, **(how if self.is_thorough else FEW)), AS_DESCRIBED)

    def ask(self, cases: Iterable[Case], checks: list[Any]) -> None:
        """Ask all of these, and keep what was wrong with the answers."""
        for case in cases:
            self.count += 1
            self.faults += wrong_with(case, self.answer(case), checks)

    def answer(self, case: Case) -> Response:
        """Return what is answered; nothing that it did lasts."""
        bearer.guesses.__init__()
        with transaction.atomic():
            answer = case.call(headers=UNPACKED if shows_no_token(case) else UNPACKED | self.token)
            connection.check_constraints()  # as a commit would
            transaction.set_rollback(True)
        return answer


def wrong_with(case: Case, answer: Response, checks: list[Any]) -> Iterator[str]:
    """Yield what was asked and answered, if that is not as described."""
    try:
        case.validate_response(answer, checks=checks)
    except FailureGroup as wrong:
        asked = f"{case.method} {case.formatted_path} {dict(case.query or {})} {str(case.body)[:200]}"
        why = "; ".join(str(one)[:300] for one in wrong.exceptions)
        yield f"{asked} → {answer.status_code} {answer.content[:200]!r}: {why}"


@pytest.fixture
def asking(vaino: Agent, aino: Agent, kuusi: Brand) -> Iterator[Asking]:
    """A program of Kuusi Oy that administers it; its requests end without ending the test's connection."""
    program, known = house.begun(kuusi, boss=vaino, owner=aino)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Asking(program.secret, known)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
