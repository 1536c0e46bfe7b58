"""What a window says when it keeps a draft."""

from typing import Any

from django import forms

from aspa.drafting.verbs import FIELDS, LONGEST, LONGEST_HTML


class DraftForm(forms.Form):
    """What an agent has written so far, and which version this window saw last."""

    text = forms.CharField(max_length=LONGEST, required=False, strip=False)
    html = forms.CharField(max_length=LONGEST_HTML, required=False, strip=False)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)

    def said(self) -> dict[str, Any]:
        """Return what the verb takes."""
        return {**self.cleaned_data, "fields": {name: self.data[name] for name in FIELDS if self.data.get(name)}}


class DraftFileForm(forms.Form):
    """A file for a draft, and for which letter it was chosen."""

    file = forms.FileField(allow_empty_file=True, max_length=250)
    letter = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    content_id = forms.RegexField(r"^[a-z0-9]{8,40}@aspa$", required=False)
