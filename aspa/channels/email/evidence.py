"""What a mail says of the matter it belongs to, strongest first. Pure."""

import re

from aspa.channels.contact import Contact
from aspa.channels.email import plus

NUMBER_IN_SUBJECT = re.compile(r"#([0-9]{4,12})\b")  # the database reads no other digits
MOST_REFERENCES = 12
MOST_NUMBERS = 3  # every case that a letter names is held while its story is told

Evidence = tuple[str, str]  # letter | key | delivery | message | number, and its value

# How strong: our own signature opens the case to whoever holds the mail; the rest only to those who belong to it. A
# letter of ours was written in the case that its signature names, and may be in another now.
LETTER, KEY, SENT, THREAD, NUMBER = "letter", "key", "delivery", "message", "number"
SIGNED = {LETTER, KEY, SENT}


def evidence(contact: Contact, recipients: list[str]) -> list[Evidence]:
    """Return what a contact names: what it answers, what we sent, cases by key, what else it is, and numbers."""
    mentioned = list(dict.fromkeys([contact.in_reply_to, *reversed(contact.references)]))[:MOST_REFERENCES]
    ours = [*mentioned, contact.failed_message_id]
    signed = [*map(plus.case_of, recipients), *map(plus.case_of_message_id, ours)]
    sent = map(plus.delivery_of, recipients)
    return [
        *((SENT, str(delivery)) for delivery in dict.fromkeys(sent) if delivery),
        *((LETTER if plus.case_of_message_id(id) else THREAD, id[:250]) for id in mentioned if id),
        *((LETTER, id) for id in [contact.failed_message_id] if plus.case_of_message_id(id)),
        *((KEY, str(case)) for case in dict.fromkeys(signed) if case),
        *((THREAD, own) for own in [contact.message_id[:250]] if own),
        *((NUMBER, number) for number in NUMBER_IN_SUBJECT.findall(contact.subject)[:MOST_NUMBERS]),
    ]
