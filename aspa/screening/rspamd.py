"""
Asking rspamd about mails, by its HTTP protocol (`/checkv2`, https://docs.rspamd.com/developers/protocol).

It is asked of many mails at once and for a few seconds at most; a filter that is away holds up no mail. What it says
speaks against a mail, never for one, and decides nothing: a person does.
"""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPConnection, HTTPException
from time import monotonic
from typing import Any, NamedTuple

from aspa.screening.rules.speak import STRONG, SURE, Spoke

WITHIN = 3.0  # seconds for one mail
ALL_WITHIN = 8.0  # seconds for all that is asked at once; what is not answered by then is judged without
AT_ONCE = 8  # connections
LARGEST = 8_000_000  # bytes; larger mail is asked about by nobody
PAUSE = 30.0  # seconds for which a filter that was away is left alone
MOST_ANSWER = 1_000_000  # bytes
WEIGHTS = {
    "reject": SURE, "add header": SURE, "rewrite subject": SURE, "quarantine": SURE, "discard": SURE,
    "soft reject": STRONG, "greylist": STRONG,
}  # fmt: skip


class Mail(NamedTuple):
    """A mail as it came, and the envelope it came in."""

    raw: bytes
    sender: str
    recipient: str


class Verdict(NamedTuple):
    """What rspamd said: what it would do, its points and those of a full measure, and what weighed most."""

    action: str
    score: float
    required: float
    symbols: tuple[str, ...]

    @property
    def spoke(self) -> Spoke | None:
        """What speaks against the mail, if anything does."""
        weight = SURE if self.score >= self.required else WEIGHTS.get(self.action, 0.0)
        said = f"{self.score:.1f}/{self.required:.1f}"
        named = f" ({', '.join(self.symbols)})" if self.symbols else ""
        return Spoke("rspamd", weight, f"{said}{named}"[:200]) if weight else None


class Away(Exception):
    """Rspamd did not answer, or not as it is documented."""


def ask(place: tuple[str, int], mail: Mail) -> Verdict:
    """
    Let rspamd look at a mail.

    Raises Away.
    """
    line = HTTPConnection(*place, timeout=WITHIN)
    try:
        line.request("POST", "/checkv2", mail.raw, _envelope(mail))
        answer = line.getresponse()
        said = answer.read(MOST_ANSWER)
        if answer.status != 200:
            raise Away(f"rspamd answered {answer.status}")
        return _verdict(json.loads(said))
    except (OSError, HTTPException, ValueError, TypeError, KeyError, AttributeError) as trouble:
        raise Away(type(trouble).__name__) from trouble
    finally:
        line.close()


def is_there(place: tuple[str, int]) -> bool:
    """Tell whether rspamd answers, as `/ping` of any of its workers does."""
    line = HTTPConnection(*place, timeout=WITHIN)
    try:
        line.request("GET", "/ping")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


class Filter:
    """Rspamd where it is asked about many mails, and left alone for a while when it was away."""

    def __init__(self) -> None:
        self.asks_from = 0.0

    def ask_all(self, place: tuple[str, int], mails: Mapping[int, Mail]) -> dict[int, Spoke]:
        """Return what rspamd says against mails, by their keys; nothing of those about which it does not answer."""
        if not mails or monotonic() < self.asks_from:
            return {}
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="rspamd")
        asked = {key: pool.submit(ask, place, mail) for key, mail in mails.items() if len(mail.raw) <= LARGEST}
        done, _late = wait(asked.values(), timeout=ALL_WITHIN)
        pool.shutdown(wait=False, cancel_futures=True)
        answered = {key: each.result() for key, each in asked.items() if each in done and not each.exception()}
        if asked and not answered:
            self.asks_from = monotonic() + PAUSE
        return {key: spoke for key, verdict in answered.items() if (spoke := verdict.spoke)}


def _envelope(mail: Mail) -> dict[str, str]:
    """Return the envelope as headers of the request, where it holds nothing that would break them."""
    facts = {"From": mail.sender, "Rcpt": mail.recipient}
    return {name: value for name, value in facts.items() if value and value.isascii() and value.isprintable()}


def _verdict(said: dict[str, Any]) -> Verdict:
    symbols = said.get("symbols", {}).values()
    weighty = sorted((one for one in symbols if one["score"] > 0), key=lambda one: -one["score"])
    names = tuple(str(one["name"]) for one in weighty[:3])
    return Verdict(str(said["action"]), float(said["score"]), float(said["required_score"]), names)
