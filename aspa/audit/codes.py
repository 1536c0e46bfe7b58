"""What administrators read of the values that programs know by a code."""

from collections.abc import Mapping

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from aspa.kit.powers import Power
from aspa.staff.roles.words import REACHES

Words = Mapping[str, str | Text]

LANGUAGES: Words = {"fi": "suomi", "sv": "svenska", "en": "English"}
CODES: dict[str, Words] = {
    "act": {
        "assign": _("giving on"),
        "close": _("closing"),
        "snooze": _("snoozing"),
        "tag": _("adding a tag"),
        "untag": _("taking a tag off"),
        "merge": _("merging into one"),
        "spam": _("judging as spam"),
        "not_spam": _("judging as no spam"),
    },
    "colour": {
        "plain": _("Grey"),
        "spruce": _("Green"),
        "amber": _("Yellow"),
        "red": _("Red"),
        "blue": _("Blue"),
    },
    "home": {"oldest": _("the oldest case"), "newest": _("the newest case")},
    "kind": {
        "text": _("Text"),
        "number": _("Number"),
        "date": _("Date"),
        "choice": _("Choice"),
        "yes_no": _("Yes or no"),
        "link": _("Link"),
    },
    "language": LANGUAGES,
    "outcome": {
        "solved": _("Solved"),
        "could_not_help": _("Could not help"),
        "no_answer_needed": _("No answer needed"),
        "spam": _("Spam"),
        "merged": _("Merged"),
    },
    "sign_in": {"password": _("Password"), "xoauth2": _("Access token")},
    "trouble": {"secret": _("its secret is not taken")},
    "why": {
        "provider_away": _("the provider did not say who came"),
        "secret_refused": _("the provider does not take the secret"),
        "address_not_verified": _("the provider does not vouch for the address"),
        "other_domain": _("the address is of another domain"),
        "unknown_agent": _("nobody of that address is here"),
        "other_account": _("the person has another account there"),
        "signs_in_no_longer": _("the person works here no longer"),
        "account_taken": _("the account is another person's"),
        "linked_otherwise": _("the person is joined to another account"),
    },
    **{power.value: {reach.value: word for reach, word in REACHES.items()} for power in Power},
}
