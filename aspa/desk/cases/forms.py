"""What an agent fills in on a case."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aspa.brands.models import LANGUAGES, Brand
from aspa.cases.models import Closure
from aspa.desk.cases.choices import choices
from aspa.desk.cases.enclosed import FilesField, keys_in
from aspa.desk.cases.letter import is_untouched
from aspa.desk.forms import DeskForm
from aspa.desk.words import OUTCOMES
from aspa.desk.writing.fields import AddressesField, LeavesField, WayField
from aspa.kit.moments import HELSINKI
from aspa.passages.placeholders import unfilled
from aspa.promises.window import Window
from aspa.understanding.queries import Asked, by_hand, check_list


class WindowForm(forms.Form):
    """By which day and time something will be done."""

    day = forms.TypedChoiceField(label=_("Day"), coerce=date.fromisoformat, required=False)
    time = forms.TypedChoiceField(label=_("Time"), coerce=time.fromisoformat, required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        today, language = now.astimezone(HELSINKI).date(), get_language() or "en"
        for kind in {"act", "day", "time", "outcome"} & self.fields.keys():
            self.fields[kind].choices = choices(kind, today, language)  # type: ignore[attr-defined]  # each of these is a choice

    def window(self) -> Window:
        """Return the window that was chosen."""
        chosen = self.cleaned_data
        return Window(None, datetime.combine(chosen["day"], chosen["time"], HELSINKI))

    def check_ahead(self) -> None:
        """Say so when the chosen time has passed."""
        chosen = self.cleaned_data
        if not chosen.get("day") or not chosen.get("time"):
            self.add_error("day", _("Choose a day and a time."))
        elif self.window().due_until <= self.now:
            self.add_error("time", _("That time has already passed."))


class ReplyForm(WindowForm):
    """An answer to the customer; what is promised next, and whether the case closes with it."""

    text = forms.CharField(label=_("Answer"), widget=forms.Textarea, max_length=200_000, strip=False)
    html = forms.CharField(required=False, max_length=1_000_000, strip=False)
    subject = forms.CharField(label=_("Subject"), required=False, max_length=500)
    to = forms.EmailField(label=_("To"), required=False, max_length=320)
    cc = AddressesField(label=_("Copy to"))
    bcc = AddressesField(label=_("Hidden copy to"))
    leaves = LeavesField(required=False)
    act = forms.ChoiceField(label=_("Next promise"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    closing = forms.BooleanField(required=False)
    passages = forms.CharField(required=False, max_length=2000)  # keys of the versions that were put in
    as_it_is = WayField(required=False)
    unpromised = WayField(required=False)
    hand = forms.CharField(required=False, max_length=2000)  # which questions it answers, as its writer said
    unanswered = WayField(required=False)
    enclosures = FilesField(label=_("Attachments"), required=False)

    def __init__(self, *args: Any, begun: str, asks: bool = False, asked: Sequence[Asked] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.begun, self.asks, self.asked = begun, asks, asked

    def clean_text(self) -> str:
        """Refuse an answer in which nothing is said."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if is_untouched(text, self.begun):
            raise forms.ValidationError(_("Write something first."))
        return text

    def clean(self) -> dict[str, Any]:
        """Check the promise only when one is given; ask once what happens next, and what is to be filled in."""
        chosen = self.cleaned_data
        as_it_is = chosen.get("as_it_is")
        how = as_it_is or chosen.get("unpromised") or chosen.get("unanswered")
        if how == "closing":
            chosen["closing"] = True
        elif how and how != "now":
            chosen["leaves"] = how
        if chosen.get("act"):
            self.check_ahead()
        elif self.asks and self.data.get("asks") and not (how or chosen.get("closing") or "asked" in self.data):
            self.add_error("act", _("What happens next, and when?"))
        if self.left_open and self.data.get("asks") and not as_it_is:
            self.add_error("as_it_is", _("Fill in what is still open."))
        if self.unanswered_questions and self.data.get("asks") and "left_asked" not in self.data:
            self.add_error("unanswered", _("Not every question is answered."))
        return chosen

    @cached_property
    def unanswered_questions(self) -> list[Asked]:
        """What the customer asked and the answer seems to leave open."""
        return check_list(self.asked, self.data.get("text", ""), by_hand(self.data.get("hand", ""))).left

    @property
    def left_open(self) -> tuple[str, ...]:
        """What a ready passage left open and nobody filled in."""
        return unfilled(self.data.get("text", ""))

    @property
    def way(self) -> str:
        """How it was to leave when it was stopped."""
        return "closing" if self.data.get("closing") else self.data.get("leaves") or "now"

    def said(self) -> dict[str, Any]:
        """Return what the verb takes."""
        chosen = self.cleaned_data
        promised = {"promise": self.window(), "promise_act": chosen["act"]} if chosen.get("act") else {}
        closes = (chosen["outcome"] or Closure.Outcome.SOLVED) if chosen.get("closing") else ""
        addressed = {name: chosen[name] for name in ("html", "subject", "to", "cc", "bcc")}
        put_in = keys_in(chosen["passages"].split())
        along = {"passages": put_in, "hand": chosen["hand"].split()}
        return {"text": chosen["text"], "closes": closes, **along, **addressed, **promised}


class MemoForm(forms.Form):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("Memo"),
        widget=forms.Textarea,
        max_length=200_000,
        error_messages={"required": _("Write something first.")},
    )


class AnotherTimeForm(WindowForm):
    """Another time than was promised, and what the customer is told."""

    text = forms.CharField(
        label=_("What the customer is told"),
        widget=forms.Textarea,
        max_length=200_000,
        help_text=_("The new time is added to the message."),
    )

    def clean(self) -> dict[str, Any]:
        """Only a time to come can be promised."""
        self.check_ahead()
        return self.cleaned_data


ENDS = [(name, word) for name, word in OUTCOMES.items() if name != "merged"]  # what an agent closes with


class LanguageForm(DeskForm):
    """In which language a case goes on."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class OutcomeForm(forms.Form):
    """How a case ended."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=ENDS)


class OwnerForm(forms.Form):
    """Who takes care of a case: `me`, `agent:7` or `queue:3`."""

    owner = forms.RegexField(r"^(me|agent:\d{1,18}|queue:\d{1,18})$", label=_("Owner"))

    def chosen(self) -> tuple[str, int]:
        """Return what kind of owner, and its key."""
        kind, _colon, key = self.cleaned_data["owner"].partition(":")
        return kind, int(key or 0)


class NewCaseForm(DeskForm):
    """A contact that somebody enters by hand: a call, a visit, a letter; under which brand, where there are several."""

    about: ClassVar[dict[str, str]] = {
        "bad_address": "address",
        "customer_unreachable": "number",
        "bad_number": "number",
        "name_needed": "name",
        "empty_text": "text",
    }

    brand_id = forms.TypedChoiceField(label=_("Brand"), coerce=int)
    address = forms.EmailField(
        label=_("Customer's e-mail address"),
        max_length=320,
        required=False,
        help_text=_("May be empty for somebody who is called back."),
    )
    number = forms.CharField(label=_("Phone number"), max_length=60, required=False)
    name = forms.CharField(label=_("Customer's name"), max_length=200, required=False)
    subject = forms.CharField(label=_("What it is about"), max_length=500)
    text = forms.CharField(label=_("What the customer said"), widget=forms.Textarea, max_length=200_000)

    def __init__(self, *args: Any, brands: Sequence[Brand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autofocus"] = True
        if len(brands) > 1:
            self.choose("brand_id", [(brand.pk, brand.name) for brand in brands])
            self.initial["brand_id"] = self.initial.get("brand_id") or min(brand.pk for brand in brands)
        else:
            del self.fields["brand_id"]
