"""What may be written into each kind of field."""

import pytest

from aspa.sorting.kinds import BadValue, read


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("text", "  Sini\nvalko ", "Sini valko"),
        ("number", "1 234,50", "1234.50"),
        ("number", "\u22123", "-3"),
        ("number", "1e3", "1000"),
        ("date", "24.12.2026", "2026-12-24"),
        ("date", "2026-12-24", "2026-12-24"),
        ("yes_no", "yes", "yes"),
        ("link", "https://kuusi.fi/tilaus/7", "https://kuusi.fi/tilaus/7"),
        ("link", "", ""),
    ],
)
def test_a_value_is_kept_in_one_form(kind: str, written: str, kept: str) -> None:
    assert read(kind, written) == kept


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("text", "a" * 501),
        ("number", "kaksi"),
        ("number", "NaN"),
        ("number", "1e400"),
        ("number", "Infinity"),
        ("date", "31.2.2026"),
        ("date", "huomenna"),
        ("yes_no", "ehkä"),
        ("link", "javascript:alert(1)"),
        ("link", "https://"),
        ("link", "http://[::1"),
        ("choice", "XXL"),
    ],
)
def test_what_is_of_another_kind_is_refused(kind: str, written: str) -> None:
    with pytest.raises(BadValue):
        read(kind, written, ["S", "M"])
