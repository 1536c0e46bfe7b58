"""The queues of a brand, on its page."""

import pytest

from aspa.cases import verbs as cases
from aspa.staff import verbs as staff
from aspa.staff.models import Queue
from tests.cast import NINE, a_case


@pytest.fixture
def page(client, vaino, kuusi) -> str:
    """Where Väinö sets Kuusi."""
    client.force_login(vaino)
    return f"/settings/brands/{kuusi.pk}/"


def test_a_queue_is_started_ended_and_started_again(client, page):
    assert client.post(f"{page}queues/", {"name": "Laskut"}).url == f"{page}#queues"
    bills = Queue.objects.get(name="Laskut")

    assert client.post(f"{page}queues/{bills.pk}/ending/").url == f"{page}#queues"

    bills.refresh_from_db()
    assert bills.ended_at
    assert "Perusta uudelleen" in client.get(page).content.decode()
    client.post(f"{page}queues/", {"name": "Laskut"})
    bills.refresh_from_db()
    assert bills.ended_at is None


def test_one_of_the_same_name_is_refused_beside_it(client, page):
    answer = client.post(f"{page}queues/", {"name": "Kuusi"})

    assert answer.status_code == 422
    assert "Brändillä on jo tämänniminen jono." in answer.content.decode()


def test_a_queue_is_called_otherwise_but_not_as_another_is(client, page, kuusi):
    bills = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)

    assert client.post(f"{page}queues/{bills.pk}/name/", {"name": "Laskutus"}).url == f"{page}#queues"
    answer = client.post(f"{page}queues/{bills.pk}/name/", {"name": "Kuusi"})

    bills.refresh_from_db()
    assert (bills.name, answer.status_code) == ("Laskutus", 422)
    assert "Tämänniminen on jo olemassa." in answer.content.decode()


def test_a_brand_is_called_otherwise(client, page, kuusi):
    said = {"name": "Kuusi Oy", "signature": "", "language": "fi", "answers_within": "8"}

    assert client.post(page, said).url == page
    kuusi.refresh_from_db()
    assert kuusi.name == "Kuusi Oy"
    assert "Anna" in client.post(page, said | {"name": " "}).content.decode()


def test_what_waits_in_it_is_said_in_the_page(client, page, vaino, kuusi):
    bills = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)
    cases.assign(a_case(), queue=bills, by=vaino, at=NINE)

    answer = client.post(f"{page}queues/{bills.pk}/ending/")

    assert answer.status_code == 422
    assert "1 avoin asia" in answer.content.decode()


def test_a_view_of_what_was_closed_in_it_can_still_be_made(client, page, kuusi):
    bills = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)
    client.post(f"{page}queues/{bills.pk}/ending/")

    assert "Laskut (lopetettu)" in client.get("/views/new/").content.decode()


def test_nobody_else_ends_it(client, vaino, aino, otso, kuusi):
    bills = staff.start_queue(kuusi, name="Laskut", by="aspa", at=NINE)

    for who, status in ((aino, 403), (otso, 404)):
        client.force_login(who)
        for what in ("ending", "name"):
            path = f"/settings/brands/{kuusi.pk}/queues/{bills.pk}/{what}/"
            assert client.post(path, {"name": "Muu"}).status_code == status

    bills.refresh_from_db()
    assert bills.ended_at is None
