"""What stands on several lines is kept as one."""

from aspa.kit.lines import one_line


def test_a_text_is_one_line_without_what_no_database_holds() -> None:
    assert one_line(" Paketti\r\n  ei\ttullut\x00 \n") == "Paketti ei tullut"
    assert one_line("\n\x00 ") == ""
