"""What customers wrote to an address before it was taken out of use goes on, from another."""

import pytest

from aspa.brands import verbs as brands
from aspa.brands.models import Address, Brand
from aspa.brands.retiring import verbs as retiring
from aspa.cases import verbs
from aspa.cases.models import Case
from aspa.channels.email import plus
from aspa.channels.email import retiring as addresses
from aspa.channels.email import verbs as mailboxes
from aspa.channels.models import Delivery
from aspa.staff.models import Agent
from tests.cast import NINE, arrives, mail, tell

NAMED = {"by": "agent:1", "at": NINE}


@pytest.fixture
def vanha(kuusi: Brand) -> Address:
    """An address that Kuusi is about to give up."""
    return brands.hear_at(kuusi, address="vanha@kuusi.fi", **NAMED)


def test_an_answer_to_an_old_message_joins_its_case(kuusi: Brand, vanha: Address) -> None:
    arrives(mail("Paketti", "Missä?", to=vanha.value), to=vanha.value)
    tell()
    case = Case.objects.get()
    answered = Delivery.objects.get(purpose="acknowledgement").reply_to
    retiring.retire(vanha, **NAMED)

    arrives(mail("Re: Paketti", "Entä nyt?", to=answered), to=answered)
    tell()

    assert answered == plus.reply_address("vanha@kuusi.fi", case.pk)
    assert Case.objects.get().contacts == 2


def test_its_cases_are_answered_from_the_address_in_use(kuusi: Brand, vanha: Address, aino: Agent) -> None:
    arrives(mail("Paketti", "Missä?", to=vanha.value), to=vanha.value)
    tell()
    case = Case.objects.get()
    assert case.address == vanha
    retiring.retire(vanha, **NAMED)

    verbs.reply(case, text="Tulossa.", by=aino, at=NINE)

    sent = Delivery.objects.get(purpose="reply")
    assert (sent.sender, sent.reply_to) == ("tuki@kuusi.fi", plus.reply_address("tuki@kuusi.fi", case.pk))


def test_what_still_comes_new_opens_a_case_of_the_address_in_use(kuusi: Brand, vanha: Address) -> None:
    retiring.retire(vanha, **NAMED)

    arrives(mail("Paketti", "Missä?", to=vanha.value), to=vanha.value, source="mailbox:1")
    tell()

    assert Case.objects.get().address.value == "tuki@kuusi.fi"
    assert Delivery.objects.get(purpose="acknowledgement").sender == "tuki@kuusi.fi"


def test_an_address_whose_mailbox_is_fetched_stays_in_use(kuusi: Brand, vaino: Agent) -> None:
    apu = brands.hear_at(kuusi, address="apu@kuusi.fi", **NAMED)
    reach = {"host": "imap.kuusi.fi", "username": "Apu@kuusi.fi", "secret": "hys"}
    mailbox = mailboxes.connect_mailbox(kuusi, **reach, by=vaino, at=NINE)

    with pytest.raises(addresses.StillFetched, match="edelleen"):
        addresses.retire(apu, **NAMED)
    assert apu in kuusi.heard_at

    mailboxes.disconnect(mailbox, by=vaino, at=NINE)
    addresses.retire(apu, **NAMED)
    assert apu not in kuusi.heard_at
