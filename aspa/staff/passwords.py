"""Which passwords are taken, and how one that is not is turned down."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own rule; its words have no Finnish."""

    def get_error_message(self) -> str:
        """Return what is said of a password that is too short."""
        return _("The password is too short: choose at least %(number)s characters.") % {"number": self.min_length}
