"""What Aino writes and has not sent."""

from datetime import timedelta

import pytest

from aspa.cases.models import Attachment, Message
from aspa.cases.writing import EmptyText
from aspa.channels import files
from aspa.drafting import queries, verbs
from aspa.drafting.models import Draft
from aspa.kit.errors import Missing
from tests.cast import NINE, a_case

HALF = {"kind": "reply", "text": "Hei Liisa,\n\npaketti on", "at": NINE}


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }


def a_file(data: bytes = b"%PDF-1.7", name: str = "ohje.pdf") -> files.Stored:
    return files.store(data, name=name, content_type="application/pdf")


def test_what_was_written_is_there_again(aino):
    case = a_case()

    verbs.keep(case, version=0, by=aino, fields={"act": "call", "owner": "x"}, **HALF)

    kept = queries.draft_of(aino, case, "reply")
    assert (kept.text, kept.version, kept.fields) == (HALF["text"], 1, {"act": "call"})


def test_each_agent_has_a_draft_of_her_own(aino, vaino):
    case = a_case()
    verbs.keep(case, version=0, by=aino, **HALF)

    verbs.keep(case, version=0, by=vaino, **{**HALF, "text": "Väinön"})

    assert queries.draft_of(aino, case, "reply").text == HALF["text"]
    assert queries.draft_of(vaino, case, "reply").text == "Väinön"


def test_a_window_that_is_behind_overwrites_nothing(aino):
    case = a_case()
    verbs.keep(case, version=0, by=aino, **HALF)

    with pytest.raises(verbs.OtherWindow):
        verbs.keep(case, version=0, by=aino, **{**HALF, "text": "toinen"})

    assert queries.draft_of(aino, case, "reply").text == HALF["text"]


def test_the_same_words_once_more_are_no_other_windows(aino):
    case = a_case()
    first = verbs.keep(case, version=0, by=aino, **HALF)

    again = verbs.keep(case, version=0, by=aino, **HALF)

    assert again.version == first.version == 1
    with pytest.raises(verbs.OtherWindow):
        verbs.keep(case, version=0, by=aino, **{**HALF, "fields": {"act": "call"}})


def test_a_draft_that_could_never_be_sent_is_refused(aino):
    with pytest.raises(verbs.TooLong):
        verbs.keep(a_case(), version=0, by=aino, **{**HALF, "text": "x" * (verbs.LONGEST + 1)})


def test_there_are_three_kinds_of_drafts(aino):
    with pytest.raises(Missing):
        verbs.keep(a_case(), version=0, by=aino, **{**HALF, "kind": "poem"})


def test_sending_clears_the_draft_in_the_same_breath(aino):
    case = a_case()
    verbs.keep(case, version=0, by=aino, **HALF)

    verbs.reply(case, text="Hei, se tulee.", by=aino, at=NINE)

    kept = queries.draft_of(aino, case, "reply")
    assert (kept.is_empty, kept.version, kept.letter) == (True, 2, 1)


def test_an_answer_that_is_refused_leaves_the_draft_as_it_was(aino):
    case = a_case()
    verbs.keep(case, version=0, by=aino, **HALF)

    with pytest.raises(EmptyText):
        verbs.reply(case, text=" ", by=aino, at=NINE)

    assert queries.draft_of(aino, case, "reply").text == HALF["text"]


def test_a_window_that_saves_late_does_not_bring_a_sent_letter_back(aino):
    case = a_case()
    verbs.reply(case, text="Hei, se tulee.", by=aino, at=NINE)

    with pytest.raises(verbs.OtherWindow):
        verbs.keep(case, version=0, by=aino, **HALF)


def test_a_memo_and_another_time_clear_drafts_of_their_own(aino):
    case = a_case()
    verbs.keep(case, version=0, by=aino, **HALF)

    verbs.memo(case, text="Varastossa on.", by=aino, at=NINE)

    assert queries.draft_of(aino, case, "reply").text == HALF["text"]
    assert queries.draft_of(aino, case, "memo").version == 1


def test_files_of_a_draft_go_along_when_they_were_not_left_out(aino):
    case = a_case()
    ours = [
        verbs.enclose(case, kind="reply", file=a_file(name=name), letter=0, by=aino, at=NINE) for name in ("a", "b")
    ]
    verbs.leave_out(ours[0])

    verbs.reply(case, text="Tässä.", kept=[one.pk for one in ours], enclosures=[a_file(b"c", "c")], by=aino, at=NINE)

    assert list(Attachment.objects.order_by("position").values_list("name", flat=True)) == ["b", "c"]
    assert queries.draft_of(aino, case, "reply").enclosed == []


def test_a_file_that_comes_after_its_letter_was_sent_goes_with_no_other(aino):
    case = a_case()
    verbs.reply(case, text="Ilman liitettä.", by=aino, at=NINE)

    with pytest.raises(verbs.OtherWindow):
        verbs.enclose(case, kind="reply", file=a_file(), letter=0, by=aino, at=NINE)


def test_nobody_takes_a_file_of_another_agents_draft_along(aino, vaino):
    case = a_case()
    hers = verbs.enclose(case, kind="reply", file=a_file(), letter=0, by=aino, at=NINE)

    verbs.reply(case, text="Hei.", kept=[hers.pk], by=vaino, at=NINE)

    assert not Attachment.objects.exists()
    with pytest.raises(Missing):
        queries.file_of(vaino, hers.pk)


def test_the_store_keeps_what_drafts_name(aino):
    case, file = a_case(), a_file()
    verbs.enclose(case, kind="reply", file=file, letter=0, by=aino, at=NINE)

    hour = int(file.sha256[:2], 16)
    cleared = files.clear_strays(at=NINE.replace(year=2100) + timedelta(hours=hour))

    assert queries.names_bytes(file.sha256[:2]) == {file.sha256}
    assert cleared == 0
    assert files.content(file.sha256) == b"%PDF-1.7"


def test_drafts_that_were_sent_are_forgotten_after_some_days(aino):
    case = a_case()
    verbs.reply(case, text="Hei.", by=aino, at=NINE)
    verbs.keep(case, version=0, by=aino, **{**HALF, "kind": "memo"})

    gone = verbs.forget_empty(at=NINE + timedelta(days=3))

    assert gone == 1
    assert list(Draft.objects.values_list("kind", flat=True)) == ["memo"]
    assert Message.objects.filter(kind="reply").count() == 1
