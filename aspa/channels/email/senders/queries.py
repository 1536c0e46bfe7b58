"""What is known about the domains our mail is sent from."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from aspa.brands.models import Address
from aspa.channels.email.senders import dkim
from aspa.channels.email.senders.check import Finding, selector_of
from aspa.channels.models import SenderDomain
from aspa.kit import secrets, walls
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer


class Signing(NamedTuple):
    """What letters from a domain are signed with."""

    key: dkim.Key
    selector: str


class Standing(NamedTuple):
    """How a domain stands, as shown: each finding with its sentence in the reader's language."""

    id: int
    domain: str
    checked_at: datetime | None
    findings: list[Finding]


def domains(viewer: Viewer) -> list[Standing]:
    """Return how the domains stand that the viewer's organisation sends from, by name."""
    addresses = Address.objects.visible_to(viewer).heard().values_list("value", flat=True)
    in_use = {value.rpartition("@")[2].lower() for value in addresses}
    ours = SenderDomain.objects.visible_to(viewer).filter(domain__in=in_use).order_by("domain", "id")
    return [Standing(one.pk, one.domain, one.checked_at, [_said(*each) for each in one.findings]) for one in ours]


def domain_of(viewer: Viewer, domain_id: int) -> SenderDomain:
    """
    Return one domain that the viewer's organisation sends from.

    Raises Missing.
    """
    found: SenderDomain | None = SenderDomain.objects.visible_to(viewer).filter(pk=domain_id).first()
    return or_missing(found, _("No mail is sent from this domain."))


def next_due(*, at: datetime) -> SenderDomain | None:
    """Return a domain whose records are to be looked at."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation_id, id from doors.sender_due(%s)", [at])
        due = cursor.fetchone()
    if due is None:
        return None
    with walls.within(due[0]):
        found: SenderDomain | None = SenderDomain.objects.filter(pk=due[1]).first()
        return found


def signing(organisation_id: int, domain: str) -> Signing | None:
    """
    Return what an organisation signs letters from a domain with; None until the world knows its key.

    Raises OtherKey when its key cannot be read.
    """
    signs = SenderDomain.objects.filter(organisation_id=organisation_id, domain=domain, signs_since__isnull=False)
    found: SenderDomain | None = signs.first()
    return (
        Signing(dkim.key_of(secrets.reveal(found.key)), selector_of(organisation_id)) if found and found.key else None
    )


def _said(about: str, state: str, sentence: str, facts: dict[str, str], name: str, value: str) -> Finding:
    return Finding(about, state, gettext(sentence) % facts, facts, name, value)
