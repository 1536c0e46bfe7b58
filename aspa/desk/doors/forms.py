"""What somebody fills in who comes for the first time."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aspa.brands.models import LANGUAGES
from aspa.desk.forms import DeskForm


def password() -> forms.CharField:
    """Return a field for a password that is chosen now."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=_("Password"),
        strip=False,
        widget=widget,
        max_length=500,
        help_text=_("At least ten characters; a sentence is good."),
    )


def own_name() -> forms.CharField:
    """Return a field for the name of whoever comes in."""
    return forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))


def own_address() -> forms.EmailField:
    """Return a field for the address with which whoever comes in will sign in."""
    return forms.EmailField(
        label=_("Your own e-mail address"),
        max_length=254,
        help_text=_("You sign in with this. It is not shown to customers."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class DoorForm(DeskForm):
    """What everybody fills in who comes in; it begins with the language of the browser."""

    password = password()
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language() or "fi")


class JoinForm(DoorForm):
    """Who becomes an agent."""

    about: ClassVar[dict[str, str]] = {"weak_password": "password", "already_hired": "email", "heard_address": "email"}

    name = own_name()
    email = own_address()


class StartForm(DoorForm):
    """A new installation: who serves, where customers write, and who is the first administrator."""

    about: ClassVar[dict[str, str]] = {
        "weak_password": "password",
        "bad_address": "address",
        "heard_address": "admin_email",
        "already_hired": "admin_email",
    }

    organisation = forms.CharField(label=_("Company"), max_length=120)
    brand = forms.CharField(
        label=_("Name shown to customers"),
        max_length=120,
        required=False,
        help_text=_("Leave empty when it is the company's name."),
    )
    address = forms.EmailField(
        label=_("Address your customers write to"),
        max_length=320,
        help_text=_("For example tuki@kuusi.fi. Answers leave from this address."),
    )
    admin_name = own_name()
    admin_email = own_address()

    def clean(self) -> dict[str, Any]:
        """Call the brand by the company's name when no other is given."""
        self.cleaned_data["brand"] = self.cleaned_data.get("brand") or self.cleaned_data.get("organisation", "")
        return self.cleaned_data
