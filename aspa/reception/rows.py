"""Letters and acknowledgements as rows. Pure."""

import json
from dataclasses import dataclass
from datetime import datetime

from aspa.cases.intake import NewAttachment, NewCase, NewMessage, array_of
from aspa.cases.touch import subject_of
from aspa.channels.email import plus
from aspa.channels.intake import NewDelivery
from aspa.reception.houses import House
from aspa.reception.letter import Letter
from aspa.reception.matter import Matter
from aspa.screening.intake import NewSuspicion
from aspa.screening.rules.speak import Spoke, weighed


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An acknowledgement that is about to be written; `key` is its delivery's."""

    key: int
    sender: str
    recipients: str
    subject: str
    text: str
    message_id: str
    language: str
    at: datetime


def case(letter: Letter, matter: Matter, house: House, address_id: int | None, promise_id: int | None) -> NewCase:
    """Return the case a letter opens; it waits in the brand's queue."""
    entry, contact = letter.entry, letter.contact
    return NewCase(
        id=matter.id,
        organisation_id=entry.organisation_id,
        number=matter.number,
        brand_id=house.brand_id,
        customer_id=matter.customer_id,
        subject=subject_of(contact.subject),
        channel=entry.channel,
        address_id=address_id,
        language=matter.language,
        owner_queue_id=house.queue_id,
        promise_id=promise_id,
        is_readable=contact.readable,
        gist=letter.gist,
        contacts=1,
        opened_at=entry.received_at,
        latest_at=entry.received_at,
    )


def contact(letter: Letter, case_id: int, key: int, customer_id: int) -> NewMessage:
    """Return what came as a message of its case."""
    entry, contact = letter.entry, letter.contact
    return NewMessage(
        id=key,
        organisation_id=entry.organisation_id,
        case_id=case_id,
        kind=contact.kind,
        is_inbound=True,
        channel=entry.channel,
        sender=letter.sender[:320],
        sender_name=contact.sender_name[:200],
        author=f"customer:{customer_id}",
        reply_to=letter.answers_to,
        subject=contact.subject,
        text=contact.text,
        visible=letter.visible,
        has_html=bool(contact.html),
        rule=contact.rule[:60],
        message_id=contact.message_id[:250],
        recipients=json.dumps(letter.recipients),
        entry_id=entry.id,
        delivery_id=None,
        words=array_of(letter.words),
        at=entry.received_at,
    )


def sent(said: NewMessage) -> NewMessage:
    """Return what a brand wrote in its time before Aspa, as the reply that it was."""
    return said._replace(kind="reply", is_inbound=False, author="aspa", reply_to="")


def attachments(letter: Letter, message_id: int) -> list[NewAttachment]:
    """Return the files that came with a letter."""
    organisation_id = letter.entry.organisation_id
    return [
        NewAttachment(
            organisation_id,
            message_id,
            file.position,
            file.name,
            file.content_type,
            file.size,
            file.sha256,
            file.content_id,
            file.is_inline,
        )
        for file in letter.files
    ]


def suspicion(
    letter: Letter, case_id: int, house: House, spoken: list[Spoke], *, look_by: datetime, at: datetime
) -> NewSuspicion:
    """Return that the case a letter opens is suspected to be spam."""
    return NewSuspicion(
        organisation_id=letter.entry.organisation_id,
        case_id=case_id,
        brand_id=house.brand_id,
        sender=letter.sender[:320],
        rules=json.dumps([spoke._asdict() for spoke in spoken]),
        score=weighed(spoken),
        raised_at=at,
        look_by=look_by,
    )


def told(spoken: list[Spoke]) -> str:
    """Return as facts of an event which rules spoke, without what they found."""
    return json.dumps({"rules": [spoke.rule for spoke in spoken], "score": weighed(spoken)})


def delivery(letter: Letter, case_id: int, house: House, said: Acknowledged) -> NewDelivery:
    """Return an acknowledgement on its way."""
    return NewDelivery(
        id=said.key,
        organisation_id=letter.entry.organisation_id,
        brand_id=house.brand_id,
        channel=letter.entry.channel,
        purpose="acknowledgement",
        sender=said.sender,
        sender_name=house.name,
        reply_to=plus.reply_address(said.sender, case_id),
        recipients=said.recipients,
        subject=said.subject,
        text=said.text,
        message_id=said.message_id,
        in_reply_to=letter.contact.message_id[:250],
        references=letter.contact.message_id[:250],
        language=said.language,
        written_at=said.at,
    )


def acknowledgement(letter: Letter, case_id: int, key: int, house: House, said: Acknowledged) -> NewMessage:
    """Return an acknowledgement as a message of its case; it holds no words anybody would look for."""
    return NewMessage(
        id=key,
        organisation_id=letter.entry.organisation_id,
        case_id=case_id,
        kind="acknowledgement",
        is_inbound=False,
        channel=letter.entry.channel,
        sender=said.sender,
        sender_name=house.name,
        author="aspa",
        reply_to="",
        subject=said.subject,
        text=said.text,
        visible=said.text,
        has_html=False,
        rule="",
        message_id=said.message_id,
        recipients=said.recipients,
        entry_id=None,
        delivery_id=said.key,
        words="{}",
        at=said.at,
    )
