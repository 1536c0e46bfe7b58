"""A form whose verb may say no: the refusal stands in the form, beside everything that was written."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar

from django import forms

from aspa.kit.errors import Refused

Made = TypeVar("Made")


class DeskForm(forms.Form):
    """A form that knows how to ask its verb. `about` says which field a refusal is about, by its code."""

    about: ClassVar[dict[str, str]] = {}
    refused_with = ""  # the code of what the verb refused

    def choose(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Let a field be one of these."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # it is a choice

    def done_by(self, verb: Callable[..., Made], *subject: Any, **facts: Any) -> Made | None:
        """
        Return what the verb makes of the fields and `facts`, or None when a field is wrong or the verb refuses.

        The refusal then stands at the field it is about, else above them all.
        """
        if not self.is_valid():
            return None
        try:
            return verb(*subject, **self.cleaned_data, **facts)
        except Refused as refusal:
            self.refused_with = refusal.code
            self.add_error(self.about.get(refusal.code), str(refusal))
            return None
