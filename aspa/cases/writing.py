"""Messages of a case as rows, and on their way to the customer."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from aspa.brands.models import Address
from aspa.cases.models import Attachment, Case, Message
from aspa.cases.touch import words_of
from aspa.channels import verbs as channels
from aspa.channels.email import plus
from aspa.channels.email.own_html import signed
from aspa.channels.files import Stored
from aspa.channels.models import Delivery
from aspa.customers.models import Customer, Identity
from aspa.kit.addresses import is_plausible, normal, without_tag
from aspa.kit.errors import Refused
from aspa.kit.viewer import Aspa, Viewer
from aspa.promises.models import Promise

REFERENCES = 12  # message ids a reply carries; mail clients thread by the last few


class Addressed(NamedTuple):
    """To whom a letter goes and under what subject; what is empty is as the case has it. `bcc` is named to nobody."""

    subject: str = ""
    to: str = ""
    cc: Sequence[str] = ()
    bcc: Sequence[str] = ()


class EmptyText(Refused):
    """Nothing was written."""

    code = "empty_text"


class NoAddress(Refused):
    """There is no address to write to, or none to write from."""

    code = "no_address"


def written(text: str) -> str:
    """
    Return a text somebody wrote, trimmed.

    Raises EmptyText.
    """
    text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        raise EmptyText(_("Write something first."))
    return text


def say(case: Case, *, kind: str, text: str, by: Viewer, at: datetime, **facts: Any) -> Message:
    """Add a message to a case; `facts` are further fields of Message."""
    searched = (facts.get("subject", ""), text, facts.get("sender", ""), facts.get("sender_name", ""))
    message: Message = Message.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        kind=kind,
        is_inbound=kind == Message.Kind.CONTACT,
        author=by.actor,
        text=text,
        visible=text,
        words=words_of(*searched, language=case.language),
        at=at,
        **{"channel": case.channel, **facts},
    )
    return message


def send(  # noqa: PLR0913  # each is one thing an agent fills in
    case: Case,
    *,
    text: str,
    by: Viewer,
    at: datetime,
    html: str = "",
    addressed: Addressed | None = None,
    enclosures: Sequence[Stored] = (),
    keeps: Promise | None = None,
    to: int | None = None,
) -> Message:
    """
    Add a message that leaves to the customer, and the delivery that carries it.

    Args:
        to: key of the customer who gets it; otherwise whoever wrote last.

    Raises NoAddress.
    """
    wrote, customer = case.messages.filter(kind=Message.Kind.CONTACT), standing(to) if to else case.customer
    if to:
        wrote = wrote.filter(author__in=[f"customer:{to}", f"customer:{customer.pk}"])
    contact, how = wrote.order_by("-at", "-id").first(), addressed or Addressed()
    if to and not contact:
        how = how._replace(to=how.to or known_address(customer))
    if how.to and contact and normal(how.to) not in {contact.reply_to, contact.sender}:
        contact = None  # somebody else is written to, who does not know that letter
    delivery = _on_its_way(case, contact, text=text, html=html, addressed=how, at=at, enclosures=enclosures)
    message = say(
        case,
        kind=Message.Kind.REPLY,
        channel=delivery.channel,
        text=text,
        html=html,
        by=by,
        at=at,
        subject=delivery.subject,
        sender=delivery.sender,
        recipients=delivery.recipients,
        message_id=delivery.message_id,
        delivery=delivery,
        keeps=keeps,
    )
    Attachment.objects.bulk_create(_attached(message, position, file) for position, file in enumerate(enclosures))
    return message


def acknowledge(case: Case, contact: Message, *, subject: str, text: str, at: datetime, leaves_at: datetime) -> Message:
    """
    Add a letter that tells a customer that what they wrote has come, and the delivery that carries it.

    Args:
        leaves_at: until then it can be taken back.

    Raises NoAddress.
    """
    ours, aspa = _from_where(case), Aspa(case.organisation_id)
    delivery = channels.deliver(
        organisation_id=case.organisation_id,
        brand_id=case.brand_id,
        purpose=Delivery.Purpose.ACKNOWLEDGEMENT,
        sender=ours,
        sender_name=case.brand.name,
        reply_to=plus.reply_address(ours, case.pk),
        recipients=[contact.reply_to or contact.sender],
        subject=subject,
        text=text,
        message_id=plus.message_id_for(case.pk, ours.partition("@")[2]),
        in_reply_to=contact.message_id,
        references=[contact.message_id] if contact.message_id else [],
        language=case.language,
        next_try_at=leaves_at,
        at=at,
    )
    facts = {"sender": ours, "sender_name": case.brand.name, "subject": subject, "recipients": delivery.recipients}
    facts |= {"message_id": delivery.message_id, "delivery": delivery, "channel": delivery.channel}
    return say(case, kind=Message.Kind.ACKNOWLEDGEMENT, text=text, by=aspa, at=at, **facts)


def take_back(message: Message, *, at: datetime) -> bool:
    """Take a message out of its case that has not left yet; tell whether it was still here."""
    delivery = message.delivery
    if delivery is None or not channels.is_still_here(delivery, at=at):
        return False
    message.delete()  # first, since it points to its delivery
    channels.drop(delivery)
    return True


def _on_its_way(
    case: Case,
    contact: Message | None,
    *,
    text: str,
    html: str,
    addressed: Addressed,
    at: datetime,
    enclosures: Sequence[Stored],
) -> Delivery:
    ours, signature = _from_where(case), case.brand.signature
    to = normal(addressed.to) or _to_whom(case, contact)
    said = _read_by(case, to).exclude(message_id="").order_by("-at", "-id").values_list("message_id", flat=True)
    return channels.deliver(
        organisation_id=case.organisation_id,
        brand_id=case.brand_id,
        purpose=Delivery.Purpose.REPLY,
        sender=ours,
        sender_name=case.brand.name,
        reply_to=plus.reply_address(ours, case.pk),
        recipients=[to, *addressed.cc],
        hidden=addressed.bcc,
        subject=addressed.subject.strip() or reply_subject(case, contact),
        text=f"{text}\n\n-- \n{signature}" if signature else text,
        html=html and signed(html, signature),
        message_id=plus.message_id_for(case.pk, ours.partition("@")[2]),
        in_reply_to=contact.message_id if contact else "",
        references=list(reversed(said[:REFERENCES])),
        language=case.language,
        at=at,
        enclosures=enclosures,
    )


def _attached(message: Message, position: int, file: Stored) -> Attachment:
    return Attachment(
        organisation_id=message.organisation_id,
        message=message,
        position=position,
        **asdict(file),
        is_inline=bool(file.content_id),
    )


def given_to(message: Message, owed: Sequence[Promise]) -> list[Promise]:
    """
    Return those of several promises that were given to whoever an answer goes to.

    Where cases of different customers were merged, an answer to the one keeps nothing that the other waits for.
    """
    if not any(promise.customer_id for promise in owed):
        return list(owed)
    case = message.case
    known = Identity.objects.filter(organisation_id=case.organisation_id, value__in=message.recipients)
    wrote = case.messages.filter(kind=Message.Kind.CONTACT, reply_to__in=message.recipients)
    authors = wrote.filter(author__startswith="customer:").values_list("author", flat=True).distinct()
    reached = {*known.values_list("customer_id", flat=True), *(int(author.partition(":")[2]) for author in authors)}
    ours = {standing(each).pk for each in reached}
    mine = [promise for promise in owed if standing(promise.customer_id or case.customer_id).pk in ours]
    if message.keeps not in mine:
        message.keeps = next(iter(mine), None)
        message.save(update_fields=["keeps"])
    return mine


def standing(customer_id: int) -> Customer:
    """Return a customer, or whoever stands for one who was merged into another since."""
    customer = Customer.objects.get(pk=customer_id)
    while customer.merged_into:
        customer = customer.merged_into
    return customer


def _read_by(case: Case, address: str) -> QuerySet[Message]:
    """Return the messages that an answer may refer to: where several belong to a case, what its reader has seen."""
    if not case.participants.exists():
        return case.messages.all()
    return case.messages.filter(Q(sender=address) | Q(reply_to=address) | Q(recipients__contains=[address]))


def reply_subject(case: Case, contact: Message | None = None) -> str:
    """
    Return the subject of an answer: the customer's own, marked once as a reply, with the number for the phone.

    Somebody else whose words belong to the case is answered under the subject they wrote.
    """
    is_another = contact and contact.author.startswith("customer:") and contact.author != f"customer:{case.customer_id}"
    subject = contact.subject if contact and is_another and contact.subject.strip() else case.subject
    while subject[:3].lower() in {"re:", "vs:", "sv:"}:
        subject = subject[3:].lstrip()
    return f"Re: {subject} [#{case.number}]" if f"[#{case.number}]" not in subject else f"Re: {subject}"


def _to_whom(case: Case, contact: Message | None) -> str:
    """The newest contact's reply address; otherwise the first address the customer is known at."""
    for address in (contact and contact.reply_to, contact and contact.sender, known_address(case.customer)):
        if address and is_plausible(address):
            return str(address)
    raise NoAddress(_("This customer has no e-mail address to write to."))


def known_address(customer: Customer) -> str:
    """Return the first e-mail address a customer is known at, or an empty string."""
    identity = customer.identities.filter(kind="email").order_by("-is_primary", "id").first()
    return identity.value if identity else ""


def _from_where(case: Case) -> str:
    """The address the customer wrote to, while the brand hears at it; otherwise the brand's first."""
    heard = list(Address.objects.heard().filter(brand_id=case.brand_id))
    address = next((one for one in heard if one.pk == case.address_id), next(iter(heard), None))
    if address is None:
        raise NoAddress(_("This brand has no e-mail address to write from."))
    return without_tag(address.value)
