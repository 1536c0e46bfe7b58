"""What becomes of mail that looks like spam: a case that waits for a person, and nothing else."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.lists import case_list, counts
from aspa.cases.models import Case
from aspa.channels.models import Delivery
from aspa.customers import identities
from aspa.history.models import Event
from aspa.promises.models import Promise
from aspa.screening.models import Suspicion
from aspa.staff.models import Agent
from aspa.teamwork.taking.verbs import NothingWaits, take_next
from tests.cast import NINE, a_case, arrives, found, mail, tell

pytestmark = pytest.mark.django_db

TEN = NINE + timedelta(hours=1)
WORK = ("next", "mine", "queue", "today", "late", "snoozed")
SPAMMER = "Ronald <ronald@seo.example>"


def a_suspect(text: str = "Katso tätä.", sender: str = SPAMMER, **headers: str) -> Case:
    """A case that a mail opened which a filter before us had marked."""
    return a_case("Tarjous", text, sender=sender, X_Spam_Flag="YES", **headers)


def standing(agent: Agent) -> set[str]:
    """The views in which anything stands."""
    views = (*WORK, "suspected", "overlooked", "all")
    return {view for view in views if case_list(agent, view, now=TEN, agent_id=agent.pk).rows}


def test_a_suspect_is_a_case_that_waits_apart_and_nobody_is_written_to(kuusi: Brand, aino: Agent) -> None:
    case = a_suspect()

    assert standing(aino) == {"suspected", "all"}
    assert counts(aino, now=TEN, agent_id=aino.pk)["suspected"] == 1
    assert [row.number for row in found(aino, "katso")] == [case.number]
    assert (Delivery.objects.count(), Promise.objects.count(), case.promise) == (0, 0, None)
    assert [spoke["rule"] for spoke in case.suspicion.rules] == ["marked"]
    assert Event.objects.get(name="case.suspected").facts == {"rules": ["marked"], "score": 5.0}


def test_nobody_is_handed_a_suspect_as_the_next_case(kuusi: Brand, aino: Agent) -> None:
    a_suspect()

    with pytest.raises(NothingWaits):
        take_next(aino, by=aino, at=TEN)


def test_a_suspect_that_somebody_takes_is_theirs_to_work_on(kuusi: Brand, aino: Agent) -> None:
    case = a_suspect()

    cases.take(case, by=aino, at=TEN)

    assert standing(aino) == {"mine", "suspected", "all"}


def test_honest_mail_beside_a_suspect_is_promised_an_answer(kuusi: Brand, aino: Agent) -> None:
    arrives(mail("Tarjous", "Katso tätä.", sender=SPAMMER, X_Spam_Flag="YES"))
    arrives(mail("Paketti", "Missä pakettini on?"))
    tell()

    assert [row.subject for row in case_list(aino, "queue", now=TEN).rows] == ["Paketti"]
    assert [row.subject for row in case_list(aino, "suspected", now=TEN).rows] == ["Tarjous"]
    assert Delivery.objects.count() == 1


def test_a_customer_who_was_answered_is_never_suspected(kuusi: Brand, aino: Agent) -> None:
    cases.reply(a_case(), text="Se tulee tänään.", by=aino, at=NINE)

    a_case("Toinen asia", "Entä tämä?", X_Spam_Flag="YES")

    assert not Suspicion.objects.exists()


def test_a_customer_whose_number_is_known_is_never_suspected(kuusi: Brand, aino: Agent) -> None:
    liisa = a_case().customer
    identities.add(liisa, kind="phone", value="+358401234567", by=aino, at=NINE)

    a_case("Toinen asia", "Entä tämä?", X_Spam_Flag="YES")

    assert not Suspicion.objects.exists()


def test_one_who_wrote_before_and_was_never_answered_is_a_stranger_still(kuusi: Brand) -> None:
    a_suspect()

    a_case("Taas", "Katso nyt.", sender=SPAMMER, X_Spam_Flag="YES")

    assert Suspicion.objects.count() == 2


def test_what_joins_a_case_is_never_suspected(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    said = case.messages.get(kind="acknowledgement")

    arrives(mail("Re: Paketti", "Tässä.", In_Reply_To=f"<{said.message_id}>", X_Spam_Flag="YES"))
    arrives(mail("Tiedoksi", "Tässä.", sender="mies@example.org", to=said.delivery.reply_to, X_Spam_Flag="YES"))
    tell()

    assert not Suspicion.objects.exists()
    assert case.messages.filter(kind="contact").count() == 3


def test_who_answers_at_once_is_promised_an_answer_before_anything_follows_from_ours(kuusi: Brand, aino: Agent) -> None:
    case = a_suspect()
    letter = cases.reply(case, text="Mistä on kyse?", by=aino, at=NINE)

    arrives(mail("Re: Tarjous", "Paketista.", sender=SPAMMER, In_Reply_To=f"<{letter.message_id}>"), at=TEN)
    tell(TEN)

    assert case.suspicion.verdict == ""
    assert Promise.objects.get().subject_id == case.pk


def test_what_joins_a_suspect_changes_nothing_about_it(kuusi: Brand, aino: Agent) -> None:
    case = a_suspect()
    first = case.messages.get()

    arrives(mail("Re: Tarjous", "Näitkö?", sender=SPAMMER, In_Reply_To=f"<{first.message_id}>"), at=TEN)
    tell(TEN)

    assert case.messages.count() == 2
    assert Promise.objects.count() == 0
    assert standing(aino) == {"suspected", "all"}


def test_two_of_one_batch_that_belong_together_stay_together(kuusi: Brand) -> None:
    first = mail("Tarjous", "Katso tätä.", sender=SPAMMER, X_Spam_Flag="YES", Message_ID="<1@seo.example>")
    arrives(first)
    arrives(mail("Re: Tarjous", "Näitkö?", sender=SPAMMER, In_Reply_To="<1@seo.example>"))
    tell()

    assert Case.objects.get().messages.count() == 2
    assert Promise.objects.count() == 0


def test_mail_that_could_not_be_read_is_not_judged(kuusi: Brand, aino: Agent) -> None:
    arrives(b"\xff\xfe\x00 nothing that anybody could read")
    tell()

    assert not Suspicion.objects.exists()
    assert "suspected" not in standing(aino)


def test_old_mail_of_an_archive_is_not_looked_at(kuusi: Brand) -> None:
    arrives(mail("Vanha", "Katso.", at=NINE - timedelta(days=90), X_Spam_Flag="YES"), source="import")
    tell()

    assert not Suspicion.objects.exists()


def test_a_name_that_another_organisation_cleared_says_nothing_here(kuusi: Brand, otso: Agent) -> None:
    arrives(mail("Tarjous", "Katso.", sender=SPAMMER, X_Spam_Flag="YES", to="apu@karhu.fi"), to="apu@karhu.fi")
    tell()
    theirs = Suspicion.objects.get()
    Suspicion.objects.update(verdict="not_spam", decided_by=otso.actor, decided_at=NINE)

    a_suspect()

    assert Suspicion.objects.exclude(pk=theirs.pk).get().verdict == ""
