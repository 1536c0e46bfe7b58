"""The parts as fixtures."""

from tests.parts.dovecot import dovecot
from tests.parts.postfix import postfix

__all__ = ["dovecot", "postfix"]
