"""Files that go with an answer."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile

from aspa.channels import files
from aspa.kit.errors import Refused


class ManyFiles(forms.FileInput):
    """A field in which several files are chosen."""

    allow_multiple_selected = True


class FilesField(forms.Field):
    """Any number of files, together as large as mail servers take."""

    widget = ManyFiles

    def to_python(self, value: "Sequence[UploadedFile[bytes]] | None") -> "list[UploadedFile[bytes]]":
        """Return the files that were sent."""
        return list(value or [])

    def validate(self, value: "list[UploadedFile[bytes]]") -> None:
        """Refuse too many and too much, in the words of the store."""
        try:
            files.check([file.size or 0 for file in value])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


def kept(chosen: "Sequence[UploadedFile[bytes]]") -> list[files.Stored]:
    """Put files into the store."""
    return [
        files.store(file.read(), name=file.name or "", content_type=file.content_type or "application/octet-stream")
        for file in chosen
    ]


def keys_in(chosen: Sequence[str]) -> list[int]:
    """Return the keys of kept files that a form names; what is no key names nothing."""
    return [int(key) for key in chosen if key.isascii() and key.isdigit() and len(key) < 19]
