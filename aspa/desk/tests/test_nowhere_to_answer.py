"""A letter that came without an address gets no answer, and the desk says so before one is written."""

from aspa.cases.models import Message
from tests.cast import a_case


def test_a_case_without_an_address_offers_a_memo_and_says_why(desk):
    case = a_case("Vika", "Kello seisoo.", sender="Nimetön")

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert "Vastausta ei voi lähettää" in page
    assert 'id="memo_text"' in page
    assert 'id="reply_text"' not in page
    assert 'id="time_text"' not in page
    assert "@invalid" not in page + desk.get("/").content.decode()


def test_an_answer_to_nobody_is_refused(desk):
    case = a_case("Vika", "Kello seisoo.", sender="Nimetön")

    answer = desk.post(f"/cases/{case.number}/messages/", {"text": "Hei, kokeile paristoa."})

    assert answer.status_code == 409
    assert not Message.objects.filter(kind="reply").exists()
