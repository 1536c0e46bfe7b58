"""Who was promised something in a merged case, and is then known to be another customer, is still the one promised."""

from datetime import timedelta

from aspa.brands.models import Brand
from aspa.cases import promising
from aspa.cases import verbs as cases
from aspa.cases.joining import merging
from aspa.channels.models import Delivery
from aspa.people import merging as people
from aspa.promises.models import Promise
from aspa.promises.window import Window
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell

MATTI, WORK = "Matti Meri <matti@example.net>", "Matti Meri <matti@meri.example>"
LATER = NINE + timedelta(minutes=30)


def test_an_answer_keeps_what_was_promised_to_whoever_the_customer_became(kuusi: Brand, vaino: Agent) -> None:
    home, apart, other = a_case("Liisan"), a_case("Matin", sender=MATTI, at=NINE), a_case("Työ", sender=WORK, at=NINE)
    merging.merge(apart, into=home, by=vaino, at=LATER, across=True)
    people.merge(other.customer, apart.customer, by=vaino, at=LATER)

    arrives(mail(f"[#{home.number}]", "Entä nyt?", sender=MATTI), at=LATER)
    tell(LATER)
    assert Promise.objects.filter(subject_id=home.pk, ended_at=None).count() == 2
    home.refresh_from_db()
    cases.reply(home, text="Hei Matti!", by=vaino, at=LATER + timedelta(minutes=1))

    owed = Promise.objects.filter(subject_id=home.pk, ended_at=None)
    assert [promise.customer for promise in owed] == [home.customer]


def test_another_time_never_goes_to_the_other_customer(kuusi: Brand, vaino: Agent) -> None:
    home, apart = a_case("Liisan", at=NINE + timedelta(minutes=20)), a_case("Matin", sender=MATTI)
    other = a_case("Työ", sender=WORK)
    merging.merge(apart, into=home, by=vaino, at=LATER, across=True)
    home.messages.filter(sender="matti@example.net").update(author=f"customer:{home.customer_id}")
    people.merge(other.customer, apart.customer, by=vaino, at=LATER)

    promising.renegotiate(home, window=Window(None, NINE + timedelta(days=2)), text="Siirtyy.", by=vaino, at=LATER)

    assert Delivery.objects.get(purpose="reply").recipients in (["matti@example.net"], ["matti@meri.example"])
