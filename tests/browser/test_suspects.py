"""Aino decides what is spam; Väinö beside her sees the suspects go, and sets who looks at them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from aspa.cases.models import Case
from aspa.screening.models import Suspicion
from tests.browser.test_by_keyboard import committed
from tests.browser.test_every_page import LOOKS, violations
from tests.cast import arrives, mail, tell

pytestmark = pytest.mark.django_db
REFUSED = "mx.kuusi.fi; spf=fail; dmarc=fail (p=REJECT dis=NONE) header.from=pankki.example"


def came(name: str, **how: str) -> Case:
    """A case that a mail opened which looks like spam."""
    before = set(Case.objects.values_list("pk", flat=True))
    sender = f"{name} <{name.lower()}@pankki.example>"
    now = timezone.now()
    arrives(mail(f"Tärkeää, {name}", "Vahvista tilisi: tilisi suljetaan.", sender=sender, at=now, **how), at=now)
    tell(now)
    return Case.objects.exclude(pk__in=before).get()


def suspects(*names: str) -> list[Case]:
    """Several of them."""
    made: list[Case] = []
    committed(lambda: made.extend(came(name, Authentication_Results=REFUSED) for name in names))
    return made


def test_a_suspect_is_cleared_by_keyboard_and_comes_back_by_undo(opened, company, keep):
    [case] = suspects("Helmi")
    row = f"#row-{case.number}"
    aino, vaino = opened(path="/cases/?view=suspected"), opened(who="vaino", path="/cases/?view=suspected")
    expect(vaino.locator(row)).to_be_visible()

    aino.locator(f"{row} a").click()
    expect(aino.locator("#suspicion")).to_contain_text("pankki.example")
    keep(aino, "suspected-desktop-light")
    assert violations(aino) == []
    aino.locator("#thread").focus()
    aino.keyboard.press("e")

    expect(aino.locator("#promise")).to_be_visible()
    expect(vaino.locator(row)).to_have_count(0)
    keep(aino, "cleared-desktop-light")
    assert violations(aino) == []
    aino.keyboard.press("u")
    expect(aino.locator("#suspicion h2")).to_be_visible()
    expect(vaino.locator(row)).to_be_visible()
    assert aino.trouble == vaino.trouble == []


def test_many_are_spam_at_once_and_all_come_back(opened, company, keep):
    numbers = [case.number for case in suspects("Onni", "Vilma")]
    page = opened(path="/cases/?view=suspected")

    for number in numbers:
        page.locator(f"#row-{number} .pick").check()
    page.locator("#sweep-what").select_option("spam:")
    keep(page, "suspects-chosen-desktop-light")
    assert violations(page) == []
    page.locator("#sweep").get_by_role("button", name="Tee").click()

    for number in numbers:
        expect(page.locator(f"#row-{number}")).to_have_count(0)
    page.locator("#swept").get_by_role("button").click()
    for number in numbers:
        expect(page.locator(f"#row-{number}")).to_be_visible()
    assert page.trouble == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_what_nobody_looked_at_is_seen_by_everybody(opened, company, keep, size, scheme):
    [case] = suspects("Eino")
    late = timezone.now() - timedelta(hours=2)
    committed(lambda: Suspicion.objects.filter(case=case).update(look_by=late))
    vaino = opened(who="vaino", path="/settings/", size=size, scheme=scheme)
    vaino.get_by_role("link", name="Osoitteet, jonot ja aukioloajat").click()
    vaino.get_by_label("Kuka katsoo epäillyt roskapostit").select_option(label="Aino Lehtonen")
    vaino.locator("#watch").scroll_into_view_if_needed()
    keep(vaino, f"watch-{size}-{scheme}")
    wrong = violations(vaino)
    vaino.locator("#watch").get_by_role("button", name="Tallenna").click()
    expect(vaino.get_by_text("Tallennettu.")).to_be_visible()

    aino = opened(path=f"/cases/{case.number}/?view=overlooked", size=size, scheme=scheme)
    keep(aino, f"overlooked-{size}-{scheme}")
    assert wrong + violations(aino) == []
    expect(aino.locator("#suspicion .late")).to_be_visible()
    aino.goto("/cases/?view=overlooked")
    keep(aino, f"overlooked-list-{size}-{scheme}")
    expect(aino.locator("#overlooked")).to_be_visible()
    assert violations(aino) + aino.trouble == []
