"""The parts that make Aspa run; the same ones run alone on many machines."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.management import call_command

from aspa.channels.email.door import server as door
from aspa.ops.serving import web, work


def prepare() -> None:
    """Make the files that the web part serves: compressed, and named by their content."""
    call_command("collectstatic", verbosity=0, interactive=False)


def all_parts() -> dict[str, Callable[[], None]]:
    """Return each part's name and what runs it; `run` returns when the part is told to stop by SIGTERM."""
    parts: dict[str, Callable[[], None]] = {"door": door.run}
    parts |= {f"web-{n}": web.run for n in range(1, settings.WEB_WORKERS + 1)}
    parts |= {f"work-{n}": partial(work.run, is_first=n == 1) for n in range(1, settings.RECEPTION_WORKERS + 1)}
    return parts
