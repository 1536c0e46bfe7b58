"""A form whose verb may say no: the refusal stands in the form, beside everything that was written."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from aspa.kit.errors import Refused

Made = TypeVar("Made")


class DeskForm(forms.Form):
    """A form that knows how to ask its verb."""

    def done_by(self, verb: Callable[..., Made], *subject: Any, **facts: Any) -> Made | None:
        """
        Return what the verb makes of the fields and `facts`, or None when a field is wrong or the verb refuses.

        The refusal then stands above the fields.
        """
        if not self.is_valid():
            return None
        try:
            return verb(*subject, **self.cleaned_data, **facts)
        except Refused as refusal:
            self.add_error(None, str(refusal))
            return None
