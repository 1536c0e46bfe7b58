"""Rspamd itself understands what it is asked, and reception what it answers."""

import pytest

from aspa.brands.models import Brand
from aspa.cases.models import Case
from aspa.ops.checks import machine
from aspa.reception import asking
from aspa.screening.models import Suspicion
from aspa.screening.rspamd import Filter, Mail, ask
from tests.cast import arrives, mail, tell
from tests.parts.rspamd import GTUBE, Rspamd, rspamd

__all__ = ["rspamd"]


def said(rspamd: Rspamd, subject: str, text: str = "Hei!") -> tuple[str, float, float, tuple[str, ...]]:
    return ask(rspamd.place, Mail(mail(subject, text), "liisa@example.org", "tuki@kuusi.fi"))


def test_it_says_what_it_would_do_and_why(rspamd: Rspamd) -> None:
    assert said(rspamd, "Missä pakettini on?") == ("no action", 0.0, 15.0, ())
    assert said(rspamd, "Osta halvalla") == ("add header", 7.0, 15.0, ("OWN_BAIT",))
    assert said(rspamd, "Hei", GTUBE)[0] == "reject"


@pytest.mark.django_db
def test_what_it_marks_is_suspected(rspamd: Rspamd, settings, monkeypatch, kuusi: Brand) -> None:
    settings.RSPAMD = rspamd.place
    monkeypatch.setattr(asking, "rspamd", Filter())
    arrives(mail("Osta halvalla", "Katso.", sender="x@seo.example"))
    arrives(mail("Paketti", "Missä pakettini on?"))
    tell()

    suspicion = Suspicion.objects.get()
    assert suspicion.case.subject == "Osta halvalla"
    assert suspicion.rules == [{"rule": "rspamd", "weight": 5.0, "detail": "7.0/15.0 (OWN_BAIT)"}]
    assert Case.objects.get(suspicion=None).promise
    assert machine.spam_filter(rspamd.place).state == "ok"
