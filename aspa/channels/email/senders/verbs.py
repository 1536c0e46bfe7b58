"""Keeping watch over the domains our mail is sent from."""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction

from aspa.brands.models import Address
from aspa.channels.email.senders import check, dkim
from aspa.channels.email.senders.zone import Zone
from aspa.channels.models import SenderDomain
from aspa.history import verbs as history
from aspa.history.models import Event
from aspa.jobs.loop import wake
from aspa.kit import secrets
from aspa.kit.errors import Unreachable
from aspa.kit.viewer import Viewer
from aspa.live import verbs as live

log = structlog.get_logger()

EVERY = timedelta(days=1)
AGAIN = timedelta(minutes=10)  # when the domain name system was away
LOOP = "senders"


@transaction.atomic
def watch(event: Event) -> None:
    """Watch the domain of an address at which a brand began to hear; twice is the same as once."""
    address = Address.objects.filter(pk=event.facts["address_id"]).first()
    if address:
        domain = address.value.rpartition("@")[2].lower()
        SenderDomain.objects.get_or_create(organisation_id=event.organisation_id, domain=domain)
        wake(LOOP)


@transaction.atomic
def ask_again(domain: SenderDomain, *, by: Viewer, at: datetime) -> None:
    """Let the worker look at a domain's records now."""
    SenderDomain.objects.filter(pk=domain.pk).update(check_at=at)
    wake(LOOP)


def look(domain: SenderDomain, *, at: datetime) -> None:
    """Look at a domain's records and write down how it stands; it is signed for once its key is seen outside."""
    key_record, selector = _key_record(domain), check.selector_of(domain.organisation_id)
    try:
        found = check.findings(
            Zone(), domain.domain, smtp_url=settings.SMTP_URL, selector=selector, key_record=key_record
        )
    except Unreachable:
        log.warning("senders.dns_away", domain_id=domain.pk)
        SenderDomain.objects.filter(pk=domain.pk).update(check_at=at + AGAIN)
        return
    _note(domain.pk, found, at=at)


def _key_record(domain: SenderDomain) -> str:
    """Return the record that tells the public key, which is made at the first look."""
    if not domain.record:
        pem = dkim.new_key()
        record = dkim.record_of(dkim.key_of(pem))
        still = SenderDomain.objects.filter(pk=domain.pk, record="")
        still.update(key=secrets.hide(pem), record=record)
        domain.refresh_from_db()
    return domain.record


@transaction.atomic
def _note(domain_id: int, found: list[check.Finding], *, at: datetime) -> None:
    domain = SenderDomain.objects.select_for_update().filter(pk=domain_id).first()
    if domain is None:
        return
    knows = any(finding.about == "dkim" and finding.state == "ok" for finding in found)
    before, domain.findings = domain.findings, [list(finding) for finding in found]
    domain.checked_at, domain.check_at = at, at + EVERY
    if knows != bool(domain.signs_since):
        domain.signs_since = at if knows else None
        name = "sender.signs" if knows else "sender.signs_no_more"
        history.record(name, organisation_id=domain.organisation_id, subject_id=domain.pk, actor="aspa", at=at)
    domain.save(update_fields=["findings", "checked_at", "check_at", "signs_since"])
    if before != domain.findings:
        live.hint(["senders"], organisation_id=domain.organisation_id, at=at)
