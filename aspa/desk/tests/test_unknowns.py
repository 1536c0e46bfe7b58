"""What is not known yet, on the desk: put into the answer, answered beside the case, and its settings."""

import pytest

from aspa.desk.cases.letter import begun
from aspa.drafting import queries as drafting
from aspa.drafting import verbs as drafts
from aspa.sorting.keeping import verbs as fields
from aspa.sorting.models import Reason
from aspa.tasks.keeping import verbs as keeping
from aspa.tasks.models import ClarifyingQuestion, Unknown
from aspa.tasks.unknowns import verbs
from tests.cast import NINE, a_case

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "details#side-unknowns"}


@pytest.fixture
def settings(client, vaino):
    """The settings, as Väinö sees them."""
    client.force_login(vaino)
    return client


def test_a_question_is_added_answered_and_opened_again(desk, kuusi):
    case = a_case()
    path = f"/cases/{case.number}/unknowns/"
    bare = desk.get(f"/cases/{case.number}/").content.decode()
    part = desk.post(path, {"text": "Mikä on tilausnumero?"}, headers=HTMX).content.decode()
    one = Unknown.objects.get()
    desk.post(f"{path}{one.pk}/asking/")
    desk.post(f"{path}{one.pk}/answer/", {"text": "12345"})
    known = desk.get(f"/cases/{case.number}/").content.decode()

    assert 'side bare" id="side-unknowns"' in bare
    assert part.strip().startswith('<details class="side" id="side-unknowns"')
    assert ("1 tiedossa" in known, "12345" in known) == (True, True)
    desk.post(f"{path}{one.pk}/reopening/")
    desk.post(f"{path}{one.pk}/dismissal/")
    one.refresh_from_db()
    assert (one.ending, one.asked_at is None) == ("dismissed", False)


def test_without_scripts_what_is_asked_stands_in_the_draft(desk, kuusi, aino):
    case = a_case()
    for text in ("Mikä on tilausnumero?", "Milloin vika alkoi?"):
        verbs.wonder(case, text=text, by=aino, at=NINE)
    for _twice in range(2):
        assert desk.post(f"/cases/{case.number}/unknowns/letter/").status_code == 303

    text = drafting.draft_of(aino, case, "reply").text
    assert "kertoisitko meille vielä:\n\n1. Mikä on tilausnumero?\n2. Milloin vika alkoi?\n\nYstävällisin" in text
    assert text.count("Mikä on tilausnumero?") == 1
    assert text.startswith("Hei Liisa")


def test_an_open_window_gets_its_letter_back_with_the_questions_in_it(desk, kuusi, aino):
    case = a_case()
    verbs.wonder(case, text="Mikä on <numero>?", by=aino, at=NINE)
    path, written = f"/cases/{case.number}/unknowns/letter/", {"text": "Hei!\n\nKiitos.\n\nTerveisin\nAino"}
    plain = desk.post(path, written, headers=HTMX).json()
    rich = desk.post(path, written | {"html": "<p>Hei!</p><p>Terveisin<br>Aino</p>"}, headers=HTMX).json()

    assert plain["text"].endswith("vielä:\n\nMikä on <numero>?\n\nTerveisin\nAino")
    assert plain["html"] == ""
    assert rich["html"].endswith("<p>Mikä on &lt;numero&gt;?</p><p>Terveisin<br>Aino</p>")
    assert drafting.draft_of(aino, case, "reply").text == ""


def test_one_that_was_asked_is_put_again_only_when_it_is_chosen(desk, kuusi, aino):
    case = a_case()
    one = verbs.wonder(case, text="Mikä on tilausnumero?", by=aino, at=NINE)
    verbs.note_asked(one, by=aino, at=NINE)
    path, letter = f"/cases/{case.number}/unknowns/letter/", begun(case, aino)

    assert desk.post(path, {"text": letter}, headers=HTMX).json()["text"] == letter
    assert one.text in desk.post(path, {"text": letter, "unknown": one.pk}, headers=HTMX).json()["text"]
    assert desk.post(path, {"unknown": "9" * 18}, headers=HTMX).status_code == 404
    assert desk.post(path, {"text": "x" * (drafts.LONGEST + 1)}, headers=HTMX).status_code == 400


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_filled_in_wrongly_stands_where_it_was_written(desk, kuusi, aino, vaino, headers):
    case, field = a_case(), fields.add_field(kuusi, name="Määrä", kind="number", by=vaino, at=NINE)
    one = verbs.wonder(case, text="Montako?", by=aino, at=NINE)
    Unknown.objects.update(field=field)
    path = f"/cases/{case.number}/unknowns/"

    for where, filled, said in (
        (path, {"text": "montako?"}, "samaa ei kysytä kahdesti"),
        (path, {"text": ""}, "Tämä kenttä vaaditaan"),
        (f"{path}{one.pk}/answer/", {"text": "monta"}, "Kirjoita luku"),
    ):
        response = desk.post(where, filled, headers=headers)
        assert (response.status_code, said in response.content.decode()) == (422, True)


def test_a_case_page_asks_no_more_for_it(desk, kuusi, aino, django_assert_max_num_queries):
    case = a_case()
    for nth in range(20):
        verbs.wonder(case, text=f"Kysymys {nth}?", by=aino, at=NINE)

    with django_assert_max_num_queries(12):
        desk.get(f"/cases/{case.number}/")


def test_an_administrator_keeps_clarifying_questions(settings, kuusi):
    path, reason = f"/settings/brands/{kuusi.pk}/questions/", Reason.objects.get(brand=kuusi, key="returns")
    wrong = settings.post(path, {"reason": reason.pk})
    settings.post(path, {"fi": "Mikä on tilausnumero?", "sv": "Vad är ordernumret?", "reason": reason.pk})
    kept = ClarifyingQuestion.objects.get()
    bad = settings.post(f"{path}{kept.pk}/", {"fi": "x" * 301, "reason": reason.pk})
    settings.post(f"{path}{kept.pk}/", {"en": "Which order?", "reason": reason.pk})

    assert (wrong.status_code, bad.status_code) == (422, 422)
    assert "yhdellä kielellä" in wrong.content.decode()
    assert ClarifyingQuestion.objects.get().texts == {"en": "Which order?"}
    assert "Which order?" in settings.get(path).content.decode()
    settings.post(f"{path}{kept.pk}/removal/")
    assert ClarifyingQuestion.objects.count() == 0


def test_questions_are_for_their_own(desk, client, kuusi, otso, aino, vaino):
    case, reason = a_case(), Reason.objects.get(brand=kuusi, key="returns")
    one = verbs.wonder(case, text="Mikä on tilausnumero?", by=aino, at=NINE)
    kept = keeping.keep(kuusi, reason=reason, texts={"fi": "Mikä?"}, by=vaino, at=NINE)
    ours = f"/settings/brands/{kuusi.pk}/questions/"
    assert desk.get(ours).status_code == 403

    client.force_login(otso)
    for path in ("", "letter/", f"{one.pk}/answer/", f"{one.pk}/dismissal/"):
        assert client.post(f"/cases/{case.number}/unknowns/{path}", {"text": "x"}).status_code == 404
    for path in (ours, f"{ours}{kept.pk}/", f"{ours}{kept.pk}/removal/"):
        assert client.post(path, {"fi": "x", "reason": reason.pk}).status_code in {403, 404}
    assert ClarifyingQuestion.objects.get().texts == {"fi": "Mikä?"}
