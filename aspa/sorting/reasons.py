"""The reasons for which customers turn to anybody, built in; every brand may rename, order and put them away."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "use": _("Using a product"),
    "manuals": _("Manuals"),
    "terms": _("Terms and contracts"),
    "complaint": _("Complaint"),
    "returns": _("Return or exchange"),
    "features": _("Features of a product"),
    "shipping": _("Delivery and shipping"),
    "payment": _("Ways of paying"),
    "ordering": _("Ordering"),
    "technical": _("Technical trouble"),
    "site": _("Web site"),
    "feedback": _("Feedback and thanks"),
    "other": _("Something else"),
}
