"""Nothing leaves unawares: whoever answers, closes or promises is stopped by what was said meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from aspa.brands.models import Brand
from aspa.cases import page, promising
from aspa.cases import verbs as cases
from aspa.cases.models import Case, Message
from aspa.cases.touch import ChangedMeanwhile
from aspa.channels.models import Delivery
from aspa.promises.window import Window
from aspa.staff.models import Agent
from tests.cast import NINE, a_case, arrives, mail, tell
from tests.parts.together import at_once

TEN = NINE + timedelta(hours=1)
LATER = Window(None, NINE + timedelta(days=2))


def seen_in(case: Case, viewer: Agent) -> int:
    """What somebody who looks at the case now has seen."""
    return page.case_page(viewer, case.number).seen


def writes_more(case: Case) -> None:
    """Liisa adds something."""
    arrives(mail(f"Vs: Paketti [#{case.number}]", "Löysin sen jo!"), at=TEN)
    tell(TEN)


def test_an_answer_by_one_who_saw_everything_leaves(kuusi: Brand, aino: Agent) -> None:
    case = a_case()

    cases.reply(case, text="Tulossa.", by=aino, at=TEN, seen=seen_in(case, aino))

    assert Delivery.objects.filter(purpose="reply").count() == 1


def test_a_second_answer_is_stopped_by_the_first(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    seen = seen_in(case, aino)
    cases.reply(case, text="Se on jo matkalla.", by=vaino, at=TEN)

    with pytest.raises(ChangedMeanwhile, match="on vastattu"):
        cases.reply(case, text="Tulossa.", by=aino, at=TEN, seen=seen)

    assert [one.visible for one in page.spoken_since(case.pk, seen)] == ["Se on jo matkalla."]
    cases.reply(case, text="Tulossa.", by=aino, at=TEN, seen=seen_in(case, aino))


def test_an_answer_is_stopped_by_what_the_customer_wrote(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    seen = seen_in(case, aino)
    writes_more(case)

    with pytest.raises(ChangedMeanwhile, match="jotain uutta"):
        cases.reply(case, text="Tulossa.", by=aino, at=TEN, seen=seen)


def test_a_memo_stops_nobody(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case()
    seen = seen_in(case, aino)
    cases.memo(case, text="Varastossa on kolme.", by=vaino, at=TEN)

    cases.reply(case, text="Tulossa.", by=aino, at=TEN, seen=seen)

    assert case.messages.filter(kind=Message.Kind.REPLY).count() == 1


def test_closing_and_promising_are_stopped_too(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    seen = seen_in(case, aino)
    writes_more(case)

    with pytest.raises(ChangedMeanwhile):
        cases.close(case, outcome="no_answer_needed", by=aino, at=TEN, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        promising.promise(case, act="call", window=LATER, by=aino, at=TEN, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        promising.renegotiate(case, window=LATER, text="Huomenna.", by=aino, at=TEN, seen=seen)


def test_who_looks_at_older_messages_has_seen_the_newest(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    writes_more(case)
    newest = case.messages.latest("id").pk

    assert page.case_page(aino, case.number, before=newest).seen == newest


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_in_the_same_instant_one_goes_out(kuusi: Brand, aino: Agent, vaino: Agent) -> None:
    case = a_case(at=timezone.now() + timedelta(seconds=1))
    seen = seen_in(case, aino)

    def press_send(who: Agent) -> None:
        cases.reply(Case.objects.get(), text=f"Hei, {who.name}", by=who, at=timezone.now(), seen=seen)

    assert at_once(lambda: press_send(aino), lambda: press_send(vaino)) == ["", "case_changed"]
    assert Delivery.objects.filter(purpose="reply").count() == 1
