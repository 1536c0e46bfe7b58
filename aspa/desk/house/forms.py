"""What an agent changes about themselves, and an administrator about the house."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aspa.brands.models import LANGUAGES
from aspa.desk.forms import DeskForm


class ProfileForm(DeskForm):
    """By what name and in which language an agent works."""

    name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("Customers see this under your answers."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class AddressForm(DeskForm):
    """One more address at which a brand hears."""

    address = forms.EmailField(label=_("Another address your customers write to"), max_length=320)
