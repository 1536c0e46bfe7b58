"""Cases that belong together, on the desk."""

import re

from aspa.cases.models import Case
from aspa.channels.models import Delivery
from aspa.relating import verbs
from aspa.relating.models import Child, Link
from aspa.staff.models import Agent
from tests.cast import NINE, a_case

MATTI = "Matti Meri <matti@example.net>"


def related(desk, case: Case, **filled: object) -> object:
    return desk.post(f"/cases/{case.number}/relation/", {"kind": "related", **filled})


def family(aino: Agent) -> tuple[Case, Case]:
    """A parent and its child."""
    parent, child = a_case("Sivusto on poikki"), a_case("Ei pääse sisään", sender=MATTI)
    verbs.put_under(child, parent=parent, by=aino, at=NINE)
    return parent, child


def test_a_link_stands_on_both_cases_with_how_the_other_is(desk):
    first, second = a_case("Paketti"), a_case("Sama paketti", sender=MATTI)

    answer = related(desk, second, other=f"#{first.number}", kind="duplicate")

    assert (answer.status_code, answer.url) == (303, f"/cases/{second.number}/")
    here, there = (desk.get(f"/cases/{one.number}/").content.decode() for one in (second, first))
    assert "Tämä on sama asia toiseen kertaan" in here
    assert f"#{first.number} · avoin" in here
    assert "Sama asia toiseen kertaan" in there
    desk.post(f"/cases/{first.number}/relations/{Link.objects.get().pk}/removal/")
    assert 'id="side-related"' not in desk.get(f"/cases/{first.number}/").content.decode()


def test_another_case_is_found_by_what_was_said_in_it(desk, part):
    case, strange = a_case("Paketti"), a_case("Turbiini", "Turbiini pitää ääntä.", sender=MATTI)

    before = desk.get(f"/cases/{case.number}/relation/").content.decode()
    found = part(f"/cases/{case.number}/relation/?q=turbiini", "others")

    assert f'value="{strange.number}"' not in before
    assert found.lstrip().startswith('<fieldset class="others" id="others"')
    assert f'value="{strange.number}"' in found
    assert f'value="{case.number}"' not in part(f"/cases/{case.number}/relation/?q=paketti", "others")
    assert related(desk, case, chosen=strange.number).status_code == 303


def test_wrong_relations_are_refused_beside_what_was_written(desk, aino):
    parent, child = family(aino)

    for filled in ({}, {"other": child.number}, {"other": "999999"}, {"other": "kissa"}, {"chosen": "9" * 30}):
        assert related(desk, child, **filled).status_code == 422, filled
    answer = related(desk, parent, other=child.number, kind="child")
    assert answer.status_code == 422
    assert "Se asia on itse toisen alla." in answer.content.decode()
    assert related(desk, child, other=parent.number, kind="cousin").status_code == 422


def test_many_go_under_one_and_out_again(desk, aino):
    parent, child = family(aino)

    above, under = (desk.get(f"/cases/{one.number}/").content.decode() for one in (parent, child))

    assert "1 / 1 auki" in above
    assert f'href="/cases/{child.number}/"' in above
    assert "Tämä on yksi monesta sen alla" in under
    assert desk.post(f"/cases/{child.number}/parent/removal/").status_code == 303
    assert not Child.objects.exists()


def test_one_message_greets_each_and_closes_their_cases(desk, aino):
    parent, child = family(aino)
    assert "Ei pääse sisään" in desk.get(f"/cases/{parent.number}/children/answers/").content.decode()

    answer = desk.post(f"/cases/{parent.number}/children/answers/", {"text": "Sivusto toimii.", "outcome": "solved"})

    assert answer.status_code == 303
    letter = Delivery.objects.get(purpose="reply")
    assert letter.text.startswith("Hei Matti,\n\nSivusto toimii.\n\n")
    assert "Aino Lehtonen" in letter.text
    child.refresh_from_db()
    assert not child.is_open


def test_who_wrote_meanwhile_is_not_answered_unread(desk, aino):
    parent, _child = family(aino)

    filled = {"text": "Sivusto toimii.", "outcome": "solved", "seen": "0"}
    answer = desk.post(f"/cases/{parent.number}/children/answers/", filled)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Näihin ei vastattu" in page
    assert "Sivusto toimii." in page
    assert not Delivery.objects.filter(purpose="reply").exists()


def test_what_was_told_as_new_has_been_seen_when_it_is_sent_again(desk, aino):
    parent, child = family(aino)
    path, filled = f"/cases/{parent.number}/children/answers/", {"text": "Sivusto toimii.", "outcome": "solved"}
    slip = desk.post(path, {**filled, "text": " ", "seen": "1"}).content.decode()
    page = desk.post(path, {**filled, "seen": "0"}).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]

    again = desk.post(path, {**filled, "seen": seen})

    assert 'name="seen" value="1"' in slip
    assert f'href="/cases/{child.number}/" target="_blank" rel="noopener"' in page
    assert (again.status_code, Delivery.objects.filter(purpose="reply").count()) == (303, 1)


def test_a_parent_is_closed_alone_only_when_that_was_said(desk, aino):
    parent, _child = family(aino)

    path, filled = f"/cases/{parent.number}/closure/", {"outcome": "no_answer_needed"}

    asked = desk.post(path, filled)
    assert asked.status_code == 409
    assert "1 tämän alla oleva asia on auki." in asked.content.decode()
    assert 'name="anyway" value="children_open"' in asked.content.decode()

    assert desk.post(path, {**filled, "anyway": "children_open"}).status_code == 303
    parent.refresh_from_db()
    assert not parent.is_open


def test_nobody_relates_over_the_wall(client, otso, kuusi, aino):
    parent, child = family(aino)
    client.force_login(otso)

    assert client.get(f"/cases/{parent.number}/relation/").status_code == 404
    assert related(client, parent, other=child.number).status_code == 404
    for path in ("parent/removal/", "children/answers/", "relations/1/removal/"):
        assert client.post(f"/cases/{child.number}/{path}").status_code == 404, path
    assert Child.objects.exists()


def test_a_case_with_everything_around_it_asks_no_more_questions(desk, aino, django_assert_max_num_queries):
    parent, child = family(aino)
    verbs.link(parent, other=a_case("Jatkoa"), kind="related", by=aino, at=NINE)

    for case in (parent, child):
        with django_assert_max_num_queries(12):
            desk.get(f"/cases/{case.number}/")
