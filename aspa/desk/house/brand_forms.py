"""What an administrator sets for a brand: how it writes, what it promises, and when it serves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aspa.brands import colours, pictures
from aspa.brands.models import LANGUAGES, Brand
from aspa.desk.forms import DeskForm
from aspa.desk.house.forms import ABOUT_ADDRESS
from aspa.hours import verbs
from aspa.hours.verbs import DAYS
from aspa.hours.wording import read, written
from aspa.hours.working_time import Opening
from aspa.kit.addresses import normal
from aspa.kit.errors import Refused
from aspa.staff.queries import queues_of

HOUR = timedelta(hours=1)


class HoursField(forms.CharField):
    """The opening hours of a day, as people write them."""

    def __init__(self, **how: Any) -> None:
        super().__init__(required=False, max_length=100, **how)

    def prepare_value(self, value: str | Sequence[Opening] | None) -> str:
        """Show hours as they would be written, and a closed day by that word; what was written wrongly stays."""
        if value is None or isinstance(value, str):
            return value or ""
        return written(value) or gettext("closed")

    def clean(self, value: str) -> list[Opening]:
        """Return the openings."""
        try:
            return read(super().clean(value))
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class BrandForm(DeskForm):
    """What a brand is called, how it writes and what it promises."""

    about: ClassVar[dict[str, str]] = {"name_needed": "name", "name_taken": "name"}

    name = forms.CharField(label=_("Name"), max_length=120)
    signature = forms.CharField(
        label=_("Signature"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("An answer ends with a closing and the agent's name already; this comes below them."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, help_text=_("For customers whose own language is not known.")
    )
    answers_within = forms.IntegerField(
        label=_("Answers within (hours)"),
        min_value=1,
        max_value=400,
        help_text=_("Working time: with hours 8–16, 8 hours is the same time on the next working day."),
    )
    acknowledges = forms.BooleanField(label=_("Acknowledge each new contact, and tell the time"), required=False)

    def clean_answers_within(self) -> timedelta:
        """Return the time."""
        return HOUR * int(self.cleaned_data["answers_within"])


class AddressForm(DeskForm):
    """One more address at which a brand hears."""

    about: ClassVar[dict[str, str]] = ABOUT_ADDRESS

    address = forms.EmailField(label=_("Another address your customers write to"), max_length=320)

    def __init__(self, brand: Brand, written: QueryDict | None = None) -> None:
        super().__init__(written)
        self.brand = brand

    def clean_address(self) -> str:
        """Say so when the brand hears there already."""
        address: str = self.cleaned_data["address"]
        if normal(address) in {one.value for one in self.brand.heard_at}:
            raise forms.ValidationError(_("Customers write to this address already."))
        return address


class QueueForm(DeskForm):
    """One more queue in which cases of a brand wait."""

    name = forms.CharField(label=_("Name of a new queue"), max_length=80)

    def __init__(self, brand: Brand, written: QueryDict | None = None) -> None:
        super().__init__(written, auto_id="id_queue_%s")
        self.brand = brand

    def clean_name(self) -> str:
        """Say so when the brand has it already."""
        name: str = self.cleaned_data["name"]
        if name in {one.name for one in queues_of(self.brand) if one.ended_at is None}:
            raise forms.ValidationError(_("The brand has a queue of this name already."))
        return name


class QueueNameForm(DeskForm):
    """What a queue is called."""

    name = forms.CharField(label=_("Name of the queue"), max_length=80)


class ColourForm(DeskForm):
    """The colour of a brand."""

    about: ClassVar[dict[str, str]] = {"bad_colour": "colour", "colour_too_light": "colour"}

    colour = forms.CharField(
        label=_("Colour"),
        widget=forms.TextInput(attrs={"class": "colour", "spellcheck": "false", "autocomplete": "off"}),
        required=False,
        max_length=30,
        help_text=_("As #rrggbb, such as #0f5c4a. White text must be readable on it. Empty = the house's own."),
    )

    def clean_colour(self) -> str:
        """Return the colour as it is kept."""
        try:
            return colours.read(self.cleaned_data["colour"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def seen(self) -> colours.Seen | None:
        """Return how it is seen; None for the house's own and for what is no colour."""
        colour = self.cleaned_data.get("colour") if self.is_bound else self.initial.get("colour")
        return colours.seen(colour) if colour else None


class LogoForm(DeskForm):
    """The logo of a brand."""

    about: ClassVar[dict[str, str]] = dict.fromkeys(
        ("picture_too_large", "drawn_picture", "moving_picture", "not_a_picture"), "picture"
    )

    picture = forms.FileField(
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, at most 200 kB and 1,024 pixels each way. Square ones are seen best."),
    )

    def clean_picture(self) -> bytes:
        """Return the bytes, no more of them than tell that there are too many."""
        return bytes(self.cleaned_data["picture"].read(pictures.LARGEST + 1))


class WordForm(DeskForm):
    """A word in a language."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    word = forms.CharField(label=_("Word to avoid"), max_length=60)

    def __init__(self, written: QueryDict | None = None, *, initial: dict[str, str] | None = None) -> None:
        super().__init__(written, auto_id="id_avoided_%s", initial=initial)


class AvoidedWordForm(WordForm):
    """One more word that a brand avoids."""

    about: ClassVar[dict[str, str]] = {"bad_word": "word", "too_many_words": "word"}

    plain = forms.CharField(label=_("Plain word instead"), max_length=60)


class HoursForm(DeskForm):
    """When a brand serves in a week."""

    monday = HoursField(label=_("Monday"))
    tuesday = HoursField(label=_("Tuesday"))
    wednesday = HoursField(label=_("Wednesday"))
    thursday = HoursField(label=_("Thursday"))
    friday = HoursField(label=_("Friday"))
    saturday = HoursField(label=_("Saturday"))
    sunday = HoursField(label=_("Sunday"))

    @staticmethod
    def set(brand: Brand, *, by: str, at: datetime, **week: list[Opening]) -> None:
        """Serve at these hours from now on."""
        verbs.set_hours(brand, [week[day] for day in DAYS], by=by, at=at)


class DateForm(DeskForm):
    """One date."""

    on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}), input_formats=["%Y-%m-%d", "%d.%m.%Y"]
    )


class SpecialDayForm(DateForm):
    """A date that differs from others of its weekday."""

    about: ClassVar[dict[str, str]] = {"day_gone": "on"}

    opening = HoursField(label=_("Hours on that day"), help_text=_("Empty = closed."))

    def clean_opening(self) -> Opening | None:
        """Return the one stretch, or None when closed."""
        openings = self.cleaned_data["opening"]
        if len(openings) > 1:
            raise forms.ValidationError(_("A single date has one stretch of hours, such as 10–14."))
        return openings[0] if openings else None
