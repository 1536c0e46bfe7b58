"""`aspa seed`: a demo company, or many rows for measuring."""

import secrets
import time
from datetime import timedelta
from random import Random

from django.conf import settings
from django.utils import timezone

from aspa.brands.models import Organisation
from aspa.cases.models import Case
from aspa.ops.database import database
from aspa.ops.demo import company
from aspa.ops.demo.play import DAYS, Play
from aspa.ops.demo.stories import stories
from aspa.ops.scale import load
from aspa.ops.setup import given_password
from aspa.ops.trouble import Trouble

STORIES = 150


class AlreadySeeded(Trouble):
    """The demo company is there."""


class NotAlone(Trouble):
    """Somebody works here already, and would have the demo company beside their own from now on."""


def seed(*, scale: int, password_stdin: bool, force: bool) -> None:
    """
    Fill this installation with Kuusi Oy, or with `scale` cases of Suuri Oy.

    Args:
        force: also where another organisation is served; it cannot be undone.

    Raises AlreadySeeded and NotAlone.
    """
    password = given_password(from_stdin=True) if password_stdin else secrets.token_urlsafe(9)
    with database("seed", makes=True):
        _must_fit(load.NAME if scale else company.NAME, force=force)
        if scale:
            _many(scale, password)
        else:
            _demo(password)


def _must_fit(name: str, *, force: bool) -> None:
    here = set(Organisation.objects.order_by("id").values_list("name", flat=True)[:20])
    if name in here:
        raise AlreadySeeded(f"{name} is here already. For a fresh one, take an empty data folder (ASPA_DATA).")
    if here and not force:
        raise NotAlone(
            f"{', '.join(sorted(here))} is served from {settings.DATA}, and {name} could not be taken out again. "
            "Take a data folder of its own (ASPA_DATA), or say --force."
        )


def _many(count: int, password: str) -> None:
    began = time.monotonic()
    load.load(count, password=password)
    took = time.monotonic() - began
    print(f"{load.NAME} is here: {count} cases and their messages, made in {took:.0f} s.")
    print(f"Sign in at {settings.BASE_URL} as {load.ADMINISTRATOR} with the password {password}.")


def _demo(password: str) -> None:
    now = timezone.localtime()
    made = company.found(password=password, at=now - timedelta(days=DAYS + 3))
    chance = Random(7)  # noqa: S311  # a story, not a secret
    Play(made, chance, now=now).perform(stories(STORIES, chance))
    count = Case.objects.filter(organisation=made.brand.organisation).count()
    print(f"Kuusi Oy is here: {count} cases of the last {DAYS} days.")
    print(f"\nSign in at {settings.BASE_URL} with the password {password} as")
    for email, name in (company.ADMINISTRATOR, *company.AGENTS.values()):
        print(f"  {email:<22} {name}")
    print("\nNothing of the demo leaves this machine. If Aspa does not run yet: make serve, or aspa serve.")
