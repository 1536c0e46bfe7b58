"""A case in a few lines."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import promising
from aspa.cases import verbs as cases
from aspa.handing.summary import LONGEST, heart, summary
from aspa.kit.errors import Missing
from aspa.promises.window import Window
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

SAID = ["Missä pakettini on?", "selvitän varastosta.", "Varasto soittaa takaisin."]


def test_a_summary_tells_who_asked_what_was_promised_and_what_was_said(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Paketti", "Hei!\n\nMissä pakettini on?")
    cases.reply(case, text="Hei Liisa,\n\nselvitän varastosta.", by=aino, at=NINE)
    promising.promise(case, act="call", window=Window(None, NINE + timedelta(hours=3)), by=aino, at=NINE)
    cases.memo(case, text="Varasto soittaa takaisin.", by=aino, at=NINE)

    told = summary(aino, case.number)

    assert (told.customer_name, told.customer_address) == ("Liisa Virtanen", "liisa@example.org")
    assert [said and said.gist for said in (told.asked, told.answered, told.noted)] == SAID
    assert [(owed.act, owed.is_broken) for owed in told.promises] == [("call", False)]
    assert (told.owner_name, told.outcome) == ("Aino Lehtonen", "")


def test_a_summary_is_as_the_case_is_now(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    before = summary(aino, case.number)

    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)

    now = summary(aino, case.number)
    assert (len(before.promises), before.outcome) == (1, "")
    assert (now.promises, now.outcome) == ([], "no_answer_needed")


def test_a_summary_is_asked_in_one_question(kuusi: Brand, aino: Agent, django_assert_num_queries) -> None:
    case = a_case()

    with django_assert_num_queries(1):
        summary(aino, case.number)


def test_another_organisation_has_no_such_case(kuusi: Brand, otso: Agent) -> None:
    case = a_case()

    with pytest.raises(Missing):
        summary(otso, case.number)


def test_only_the_beginning_of_a_long_text_is_told() -> None:
    assert heart("Hei,\n\n" + "pitkä juttu " * 100).startswith("pitkä juttu")
    assert len(heart("pitkä juttu " * 100)) <= LONGEST + 1
    assert heart("Hei!") == "Hei!"
    assert heart("") == ""
