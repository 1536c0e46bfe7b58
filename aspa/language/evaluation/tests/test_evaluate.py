"""Measures are right, sets are whole, and every task gives figures."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from aspa.language.evaluation import asking, feeling, finding, held_out, naming, nearness, outside, treebanks
from aspa.language.evaluation.measures import auc, f1, macro_f1, mean, reciprocal_rank, share
from aspa.language.evaluation.outside import Corpora, Unreadable
from aspa.language.evaluation.row import NOTHING, Beside, Row, best
from aspa.language.evaluation.run import notes
from aspa.language.evaluation.table import heading, line
from aspa.language.mood import MOODS
from aspa.language.reasons import REASONS
from aspa.ops.arguments import parser

EVERY = 12  # one line of so many is measured here
TREEBANK = """\
# sent_id = b101.1
# text = Kahvi juodaan kahvikupista.
1	Kahvi	kahvi	NOUN	N	Case=Nom	2	obj	_	_
2	juodaan	juoda	VERB	V	Mood=Ind|VerbForm=Fin|Voice=Pass	0	root	_	_
3	kahvikupista	kahvi#kuppi	NOUN	N	Case=Ela	2	obl	_	_

# sent_id = b101.2
# text = Join kahvia.
1	Join	juoda	VERB	V	Mood=Ind|VerbForm=Fin|Voice=Act	0	root	_	_
2	kahvia	kahvi	NOUN	N	Case=Par	1	obj	_	_
"""


def figures(rows: list[Row]) -> Iterator[float]:
    for row in rows:
        yield row.ours
        if row.beside.figure is not None:
            yield row.beside.figure


def test_shares_and_means_of_nothing_are_nothing() -> None:
    assert (share([]), mean([]), f1(0, 0, 0), auc([], [1.0])) == (0, 0, 0, 0)


def test_a_share_is_of_all_answers() -> None:
    assert share([True, True, False, True]) == 0.75


def test_f1_is_between_precision_and_recall() -> None:
    right, given, wanted = 3, 4, 6  # precision 3/4, recall 1/2

    assert f1(right, given, wanted) == pytest.approx(0.6)


def test_macro_f1_counts_a_rare_class_as_much_as_a_common_one() -> None:
    wanted, given = ["common"] * 9 + ["rare"], ["common"] * 10

    assert macro_f1(wanted, given, ("common", "rare")) == pytest.approx((18 / 19 + 0) / 2)


@pytest.mark.parametrize(
    ("higher", "lower", "wanted"),
    [([2, 3], [0, 1], 1), ([0, 1], [2, 3], 0), ([1], [1], 0.5), ([1, 3], [2], 0.5), ([3, 2], [2, 1], 0.875)],
)
def test_auc_counts_pairs_in_their_right_order(higher: list[float], lower: list[float], wanted: float) -> None:
    assert auc(higher, lower) == wanted


def test_what_is_found_first_is_worth_most() -> None:
    assert [reciprocal_rank([7, 8], one) for one in (7, 8, 9)] == [1, 0.5, 0]


def test_the_best_of_others_stands_beside() -> None:
    assert best(NOTHING, Beside("weak", 0.1), Beside("strong", 0.2)).name == "strong"


def test_a_line_says_whether_its_aim_is_reached() -> None:
    row = Row("mood", "fi", "macro-F1", 0.7, NOTHING, 0.7)

    assert "≥ 0.70 " in line(row)
    assert "≥ 0.70!" in line(row._replace(ours=0.69))
    assert "≤ 0.70!" in line(row._replace(ours=0.71, fewer=True))
    assert len(heading().splitlines()) == 2


def test_a_question_counts_once_however_often_it_is_found() -> None:
    wanted = ["Milloin paketti tulee?", "Paljonko se maksaa?"]

    assert asking.matched(["Hei, milloin paketti tulee?", "milloin paketti tulee"], wanted) == 1
    assert asking.matched(wanted, wanted) == 2
    assert asking.matched([], wanted) == asking.matched(wanted, []) == 0


def test_a_whole_letter_is_no_question_found() -> None:
    letter = "Hei, " + "tilasin viikko sitten kengät ja sukat ja hatun, " * 3 + "paljonko se maksaa?"

    assert asking.matched([letter], ["Paljonko se maksaa?"]) == 0


def test_three_words_at_a_time_have_letters() -> None:
    assert list(asking.fragments("Hei 123 taas, missä - paketti on jo?")) == ["Hei taas, missä", "paketti on jo?"]


def test_every_task_gives_figures() -> None:
    messages = held_out.messages()[::EVERY]
    rows = [
        *finding.words(held_out.pairs()[::EVERY]),
        *finding.search(held_out.articles(), held_out.asked()[::EVERY]),
        *asking.language(messages),
        *asking.questions(messages, held_out.statements()[::EVERY]),
        *feeling.moods(messages),
        *feeling.reasons(messages, held_out.examples()[::EVERY]),
        *naming.entities(held_out.marked()[::EVERY]),
        *naming.times(held_out.expressions()[::EVERY]),
        *nearness.matters(held_out.matters()[::EVERY]),
    ]

    assert {row.task for row in rows} >= {"words", "search", "language", "questions", "mood", "reasons", "entities"}
    assert all(0 <= figure <= 1 for figure in figures(rows))


def test_a_treebank_tells_words_and_passives() -> None:
    sentences = treebanks.read(TREEBANK)
    rows = list(treebanks.measured(sentences))

    assert treebanks.sought(sentences) == (["kahvi", "juoda", "kahvikuppi"], ["kahvi", "kuppi"])
    assert treebanks.having(sentences)["kahvi"] == {0, 1}
    assert [(row.measure.split(",")[0], row.ours) for row in rows[2:]] == [("finite passives", 1.0)]
    assert all(0 <= figure <= 1 for figure in figures(rows))


def test_hard_texts_are_told_from_easy_ones() -> None:
    law, blog = "Asetuksessa säädetään velvoitteiden täytäntöönpanosta.", "Kävin eilen uimassa ja oli kivaa."
    document = "\n\n".join(
        f"# sent_id = {source}1.{nth}\n# text = {text}"
        for source, text in (("j", law), ("b", blog))
        for nth in range(5)
    )

    last = list(treebanks.measured(treebanks.read(document)))[-1]

    assert (last.task, last.ours) == ("plain", 1.0)


def test_corpora_of_others_are_measured_where_they_are_given(tmp_path: Path) -> None:
    films, pairs = tmp_path / "films.tsv", tmp_path / "pairs.json"
    films.write_text("Ihanaa, kiitos!\t5, 8\nVihaan sinua.\t1\nMolempia.\t1, 5\n", encoding="utf-8")
    pairs.write_text(
        '[{"label": "4", "txt1": "Tule heti tänne.", "txt2": "Tule tänne heti."},'
        ' {"label": "1", "txt1": "Tule tänne.", "txt2": "Vene upposi."}]'
    )

    rows = list(outside.measured(Corpora(emotions=films, paraphrases=pairs)))

    assert outside.film_lines(films) == (["Ihanaa, kiitos!"], ["Vihaan sinua."])
    assert [row.ours for row in rows] == [1.0, 1.0]


@pytest.mark.parametrize("kind", ["emotions", "paraphrases"])
@pytest.mark.parametrize("content", [b"", b"[1]", b"nothing\tof the kind", b"\xff\xfe"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, kind: str, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)

    with pytest.raises(Unreadable):
        outside.measured(Corpora(**{kind: file}))


def test_a_treebank_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.conllu").write_text("\n\n")
    (tmp_path / "other.conllu").write_text("1\tKahvi\n")

    assert [sentence.tokens for sentence in treebanks.read("1\tKahvi\n")] == [[]]
    with pytest.raises(Unreadable):
        outside.measured(Corpora(treebank=tmp_path))


def test_a_folder_without_treebanks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        outside.measured(Corpora(treebank=tmp_path))


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    assert any("treebank, emotions, paraphrases" in note for note in notes(Corpora()))
    assert not any("Left out" in note for note in notes(Corpora(tmp_path, tmp_path, tmp_path)))


def test_the_command_takes_corpora() -> None:
    given = vars(parser("1").parse_args(["language", "evaluate", "--unseen", "--emotions", "films.tsv"]))

    assert given.pop("run") == "language:evaluate"
    assert given == {"unseen": True, "treebank": None, "emotions": Path("films.tsv"), "paraphrases": None}


def test_sets_tell_how_many_lines_they_have() -> None:
    for file in held_out.SETS.glob("*/*.jsonl"):
        told = (file.parent / "README.md").read_text(encoding="utf-8")
        lines = len(file.read_text(encoding="utf-8").splitlines())
        assert re.search(rf"`{file.name}`\D*\b{lines} lines", told), file


def test_messages_are_of_known_reasons_and_moods_and_hold_their_questions() -> None:
    for message in held_out.messages():
        assert {message.reason, *message.also} <= set(REASONS)
        assert message.mood in MOODS
        assert message.language in held_out.LANGUAGES
        assert all(" ".join(question.split()) in " ".join(message.text.split()) for question in message.questions)


def test_no_message_is_among_the_examples() -> None:
    assert not {message.text for message in held_out.messages()} & {one.text for one in held_out.examples()}


def test_statements_have_no_question_mark() -> None:
    assert not [one for one in held_out.statements() if "?" in one.text or one.language not in held_out.LANGUAGES]


def test_every_question_has_its_article() -> None:
    known = {article.id for article in held_out.articles()}

    assert len(known) == len(held_out.articles())
    assert {one.article for one in held_out.asked()} == known


def test_windows_begin_before_they_end() -> None:
    for one in held_out.expressions():
        assert datetime.fromisoformat(one.start) < datetime.fromisoformat(one.end)
        assert one.language in held_out.LANGUAGES


def test_identity_codes_of_the_sets_are_nobodys() -> None:
    """Individual numbers from 900 on are given to no person for good."""
    codes = [found["value"] for one in held_out.marked() for found in one.entities if found["type"] == "hetu"]

    assert codes
    assert all(code[7] == "9" for code in codes)
