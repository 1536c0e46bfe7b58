"""What is written down while Aspa runs: one line per event, ids as fields, never names, addresses or texts."""

import logging
import sys
import traceback
from contextlib import suppress
from types import TracebackType
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured

from aspa.ops.trouble import Trouble

HOLD_NO_WORDS = (Trouble, ImproperlyConfigured)  # errors whose sentences are our own


def configure(config: dict[str, Any]) -> None:
    """Set up structlog and the standard library's logging to print one JSON line per event on stderr."""
    level = logging.getLevelNamesMapping()[config["level"]]
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(told),
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=Lasting()),  # type: ignore[arg-type]  # only these two are called
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processor=structlog.processors.JSONRenderer(), foreign_pre_chain=shared)
    )
    handler.addFilter(without_path)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
    logging.getLogger("flufl.bounce").disabled = True  # it logs its own stumbles with the words of the letter


class Lasting:
    """Standard error, in which a line is lost rather than the work that it tells of, when the log's disk is full."""

    def write(self, line: str) -> None:
        """Write a line, if it can be written."""
        with suppress(OSError):
            sys.stderr.write(line)

    def flush(self) -> None:
        """Write out what is held back, if it can be written."""
        with suppress(OSError):
            sys.stderr.flush()


def told(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    """
    Return a traceback in which every error is named, and none says its sentence.

    The database puts the row that it refused into its sentence, and with it a customer's name, address and words.
    """
    error: BaseException | None = exc_info[1]
    lines: list[str] = []
    while error is not None:
        lines = [*traceback.format_tb(error.__traceback__), f"{_named(error)}\n", *lines]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "".join(lines).rstrip()


def without_path(record: logging.LogRecord) -> bool:
    """Let Django's lines about requests say the route: a path may hold an address, or the secret of a link."""
    request = getattr(record, "request", None)
    if request is not None:
        match = getattr(request, "resolver_match", None)
        route = match.route if match else "no such address"
        record.msg, record.args = "%s %s %s", (request.method, route, getattr(record, "status_code", ""))
    return True


def _named(error: BaseException) -> str:
    name = type(error).__qualname__
    if isinstance(error, HOLD_NO_WORDS):
        return f"{name}: {error}"
    state = getattr(error, "sqlstate", None)
    return f"{name} {state}" if state else name
