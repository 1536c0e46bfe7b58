"""What agents fill in about customers."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aspa.customers import queries as customers
from aspa.customers.editing import Facts
from aspa.customers.models import Customer
from aspa.desk.forms import DeskForm
from aspa.desk.words import CONSENTED_BY, IDENTITIES, KINDS_OF_CUSTOMERS, LANGUAGES, NOTES, SAID_BY
from aspa.kit.errors import Refused
from aspa.kit.moments import HELSINKI
from aspa.kit.viewer import Viewer
from aspa.people import verbs

# As a company is named, those whose names begin so are offered.
LOOKS_UP = {
    "list": "companies",
    "autocomplete": "off",
    "hx-get": "/customers/?kind=company",
    "hx-trigger": "input changed delay:200ms",
    "hx-target": "#companies",
    "hx-swap": "outerHTML",
    "hx-sync": "replace",
}


class FactsForm(DeskForm):
    """
    Who a customer is; what stood there when the form was made comes back with it, in hidden fields.

    So of two who edit at once both keep what they wrote, unless it is the same field.
    """

    about: ClassVar[dict[str, str]] = {"name_needed": "name", "not_a_company": "company", "has_people": "kind"}

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Person or company"), choices=list(KINDS_OF_CUSTOMERS.items()))
    company = forms.CharField(
        label=_("Company where the person works"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=LOOKS_UP),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("as they write")), *LANGUAGES.items()], required=False
    )
    makes = forms.CharField(required=False, widget=forms.HiddenInput)
    was_name = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    was_kind = forms.CharField(required=False, widget=forms.HiddenInput)
    was_language = forms.CharField(required=False, widget=forms.HiddenInput)
    was_company = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, viewer: Viewer, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.at = viewer, at

    @classmethod
    def of(cls, customer: Customer, *, viewer: Viewer, at: datetime) -> "FactsForm":
        """Return the form as it stands for a customer."""
        company = f"{customer.company.name} #{customer.company_id}" if customer.company else ""
        stands = {"name": customer.name, "kind": customer.kind, "language": customer.language, "company": company}
        was = {f"was_{name}": value for name, value in stands.items()}
        return cls(initial=stands | was, viewer=viewer, at=at)

    def clean(self) -> dict[str, Any]:
        """Find the company that was named."""
        given = self.cleaned_data
        before, name = given.get("was_company", ""), given.get("company", "")
        given["was_company_id"], given["new_company"] = _key(before), ""
        given["company_id"] = _key(before) if name == before else self._company(name)
        return given

    def _company(self, name: str) -> int | None:
        """Return the key of the company that is meant; one that nobody knows is made when it was said twice."""
        if not name:
            return None
        found = customers.companies_named(self.viewer, f"#{key}" if (key := _key(name)) else name)
        if len(found) == 1:
            return found[0].pk
        if found:
            keys = ", ".join(f"#{one.pk}" for one in found)
            self.add_error("company", gettext("Several companies have this name: write one of %s instead.") % keys)
        elif self.data.get("makes") == name:
            self.cleaned_data["new_company"] = name
        else:
            self.data = dict(self.data.items()) | {"makes": name}
            self.add_error("company", gettext("No company has this name. Save again to make it."))
        return None

    def edited(self, customer: Customer, *, by: Viewer, at: datetime) -> Customer | None:
        """Return the customer as it was changed, or None where a field is wrong or the verb refuses."""
        return self._asked(lambda: verbs.edit(customer, was=self.was(), **self.said(), by=by, at=at))

    def now_stands(self, customer: Customer) -> None:
        """Let whoever saves again know what stands there now: hidden fields say it from here on."""
        fresh = FactsForm.of(customer, viewer=self.viewer, at=self.at).initial
        self.data = dict(self.data.items()) | {name: fresh[name] for name in fresh if name.startswith("was_")}

    def _asked(self, verb: Callable[[], Customer]) -> Customer | None:
        if not self.is_valid():
            return None
        try:
            return verb()
        except Refused as refusal:
            self.add_error(self.about.get(refusal.code), str(refusal))
            return None

    def said(self) -> dict[str, Any]:
        """Return what was written, as the verbs take it."""
        given = self.cleaned_data
        facts = Facts(given["name"], given["kind"], given["language"], given["company_id"])
        return {"facts": facts, "new_company": given["new_company"]}

    def was(self) -> Facts:
        """Return what stood there before."""
        given = self.cleaned_data
        return Facts(given["was_name"], given["was_kind"], given["was_language"], given["was_company_id"])


def _key(said: str) -> int | None:
    key = said.rpartition("#")[2]
    return int(key) if "#" in said and key.isascii() and key.isdecimal() and len(key) < 19 else None


class IdentityForm(DeskForm):
    """One thing more by which a customer is known."""

    about: ClassVar[dict[str, str]] = dict.fromkeys(
        ("bad_address", "bad_number", "bad_account", "known_elsewhere"), "value"
    )

    kind = forms.ChoiceField(label=_("What it is"), choices=list(IDENTITIES.items()))
    value = forms.CharField(label=_("Address, number or account"), max_length=320)


class NoteForm(DeskForm):
    """A wish of the customer's, or advice."""

    about: ClassVar[dict[str, str]] = dict.fromkeys(("empty_note", "note_too_long"), "text")

    kind = forms.ChoiceField(label=_("Whose words"), choices=list(NOTES.items()), widget=forms.RadioSelect)
    text = forms.CharField(label=_("How to serve"), max_length=300)


class RewriteForm(DeskForm):
    """A note said otherwise, with what it said when it was read."""

    about: ClassVar[dict[str, str]] = dict.fromkeys(
        ("empty_note", "note_too_long", "changed_meanwhile", "missing"), "text"
    )

    text = forms.CharField(label=_("How to serve"), max_length=300)
    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class ConsentForm(DeskForm):
    """To what a customer consented, when, and how it was said."""

    about: ClassVar[dict[str, str]] = {"already_consented": "purpose", "empty_note": "purpose", "not_yet": "given_at"}

    purpose = forms.CharField(label=_("To what"), max_length=200)
    channel = forms.ChoiceField(label=_("How it was said"), choices=list(CONSENTED_BY.items()))
    given_at = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean_given_at(self) -> datetime:
        """Return the beginning of the day on which it was said, where the agents are."""
        return datetime.combine(self.cleaned_data["given_at"], time.min, HELSINKI)


class ChannelForm(forms.Form):
    """How something was said."""

    channel = forms.ChoiceField(choices=list(CONSENTED_BY.items()))


class CaseForm(DeskForm):
    """What a customer said by phone, on a visit or in a letter."""

    about: ClassVar[dict[str, str]] = {"empty_text": "text"}

    brand_id = forms.TypedChoiceField(label=_("Brand"), coerce=int)
    channel = forms.ChoiceField(label=_("How it came"), choices=list(SAID_BY.items()))
    subject = forms.CharField(label=_("What it is about"), max_length=500)
    text = forms.CharField(label=_("What the customer said"), widget=forms.Textarea, max_length=200_000)

    def __init__(self, *args: Any, brands: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(brands) > 1:
            self.choose("brand_id", [(brand.pk, brand.name) for brand in brands])
        else:
            del self.fields["brand_id"]


class NewForm(FactsForm):
    """A customer of whom nobody has heard yet, with how to reach them."""

    about: ClassVar[dict[str, str]] = FactsForm.about | {
        "bad_address": "address",
        "bad_number": "number",
        "known_elsewhere": "address",
    }

    address = forms.CharField(label=_("E-mail address"), max_length=320, required=False)
    number = forms.CharField(label=_("Phone number"), max_length=60, required=False)

    def made(self, verb: Callable[..., Customer], *, by: Viewer, at: datetime) -> Customer | None:
        """Return the customer that was made, or None where a field is wrong or the verb refuses."""
        reached = ("address", "number")
        return self._asked(
            lambda: verb(**self.said(), **{name: self.cleaned_data[name] for name in reached}, by=by, at=at)
        )
