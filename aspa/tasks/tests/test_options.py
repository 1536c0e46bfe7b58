"""Options: offered in a letter, and one chosen."""

from datetime import timedelta
from functools import partial

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.joining import merging
from aspa.cases.models import Case
from aspa.cases.touch import AlreadyClosed
from aspa.history.models import Event
from aspa.history.verbs import run_due
from aspa.kit.errors import Missing
from aspa.staff.models import Agent
from aspa.tasks import queries
from aspa.tasks.models import Option
from aspa.tasks.options import letter, verbs
from aspa.tasks.options.queries import option_of, options_in
from tests.cast import NINE, a_case
from tests.parts.together import at_once

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def case(kuusi: Brand) -> Case:
    """A case of Kuusi's."""
    return a_case()


@pytest.fixture
def two(case: Case, aino: Agent) -> tuple[Option, Option]:
    """A new watch, or the money back."""
    swap = verbs.propose(case, text="Vaihdamme kellon uuteen", terms="toimitus 2 päivää", by=aino, at=NINE)
    return swap, verbs.propose(case, text="Palautamme rahat", by=aino, at=NINE)


def chosen(agent: Agent, case: Case) -> list[str]:
    return [one.text for one in queries.work_of(agent, case.pk).options if one.chosen_at]


def test_what_a_letter_offers_is_noted_once(case: Case, two: tuple[Option, Option], aino: Agent) -> None:
    lines = ["Vaihdamme kellon uuteen (toimitus 2 päivää)", "Palautamme rahat"]
    said = letter.as_text("fi", lines[:1], dict(zip(lines, "AB", strict=True)))

    sent = cases.reply(case, text=f"Hei!\n\n{said}", by=aino, at=TEN)
    for _twice in range(2):
        run_due(at=TEN)
        Event.objects.filter(name="case.replied").update(is_due=True)

    offered = Option.objects.get(pk=two[0].pk)
    assert (offered.offered_at, offered.offered_by, offered.message) == (TEN, aino.actor, sent)
    assert [one.text for one in queries.work_of(aino, case.pk).unoffered] == ["Palautamme rahat"]
    assert Event.objects.filter(name="case.options_offered").count() == 1


def test_what_is_a_part_of_another_option_is_not_offered_by_it(case: Case, aino: Agent) -> None:
    for text, terms in (("Hyvitys", ""), ("Hyvitys", "20 €"), ("Hyvitys", "2")):
        verbs.propose(case, text=text, terms=terms, by=aino, at=NINE)

    cases.reply(case, text="Hei! Tarjoamme: hyvitys\n(20 €). Hyvityslaskun saat postissa.", by=aino, at=TEN)
    run_due(at=TEN)

    assert [one.terms for one in options_in(aino, case) if one.offered_at] == ["20 €"]


def test_one_is_chosen_and_the_choice_may_change(case: Case, two: tuple[Option, Option], aino: Agent) -> None:
    for _twice in range(2):
        verbs.choose(two[0], by=aino, at=TEN)
    first = chosen(aino, case)
    verbs.choose(two[1], by=aino, at=TEN)
    second = chosen(aino, case)
    for _twice in range(2):
        verbs.unchoose(two[1], by=aino, at=TEN)

    assert (first, second, chosen(aino, case)) == (["Vaihdamme kellon uuteen"], ["Palautamme rahat"], [])
    told = Event.objects.filter(name__in=["case.option_chosen", "case.option_unchosen"]).order_by("id")
    assert [event.facts.get("instead_of") for event in told] == [[], [two[0].pk], None]
    assert Option.objects.get(pk=two[1].pk).offered_at == TEN


def test_only_what_nobody_was_offered_is_taken_away(case: Case, two: tuple[Option, Option], aino: Agent) -> None:
    verbs.choose(two[0], by=aino, at=NINE)
    with pytest.raises(verbs.WasOffered):
        verbs.drop(two[0], by=aino, at=TEN)

    verbs.drop(two[1], by=aino, at=TEN)
    assert Event.objects.get(name="case.option_dropped").facts["text"] == "Palautamme rahat"
    with pytest.raises(Missing):
        verbs.choose(two[1], by=aino, at=TEN)


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "terms"), [("", ""), (" \n", "1 €"), ("x" * 301, ""), ("x", "y" * 201)])
def test_what_is_no_option_is_refused(case: Case, aino: Agent, text: str, terms: str) -> None:
    with pytest.raises(verbs.BadOption):
        verbs.propose(case, text=text, terms=terms, by=aino, at=NINE)


def test_the_same_and_one_too_many_are_refused(case: Case, two: tuple[Option, Option], aino: Agent) -> None:
    with pytest.raises(verbs.OfferedAlready):
        verbs.propose(case, text="PALAUTAMME  rahat", by=aino, at=NINE)
    for nth in range(18):
        verbs.propose(case, text="Palautamme rahat", terms=f"{nth} €", by=aino, at=NINE)
    with pytest.raises(verbs.TooManyOptions):
        verbs.propose(case, text="Vielä yksi", by=aino, at=NINE)


def test_a_closed_case_offers_nothing_new_and_others_see_nothing(
    case: Case, two: tuple[Option, Option], aino: Agent, otso: Agent
) -> None:
    cases.close(case, outcome="no_answer_needed", by=aino, at=NINE)
    with pytest.raises(AlreadyClosed):
        verbs.propose(case, text="Alennus", by=aino, at=NINE)
    with pytest.raises(Missing):
        option_of(otso, case, two[0].pk)


def test_options_go_along_when_cases_are_merged_and_come_back(
    case: Case, two: tuple[Option, Option], aino: Agent
) -> None:
    home = a_case("Toinen", "Toinen asia")
    verbs.propose(home, text="palautamme RAHAT", by=aino, at=NINE)
    verbs.choose(two[1], by=aino, at=NINE)

    merged = merging.merge(case, into=home, by=aino, at=NINE)
    run_due(at=NINE)
    together, agreed = [one.text for one in options_in(aino, home)], chosen(aino, home)
    with pytest.raises(verbs.OfferedAlready):
        verbs.propose(home, text="Palautamme rahat", by=aino, at=NINE)
    merging.unmerge(merged, by=aino, at=NINE)
    run_due(at=TEN)

    assert (sorted(together), agreed) == ([*sorted([one.text for one in two]), "palautamme RAHAT"], [two[1].text])
    assert (options_in(aino, case), chosen(aino, case)) == ([*two], [two[1].text])
    assert (len(options_in(aino, home)), chosen(aino, home)) == (1, [])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_down_a_choice_at_once_one_stands(two: tuple[Option, Option], aino: Agent) -> None:
    mine = [Option.objects.get(pk=one.pk) for one in two]

    at_once(*[partial(verbs.choose, one, by=aino, at=TEN) for one in mine])

    assert Option.objects.filter(chosen_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("language", "offered", "known", "text"),
    [
        ("fi", "XY", {"X": "", "Y": ""}, "Voit valita näistä:\n\nA) X\nB) Y\n\nKerrothan, minkä vaihtoehdon valitset."),
        ("fi", "Z", {"X": "A", "Y": "", "Z": ""}, "Ehdotamme tätä:\n\nC) Z\n\nSopiiko tämä sinulle?"),
        ("fi", "Z", {"Y": "B", "Z": ""}, "Ehdotamme tätä:\n\nA) Z\n\nSopiiko tämä sinulle?"),
        ("sv", "X", {"X": ""}, "Vi föreslår detta:\n\nX\n\nPassar det dig?"),
        ("und", "X", {"X": ""}, "We suggest this:\n\nX\n\nDoes this suit you?"),
    ],
)
def test_a_letter_offers_in_its_language_and_calls_nothing_by_a_mark_used_before(
    language: str, offered: str, known: dict[str, str], text: str
) -> None:
    among = dict(zip(known, letter.apart([*known.values()]), strict=True))

    assert letter.as_text(language, offered, among) == text


def test_what_two_letters_called_alike_is_told_apart_in_the_next() -> None:
    assert letter.marks(["A", "B", "A", ""]) == ["A", "B", "A", "C"]
    assert letter.apart(["A", "B", "A", ""]) == ["A", "B", "C", "D"]


def test_a_letter_with_looks_shows_what_was_written() -> None:
    looks = letter.as_html("en", ["<A>", "B"], {"<A>": "A", "B": "B"})

    assert looks.startswith("<p>You can choose from these:</p><p>A) &lt;A&gt;<br>B) B</p><p>")


@pytest.mark.parametrize(
    "text",
    ["A) Rahat takaisin\nB) Uusi kello (1 €)", "  A)  Rahat\n takaisin\n> B) Uusi kello (1 €).", "B) Uusi kello (1 €)"],
)
def test_a_letter_is_asked_what_it_calls_each(text: str) -> None:
    marks = letter.called(["Rahat takaisin", "Uusi kello (1 €)", "Alennus"], text)

    assert marks == {"Rahat takaisin": "A", "Uusi kello (1 €)": "B"} if "A)" in text else {"Uusi kello (1 €)": "B"}


def test_an_option_keeps_the_mark_by_which_the_customer_knows_it(
    case: Case, two: tuple[Option, Option], aino: Agent
) -> None:
    cases.reply(case, text="Ehdotamme tätä:\n\nB) Palautamme rahat", by=aino, at=TEN)
    run_due(at=TEN)

    verbs.drop(two[0], by=aino, at=TEN)

    [shown] = queries.work_of(aino, case.pk).options
    assert (shown.line, shown.mark) == ("Palautamme rahat", "B")


def test_more_options_than_letters_go_by_number() -> None:
    assert [letter.mark(nth) for nth in (0, 25, 26)] == ["A", "Z", "27"]
