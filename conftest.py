"""What every test may use."""

from tests.cast import *  # noqa: F403  # the cast is known everywhere
