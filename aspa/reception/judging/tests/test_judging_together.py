"""Two decide about one suspect in the same instant, and somebody writes meanwhile."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Closure
from aspa.channels.models import Delivery
from aspa.history.models import Event
from aspa.promises.models import Promise
from aspa.reception.judging import verbs
from aspa.screening.models import Suspicion
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell
from tests.parts.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TEN = NINE + timedelta(hours=1)
SENDER = "x@seo.example"


@pytest.mark.parametrize("_nth", range(3))
def test_of_two_decisions_one_stands_whole(kuusi: Brand, aino: Agent, vaino: Agent, _nth: int) -> None:
    case = a_case("Tarjous", "Katso.", sender=SENDER, X_Spam_Flag="YES")

    refused = at_once(
        lambda: verbs.clear(type(case).objects.get(pk=case.pk), by=aino, at=TEN),
        lambda: verbs.condemn(type(case).objects.get(pk=case.pk), by=vaino, at=TEN),
    )

    assert refused in (["", "not_suspected"], ["", "case_already_closed"])
    is_spam = Suspicion.objects.get().verdict == "spam"
    assert Closure.objects.count() == is_spam
    assert Promise.objects.count() == Delivery.objects.count() == (not is_spam)
    assert Event.objects.filter(name__in=["case.cleared", "case.closed"]).count() == 1


def test_who_writes_while_it_is_decided_is_owed_one_answer(kuusi: Brand, aino: Agent) -> None:
    case = a_case("Tarjous", "Katso.", sender=SENDER, X_Spam_Flag="YES")
    first = case.messages.get()
    arrives(mail("Re: Tarjous", "Näitkö?", sender=SENDER, In_Reply_To=f"<{first.message_id}>"), at=TEN)

    at_once(lambda: verbs.clear(type(case).objects.get(pk=case.pk), by=aino, at=TEN), lambda: tell(TEN))

    assert case.messages.filter(kind="contact").count() == 2
    assert Promise.objects.filter(ended_at=None).count() == 1
