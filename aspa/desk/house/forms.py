"""What an agent changes about themselves, and an administrator about the house."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from aspa.brands.models import LANGUAGES
from aspa.desk.forms import DeskForm


class ProfileForm(DeskForm):
    """By what name and in which language an agent works."""

    name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("Customers see this under your answers."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class MailboxForm(DeskForm):
    """An IMAP folder to fetch all mail from."""

    username = forms.CharField(label=_("User name"), max_length=320, help_text=_("Often the whole address."))
    secret = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    host = forms.CharField(label=_("Server"), max_length=250, help_text=_("For example imap.kuusi.fi."))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=993)
    folder = forms.CharField(label=_("Folder"), max_length=250, initial="INBOX")
    is_encrypted = forms.BooleanField(label=_("Encrypted (TLS)"), required=False, initial=True)


class OpeningForm(DeskForm):
    """One more brand: its name, and the first address at which it hears."""

    about: ClassVar[dict[str, str]] = {"brand_open": "name", "address_taken": "address", "bad_address": "address"}

    name = forms.CharField(label=_("Name shown to customers"), max_length=120)
    address = forms.EmailField(label=_("Address your customers write to"), max_length=320)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class AddressForm(DeskForm):
    """One more address at which a brand hears."""

    about: ClassVar[dict[str, str]] = {"address_taken": "address", "bad_address": "address"}

    address = forms.EmailField(label=_("Another address your customers write to"), max_length=320)
