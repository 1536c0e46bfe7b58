"""How a brand looks: a colour that can be read, and a logo that is a picture and nothing else."""

import struct
import zlib
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from aspa.audit import verbs as audit
from aspa.brands import colours, pictures, queries, verbs
from aspa.brands.models import Brand, Logo
from aspa.history.models import Event
from aspa.kit import walls
from aspa.kit.errors import Missing, Refused
from tests.cast import NINE

PNG = pictures.PNG
SPRUCE = "#0f5c4a"


def piece(name: bytes, data: bytes) -> bytes:
    """A piece of a PNG, with its sum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 8, height: int = 8, *more: bytes) -> bytes:
    """A real picture of one colour; `more` are pieces before its end."""
    rows = zlib.compress((b"\0" + bytes([15, 92, 74]) * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + piece(b"IHDR", head) + b"".join(more) + piece(b"IDAT", rows) + piece(b"IEND", b"")


def jpeg(width: int = 300, height: int = 200) -> bytes:
    """The skeleton of a JPEG."""
    frame = struct.pack(">BHH", 8, height, width) + b"\x03" + b"\x01\x11\x00" * 3
    segments = [(0xE0, b"JFIF\0" + b"\0" * 9), (0xC0, frame), (0xDA, b"\0" * 10)]
    drawn = b"".join(b"\xff" + bytes([kind]) + struct.pack(">H", len(said) + 2) + said for kind, said in segments)
    return b"\xff\xd8" + drawn + b"\x12\x34" + b"\xff\xd9"


def webp(kind: bytes, body: bytes) -> bytes:
    """The skeleton of a WebP."""
    inside = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inside)) + inside


def extended(*, flags: int = 0, width: int = 64, height: int = 32) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp(b"VP8X", bytes([flags, 0, 0, 0]) + size)


PICTURES = {
    "png": (png(16, 9), ("image/png", 16, 9)),
    "jpeg": (jpeg(), ("image/jpeg", 300, 200)),
    "lossy": (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 48, 24)), ("image/webp", 48, 24)),
    "lossless": (webp(b"VP8L", b"\x2f" + struct.pack("<I", 47 | 23 << 14)), ("image/webp", 48, 24)),
    "extended": (extended(), ("image/webp", 64, 32)),
}
WRONG = {
    "nothing": (b"", pictures.NotAPicture),
    "a page called PNG": (b"<!doctype html><script>alert(1)</script>", pictures.NotAPicture),
    "a page behind a PNG's first bytes": (PNG + b"<script>alert(1)</script>", pictures.NotAPicture),
    "a page after a PNG": (png() + b"<script>alert(1)</script>", pictures.NotAPicture),
    "only a beginning": (png()[:-20], pictures.NotAPicture),
    "a PNG without its end": (png()[:-12], pictures.NotAPicture),
    "a PNG with a wrong sum": (png().replace(b"IDAT", b"IDAX"), pictures.NotAPicture),
    "a piece longer than the file": (PNG + b"\xff\xff\xff\xffIHDR" + b"\0" * 40, pictures.NotAPicture),
    "no rows": (png(0, 0), pictures.NotAPicture),
    "half a JPEG": (jpeg()[:-2], pictures.NotAPicture),
    "a JPEG of nothing": (b"\xff\xd8\xff\xd9", pictures.NotAPicture),
    "a JPEG that only fills": (b"\xff\xd8" + b"\xff" * 500 + b"\xff\xd9", pictures.NotAPicture),
    "half a WebP": (extended()[:-3], pictures.NotAPicture),
    "another RIFF": (webp(b"XXXX", b"\0" * 20), pictures.NotAPicture),
    "a GIF": (b"GIF89a" + b"\0" * 50, pictures.NotAPicture),
    "a drawing": (b"\xef\xbb\xbf<?xml version='1.0'?><SVG onload='alert(1)'/>", pictures.DrawnPicture),
    "a drawing in UTF-16": ("<svg/>".encode("utf-16"), pictures.DrawnPicture),
    "a moving PNG": (png(8, 8, piece(b"acTL", b"\0" * 8)), pictures.MovingPicture),
    "a moving WebP": (extended(flags=2), pictures.MovingPicture),
    "too wide": (png(1025, 1), pictures.PictureTooLarge),
    "a bomb": (PNG + piece(b"IHDR", struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0))
               + piece(b"IDAT", b"x") + piece(b"IEND", b""), pictures.PictureTooLarge),
    "a wide JPEG": (jpeg(65_535, 2), pictures.PictureTooLarge),
    "too many bytes": (png(8, 8, piece(b"tEXt", b"x" * 200_000)), pictures.PictureTooLarge),
}  # fmt: skip


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_known_by_its_bytes(kind: str) -> None:
    data, (content_type, width, height) = PICTURES[kind]

    assert pictures.read(data) == pictures.Picture(content_type, width, height)


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_logo_is_refused_and_changes_nothing(kuusi: Brand, kind: str) -> None:
    data, refusal = WRONG[kind]

    with pytest.raises(refusal) as said:
        verbs.put_logo(kuusi, picture=data, by="aspa", at=NINE)

    assert str(said.value).endswith(".")
    assert not Logo.objects.exists()
    assert not Event.objects.filter(name="brand.changed").exists()


def test_no_beginning_of_a_picture_is_a_picture_nor_a_crash() -> None:
    for data, _known in PICTURES.values():
        for length in range(len(data)):
            with pytest.raises(Refused):
                pictures.read(data[:length])


@pytest.mark.parametrize(
    ("written", "kept"), [(" #0F5C4A ", SPRUCE), ("0f5c4a", SPRUCE), ("", ""), ("#767676", "#767676")]
)
def test_a_colour_is_kept_in_one_way(kuusi: Brand, written: str, kept: str) -> None:
    assert verbs.change(kuusi, colour=written, by="aspa", at=NINE).colour == kept


@pytest.mark.parametrize("odd", ["red", "#12345", "#1234567", "#12345g", "#0f5c4a;x", "url(x)", "#0f5c4a\n#", "١٢٣٤٥٦"])
def test_what_is_no_colour_is_refused(kuusi: Brand, odd: str) -> None:
    with pytest.raises(colours.BadColour):
        verbs.change(kuusi, colour=odd, by="aspa", at=NINE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Brand.objects.filter(pk=kuusi.pk).update(colour=f"{odd[:6]}G")


@pytest.mark.parametrize("light", ["#ffffff", "#f0b866", "#777777", "#00ff00", "#ff8800"])
def test_a_colour_too_light_for_white_text_names_one_that_is_not(kuusi: Brand, light: str) -> None:
    with pytest.raises(colours.ColourTooLight) as said:
        verbs.change(kuusi, colour=light, by="aspa", at=NINE)

    nearest = str(said.value).split()[-3]
    assert colours.contrast(nearest, colours.WHITE) in (4.5, 4.6)
    assert verbs.change(kuusi, colour=nearest, by="aspa", at=NINE).colour == nearest


def test_contrast_is_counted_as_wcag_counts_it_and_never_rounded_up() -> None:
    assert [colours.contrast(one, "#ffffff") for one in ("#000000", "#767676", "#777777", "#ffffff")] == [
        21,
        4.5,
        4.4,
        1,
    ]
    assert colours.in_dark("#95c1f8") == "#95c1f8"
    for dark in ("#000000", "#0f5c4a", "#9c211b", "#0000ff"):
        assert colours.contrast(colours.in_dark(dark), colours.DARK_PAGE) >= 4.5


def test_a_look_is_set_and_history_tells_how_it_was(kuusi: Brand, vaino) -> None:
    verbs.change(kuusi, colour=SPRUCE, by=vaino.actor, at=NINE)
    verbs.put_logo(kuusi, picture=png(), by=vaino.actor, at=NINE)

    key = sha256(png()).hexdigest()
    assert queries.look_of(vaino, kuusi.pk) == queries.Look(kuusi.pk, "Kuusi", SPRUCE, colours.in_dark(SPRUCE), key)
    assert bytes(queries.logo_of(vaino, kuusi.pk, key).data) == png()
    told = [(event.facts["before"], event.facts["after"]) for event in Event.objects.filter(name="brand.changed")]
    assert told == [({"colour": ""}, {"colour": SPRUCE}), ({"logo": ""}, {"logo": key})]


def test_the_same_again_changes_nothing(kuusi: Brand) -> None:
    for _time in range(2):
        verbs.put_logo(kuusi, picture=png(), by="aspa", at=NINE)
        verbs.change(kuusi, colour=SPRUCE, by="aspa", at=NINE)
    for _time in range(2):
        verbs.take_logo(kuusi, by="aspa", at=NINE)

    assert Event.objects.filter(name="brand.changed").count() == 3
    assert Logo.objects.count() == 1


def test_a_look_is_set_back_from_the_log_and_forth(kuusi: Brand, vaino) -> None:
    verbs.put_logo(kuusi, picture=png(), by=vaino.actor, at=NINE)
    verbs.put_logo(kuusi, picture=png(9), by=vaino.actor, at=NINE)
    verbs.take_logo(kuusi, by=vaino.actor, at=NINE)
    taken, put = Event.objects.filter(name="brand.changed").order_by("-id")[:2]

    audit.undo(taken, by=vaino, at=NINE)
    assert bytes(queries.logo_of(vaino, kuusi.pk).data) == png(9)
    audit.undo(put, by=vaino, at=NINE)

    assert bytes(queries.logo_of(vaino, kuusi.pk).data) == png()


def test_only_some_former_logos_are_kept_and_the_log_says_so(kuusi: Brand, vaino) -> None:
    for width in range(1, verbs.FORMER + 4):
        verbs.put_logo(kuusi, picture=png(width), by=vaino.actor, at=NINE)
    second, *_later = Event.objects.filter(name="brand.changed").order_by("id")[1:]

    with pytest.raises(verbs.LogoGone):
        audit.undo(second, by=vaino, at=NINE)

    assert Logo.objects.count() == verbs.FORMER + 2
    assert queries.logo_of(vaino, kuusi.pk).width == verbs.FORMER + 3


def test_a_logo_taken_away_or_replaced_is_handed_out_no_more(kuusi: Brand, vaino, otso) -> None:
    verbs.put_logo(kuusi, picture=png(), by="aspa", at=NINE)
    first = queries.look_of(vaino, kuusi.pk).logo
    with pytest.raises(Missing):
        queries.logo_of(otso, kuusi.pk, first)

    verbs.put_logo(kuusi, picture=png(9), by="aspa", at=NINE)
    with pytest.raises(Missing):
        queries.logo_of(vaino, kuusi.pk, first)
    verbs.take_logo(kuusi, by="aspa", at=NINE)

    with pytest.raises(Missing):
        queries.logo_of(vaino, kuusi.pk)


def test_the_wall_keeps_logos_from_other_houses(kuusi: Brand, otso) -> None:
    verbs.put_logo(kuusi, picture=png(), by="aspa", at=NINE)

    with walls.within(otso.organisation_id):
        assert Logo.objects.count() == 0
    with walls.within(kuusi.organisation_id):
        assert Logo.objects.count() == 1
