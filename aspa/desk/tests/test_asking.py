"""Asking a colleague, on the desk."""

from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.history import verbs as history
from aspa.teamwork.models import Question
from tests.cast import NINE, a_case


def test_a_colleague_is_asked_and_answers(desk, client, vaino):
    case = a_case()
    assert "Väinö Kuusinen" in desk.get(f"/cases/{case.number}/questions/").content.decode()

    desk.post(f"/cases/{case.number}/questions/", {"asked": f"agent:{vaino.pk}", "text": "Onko varastossa?"})

    client.force_login(vaino)
    page = client.get("/").content.decode()
    assert "Sinulta kysytään" in page
    assert f'data-number="{case.number}"' in client.get("/cases/?view=asked").content.decode()
    key = Question.objects.get().pk
    client.post(f"/cases/{case.number}/questions/{key}/", {"text": "Kolme on."})
    assert "Kolme on." in desk.get(f"/cases/{case.number}/questions/").content.decode()
    assert "Sinulta kysytään" not in client.get("/").content.decode()
    assert Case.objects.get().owner_agent is None


def test_who_is_mentioned_sees_it_beside_the_lists(desk, client, aino, vaino):
    case = a_case()
    cases.memo(case, text="Katsoisitko, @Väinö?", by=aino, at=NINE)
    history.run_due(at=NINE)
    client.force_login(vaino)

    assert "Mainittu" in client.get("/").content.decode()
    assert f'data-number="{case.number}"' in client.get("/cases/?view=mentioned").content.decode()
    assert "Mainittu" not in desk.get("/").content.decode()
    assert "Mainittu: Väinö" in desk.get(f"/cases/{case.number}/").content.decode()


def test_a_memo_that_calls_nobody_says_nothing_of_it(desk, aino):
    case = a_case()
    cases.memo(case, text="Kysy vaino@kuusi.fi tai @Wäinö.", by=aino, at=NINE)
    history.run_due(at=NINE)

    assert "Mainittu:" not in desk.get(f"/cases/{case.number}/").content.decode()


def test_what_is_asked_wrongly_is_said(desk, otso):
    path = f"/cases/{a_case().number}/questions/"

    for wrong in ({"asked": f"agent:{otso.pk}", "text": "Hei?"}, {"asked": "", "text": "Hei?"}, {"text": ""}):
        assert desk.post(path, wrong).status_code == 422
    assert desk.post(f"{path}999/", {"text": "x"}).status_code == 404
    assert not Question.objects.exists()


def test_a_stranger_asks_and_answers_nothing(client, otso, aino):
    case = a_case()
    client.force_login(otso)

    assert client.get(f"/cases/{case.number}/questions/").status_code == 404
    assert client.post(f"/cases/{case.number}/questions/1/", {"text": "x"}).status_code == 404


def test_colleagues_who_can_be_called_are_those_at_work_beside_oneself(desk, aino, vaino, otso):
    names = desk.get("/colleagues/").content.decode()

    assert f'id="colleague-{vaino.pk}"' in names
    assert f"colleague-{aino.pk}" not in names
    assert f"colleague-{otso.pk}" not in names
    vaino.is_active = False
    vaino.save()
    assert "Väinö" not in desk.get("/colleagues/").content.decode()


def test_nobody_outside_learns_who_works_here(client, kuusi):
    assert client.get("/colleagues/").status_code == 302


def test_names_are_read_in_few_questions(desk, vaino, django_assert_max_num_queries):
    desk.get("/colleagues/")

    with django_assert_max_num_queries(4):
        desk.get("/colleagues/")
