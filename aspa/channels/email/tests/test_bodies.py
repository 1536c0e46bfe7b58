"""Which parts are the letter itself and which come with it."""

from email import policy
from email.message import EmailMessage

import pytest

from aspa.channels.contact import Contact
from aspa.channels.email.parse import understood

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def letter(text: str = "Hei!\n", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Liisa Virtanen <liisa@example.fi>"
    mail["To"] = "tuki@kuusi.example"
    mail["Subject"] = "Paketti"
    mail.set_content(text)
    return mail


def reads(mail: EmailMessage) -> Contact:
    return understood(mail.as_bytes(policy=policy.SMTP))


def raw(content_type: str, body: str, **headers: str) -> Contact:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return understood("\r\n".join(["From: a@b.fi", f"Content-Type: {content_type}", *lines, "", body]).encode())


def test_the_plain_face_is_the_text_and_the_rich_face_is_kept() -> None:
    mail = letter("Missä pakettini on?\n")
    mail.add_alternative("<p>Missä <b>pakettini</b> on?</p>", subtype="html")

    contact = reads(mail)

    assert contact.text.strip() == "Missä pakettini on?"
    assert contact.html.strip() == "<p>Missä <b>pakettini</b> on?</p>"
    assert contact.attachments == ()


def test_where_only_html_came_its_text_is_read_from_it() -> None:
    page = (
        "<style>p{}</style><p>Hei&nbsp;vaan</p><ul><li>yksi<li>kaksi</ul><div>rivi<br>toinen</div><script>x()</script>"
    )
    contact = raw("text/html", page)

    assert contact.text == "Hei vaan\n\n- yksi\n- kaksi\nrivi\ntoinen"


def test_an_empty_plain_face_gives_way_to_the_rich_one() -> None:
    mail = letter(" \n")
    mail.add_alternative("<p>Hei</p>", subtype="html")

    assert reads(mail).text == "Hei"


def test_pictures_in_the_text_are_inline_and_files_are_not() -> None:
    mail = letter()
    mail.add_alternative('<p>Kuva: <img src="cid:kuva1"></p>', subtype="html")
    mail.get_payload()[1].add_related(PNG, "image", "png", cid="<kuva1>")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="lasku äö.pdf")

    picture, bill = reads(mail).attachments

    assert (picture.content_id, picture.inline, picture.content_type, picture.data) == ("kuva1", True, "image/png", PNG)
    assert picture.name == "attachment-1.png"
    assert (bill.name, bill.inline, bill.size, bill.data) == ("lasku äö.pdf", False, 8, b"%PDF-1.7")


def test_several_inline_texts_are_read_in_order() -> None:
    parts = "\r\n".join(f"--x\r\nContent-Type: text/plain\r\n\r\n{word}" for word in ("eka", "toka"))

    assert raw("multipart/mixed; boundary=x", f"{parts}\r\n--x--").text == "eka\ntoka"


def test_a_footer_beside_the_rich_face_is_in_both() -> None:
    parts = "--x\r\nContent-Type: text/html\r\n\r\n<p>Hei</p>\r\n--x\r\nContent-Type: text/plain\r\n\r\na < b\r\n--x--"
    contact = raw("multipart/mixed; boundary=x", parts)

    assert contact.text == "Hei\na < b"
    assert "a &lt; b" in contact.html


def test_a_forwarded_letter_is_a_file_named_by_its_subject() -> None:
    mail = letter()
    mail.add_attachment(letter("Vanha\n"))
    mail.get_payload()[1].get_payload()[0].replace_header("Subject", "Re: lasku 5/2026")

    (old,) = reads(mail).attachments

    assert (old.name, old.content_type) == ("Re lasku 5-2026.eml", "message/rfc822")
    assert b"Vanha" in old.data


def test_an_invitation_is_a_file_beside_its_text() -> None:
    mail = letter("Kutsu\n")
    mail.add_alternative("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar")

    (invitation,) = reads(mail).attachments

    assert (invitation.name, invitation.content_type) == ("attachment-1.ics", "text/calendar")


def test_flowing_text_is_joined_again() -> None:
    text = "Tämä on \r\nyksi rivi.\r\n> lainaus \r\n> jatkuu\r\n-- \r\nLiisa \r\nV\r\n From"
    contact = raw("text/plain; charset=utf-8; format=flowed", text)

    assert contact.text == "Tämä on yksi rivi.\n> lainaus jatkuu\n-- \nLiisa V\nFrom"


def test_flowing_text_may_drop_its_spaces() -> None:
    assert raw("text/plain; format=flowed; delsp=yes", "yhdys \r\nsana").text == "yhdyssana"


@pytest.mark.parametrize("boundary", ['boundary="oikea"', 'boundary="väärä"', "", 'boundary=""'])
def test_a_boundary_that_is_wrong_or_missing_is_found_in_the_body(boundary: str) -> None:
    body = "--oikea\r\nContent-Type: text/plain\r\n\r\nhei\r\n--oikea\r\nContent-Type: image/png\r\n\r\nx\r\n--oikea--"
    contact = raw(f"multipart/mixed; {boundary}", body)

    assert contact.text == "hei"
    assert [file.content_type for file in contact.attachments] == ["image/png"]


def test_a_part_that_is_never_closed_is_read_to_the_end() -> None:
    inner = "--y\r\nContent-Type: text/plain\r\n\r\nhei\r\n--x\r\nContent-Type: image/png\r\n\r\nx"
    contact = raw(
        "multipart/mixed; boundary=x", f"--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n{inner}"
    )

    assert (contact.text, len(contact.attachments)) == ("hei", 1)


def test_a_multipart_without_parts_is_read_as_it_stands() -> None:
    assert raw("multipart/mixed; boundary=x", "vain tekstiä").text == "vain tekstiä"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", "SGVpIHZhYW4="),
        ("base64;", "SGVpIHZhYW4="),
        ("quoted printable", "Hei=20va=\r\nan"),
        ("BASE64", "SGVp\r\nIHZh\r\nYW4"),
        ("base64", "SGVp!IHZh*YW4="),
        ("quoted-printable", "Hei=20va=\r\nan"),
        ("x-uuencode", "begin 644 a\r\n(2&5I('9A86X \r\n`\r\nend\r\n"),
        ("8bit", "Hei vaan"),
        ("keksitty", "Hei vaan"),
    ],
)
def test_transfer_encodings_are_undone(encoding: str, body: str) -> None:
    assert raw("text/plain", body, Content_Transfer_Encoding=encoding).text == "Hei vaan"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Liisa\\lasku.pdf", "lasku.pdf"),
        ("lasku\u202efdp.exe", "laskufdp.exe"),
        ("a\tb\x07.txt", "a b.txt"),
        ("...", "attachment-1.pdf"),
        ("x" * 300 + ".pdf", "x" * 189 + ".pdf"),
    ],
)
def test_file_names_are_made_safe(said: str, shown: str) -> None:
    mail = letter()
    mail.add_attachment(b"x", maintype="application", subtype="pdf")
    del mail.get_payload()[1]["Content-Disposition"]
    encoded = "".join(f"%{byte:02X}" for byte in said.encode())
    mail.get_payload()[1]["Content-Disposition"] = f"attachment; filename*=utf-8''{encoded}"

    assert [file.name for file in understood(mail.as_bytes(policy=policy.HTTP)).attachments] == [shown]


def test_words_that_only_claim_to_be_base64_are_read_as_they_stand() -> None:
    body = "Hei, paketti ei tullut.\r\n\r\nTerveisin Liisa\r\n"

    assert raw("text/plain\r\nContent-Transfer-Encoding: base64", body).text.startswith("Hei, paketti ei tullut.")


def test_a_uuencoded_line_that_lost_its_spaces_is_read_by_its_length() -> None:
    body = "begin 644 a.bin\r\n#86)C\x20\x20xx\r\n`\r\nend\r\n"
    contact = raw("application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: x-uuencode", body)

    assert contact.attachments[0].data == b"abc"


def test_a_file_in_the_middle_of_the_text_is_taken_out() -> None:
    contact = raw("text/plain", "Ennen\r\nbegin 644 kuva 1.txt\r\n(2&5I('9A86X \r\n`\r\nend\r\nJälkeen")

    assert [(file.name, file.data) for file in contact.attachments] == [("kuva 1.txt", b"Hei vaan")]
    assert contact.text.split() == ["Ennen", "Jälkeen"]


def test_a_story_that_begins_is_no_file() -> None:
    assert raw("text/plain", "begin 644 times\r\nand end").attachments == ()


def test_a_file_that_is_the_whole_letter_is_a_file() -> None:
    contact = raw("application/pdf; name=lasku.pdf", "JVBERg==", Content_Transfer_Encoding="base64")

    assert [(file.name, file.data) for file in contact.attachments] == [("lasku.pdf", b"%PDF")]
    assert contact.text == ""


def test_a_body_under_a_file_name_is_still_the_letter() -> None:
    assert raw('text/plain; name="viesti.txt"', "Hei").text == "Hei"
