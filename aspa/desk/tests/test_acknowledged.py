"""What is said of an acknowledgement fits what became of it."""

import pytest

from aspa.channels.models import Delivery
from tests.cast import NINE, a_case


@pytest.mark.parametrize(
    ("became", "said"),
    [
        ({}, "Vastaanottokuittaus, lähtee itsestään"),
        ({"sent_at": NINE}, "Vastaanottokuittaus, lähti itsestään"),
        ({"failed_at": NINE, "error": "550 5.1.1 User unknown"}, "Vastaanottokuittaus"),
    ],
)
def test_it_left_only_when_it_has_left(desk, became, said):
    case = a_case()
    Delivery.objects.filter(purpose="acknowledgement").update(**became)

    page = desk.get(f"/cases/{case.number}/").content.decode()

    assert f"<span>{said}</span>" in page
