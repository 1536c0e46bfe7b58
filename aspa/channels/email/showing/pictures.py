"""
Fetching the pictures a mail names, when an agent asks for them.

A mail is written by a stranger, so its addresses are too: nothing inside this network may be asked for anything. The
name is looked up once, every address it has must be a public one, and the connection goes to the address that was
checked, so that a name cannot point elsewhere a moment later.
"""

import base64
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import BoundedSemaphore
from time import monotonic

import httpcore
import httpx
import structlog

from aspa.kit.errors import Unreachable
from aspa.kit.outside import PATIENCE, Allows, Guarded, Lookup, is_public, look_up

log = structlog.get_logger()

MOST = 40  # pictures of one mail
LARGEST = 2_000_000  # bytes of one picture
LARGEST_TOGETHER = 10_000_000
WITHIN = 6.0  # seconds for one picture, its redirections and all
REDIRECTIONS = 3
PORTS = {"http": 80, "https": 443}
BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
HEADERS = [
    (b"accept", b"image/png, image/jpeg, image/gif, image/webp"),
    (b"accept-encoding", b"identity"),
    (b"user-agent", b"Aspa"),
]


class NotAPicture(Unreachable):
    """What is there is no picture that may be shown."""


@dataclass(frozen=True)
class Fetcher:
    """
    Fetches pictures from the open internet.

    `lookup`, `allows` and `ports` are what tests and installations with a picture server of their own replace.
    """

    lookup: Lookup = look_up
    allows: Allows = is_public
    ports: frozenset[int] = frozenset(PORTS.values())

    def fetch(self, address: str) -> str:
        """
        Return a picture as a `data:` address; no cookie, no referrer and no name of an agent leaves with the question.

        Raises Unreachable.
        """
        deadline = monotonic() + WITHIN
        url = self._checked(address)
        with httpcore.ConnectionPool(network_backend=Guarded(deadline, self.lookup, self.allows)) as pool:
            for _ in range(REDIRECTIONS + 1):
                try:
                    answer = self._ask(pool, url)
                except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError) as trouble:
                    raise Unreachable("no answer") from trouble
                if isinstance(answer, bytes):
                    return data_address(answer)
                url = self._checked(answer, after=url)
        raise Unreachable("redirected too often", permanent=True)

    def _checked(self, address: str, after: httpx.URL | None = None) -> httpx.URL:
        try:
            url = after.join(address) if after else httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as trouble:
            raise Unreachable("not an address", permanent=True) from trouble
        port = url.port or PORTS.get(url.scheme)
        if url.scheme not in PORTS or not url.host or url.userinfo or port not in self.ports:
            raise Unreachable("not a web address", permanent=True)
        return url

    def _ask(self, pool: httpcore.ConnectionPool, url: httpx.URL) -> bytes | str:
        """Return the picture's bytes, or where it has moved."""
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)
        with pool.stream("GET", target, headers=HEADERS, extensions={"timeout": timeouts}) as answer:
            headers = httpx.Headers(answer.headers)
            if answer.status in {301, 302, 303, 307, 308} and "location" in headers:
                return str(headers["location"])
            if answer.status != 200:
                raise Unreachable(f"answered {answer.status}", permanent=400 <= answer.status < 500)
            if not headers.get("content-type", "").lower().startswith("image/"):
                raise NotAPicture("not called a picture", permanent=True)
            return _limited(answer.iter_stream())


def _limited(parts: Iterable[bytes]) -> bytes:
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > LARGEST:
            raise NotAPicture("too large", permanent=True)
    return bytes(data)


def type_of(data: bytes) -> str:
    """Return what sort of picture the bytes are by their beginning, or an empty string; drawings (SVG) are programs."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in BEGINNINGS.items() if data.startswith(beginning)), "")


def data_address(data: bytes) -> str:
    """
    Return a picture as a `data:` address.

    Raises NotAPicture.
    """
    kind = type_of(data)
    if not kind or len(data) > LARGEST:
        raise NotAPicture("not a picture to be shown", permanent=True)
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


AT_ONCE = BoundedSemaphore(2)  # mails whose pictures are fetched now in this process: pages are waiting behind them
THREADS = ThreadPoolExecutor(8, thread_name_prefix="picture")


def fetch_all(addresses: Sequence[str], fetcher: Fetcher | None = None) -> dict[str, str]:
    """
    Return address -> `data:` address of the pictures that could be had in a few seconds and are not too large together.

    Never raises; without a free place among the fetchers it returns none.
    """
    if not AT_ONCE.acquire(timeout=PATIENCE):
        return {}
    try:
        one = fetcher or Fetcher()
        tasks = {THREADS.submit(_fetch_or_not, one, address): address for address in list(addresses)[:MOST]}
        done, late = wait(tasks, timeout=WITHIN + 1)
        for task in late:
            task.cancel()
        found = {tasks[task]: picture for task in done if (picture := task.result())}
    finally:
        AT_ONCE.release()
    return _together(found)


def _fetch_or_not(fetcher: Fetcher, address: str) -> str:
    try:
        return fetcher.fetch(address)
    except Unreachable as trouble:
        log.info("picture.not_fetched", reason=str(trouble))
        return ""


def _together(found: dict[str, str]) -> dict[str, str]:
    kept, size = {}, 0
    for address, picture in found.items():
        size += len(picture)
        if size <= LARGEST_TOGETHER * 4 // 3:
            kept[address] = picture
    return kept
