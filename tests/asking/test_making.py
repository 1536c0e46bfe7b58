"""What is made is answered as the API describes it, whatever a program asks."""

from tests.asking.conftest import Asking


def test_each_field_right_wrong_missing_and_huge(asking: Asking, record_property) -> None:
    asking.by_the_book("POST")

    record_property("asked", asking.count)
    assert not asking.faults, "\n".join(asking.faults)
    assert asking.count > 500


def test_what_nobody_thought_of(asking: Asking, record_property) -> None:
    asking.at_random("POST")

    record_property("asked", asking.count)
    assert not asking.faults, "\n".join(asking.faults)
    assert asking.count >= 5
