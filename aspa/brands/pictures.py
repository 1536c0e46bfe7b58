"""What a picture is by its bytes: its kind, its size, and that it is whole; nothing here decodes it."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from aspa.kit.errors import Refused

LARGEST = 200_000  # bytes
WIDEST = 1024  # pixels, either way
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the segments of a JPEG that tell its size
ALONE = {0x01, *range(0xD0, 0xD8)}  # its markers that nothing follows


class NotAPicture(Refused):
    """Neither PNG, JPEG nor WebP, whatever its name says, or not the whole of it."""

    code = "not_a_picture"


class DrawnPicture(Refused):
    """An SVG is a program as well as a picture."""

    code = "drawn_picture"


class MovingPicture(Refused):
    """A picture that moves takes the eye from the work."""

    code = "moving_picture"


class PictureTooLarge(Refused):
    """More bytes or more pixels than a logo needs."""

    code = "picture_too_large"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was looked through."""

    content_type: str
    width: int
    height: int


def read(data: bytes) -> Picture:
    """
    Return what the bytes are.

    Raises PictureTooLarge, DrawnPicture, MovingPicture and NotAPicture.
    """
    if len(data) > LARGEST:
        raise PictureTooLarge(_("The picture may take %(most)s kB at most.") % {"most": LARGEST // 1000})
    try:
        found = _read(data)
    except (struct.error, IndexError):
        found = None
    if not found or not found.width or not found.height:
        raise NotAPicture(_("This is not a whole PNG, JPEG or WebP picture."))
    if max(found.width, found.height) > WIDEST:
        said = {"width": found.width, "height": found.height, "most": WIDEST}
        raise PictureTooLarge(
            _("The picture is %(width)s × %(height)s pixels; it may be %(most)s at most each way.") % said
        )
    return found


def _read(data: bytes) -> Picture | None:
    if data.startswith(PNG):
        return _png(data)
    if data.startswith(JPEG) and data.endswith(b"\xff\xd9"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if b"<svg" in data[:4096].replace(b"\x00", b"").lower():
        raise DrawnPicture(
            _("An SVG can hold programs, so it is not taken as a logo. Save it as a PNG and choose that one.")
        )
    return None


def _png(data: bytes) -> Picture | None:
    """A PNG is whole when its pieces, each with its own sum, fill it from the size to the end."""
    names, at = [], len(PNG)
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        [told] = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(data[at + 4 : at + 8 + length]) != told:
            return None
        names.append(name)
        at += length + 12
    if (names[0], names[-1], names.count(b"IEND")) != (b"IHDR", b"IEND", 1) or b"IDAT" not in names:
        return None
    _must_stand_still(moves=b"acTL" in names)
    return Picture("image/png", *struct.unpack_from(">II", data, 16))


def _jpeg(data: bytes) -> Picture | None:
    for kind, at in _segments(data):
        if kind in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 3)
            return Picture("image/jpeg", width, height)
        if kind == 0xDA:  # the picture itself begins, and nothing has told its size
            return None
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Each segment's kind, and where its length stands."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            return
        kind = data[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        yield kind, at + 2
        at += 2 if kind in ALONE else 2 + struct.unpack_from(">H", data, at + 2)[0]


def _webp(data: bytes) -> Picture | None:
    [length] = struct.unpack_from("<I", data, 4)
    if length + 8 != len(data):
        return None
    kind, at = data[12:16], 20
    if kind == b"VP8X":
        _must_stand_still(moves=bool(data[at] & 0x02))
        width, height = (int.from_bytes(data[at + off : at + off + 3], "little") + 1 for off in (4, 7))
        return Picture("image/webp", width, height)
    if kind == b"VP8L" and data[at] == 0x2F:
        [bits] = struct.unpack_from("<I", data, at + 1)
        return Picture("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 " and data[at + 3 : at + 6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, at + 6)
        return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _must_stand_still(*, moves: bool) -> None:
    if moves:
        raise MovingPicture(_("The picture moves. Choose one that stands still."))
