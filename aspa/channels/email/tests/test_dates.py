"""When a letter says it was sent."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from aspa.channels.email.reading.dates import sent_at

HERE = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("Mon, 02 Nov 2026 09:15:00 +0200", datetime(2026, 11, 2, 9, 15, tzinfo=HERE)),
        ("2 Nov 2026 09:15 +0200 (EET)", datetime(2026, 11, 2, 9, 15, tzinfo=HERE)),
        ("Mon, 2 Nov 2026 07:15:00 GMT", datetime(2026, 11, 2, 7, 15, tzinfo=UTC)),
        ("Mon, 2 Nov 2026 07:15:00 -0000", datetime(2026, 11, 2, 7, 15, tzinfo=UTC)),
        ("Mon, 2 Nov 26 07:15:00 EST", datetime(2026, 11, 2, 12, 15, tzinfo=UTC)),
        ("Mon Nov  2 09:15:00 2026", datetime(2026, 11, 2, 9, 15, tzinfo=UTC)),
        ("Mon, 2 Nov 2026 09.15.00 +0200", datetime(2026, 11, 2, 9, 15, tzinfo=HERE)),
        ("2026-11-02T09:15:00+02:00", datetime(2026, 11, 2, 9, 15, tzinfo=HERE)),
        ("2026-11-02 09:15:00 +0200", datetime(2026, 11, 2, 9, 15, tzinfo=HERE)),
        ("Mon, 2 Nov 2026 07:15:60 +0000", datetime(2026, 11, 2, 7, 15, 59, tzinfo=UTC)),
        ("Mon, 2 Nov 2026 07:15:00 +9900", datetime(2026, 11, 2, 7, 15, tzinfo=UTC)),
    ],
)
def test_a_date_is_read(raw: str, moment: datetime) -> None:
    assert sent_at(raw) == moment


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "eilen",
        "Mon, 32 Nov 2026 09:15:00 +0200",
        "Fri, 1 Jan 0001 00:00:00 +0000",
        "Fri, 1 Jan 9999 00:00:00 +0000",
    ],
)
def test_a_hopeless_date_is_none(raw: str) -> None:
    assert sent_at(raw) is None
