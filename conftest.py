"""What every test may use."""

from collections.abc import Iterator

import pytest
from django.test.utils import override_settings

from tests.cast import *  # noqa: F403  # the cast is known everywhere


@pytest.fixture(autouse=True)
def _quick_passwords() -> Iterator[None]:
    """A password takes half a second to hash, which is right against thieves and wrong for a thousand tests."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
