"""Mail comes back to its case by marks that only this house can make."""

import re

import pytest
from django.conf import LazySettings

from aspa.channels.email import plus

ADDRESS = plus.reply_address("tuki@kuusi.fi", 10017)


def test_a_reply_address_names_its_case_however_mail_systems_write_it() -> None:
    assert re.fullmatch(r"tuki\+10017\.[a-z2-7]{16}@kuusi\.fi", ADDRESS)
    assert plus.case_of(ADDRESS) == 10017
    assert plus.case_of(f" <{ADDRESS.upper()}> ") == 10017


@pytest.mark.parametrize(
    "forged",
    [
        "tuki@kuusi.fi",
        "tuki+10017@kuusi.fi",
        "tuki+10017.aaaaaaaaaaaaaaaa@kuusi.fi",
        ADDRESS.replace("10017", "10018"),
        ADDRESS.replace("10017", "010017"),
        ADDRESS.replace("+10017", "+99999999999999999999"),
        ADDRESS.replace("+10017", "+b10017"),
        ADDRESS.replace("@", "x@"),
        "tuki+١٠٠١٧.aaaaaaaaaaaaaaaa@kuusi.fi",
        "",
    ],
)
def test_a_forged_address_opens_no_case(forged: str) -> None:
    assert plus.case_of(forged) is None
    assert plus.delivery_of(forged) is None


def test_a_return_path_names_its_delivery_and_no_case() -> None:
    path = plus.verp(5, "tuki@kuusi.fi")

    assert re.fullmatch(r"tuki\+b5\.[a-z2-7]{16}@kuusi\.fi", path)
    assert plus.delivery_of(path.upper()) == 5
    assert plus.case_of(path) is None


def test_a_signature_of_one_kind_opens_nothing_of_another() -> None:
    reply_signature = plus.reply_address("tuki@kuusi.fi", 5).partition(".")[2].partition("@")[0]

    assert plus.delivery_of(f"tuki+b5.{reply_signature}@kuusi.fi") is None


def test_a_message_id_names_its_case_and_is_never_the_same_twice() -> None:
    one, other = plus.message_id_for(7, "kuusi.fi"), plus.message_id_for(7, "kuusi.fi")

    assert one != other
    assert plus.case_of_message_id(one) == plus.case_of_message_id(f"<{other.upper()}>") == 7
    assert plus.case_of_message_id(one.replace("7.", "8.", 1)) is None
    assert plus.case_of_message_id("kysymys@example.fi") is None


def test_marks_of_another_installation_are_not_ours(settings: LazySettings) -> None:
    message_id = plus.message_id_for(7, "kuusi.fi")
    settings.SECRET_KEY = "another house"

    assert plus.case_of(ADDRESS) is None
    assert plus.case_of_message_id(message_id) is None


def test_a_tag_takes_the_place_of_a_tag() -> None:
    assert plus.case_of(plus.reply_address("tuki+old@kuusi.fi", 7)) == 7
