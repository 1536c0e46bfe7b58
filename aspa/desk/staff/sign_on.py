"""Where people sign in: set up, tried, removed; and an agent's account there."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from aspa.desk.answers import DeskRequest, for_administrators
from aspa.desk.doors import behind
from aspa.desk.forms import DeskForm
from aspa.desk.said import say
from aspa.desk.staff import words
from aspa.kit.errors import or_missing
from aspa.kit.viewer import Viewer
from aspa.sign_on import queries, verbs
from aspa.sign_on.models import Provider
from aspa.staff.roles import queries as roles

MOST_NAMED = 10
PLAIN = ("name", "issuer", "client_id", "trusts_addresses", "asks_second_step", "is_only_way")
TROUBLES = {
    "address": gettext_lazy("This address may not be asked."),
    "inside": gettext_lazy("The address leads inside our own network. Whoever runs Aspa can allow it: ASPA_INSIDE."),
    "name": gettext_lazy("There is no machine of this name. Is the address right?"),
    "certificate": gettext_lazy("Its certificate does not hold, so nobody knows who answers there."),
    "silent": gettext_lazy("Nobody answered there in time."),
    "large": gettext_lazy("What it answered is too long to be a provider's."),
    "not_json": gettext_lazy("What it answered is not a provider's. Is the address right?"),
    "status": gettext_lazy("It answered with error %(detail)s. Is the address right?"),
    "issuer": gettext_lazy("It calls itself “%(detail)s”. Write exactly that as the address."),
    "endpoint": gettext_lazy("It does not say where to go on (%(detail)s)."),
    "code": gettext_lazy("It does not know the way of signing in that Aspa uses (the code flow)."),
    "secret": gettext_lazy("Somebody tried to sign in, but it does not take the client secret. Give it anew below."),
    "keys": gettext_lazy("It shows no key by which it could be believed."),
}


class ProviderForm(DeskForm):
    """How people sign in elsewhere; the secret is never shown again."""

    about: ClassVar[dict[str, str]] = {
        "name_needed": "name",
        "bad_issuer": "issuer",
        "client_needed": "secret",
        "bad_domain": "domains",
        "domains_needed": "domains",
    }

    name = forms.CharField(
        label=gettext_lazy("What your people call it"),
        max_length=80,
        help_text=gettext_lazy("For example “Kuusi account”. It stands on the sign-in page."),
    )
    issuer = forms.CharField(
        label=gettext_lazy("Address of the provider (issuer)"),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=gettext_lazy("For example https://login.kuusi.fi/realms/kuusi."),
    )
    client_id = forms.CharField(label=gettext_lazy("Client id"), max_length=255)
    secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=1000,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Kept encrypted and never shown. Leave empty to keep the one that is there."),
    )
    domains = forms.CharField(
        label=gettext_lazy("Domains of your addresses"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("For example kuusi.fi, kuusi.se. Without any, every address of an agent is linked."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Who is not an agent yet"),
        required=False,
        help_text=gettext_lazy("New agents are made only for addresses of the domains above."),
    )
    trusts_addresses = forms.BooleanField(
        label=gettext_lazy("Its addresses are ours, even where it does not say that they are verified (Entra ID)"),
        required=False,
    )
    asks_second_step = forms.BooleanField(
        label=gettext_lazy("It asks for the second step itself, so Aspa does not"), required=False
    )
    is_only_way = forms.BooleanField(
        label=gettext_lazy("Everybody signs in this way; only administrators may also use a password"), required=False
    )

    def __init__(self, viewer: Viewer, written: QueryDict | None = None, provider: Provider | None = None) -> None:
        super().__init__(written)
        self.roles = {str(role.pk): role for role in roles.roles(viewer)}
        made = _("becomes one: %(role)s")
        chosen = [(key, made % {"role": words.title(role)}) for key, role in self.roles.items()]
        self.choose("role", [("", _("does not come in")), *chosen])
        if provider:
            self.initial = {name: getattr(provider, name) for name in PLAIN}
            self.initial |= {"domains": ", ".join(provider.domains), "role": str(provider.role_id or "")}

    def clean(self) -> dict[str, Any]:
        """Return the domains one by one, and the role itself."""
        written = self.cleaned_data.get("domains", "").replace(",", " ").split()
        role = self.roles.get(self.cleaned_data.get("role", ""))
        return {**self.cleaned_data, "domains": written, "role": role}


@require_http_methods(["GET", "POST"])
@for_administrators
def sign_on(request: DeskRequest) -> HttpResponse:
    """Show where people sign in, or set it up and try it."""
    form = ProviderForm(request.agent, request.POST or None, queries.provider_of(request.agent))
    by, now = request.agent.actor, timezone.now()
    provider = form.done_by(verbs.set_up, request.agent.organisation, by=by, at=now)
    if not provider:
        return sign_on_page(request, form)
    behind.look(provider)
    say(request, _("Kept. Below you see what the provider answered."))
    return redirect("sign_on")


def sign_on_page(request: DeskRequest, form: ProviderForm) -> HttpResponse:
    """Return the page; a form that is bound was filled in wrongly."""
    provider = queries.provider_of(request.agent)
    shown = {"form": form, "provider": provider, "comes_back_to": behind.comes_back_to()}
    if provider:
        shown["link"] = settings.BASE_URL + reverse("sign_on_door", args=[provider.key])
        shown["trouble"] = trouble(provider)
    return render(request, "desk/staff/sign_on.html", shown, status=422 if form.is_bound else 200)


def trouble(provider: Provider) -> str:
    """Return what stands in the way of signing in there, as far as it was seen; empty for nothing."""
    said = TROUBLES.get(provider.trouble)
    return said % {"detail": provider.detail} if said else ""


@require_POST
@for_administrators
def look(request: DeskRequest) -> HttpResponse:
    """Try the connection now."""
    behind.look(ours(request))
    return redirect("sign_on")


@require_http_methods(["GET", "POST"])
@for_administrators
def removal(request: DeskRequest) -> HttpResponse:
    """Ask whether nobody is to sign in there any more, and let it be so."""
    provider = ours(request)
    if request.method == "GET":
        out = queries.left_out_without(provider)
        shown = {"provider": provider, "users": queries.signing_in_by(provider), "left_out": out, "most": MOST_NAMED}
        return render(request, "desk/staff/removal.html", shown)
    verbs.remove(provider, by=request.agent.actor, at=timezone.now())
    say(request, _("Saved."))
    return redirect("sign_on")


@require_POST
@for_administrators
def unlinking(request: DeskRequest, agent_id: int) -> HttpResponse:
    """Forget who an agent is at the provider."""
    for account in queries.accounts_of(request.agent, agent_id):
        verbs.unlink(account, by=request.agent.actor, at=timezone.now())
    say(request, _("Saved."))
    return redirect("person", agent_id)


def ours(request: DeskRequest) -> Provider:
    """Return the provider of the agent's organisation; raises Missing."""
    return or_missing(queries.provider_of(request.agent), _("No provider is set up."))
