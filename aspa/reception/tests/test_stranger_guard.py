"""The stranger guard: never one customer's words in another's case."""

from datetime import timedelta

import pytest

from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.joining import relating
from aspa.cases.models import Case, ProposedLink
from aspa.channels.email import plus
from aspa.journal.verbs import Arrival, write_down
from aspa.kit.errors import Missing
from aspa.promises.models import Promise
from aspa.staff.models import Agent
from tests.cast import NINE, SUPPORT, a_case, arrives, mail, tell

pytestmark = pytest.mark.django_db

STRANGER = "Joku Muu <joku@example.net>"
LATER = NINE + timedelta(hours=1)


def test_a_case_number_joins_for_its_own_customer(kuusi: Brand) -> None:
    case = a_case()

    arrives(mail(f"Lisätietoa [#{case.number}]", "Paketti on sininen."), at=LATER)
    tell(LATER)

    assert Case.objects.get().contacts == 2


def test_a_case_number_opens_no_door_to_a_stranger(kuusi: Brand) -> None:
    case = a_case()

    strange = a_case(f"[#{case.number}]", "Mitä asiassa tapahtuu?", sender=STRANGER, at=LATER)

    assert case.messages.filter(kind="contact").count() == 1
    assert ProposedLink.objects.get().to == case
    assert strange.customer != case.customer


def test_a_forged_plus_address_opens_no_door(kuusi: Brand) -> None:
    case = a_case()
    forged = f"tuki+{case.pk}.aaaaaaaaaaaaaaaa@kuusi.fi"

    arrives(mail("Hei", "Päästä sisään.", sender=STRANGER, to=forged), at=LATER, to=forged)
    tell(LATER)

    assert case.messages.filter(kind="contact").count() == 1
    assert Case.objects.count() == 2


def test_our_signed_address_joins_from_a_new_address_of_hers(kuusi: Brand) -> None:
    case = a_case()
    signed = plus.reply_address(SUPPORT, case.pk)

    arrives(mail("Re: Paketti", "Kirjoitan kotoa.", sender="liisa@koti.example", to=signed), at=LATER, to=signed)
    tell(LATER)

    assert Case.objects.get().contacts == 2
    assert case.participants.count() == 1


def test_a_customer_who_is_known_as_somebody_else_never_joins_by_herself(kuusi: Brand) -> None:
    other = a_case("Oma asia", "Hei", sender=STRANGER)
    case = a_case()
    signed = plus.reply_address(SUPPORT, case.pk)

    strange = a_case("Re: Paketti", "Sain tämän postin.", sender=STRANGER, to=signed, at=LATER)

    assert strange.customer == other.customer
    assert case.messages.filter(kind="contact").count() == 1
    assert ProposedLink.objects.get(case=strange).to == case


def test_the_customers_own_message_id_opens_no_door_to_a_stranger(kuusi: Brand) -> None:
    case = a_case(Message_ID="<guess@example.org>")

    a_case("Re: Paketti", "Arvasin.", sender=STRANGER, In_Reply_To="<guess@example.org>", at=LATER)

    assert case.messages.filter(kind="contact").count() == 1


def test_whoever_shares_a_forms_address_does_not_join_by_a_number(kuusi: Brand) -> None:
    form = "Lomake <lomake@kauppa.example>"
    case = a_case("Lomakkeelta", "Liisan asia", sender=form, Reply_To="liisa@example.org")

    a_case(f"[#{case.number}]", "Kerro minulle kaikki.", sender=form, Reply_To="joku@example.net", at=LATER)

    assert case.messages.filter(kind="contact").count() == 1
    assert ProposedLink.objects.get().to == case


def test_the_automatic_reply_of_somebody_else_opens_no_door(kuusi: Brand, aino: Agent) -> None:
    a_case("Oma asia", "Hei", sender=STRANGER)
    case = a_case()
    answer = cases.reply(case, text="Selvä.", by=aino, at=LATER)

    away = {"In_Reply_To": f"<{answer.message_id}>", "Auto_Submitted": "auto-replied"}
    strange = a_case("Poissa", "Olen lomalla.", sender=STRANGER, at=LATER, **away)

    assert not case.messages.filter(kind="auto_reply").exists()
    assert ProposedLink.objects.get(case=strange).to == case


def test_a_hidden_copy_to_our_signed_address_joins_too(kuusi: Brand) -> None:
    case = a_case()
    both = f"{SUPPORT}, {plus.reply_address(SUPPORT, case.pk)}"
    raw = mail("Piilokopio", "Hei taas.", sender="liisa@koti.example", to="muu@example.com")

    write_down([Arrival(kuusi.organisation_id, kuusi.pk, "email", raw, "", both, "door", LATER)])
    tell(LATER)

    assert Case.objects.get().contacts == 2


def test_a_number_of_another_organisation_means_nothing_here(kuusi: Brand, otso: Agent) -> None:
    case = a_case()

    arrives(mail(f"[#{case.number}]", "Hei", to="apu@karhu.fi"), to="apu@karhu.fi", at=LATER)
    tell(LATER)

    assert case.messages.filter(kind="contact").count() == 1
    assert not ProposedLink.objects.exists()


def test_a_person_joins_what_belongs_together(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    strange = a_case(f"[#{case.number}]", "Olen Liisan mies.", sender=STRANGER, at=LATER)

    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=LATER)

    case.refresh_from_db()
    strange.refresh_from_db()
    assert case.messages.filter(kind="contact").count() == 2
    assert not strange.is_open
    assert case.contacts == 2


def test_an_answer_to_what_was_sent_before_the_joining_comes_home_too(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    strange = a_case(f"[#{case.number}]", "Olen Liisan mies.", sender=STRANGER, at=LATER)
    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=LATER)
    signed = plus.reply_address(SUPPORT, strange.pk)

    arrives(mail("Re: Saimme viestisi", "Kiitos.", sender=STRANGER, to=signed), to=signed, at=LATER)
    tell(LATER)

    case.refresh_from_db()
    assert case.contacts == 3


def test_of_two_who_join_at_once_the_second_is_told(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    a_case(f"[#{case.number}]", "Olen Liisan mies.", sender=STRANGER, at=LATER)
    link = ProposedLink.objects.get()
    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=LATER)

    with pytest.raises(Missing):
        relating.join_proposed(link, by=aino, at=LATER)

    case.refresh_from_db()
    assert case.contacts == 2


def test_one_answer_keeps_what_was_promised_to_both(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    a_case(f"[#{case.number}]", "Olen Liisan mies.", sender=STRANGER, at=LATER)
    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=LATER)

    cases.reply(case, text="Paketti on tulossa teille molemmille.", by=aino, at=LATER, closes="solved")

    assert set(Promise.objects.values_list("outcome", flat=True)) == {"kept"}


def test_a_closed_case_that_is_joined_owes_one_answer(kuusi: Brand, aino: Agent) -> None:
    home = a_case()
    cases.close(home, outcome="spam", by=aino, at=NINE)
    a_case(f"Vs: #{home.number}", "Olen hänen miehensä.", sender="Matti <matti@example.net>", at=LATER)

    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=LATER)

    home.refresh_from_db()
    assert home.is_open
    assert Promise.objects.filter(subject_id=home.pk, ended_at__isnull=True).count() == 1


def test_a_person_says_that_two_cases_are_apart(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    strange = a_case(f"[#{case.number}]", "Väärä numero.", sender=STRANGER, at=LATER)

    relating.dismiss_proposed(ProposedLink.objects.get(), by=aino, at=LATER)

    assert not ProposedLink.objects.exists()
    assert strange.messages.filter(kind="contact").count() == 1


def test_whoever_was_joined_belongs_from_then_on(kuusi: Brand, aino: Agent) -> None:
    case = a_case()
    a_case(f"[#{case.number}]", "Olen Liisan mies.", sender=STRANGER, at=LATER)
    relating.join_proposed(ProposedLink.objects.get(), by=aino, at=LATER)
    answer = cases.reply(Case.objects.get(pk=case.pk), text="Selvä.", by=aino, at=LATER)

    arrives(mail("Re: Paketti", "Kiitos.", sender=STRANGER, In_Reply_To=f"<{answer.message_id}>"), at=LATER)
    tell(LATER)

    case.refresh_from_db()
    assert case.contacts == 3
