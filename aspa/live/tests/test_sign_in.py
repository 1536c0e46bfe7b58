"""Who may hear hints, asked the way the hub asks it."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from aspa.live.sign_in import hears

pytestmark = pytest.mark.django_db


def test_a_signed_in_agent_hears_the_own_organisation(kuusi) -> None:
    ear = hears(kuusi.cookie)

    assert ear
    assert ear.organisation_id == kuusi.id


def test_who_has_signed_out_hears_nothing(kuusi) -> None:
    Session.objects.all().delete()

    assert hears(kuusi.cookie) is None


def test_an_expired_session_hears_nothing(kuusi) -> None:
    Session.objects.update(expire_date=timezone.now())

    assert hears(kuusi.cookie) is None


def test_a_deactivated_agent_hears_nothing(kuusi) -> None:
    kuusi.aino.is_active = False
    kuusi.aino.save()

    assert hears(kuusi.cookie) is None


def test_a_changed_password_ends_older_sessions(kuusi) -> None:
    kuusi.aino.set_password("kolme sanaa riittää")
    kuusi.aino.save()

    assert hears(kuusi.cookie) is None
