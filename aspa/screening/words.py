"""The sentence of each rule, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise as Text
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, Text] = {
    "marked": gettext_lazy("The mail server through which it came marked it as spam."),
    "refused": gettext_lazy("It says to be from %(detail)s, whose owner asks everybody to refuse such forged mail."),
    "unproven": gettext_lazy("It could not be shown that it is really from %(detail)s."),
    "not_its_server": gettext_lazy("It came from a server that may not send mail for %(detail)s."),
    "as_ourselves": gettext_lazy("It bears our own address %(detail)s as its sender, but did not leave from us."),
    "named_as_us": gettext_lazy("The sender’s name shows our address, but it came from %(detail)s."),
    "named_elsewhere": gettext_lazy("The sender’s name shows another address than it came from: %(detail)s."),
    "two_alphabets": gettext_lazy("Letters of two alphabets are mixed so that a word looks familiar: %(detail)s."),
    "misleading": gettext_lazy("A link leads elsewhere than it says: %(detail)s."),
    "to_number": gettext_lazy("A link leads to a bare number instead of a name: %(detail)s."),
    "program": gettext_lazy("A program is enclosed: %(detail)s."),
    "page": gettext_lazy("A web page is enclosed as a file: %(detail)s."),
    "false_answer": gettext_lazy("It is titled as an answer, but answers nothing."),
    "to_nobody": gettext_lazy("It names nobody to whom it was sent."),
    "answers_elsewhere": gettext_lazy("Answers would go to another address than it came from: %(detail)s."),
    "bait_money": gettext_lazy("It speaks of a stranger’s money, as baits do."),
    "bait_prize": gettext_lazy("It speaks of a prize that was won, as baits do."),
    "bait_threat": gettext_lazy("It threatens and asks for money, as extortion does."),
    "bait_invest": gettext_lazy("It offers sure profits, as baits do."),
    "bait_loan": gettext_lazy("It offers loans, as mass mail does."),
    "bait_pills": gettext_lazy("It offers medicines, as mass mail does."),
    "bait_casino": gettext_lazy("It offers gambling, as mass mail does."),
    "bait_seo": gettext_lazy("It offers links or a better place in searches, as mass mail does."),
    "bait_account": gettext_lazy("It asks to confirm an account, as those do who fish for passwords."),
    "bait_parcel": gettext_lazy("It asks for a payment for a parcel, as baits do."),
    "judged": gettext_lazy("An earlier message of this sender was spam."),
    "rspamd": gettext_lazy("The spam filter rspamd gave it %(detail)s points."),
}


def sentence(spoke: Mapping[str, Any]) -> str:
    """Return why a rule spoke; of a rule that is no longer known its name."""
    said = SENTENCES.get(str(spoke["rule"]))
    if said is None:
        return _("The rule “%(name)s” spoke.") % {"name": spoke["rule"]}
    return str(said) % {"detail": spoke.get("detail", "")}
