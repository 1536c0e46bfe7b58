"""Which passwords are taken, and how one that is not is turned down."""

import re
from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its words have no Finnish."""

    def get_error_message(self) -> str:
        """Return what is said of a password that is too short."""
        return _("The password is too short: choose at least %(number)s characters.") % {"number": self.min_length}


class NotOneself:
    """A password is not made of what everybody knows of its owner: the name, or the address."""

    shortest = 4  # letters of a name that would be guessed

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when a name or a part of the address stands in a password that is little longer."""
        known = re.split(r"[\W_]+", f"{getattr(user, 'name', '')} {getattr(user, 'email', '')}".lower())
        left = password.lower()
        for word in sorted((word for word in known if len(word) >= self.shortest), key=len, reverse=True):
            left = left.replace(word, "")
        if user is not None and len(left) < len(password) and len(left) < LEFT:
            raise ValidationError(self.get_help_text(), code="password_of_oneself")

    def get_help_text(self) -> str:
        """Return what is said of such a password."""
        return _("The password is too much like your name or address: add words that nobody connects with you.")


LEFT = 6  # characters that must remain when what everybody knows is left out
