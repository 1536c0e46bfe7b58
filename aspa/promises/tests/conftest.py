"""Kuusi Oy, serving in office hours, and what it promises."""

from datetime import UTC, datetime

import pytest

from aspa.brands import verbs as brands
from aspa.brands.models import Brand
from aspa.hours import verbs as hours

NINE = datetime(2026, 11, 23, 7, tzinfo=UTC)  # a Monday, nine o'clock in Helsinki


@pytest.fixture
def kuusi(db: None) -> Brand:
    brand = brands.found("Kuusi Oy", brand="Kuusi", address="tuki@kuusi.fi", language="fi", at=NINE)
    hours.set_default_hours(brand, at=NINE)
    return brand
