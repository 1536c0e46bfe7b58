"""The house is kept, also after the clock was wrong."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from aspa.ops.serving.house import TIDY_EVERY, House

OVER = "a session that is over"


@pytest.fixture
def house(db: None) -> House:
    """A house that was tidied just now, and something to tidy."""
    Session.objects.create(session_key=OVER, session_data="", expire_date=timezone.now() - timedelta(days=1))
    made = House()
    made.tidied_at = timezone.now()
    return made


@pytest.mark.parametrize("past", [timedelta(), TIDY_EVERY / 2])
def test_what_was_tidied_lately_is_left(house: House, past: timedelta) -> None:
    house.tidied_at -= past

    house.turn()

    assert Session.objects.filter(session_key=OVER).exists()


@pytest.mark.parametrize("past", [TIDY_EVERY, -timedelta(days=400)])
def test_it_is_tidied_every_hour_and_when_the_clock_was_set_back(house: House, past: timedelta) -> None:
    house.tidied_at -= past

    house.turn()

    assert not Session.objects.filter(session_key=OVER).exists()
    assert house.tidied_at <= timezone.now()
