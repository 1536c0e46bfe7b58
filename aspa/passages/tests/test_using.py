"""Passages in answers: what is offered for a case, and what left is known."""

from datetime import timedelta

import pytest

from aspa.cases.models import Case, Message
from aspa.customers.models import Customer
from aspa.drafting import queries as drafts
from aspa.drafting.leaving import verbs as leaving
from aspa.passages import placeholders, queries, verbs
from aspa.passages.models import Tally, Use, Version
from aspa.passages.placeholders import folded
from aspa.passages.tests.test_passages import TEN, as_it_is
from aspa.passages.using import verbs as using
from aspa.sorting import queries as sorting
from aspa.sorting import verbs as sorted_by
from tests.cast import NINE, a_case

SAID = "Hei Liisa, voit palauttaa tuotteen 14 päivän kuluessa. Asian numero on 10001."


def offered(aino, case, text=""):
    fresh = Case.objects.select_related("customer", "brand", "promise").get(pk=case.pk)
    return queries.offered(aino, fresh, agent=aino.name, now=NINE, text=text)


def test_a_passage_comes_filled_in_in_the_customers_language(returns, aino):
    case = a_case()

    [one] = offered(aino, case)

    assert one.text.startswith("Hei Liisa, voit palauttaa")
    assert str(case.number) in one.text
    assert (one.language, one.is_fallback, one.unfilled, one.version) == ("fi", False, (), returns.latest_id)


def test_a_language_that_is_not_written_falls_back_on_the_brands_and_says_so(returns, aino):
    case = a_case()
    Customer.objects.update(language="en")

    [one] = offered(aino, case)

    assert (one.language, one.is_fallback) == ("fi", True)


def test_what_is_not_known_of_a_case_is_marked(written, aino):
    written("aika", texts={"fi": "{asiakkaan etunimi}: {luvattu aika}, {asiakaspalvelijan nimi}, {brändi}, {tilaus}"})
    case = a_case()
    Customer.objects.update(name="Kuusela Oy")

    [one] = offered(aino, case)

    assert one.unfilled == ("{asiakkaan etunimi}", "{tilaus}")
    assert "tiistaina 19.11. klo 9.00, Aino Lehtonen, Kuusi" in one.text
    assert ("{tilaus}", True) in one.preview


def test_the_code_comes_first_then_the_beginnings_of_words_then_what_stands_inside(written, aino):
    written("kuori", name="Postikuori", texts={"fi": "Palautus kulkee kuoressa."})
    written("palautus", name="Ehdot")
    written("pal", name="Lyhyt")
    written("ehto", name="Rahanpalautus", texts={"fi": "Rahat tulevat tilille."})
    written("nimi", name="Palautukset", texts={"fi": "Kaikista."})
    case = a_case()

    assert [one.code for one in offered(aino, case, "pal")] == ["pal", "palautus", "nimi", "kuori", "ehto"]
    assert [one.code for one in offered(aino, case, "rahat TILILLE")] == ["ehto"]
    assert offered(aino, case, "norsu") == offered(aino, case, "' norsu=1; --") == []


def test_what_fits_and_was_used_most_for_the_reason_comes_first(written, aino, kuusi):
    reason, other = sorting.reasons(aino, kuusi)[:2]
    case = a_case()
    sorted_by.give_reason(case, reason, by=aino, at=NINE)
    for code, how in (("a", {}), ("b", {}), ("c", {"reasons": [other.pk]}), ("d", {"reasons": [reason.pk]})):
        written(code, **how)
    used = written("e")
    using.note(leaving_now(case, aino), versions=[used.latest_id])

    assert [one.code for one in offered(aino, case)] == ["d", "e", "a", "b", "c"]
    assert [one.fits_reason for one in offered(aino, case)] == [True, True, False, False, False]
    assert Tally.objects.get().reason == reason


def leaving_now(case, aino):
    leaving.settle(aino, undo_for=0, is_plain=True)
    return leaving.reply(case, text=SAID, by=aino, at=NINE)


def test_passages_of_other_brands_houses_and_put_away_are_not_offered(written, returns, aino, otso, kuusi, manty):
    written("manty", brands=[manty.pk])
    written("kuusi", brands=[kuusi.pk])
    verbs.make(code="karhu", name="Karhu", texts={"fi": "Karhu"}, owner=otso, by=otso, at=NINE)
    verbs.archive(returns, by=returns.owner_agent, at=NINE)

    assert [one.code for one in offered(aino, a_case())] == ["kuusi"]


def test_offering_is_one_question_however_many_there_are(written, aino, django_assert_num_queries):
    for nth in range(30):
        written(f"p{nth}")
    case = Case.objects.select_related("customer", "brand", "promise").get(pk=a_case().pk)

    with django_assert_num_queries(1):
        assert len(queries.offered(aino, case, agent="Aino", now=NINE)) == queries.MOST_OFFERED


def test_the_version_that_was_put_in_is_known_after_it_left_and_the_passage_changed(returns, aino, vaino):
    put_in, case = returns.latest, a_case()
    leaving.reply(case, text=SAID, by=aino, at=NINE, passages=[put_in.pk])
    assert not Use.objects.exists()
    verbs.change(returns, by=vaino, at=NINE, **as_it_is(returns, texts={"fi": "30 päivää."}))

    leaving.leave_next(at=TEN)

    message = Message.objects.get(kind="reply")
    assert queries.said_in(vaino, message) == [put_in]
    [use] = queries.uses_of(vaino, returns)
    assert (use.message.case, use.version.number) == (case, 1)
    assert [one.sent for one in queries.versions_of(vaino, returns, most=50)] == [0, 1]


def test_undoing_keeps_what_was_put_in_with_the_draft(returns, aino):
    case = a_case()
    held = leaving.reply(case, text=SAID, by=aino, at=NINE, passages=[returns.latest_id])

    leaving.take_back(held, by=aino, at=NINE + timedelta(seconds=1))

    assert drafts.draft_of(aino, case, "reply").fields["passages"] == str(returns.latest_id)
    assert not Use.objects.exists()


def test_what_was_written_over_is_not_noted_nor_what_there_is_not(returns, aino, otso):
    theirs = verbs.make(code="karhu", name="Karhu", texts={"fi": SAID}, owner=otso, by=otso, at=NINE)
    message = leaving_now(a_case(), aino)

    assert [one.version_id for one in using.note(message, versions=[returns.latest_id])] == [returns.latest_id]
    assert using.note(message, versions=[theirs.latest_id, 999_999]) == []
    using.note(message, versions=[returns.latest_id])
    assert Use.objects.count() == 1


def test_the_longest_letter_is_read_once_for_fifty_passages(returns, aino, vaino, monkeypatch):
    message, facts = leaving_now(a_case(), aino), {"written_by": "aspa", "written_at": TEN, "code": "x", "name": "X"}
    message.text = "Näin sovittiin. " * 12_500
    texts = dict.fromkeys(("fi", "sv", "en"), "Tätä ei ole luvattu.")
    ours = {"organisation_id": vaino.organisation_id, "passage_id": returns.pk, "texts": texts}
    made = Version.objects.bulk_create(Version(number=nth, **ours, **facts) for nth in range(100, 150))

    read = []
    for place in (placeholders, using):
        monkeypatch.setattr(place, "folded", lambda text: read.append(len(text)) or folded(text))
    noted = using.note(message, versions=[one.pk for one in made])

    assert noted == []
    assert [length for length in read if length > 1000] == [len(message.text)]


def test_whoever_may_not_read_a_case_does_not_see_what_left_in_it(returns, aino, otso):
    message = leaving_now(a_case(), aino)
    using.note(message, versions=[returns.latest_id])

    assert queries.said_in(otso, message) == []


def test_a_program_sends_nothing_that_was_to_be_filled_in(returns, vaino):
    case = a_case()

    with pytest.raises(using.LeftOpen):
        using.reply(case, text="Hei {asiakkaan etunimi}!", passages=[], by=vaino, at=NINE)

    assert not Message.objects.filter(kind="reply").exists()
    using.reply(case, text="Muuttuja on {x}.", passages=[], by=vaino, at=NINE)
