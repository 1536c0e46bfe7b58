"""What an agent changes about themselves, and an administrator about the house."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aspa.brands.models import LANGUAGES, Brand
from aspa.channels.models import Mailbox
from aspa.desk.forms import DeskForm

ABOUT_ADDRESS = {"address_taken": "address", "bad_address": "address", "sign_in_address": "address"}


class ProfileForm(DeskForm):
    """By what name and in which language an agent works."""

    name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("Customers see this under your answers."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class BrandsForm(DeskForm):
    """A form that each brand on a page has; the key of the brand tells the fields of one from those of another."""

    def __init__(self, brand: Brand, written: QueryDict | None = None) -> None:
        super().__init__(written, auto_id=f"id_%s_{brand.pk}")
        self.brand, self.brand_id = brand, brand.pk

    @classmethod
    def each(cls, brands: Sequence[Brand], wrong: Self | None) -> dict[int, Self]:
        """Return the form of each brand by its key; `wrong` is one that was filled in wrongly."""
        empty = {brand.pk: cls(brand) for brand in brands}
        return {**empty, wrong.brand_id: wrong} if wrong else empty


class MailboxForm(BrandsForm):
    """An IMAP folder to fetch all mail from."""

    about: ClassVar[dict[str, str]] = {"bad_server": "host"}

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


class ReachForm(DeskForm):
    """How a connected mailbox is reached; its password is never shown, and stays where none is written."""

    about: ClassVar[dict[str, str]] = {"password_needed": "secret", "bad_server": "host"}

    username = forms.CharField(label=_("User name"), max_length=320, help_text=_("Often the whole address."))
    secret = forms.CharField(
        label=_("Password"),
        strip=False,
        required=False,
        max_length=10_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Left empty, it stays as it is. Another server needs it again."),
    )
    host = forms.CharField(label=_("Server"), max_length=250, help_text=_("For example imap.kuusi.fi."))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    folder = forms.CharField(label=_("Folder"), max_length=250)
    is_encrypted = forms.BooleanField(label=_("Encrypted (TLS)"), required=False)

    def __init__(self, mailbox: Mailbox, written: QueryDict | None = None) -> None:
        standing = {name: getattr(mailbox, name) for name in self.base_fields if name != "secret"}
        super().__init__(written, initial=standing)
        if mailbox.sign_in == Mailbox.Sign.XOAUTH2:
            self.fields["secret"].label = _("Access token")

    def clean(self) -> dict[str, Any]:
        """Leave out a password that was not written."""
        return {name: value for name, value in self.cleaned_data.items() if name != "secret" or value}


class OpeningForm(DeskForm):
    """One more brand: its name, and the first address at which it hears."""

    about: ClassVar[dict[str, str]] = {"brand_open": "name", **ABOUT_ADDRESS}

    name = forms.CharField(label=_("Name shown to customers"), max_length=120)
    address = forms.EmailField(label=_("Address your customers write to"), max_length=320)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class InvitationForm(DeskForm):
    """Who is invited, and as what."""

    name = forms.CharField(
        label=_("For whom"), max_length=120, required=False, help_text=_("By this you know open invitations apart.")
    )
    is_administrator = forms.BooleanField(label=_("As an administrator"), required=False)

    def __init__(self, written: QueryDict | None = None) -> None:
        super().__init__(written, auto_id="id_invited_%s")
