"""The command `aspa`: what can be asked for, and how trouble is told."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version

import django
from django.conf import settings
from django.utils import translation

from aspa.ops import trouble
from aspa.ops.arguments import parser


def main(given: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 something stood in the way, 2 asked wrongly."""
    options = vars(parser(version("aspa")).parse_args(given))
    place = options.pop("run")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that what was opened is closed
    try:
        _begin()
        return _command(place)(**options) or trouble.DONE
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has read enough
        return trouble.DONE
    except Exception as error:
        sentence = trouble.sentence(error)
        if sentence is None:
            raise
        print(f"aspa: {sentence}", file=sys.stderr)
        return trouble.exit_code(error)


def _begin() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aspa.settings")
    django.setup()
    translation.activate(settings.TERMINAL_LANGUAGE)
    for name, meant in settings.UNKNOWN_NAMES.items():
        advice = f"did you mean {meant}?" if meant else "it changes nothing."
        print(f"aspa: {name} is no setting of Aspa; {advice}", file=sys.stderr)


def _command(place: str) -> Callable[..., int | None]:
    """Import only what this command needs: `aspa --help` loads no database and no Django models."""
    module, _, name = place.partition(":")
    found: Callable[..., int | None] = getattr(import_module(f"aspa.ops.{module}"), name)
    return found
