"""Ready passages on the desk: offered beside an answer, asked about before it leaves, kept on pages of their own."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from aspa.cases.models import Message
from aspa.drafting.models import Held
from aspa.passages import queries, verbs
from aspa.passages.models import Passage, Use
from tests.cast import NINE, a_case

SAID = "Hei Liisa,\n\nvoit palauttaa tuotteen 14 päivän kuluessa."
FORM = {"name": "Palautusehdot", "code": "palautus", "text_fi": "Voit palauttaa tuotteen 14 päivän kuluessa."}


@pytest.fixture
def returns(vaino) -> Passage:
    """The terms of returning, which Väinö answers for."""
    texts = {"fi": FORM["text_fi"], "en": "You may return it. {order number}"}
    return verbs.make(code="palautus", name="Palautusehdot", texts=texts, owner=vaino, by=vaino, at=NINE)


@pytest.fixture
def keeper(vaino) -> Client:
    """Väinö's browser."""
    client = Client()
    client.force_login(vaino)
    return client


@pytest.fixture
def answered(desk) -> Callable[..., object]:
    """Send an answer as the page does."""

    def send(case, text=SAID, **more):
        return desk.post(f"/cases/{case.number}/messages/", {"text": text, "asks": "1", "unpromised": "now", **more})

    return send


def test_passages_are_offered_filled_in_and_escaped(desk, returns, vaino):
    sly = {"fi": "<b>{asiakkaan etunimi}</b> \"' {tilausnumero}"}
    verbs.make(code="sly", name="<i>Ovela</i>", texts=sly, owner=vaino, by=vaino, at=NINE)

    shown = desk.get(f"/cases/{a_case().number}/passages/?q=ovela").content.decode()

    assert 'data-text="&lt;b&gt;Liisa&lt;/b&gt; &#34;&#39; {tilausnumero}"' in shown
    assert 'data-unfilled="{tilausnumero}"' in shown
    assert "<mark>{tilausnumero}</mark>" in shown
    assert "<i>" not in shown
    assert "Palautusehdot" not in shown


def test_a_case_asks_no_more_questions_for_passages(desk, returns, django_assert_max_num_queries):
    case = a_case()

    with django_assert_max_num_queries(12):
        shown = desk.get(f"/cases/{case.number}/").content.decode()
    with django_assert_max_num_queries(5):
        desk.get(f"/cases/{case.number}/passages/?q=pal")

    assert f'data-passages="/cases/{case.number}/passages/"' in shown


def test_what_was_put_in_is_noted_when_it_leaves(desk, answered, returns):
    case = a_case()

    assert answered(case, passages=f"{returns.latest_id} x 9999999999999999999 -1").status_code == 303

    assert Use.objects.get().version == returns.latest
    assert Use.objects.get().message == Message.objects.get(kind="reply")


def test_what_is_still_open_is_asked_once_before_it_leaves(answered):
    case = a_case()

    answer = answered(case, text=SAID + " {tilausnumero}", closing="1", outcome="solved")
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "{tilausnumero}</p>" in shown
    assert 'name="as_it_is" value="closing"' in shown
    assert not Message.objects.filter(kind="reply").exists()
    assert answered(case, text=SAID + " {tilausnumero}", as_it_is="closing", outcome="solved").status_code == 303
    case.refresh_from_db()
    assert not case.is_open


def test_a_reply_that_was_to_leave_later_leaves_later_as_it_is(answered, aino):
    asked = answered(a_case(), text=SAID + " {x}", leaves="morning").content.decode()

    assert 'value="morning"' in asked
    assert answered(a_case("Toka"), text=SAID + " {x}", as_it_is="morning").status_code == 303
    assert Held.objects.get().is_scheduled


def test_a_passage_is_made_found_changed_and_set_back(keeper, vaino):
    owner = {"owner": vaino.actor}
    made = keeper.post("/settings/passages/new/", {**FORM, **owner})
    at = made.headers["Location"]
    assert "//palautus" in keeper.get("/settings/passages/?q=kuluessa").content.decode()

    keeper.post(at, {**FORM, **owner, "text_fi": "Toisin.", "why": "Koe", "version": "1"})
    shown = keeper.get(at).content.decode()
    assert "<del>" in shown
    assert "<ins>" in shown
    assert "Koe" in shown

    keeper.post(f"{at}versions/1/setting-back/", {"version": "2"})
    assert Passage.objects.get().latest.texts == {"fi": FORM["text_fi"]}
    keeper.post(f"{at}archiving/")
    assert "//palautus" not in keeper.get("/settings/passages/").content.decode()
    assert "//palautus" in keeper.get("/settings/passages/?state=archived").content.decode()
    keeper.post(f"{at}restoring/")
    assert "//palautus" in keeper.get("/settings/passages/").content.decode()


def test_the_second_editor_sees_what_the_first_wrote_and_keeps_their_own(keeper, returns, vaino):
    at, mine = f"/settings/passages/{returns.pk}/", {**FORM, "owner": vaino.actor, "version": "1"}
    keeper.post(at, {**mine, "text_fi": "Ensimmäisen sanat."})

    answer = keeper.post(at, {**mine, "text_fi": "Toisen sanat."})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Joku muu on muuttanut" in shown
    assert "Toisen sanat.</textarea>" in shown
    assert '<details class="version" open' in shown
    assert re.search(r'name="version" value="2"', shown)
    assert keeper.post(at, {**mine, "text_fi": "Toisen sanat.", "version": "2"}).status_code == 302


def test_a_slip_does_not_count_as_having_seen_what_another_wrote(keeper, returns, vaino):
    at, mine = f"/settings/passages/{returns.pk}/", {**FORM, "owner": vaino.actor, "version": "1"}
    keeper.post(at, {**mine, "text_fi": "Ensimmäisen sanat."})

    slip = keeper.post(at, {**mine, "text_fi": "Toisen sanat.", "code": "kaksi sanaa"}).content.decode()
    seen = re.search(r'name="version" value="(\d*)"', slip)[1]
    again = keeper.post(at, {**mine, "text_fi": "Toisen sanat.", "version": seen})

    assert (seen, again.status_code) == ("1", 422)
    assert "Joku muu on muuttanut" in again.content.decode()
    assert Passage.objects.get().latest.texts["fi"] == "Ensimmäisen sanat."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "kaksi sanaa"}, "id_code_error"),
        ({"name": ""}, "id_name_error"),
        ({"owner": "agent:999999"}, "id_owner_error"),
        ({"text_fi": " "}, 'role="alert"'),
        ({"review_on": "huomenna"}, "id_review_on_error"),
        ({"brands": "x"}, r'(?s)<legend>Brändit</legend>(?:(?!</fieldset>).)*role="alert"'),
    ],
)
def test_what_is_filled_in_wrongly_is_said_beside_it(keeper, vaino, wrong, said):
    answer = keeper.post("/settings/passages/new/", {**FORM, "owner": vaino.actor, **wrong})

    assert answer.status_code == 422
    assert re.search(said, answer.content.decode())
    assert not re.search(said, keeper.get("/settings/passages/new/").content.decode())
    assert not Passage.objects.exists()


def test_whoever_may_not_change_a_passage_reads_it(desk, returns):
    at = f"/settings/passages/{returns.pk}/"

    shown = desk.get(at).content.decode()

    assert FORM["text_fi"] in shown
    assert "<textarea" not in shown
    assert desk.get("/settings/passages/new/").status_code == 403
    assert desk.post(at, {**FORM, "owner": "x"}).status_code in {403, 422}
    for act in ("archiving/", "restoring/", "versions/1/setting-back/"):
        assert desk.post(at + act, {"version": "1"}).status_code == 403
    assert queries.passages(returns.owner_agent)[0].number == 1


def test_nobody_of_another_house_finds_it(otso, returns):
    other, at = Client(), f"/settings/passages/{returns.pk}/"
    other.force_login(otso)

    assert other.get(at).status_code == 404
    for act in ("archiving/", "restoring/", "versions/1/setting-back/"):
        assert other.post(at + act).status_code == 404
    assert "palautus" not in other.get("/settings/passages/").content.decode()


def test_pages_of_passages_ask_few_questions(keeper, written_many, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        keeper.get("/settings/passages/")
    with django_assert_max_num_queries(18):
        keeper.get(f"/settings/passages/{written_many}/")


@pytest.fixture
def written_many(vaino, kuusi) -> int:
    """Thirty passages, the last of which was changed often; its key."""
    how = {"name": "P", "owner": vaino, "brands": [kuusi.pk], "by": vaino, "at": NINE}
    for nth in range(30):
        made = verbs.make(code=f"p{nth}", texts={"fi": "Alku"}, **how)
    for nth in range(1, 10):
        verbs.change(made, version=nth, code="p29", texts={"fi": f"Teksti {nth}"}, **how)
    return made.pk
