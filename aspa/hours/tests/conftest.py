"""Kuusi Oy, as founded."""

from datetime import UTC, datetime

import pytest

from aspa.brands import verbs as brands
from aspa.brands.models import Brand

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)  # a Monday, nine o'clock in Helsinki


@pytest.fixture
def kuusi(db: None) -> Brand:
    return brands.found("Kuusi Oy", brand="Kuusi", address="tuki@kuusi.fi", language="fi", at=NINE)
