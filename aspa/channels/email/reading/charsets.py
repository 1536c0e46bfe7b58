"""Bytes into text, whatever the label says: letters lie about their alphabet more often than about anything else."""

import codecs
import re
import unicodedata
from functools import lru_cache

# What senders write, and what they mean. The Latin names mean windows-1252, as browsers have long agreed.
_ALIASES = {
    "ansi": "cp1252",
    "ascii": "ascii",
    "ansi_x3.4-1968": "ascii",
    "us-ascii": "ascii",
    "big5": "cp950",
    "cp-850": "cp850",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-8859-1": "cp1252",
    "iso-8859-11": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-9": "cp1254",
    "iso8859-1": "cp1252",
    "ks_c_5601-1987": "cp949",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "macintosh": "mac_roman",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "tis-620": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "utf-8": "utf-8",
    "utf-8mb4": "utf-8",
    "utf8mb4": "utf-8",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "x-sjis": "cp932",
}
_NOT_ALPHABETS = frozenset(
    {
        "undefined",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "charmap",
        "mbcs",
        "oem",
    }
)
_WESTERN = frozenset({"ascii", "cp1252", "iso8859-15"})
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_MANY = 10_000
_RUN = re.compile(rb"[\x80-\xff]{4}")
_SHIFTED = re.compile(rb"\x1b\$[@B]([^\x1b]*)(?:\x1b\([BJ])?")


@lru_cache(maxsize=512)
def codec_of(label: str) -> str:
    """Return the Python codec a charset label means, or "" where nobody knows such an alphabet."""
    name = label.partition("(")[0].strip(" \t\r\n\"'<>;,").lower().partition("*")[0]
    name = _ALIASES.get(name, name)
    if not name.isascii() or "\0" in name or len(name) > 40:
        return ""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return codec_of(name.replace("_", "-").removeprefix("x-")) if name.startswith("x-") else ""
    is_text = getattr(found, "_is_text_encoding", True)
    if not is_text or found.name.replace("-", "_") in _NOT_ALPHABETS:
        return ""
    return _ALIASES.get(found.name, found.name)


def decode(data: bytes, label: str = "") -> str:
    """Return the text of `data`; the label is believed only as far as the bytes bear it out."""
    if data.isascii() and b"\x1b" not in data and b"~{" not in data and b"+" not in data and b"\0" not in data:
        return data.decode("ascii")
    codec = codec_of(label) if label else ""
    if b"\x1b$" in data and codec in ("", "ascii", "utf-8"):
        codec = "iso2022_jp_ext"  # nobody but Japanese mail shifts its letters with an escape
    if codec in _WESTERN or codec in ("", "utf-8"):
        return _western(data, codec)
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return _second_guess(data, codec)


def _western(data: bytes, codec: str) -> str:
    """Read UTF-8 wherever the bytes are UTF-8: Latin text is that by accident about never."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and not codec:
        return data.decode("utf-16", "replace")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        if codec != "utf-8":
            return data.decode(codec if codec == "iso8859-15" else "cp1252", "replace")
    # Some UTF-8 and something else: Latin letters stand alone, other old alphabets in runs of their own.
    text = data.decode("utf-8", "replace")
    broken, whole = text.count("\ufffd"), len(_MULTIBYTE.findall(data))
    if broken <= _MANY and (whole >= broken or not _RUN.search(data)):
        return data.decode("utf-8", _MENDED)
    return text if whole >= broken else data.decode("cp1252", "replace")


def _mended(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is no UTF-8 as the Latin letter it is: people paste, and servers add footers, in either."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    is_cut = len(broken) > 1 or (error.end == len(error.object) and _MULTIBYTE.search(error.object))
    return "\ufffd" if is_cut else broken.decode("cp1252", "replace"), error.end


_MENDED = "aspa-western"
codecs.register_error(_MENDED, _mended)


def _second_guess(data: bytes, codec: str) -> str:
    if codec == "iso2022_jp_ext":
        return _SHIFTED.sub(_unshifted, data).decode("euc_jis_2004", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(codec, "replace")


def _unshifted(run: re.Match[bytes]) -> bytes:
    """Japanese between its shifts, in eight bits: the wider alphabet knows circled numbers, which Windows sends."""
    return bytes(letter | 0x80 for letter in run[1])


def decode_html(data: bytes, label: str) -> str:
    """Return the text of an HTML part; without a label the page's own `meta` is asked."""
    if not label and not data.isascii() and (meta := _META.search(data, 0, 2048)):
        label = meta[1].decode("ascii", "replace")
    return decode(data, label)


def clean(text: str) -> str:
    """Return `text` as the database takes it: NFC, no NUL, no half of a surrogate pair."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    if "\0" in text:
        text = text.replace("\0", "")
    if _is_latin(text):
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _is_latin(text: str) -> bool:
    """Tell whether a text holds Latin letters only, which are whole as they are; asking for NFC takes far longer."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
