"""Kuusi Oy on an ordinary day: one case of every sort."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

from django.utils import timezone

from aspa.brands import verbs as brand_verbs
from aspa.brands.models import Brand
from aspa.cases import verbs as cases
from aspa.cases.models import Case
from aspa.channels import verbs as channels
from aspa.drafting.leaving import verbs as leaving
from aspa.promises import verbs as promises
from aspa.promises.window import Window
from aspa.reception import founding
from aspa.staff import verbs as staff
from aspa.staff.inviting import verbs as inviting
from aspa.staff.models import Agent
from tests.cast import LIISA, PASSWORD, SUPPORT, arrives, mail, tell
from tests.parts.web import signed_in

LETTER = "<p>Hei!</p><p>Kello on <b>rikki</b>. Kuva liitteenä.</p><img src='https://pictures.example/a.png'>"


@dataclass
class Company:
    """The cast and the cases by what they are for."""

    vaino: Agent
    aino: Agent
    now: datetime
    cases: dict[str, Case] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    doors: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """Where a case is."""
        return f"/cases/{self.cases[name].number}/"

    def sign_in(self, who: str) -> None:
        """Sign somebody in."""
        self.sessions[who] = signed_in(getattr(self, who))


def play() -> Company:
    """Found the company and let the day happen."""
    company = found(timezone.now())
    for story in (fresh, letter, late, swedish, answered, undelivered, noted, called, stranger, lengthy):
        company.cases[story.__name__] = story(company)
    promises.break_due(at=company.now)
    company.doors["start"] = f"/start/{inviting.invite(None, at=company.now)}/"
    company.doors["join"] = f"/join/{inviting.invite(company.vaino.organisation, at=company.now)}/"
    company.sign_in("aino")
    company.sign_in("vaino")
    return company


def found(now: datetime) -> Company:
    """Kuusi Oy with Väinö and Aino."""
    names = {"organisation": "Kuusi Oy", "brand": "Kuusi", "address": SUPPORT, "admin_name": "Väinö Kuusinen"}
    before = now - timedelta(days=30)
    vaino = founding.found(**names, admin_email="vaino@kuusi.fi", password=PASSWORD, at=before)
    hired = {"email": "aino@kuusi.fi", "name": "Aino Lehtonen", "password": PASSWORD, "is_administrator": False}
    brand_verbs.speak(Brand.objects.get(), tone="", greetings={}, asks_next=False, by="aspa", at=now)
    aino = staff.hire(vaino.organisation, **hired, at=before)
    for agent in (vaino, aino):  # the patient and the rich way have stories of their own
        leaving.settle(agent, undo_for=0, is_plain=True)
    return Company(vaino, aino, now)


def fresh(company: Company) -> Case:
    return mailed("Paketti", "Missä pakettini on?", at=company.now - timedelta(minutes=20))


def letter(company: Company) -> Case:
    """A letter with HTML, a picture elsewhere and a file."""
    written, at = EmailMessage(), company.now - timedelta(hours=2)
    written["From"], written["To"], written["Subject"] = "Pekka Salo <pekka@example.org>", SUPPORT, "Kello on rikki"
    written["Message-ID"] = "<kello@example.org>"
    written.set_content("Hei!\n\nKello on rikki. Kuva liitteenä.\n\n> Kiitos tilauksesta\n> Kuusi")
    written.add_alternative(LETTER, subtype="html")
    written.add_attachment(b"%PDF-1.4 kuitti", "application", "pdf", filename="kuitti.pdf")
    return opened_by(lambda: arrives(written.as_bytes(), at=at), at)


def opened_by(come: Callable[[], object], at: datetime) -> Case:
    """Return the case that something opens."""
    before = set(Case.objects.values_list("pk", flat=True))
    come()
    tell(at)
    return Case.objects.exclude(pk__in=before).get()


def mailed(subject: str, text: str, *, at: datetime, sender: str = LIISA) -> Case:
    """Return the case that a mail opens."""
    return opened_by(lambda: arrives(mail(subject, text, sender=sender, at=at), at=at), at)


def late(company: Company) -> Case:
    return mailed("Lasku", "Lasku on väärin.", sender="Matti <matti@example.org>", at=company.now - timedelta(days=6))


def swedish(company: Company) -> Case:
    text = "Hej! Var är mitt paket? Jag har väntat på det i en vecka och undrar när det kommer."
    return mailed("Mitt paket", text, sender="Sofia Berg <sofia@example.se>", at=company.now - timedelta(hours=5))


def answered(company: Company) -> Case:
    case = mailed("Koko", "Onko kokoa 42?", at=company.now - timedelta(days=3))
    cases.reply(case, text="Hei Liisa, on.", by=company.aino, at=company.now - timedelta(days=3), closes="solved")
    return case


def undelivered(company: Company) -> Case:
    case = mailed("Osoite", "Uusi osoite", sender="Ville <ville@example.org>", at=company.now - timedelta(hours=7))
    message = cases.reply(case, text="Kiitos!", by=company.aino, at=company.now - timedelta(hours=6))
    channels.failed(message.delivery, error="550 no such user", at=company.now, permanent=True)
    return case


def noted(company: Company) -> Case:
    case = mailed("Takuu", "Onko takuu voimassa?", sender="Leena <leena@example.org>", at=company.now)
    cases.take(case, by=company.aino, at=company.now)
    cases.memo(case, text="Takuu on voimassa kesään.", by=company.vaino, at=company.now)
    return case


def called(company: Company) -> Case:
    case = mailed("Soitto", "Voitteko soittaa?", sender="Kaisa <kaisa@example.org>", at=company.now)
    window = Window(company.now + timedelta(minutes=20), company.now + timedelta(minutes=50))
    cases.reply(case, text="Soitamme.", by=company.aino, at=company.now, promise=window, promise_act="call")
    return case


def stranger(company: Company) -> Case:
    subject = f"Vs: Paketti [#{company.cases['fresh'].number}]"
    return mailed(subject, "Olen hänen miehensä.", sender="Otto <otto@example.net>", at=company.now)


def lengthy(company: Company) -> Case:
    """A case longer than any screen, to which the customer has just added something."""
    steps = "\n".join(f"Kohdassa {nth} kello pysähtyi." for nth in range(1, 81))
    case = mailed("Askeleet", steps, sender="Eeva <eeva@example.org>", at=company.now - timedelta(hours=1))
    more = mail(f"Vs: Askeleet [#{case.number}]", "Nyt se käy!", sender="Eeva <eeva@example.org>", at=company.now)
    arrives(more, at=company.now)
    tell(company.now)
    return case
